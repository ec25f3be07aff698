"""What speaks for one person beyond the name: the byline, the list, the co-authors, the work."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from bibman.matching.forms import Form, is_bare
from bibman.model import Comparison, Name
from bibman.names import compare_names
from bibman.names.tokens import is_initial
from bibman.names.words import family_weight, is_given_name
from bibman.text import script_of

Pair = tuple[int, int]
Compared = dict[Pair, Comparison]

# How many shared co-authors make a family name spelled otherwise one person's.
_COAUTHORS = 2
# How surely a bare family name is another name's: all but letter by letter.
_ALIKE = 0.88
# How surely family name and given name, each by itself, are another's in another script.
_IN_FULL = 0.85
_TWO_SCRIPTS = "in full in two scripts, in one article"
# Of a longer list of authors no more are taken as one another's company.
_MOST_AUTHORS = 200


def are_different(forms: Sequence[Form], compared: Compared, a: int, b: int) -> bool:
    """Whether two forms cannot be one person's; ``compared`` holds those that can, as far as they met."""
    if found := compared.get((a, b) if a < b else (b, a)):
        return found.verdict == "different"
    return compare_names(forms[a].name, forms[b].name).verdict == "different"


def conflict(forms: Sequence[Form], compared: Compared, members: Sequence[int]) -> bool:
    """Whether two of the forms cannot be one person's."""
    return any(are_different(forms, compared, a, b) for a, b in combinations(members, 2))


def raise_by_byline(forms: Sequence[Form], compared: Compared) -> set[int]:
    """Turn "possible" into "same" where one form signs the article that cites the other; gives the forms that
    print another part in the family name's place.

    "Mahliyo, X." may be anyone, but in the list of an article by Mahliyo Xaydarova it is she: only where one
    author of the article fits.
    """
    fitting: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for a, b in compared:
        for form, signer in ((a, b), (b, a)):
            for article in sorted(forms[form].articles & forms[signer].bylines):
                fitting[form, article].append(signer)
    unlike = set()
    for (form, _article), signers in sorted(fitting.items()):
        if conflict(forms, compared, signers):
            continue
        for signer in signers:
            if compared[min(form, signer), max(form, signer)].verdict == "possible":
                _raise(compared, form, signer, "the author of the citing article")
                if _is_swapped(forms[form].name, forms[signer].name):
                    unlike.add(form)
    return unlike


def raise_by_list(forms: Sequence[Form], compared: Compared) -> None:
    """Turn "possible" into "same" for a bare family name where all that fit it in the article are one person:
    "Петренко" beside "Петренко В.".

    Beyond the article such a name tells little: there it stays with nobody else.
    """
    fitting: defaultdict[int, list[int]] = defaultdict(list)
    bare = [is_bare(form.name) for form in forms]
    for a, b in sorted(compared):
        for short, full in ((a, b), (b, a)):
            if not bare[short] or bare[full]:
                continue
            near = not forms[short].articles.isdisjoint(forms[full].articles)
            if near and not is_given_name(forms[short].name.family):
                fitting[short].append(full)
    for short, fuller in sorted(fitting.items()):
        alike = all(compared[min(short, n), max(short, n)].score >= _ALIKE for n in fuller)
        if alike and not (conflict(forms, compared, fuller) or _stand_together(forms, [short, *fuller])):
            for other in fuller:
                _raise(compared, short, other, "nobody else of this family name in the article")
    for a, b in [pair for pair in compared if all(bare[n] for n in pair)]:
        if (a in fitting or b in fitting) and compared[a, b].verdict == "same":
            reason = f"{compared[a, b].reason}; but without a given name, in another article"
            compared[a, b] = Comparison("possible", 0.8, reason)


def raise_by_company(forms: Sequence[Form], compared: Compared) -> set[int]:
    """Turn "possible" into "same" for forms that share co-authors, a work or, in two scripts, an article.

    One co-author is enough where a given name is missing or stands in another place, two where the family
    name is spelled otherwise. Nothing is raised where several people fit, or where both sign one work.
    Gives the forms that are unlike the other forms of their person: in the family name's place they print
    another part, or a spelling that only the other script explains.
    """
    beside = _coauthors(forms)
    _compare_swapped(forms, beside, compared)
    same = {pair for pair, found in compared.items() if found.verdict == "same"}
    fitting: defaultdict[int, list[int]] = defaultdict(list)
    reasons: dict[Pair, str] = {}
    for (a, b), found in sorted(compared.items()):
        if found.verdict == "possible" and not _stand_together(forms, (a, b)):
            reason = _company(forms, a, b, _shared(beside[a], beside[b], same) - {a, b})
            if reason:
                reasons[a, b] = reason
                fitting[a].append(b)
                fitting[b].append(a)
    known = Counter(n for pair in same for n in pair)
    unlike = set()
    for (a, b), reason in reasons.items():
        if conflict(forms, compared, fitting[a]) or conflict(forms, compared, fitting[b]):
            continue
        _raise(compared, a, b, reason)
        if _is_swapped(forms[a].name, forms[b].name):
            unlike.add(min(b, a, key=lambda n: family_weight(forms[n].name.family)))
        elif reason == _TWO_SCRIPTS:
            unlike.add(min(b, a, key=lambda n: known[n]))
    return unlike


