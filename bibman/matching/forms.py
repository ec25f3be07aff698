"""Names where they stand, and the forms they are printed in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bibman.model import Name
from bibman.names import name_keys
from bibman.text import fold


@dataclass(frozen=True, slots=True)
class Named:
    """A name where it stands: in the byline of an article, or in one of its references.

    ``reference`` tells the references apart (0: the byline), ``position`` the names of one, a repeated name
    having its author's; ``work`` is the same for references to one work, "" where that is not known.
    """

    name: Name
    article: str
    byline: bool = False
    reference: int = 0
    position: int = 0
    work: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """One printed form with all its mentions, by position; ``places`` says where in a reference or byline.

    ``only_in`` is the article that a bare family name is kept to, "" for any other form.
    """

    name: Name
    mentions: tuple[int, ...]
    articles: frozenset[str]
    bylines: frozenset[str]
    places: frozenset[tuple[str, int, int]]
    works: frozenset[tuple[str, int]]
    only_in: str = ""


def is_bare(name: Name) -> bool:
    """Whether only a family name is printed."""
    return bool(name.family) and not (name.given or name.patronymic)


def forms_of(mentions: Sequence[Named], apart: Iterable[tuple[int, int]] = ()) -> list[Form]:
    """The forms in an order that does not depend on the order of the mentions.

    A bare family name is a form of its own in an article that names somebody by this family name in full, and
    a form of which two mentions are known to be ``apart`` is one in each article.
    """
    keys = [_form_key(mention.name) for mention in mentions]
    split = {keys[a] for a, b in apart if keys[a] == keys[b]}
    full = _full_names(mentions)
    by_form: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for position, mention in enumerate(mentions):
        alone = is_bare(mention.name) and not full[mention.article].isdisjoint(name_keys(mention.name))
        here = mention.article if alone or keys[position] in split else ""
        by_form[(*keys[position], here)].append(position)
    return [_form([mentions[n] for n in own], own, key[-1]) for key, own in sorted(by_form.items())]


def _full_names(mentions: Sequence[Named]) -> Mapping[str, set[str]]:
    """The keys of the names printed with more than a family name, in each article that has bare ones."""
    articles = {mention.article for mention in mentions if is_bare(mention.name)}
    full: defaultdict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.article in articles and not is_bare(mention.name):
            full[mention.article].update(name_keys(mention.name))
    return full


def _form(placed: Sequence[Named], own: Sequence[int], only_in: str) -> Form:
    name = min((mention.name for mention in placed), key=lambda name: (len(name.form), name.form))
    return Form(
        name,
        tuple(own),
        frozenset(m.article for m in placed),
        frozenset(m.article for m in placed if m.byline),
        frozenset((m.article, m.reference, m.position) for m in placed if m.position),
        frozenset((m.work, m.position) for m in placed if m.work),
        only_in if is_bare(name) else "",
    )


def _form_key(name: Name) -> tuple[str, ...]:
    parts = (name.family, name.given, name.patronymic, name.suffix, name.literal)
    return tuple(map(fold, parts if any(parts) else (*parts[:-1], name.form)))
