"""People's names: read from print, compared, keyed, shown."""

from bibman.names.compare import compare_names, compare_pairs
from bibman.names.display import display_name
from bibman.names.gender import gender_of
from bibman.names.keys import name_keys
from bibman.names.people import ReadNames, read_names
from bibman.names.read import read_name
from bibman.names.variants import name_variants

__all__ = [
    "ReadNames",
    "compare_names",
    "compare_pairs",
    "display_name",
    "gender_of",
    "name_keys",
    "name_variants",
    "read_name",
    "read_names",
]