def _raise(compared: Compared, a: int, b: int, why: str) -> None:
    pair = (min(a, b), max(a, b))
    found = compared[pair]
    if found.verdict == "possible":
        compared[pair] = Comparison("same", max(0.9, found.score), f"{found.reason}; {why}")


def _company(forms: Sequence[Form], a: int, b: int, shared: set[int]) -> str:
    """Why two forms that may be one person's are, "" where nothing says so."""
    if not forms[a].works.isdisjoint(forms[b].works):
        return "in the same place of the same work"
    one, two = forms[a].name, forms[b].name
    enough = 1 if is_bare(one) or is_bare(two) or _is_swapped(one, two) else _COAUTHORS
    if len(shared) >= enough:
        return f"with the same co-author {forms[min(shared)].name.form}"
    if not forms[a].articles.isdisjoint(forms[b].articles) and _in_two_scripts(one, two):
        return _TWO_SCRIPTS
    return ""


def _in_two_scripts(a: Name, b: Name) -> bool:
    """Whether both names are printed in full, each in a script of its own, and alike part by part."""
    in_full = all(name.given and not is_initial(name.given) for name in (a, b))
    if not in_full or script_of(a.form) == script_of(b.form):
        return False
    family = compare_names(Name(a.family), Name(b.family))
    given = compare_names(Name("X", a.given), Name("X", b.given))
    return min(family.score, given.score) >= _IN_FULL


def _is_swapped(a: Name, b: Name) -> bool:
    """Whether the family names do not meet: one of them is a given name or a patronymic."""
    return compare_names(Name(a.family), Name(b.family)).verdict == "different"


def _coauthors(forms: Sequence[Form]) -> list[set[int]]:
    """The forms that stand in a reference or byline with each form; bare ones are no evidence."""
    together: defaultdict[tuple[str, int], list[Pair]] = defaultdict(list)
    for n, form in enumerate(forms):
        for article, reference, position in form.places:
            together[article, reference].append((n, position))
    beside: list[set[int]] = [set() for _ in forms]
    for members in together.values():
        for (a, at), (b, other) in combinations(members[:_MOST_AUTHORS], 2):
            if at != other:
                beside[a].update(() if is_bare(forms[b].name) else (b,))
                beside[b].update(() if is_bare(forms[a].name) else (a,))
    return beside


def _compare_swapped(forms: Sequence[Form], beside: Sequence[set[int]], compared: Compared) -> None:
    """Compare names that no key brings together: "Mahliyo, X." and "Xaydarova, M." with one co-author.

    Only inside an article, and only where one of the two has a given name in the family name's place.
    """
    in_place = [family_weight(form.name.family) >= 0 for form in forms]
    swapped = [n for n, form in enumerate(forms) if form.name.given and not in_place[n] and beside[n]]
    for n in swapped:
        others = {m for near in beside[n] for m in beside[near] if in_place[m]} - beside[n]
        for m in sorted(others):
            pair = (min(n, m), max(n, m))
            if pair not in compared and not forms[n].articles.isdisjoint(forms[m].articles):
                found = compare_names(forms[n].name, forms[m].name)
                compared |= {pair: found} if found.verdict != "different" else {}


def _shared(one: set[int], two: set[int], same: set[Pair]) -> set[int]:
    """The co-authors of the first that are co-authors of the second."""
    return {a for a in one for b in two if a == b or (min(a, b), max(a, b)) in same}


def _stand_together(forms: Sequence[Form], members: Iterable[int]) -> bool:
    """Whether two of the forms stand in one reference or byline, at two places."""
    taken: dict[tuple[str, int], tuple[int, set[int]]] = {}
    for n in members:
        for article, reference, position in forms[n].places:
            form, places = taken.setdefault((article, reference), (n, set()))
            if form != n and position not in places:
                return True
            places.add(position)
    return False
