"""Letters: cleaning, scripts and look-alikes, folding, the shipped tables."""

from bibman.text.clean import clean, clean_line
from bibman.text.fold import fold, folded_words, skeleton
from bibman.text.scripts import repair_lookalikes, script_of
from bibman.text.tables import read_table

__all__ = [
    "clean",
    "clean_line",
    "fold",
    "folded_words",
    "read_table",
    "repair_lookalikes",
    "script_of",
    "skeleton",
]
