"""Records joined into works, names joined into persons: block, compare, cluster, explain."""

from bibman.matching.cluster import keep_keys
from bibman.matching.forms import Named
from bibman.matching.merge import merge_records
from bibman.matching.persons import PersonMatch, group_persons
from bibman.matching.works import WorkMatch, compare_records, group_works

__all__ = [
    "Named",
    "PersonMatch",
    "WorkMatch",
    "compare_records",
    "group_persons",
    "group_works",
    "keep_keys",
    "merge_records",
]
