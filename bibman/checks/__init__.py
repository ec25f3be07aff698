"""What is wrong with an article's list: findings with place, rule, sentence and what would be right."""

from bibman.checks.check import check
from bibman.checks.finding import Finding, Level, Rule, chosen_rules, rules
from bibman.checks.manuscript import Manuscript, Style, read_manuscript

__all__ = [
    "Finding",
    "Level",
    "Manuscript",
    "Rule",
    "Style",
    "check",
    "chosen_rules",
    "read_manuscript",
    "rules",
]
