"""All rules over one article."""

from __future__ import annotations

from collections.abc import Collection
from itertools import chain

from bibman.checks.apostrophes import check_apostrophes
from bibman.checks.citing import check_citing
from bibman.checks.dates import check_dates, check_pages
from bibman.checks.doubles import check_doubles
from bibman.checks.fields import check_fields
from bibman.checks.finding import LEVELS, Finding, rules
from bibman.checks.letters import check_capitals, check_encoding, check_scripts
from bibman.checks.links import check_links
from bibman.checks.lists import check_list, check_numbers
from bibman.checks.manuscript import Manuscript
from bibman.checks.order import check_order
from bibman.checks.people import check_people

_CHECKS = (
    check_list, check_numbers, check_citing, check_doubles, check_order, check_fields, check_dates,
    check_pages, check_links, check_encoding, check_scripts, check_apostrophes, check_capitals, check_people,
)  # fmt: skip


def check(manuscript: Manuscript, chosen: Collection[str] | None = None) -> list[Finding]:
    """What is wrong in an article, by the chosen rules (all): the gravest first, then as it stands there."""
    wanted = rules() if chosen is None else chosen
    found = chain.from_iterable(look(manuscript) for look in _CHECKS)
    kept = [finding for finding in found if finding.rule in wanted]
    return sorted(kept, key=lambda finding: (LEVELS.index(finding.level), finding.line, finding.reference))
