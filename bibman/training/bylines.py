"""Lists of people as references print them: "Ivanov, I. I., & Petrov, P.", "И.И. Иванов, П.П. Петров"."""

from __future__ import annotations

from collections.abc import Callable

from bibman.training.draft import Draft, slot
from bibman.training.people import Human, draw_human, genitive, initial

Form = Callable[[Draft, Human], str]


def byline(draft: Draft, form: str) -> str:
    """The authors in a form of ``FORMS``; "FORM=COUNT" stands for up to so many other people."""
    form, _, count = form.partition("=")
    if count:
        people = [
            draw_human(draft.rng, draft.language) for _ in range(int(draft.rng.random() * int(count)) + 1)
        ]
    else:
        if not draft.people:
            draft.people = _draw_people(draft)
        people = draft.people
    return _LISTS.get(form, _plain)(draft, people, FORMS[form])


def _draw_people(draft: Draft) -> list[Human]:
    share = draft.rng.random()
    many = (
        1
        if share < 0.58
        else 2
        if share < 0.81
        else 3
        if share < 0.92
        else int(4 + draft.rng.random() ** 2 * 5)
    )
    return [draw_human(draft.rng, draft.language) for _ in range(many)]


def _letters(draft: Draft, human: Human, gap: str | None = None, dot: str | None = None) -> str:
    """The initials as this reference types them; "Karim qizi" counts by its first letter."""
    habits = draft.habits
    gap = habits.initials_gap if gap is None else gap
    dot = habits.initials_dot if dot is None else dot
    letters = initial(human.given) + dot
    if human.patronymic and "one" not in draft.kept:
        letters += gap + initial(human.patronymic) + dot
    return letters


def _family_first(draft: Draft, human: Human) -> str:
    return f"{human.family} {_letters(draft, human)}"


def _genitive(draft: Draft, human: Human) -> str:
    return f"{_letters(draft, human)} {genitive(human.family)}"


def _family_comma(draft: Draft, human: Human) -> str:
    return f"{human.family}, {_letters(draft, human)}"


def _initials_first(draft: Draft, human: Human) -> str:
    between = "" if draft.habits.initials_gap == "" and draft.rng.random() < 0.5 else " "
    return f"{_letters(draft, human)}{between}{human.family}"


def _vancouver(draft: Draft, human: Human) -> str:
    return f"{human.family} {_letters(draft, human, '', '')}"


def _natural(draft: Draft, human: Human) -> str:
    return f"{human.given} {human.family}"


def _natural_middle(draft: Draft, human: Human) -> str:
    middle = f"{initial(human.patronymic)}. " if human.patronymic else ""
    return f"{human.given} {middle}{human.family}"


def _full(draft: Draft, human: Human) -> str:
    return f"{human.family} {human.given} {human.patronymic}".strip()


def _full_comma(draft: Draft, human: Human) -> str:
    return f"{human.family}, {human.given} {human.patronymic}".strip()


def _capital_family(draft: Draft, human: Human) -> str:
    return f"{human.given} {human.family.upper()}"


def _inverted(draft: Draft, human: Human) -> str:
    return f"{human.family}, {human.given}"


def _natural_full(draft: Draft, human: Human) -> str:
    return f"{human.given} {human.patronymic} {human.family}".replace("  ", " ")


def _stray(draft: Draft, human: Human) -> str:
    """Exports of journal systems: "Khaydarova, M. ." and patronymics in the family's place."""
    if human.patronymic and draft.rng.random() < 0.15:
        return f"{human.patronymic}, {initial(human.family)}. {initial(human.given)}."
    if draft.rng.random() < 0.12:
        return f"{human.given}, {initial(human.family)}."
    return f"{human.family}, {initial(human.given)}. {draft.kept.get('stray', '')}".rstrip() + draft.kept.get(
        "stray_end", ""
    )


def _plain(draft: Draft, people: list[Human], form: Form) -> str:
    """Commas between all; now and then semicolons, "and" before the last, or "et al." after the first."""
    rng = draft.rng
    names = [form(draft, human) for human in people]
    share = rng.random()
    if (len(names) > 1 and share < 0.1) or share < 0.03:
        keep = 1 if share < 0.05 else min(3, len(names))
        return ", ".join(names[:keep]) + slot(draft, "EtAl")
    if len(names) >= 2 and share > 0.88:
        return ", ".join(names[:-1]) + f" {slot(draft, 'And')} " + names[-1]
    between = "; " if 0.1 <= share < 0.13 else "," if share < 0.16 else ", "
    return between.join(names)


def _ampersand(draft: Draft, people: list[Human], form: Form) -> str:
    names = [form(draft, human) for human in people]
    if len(names) == 1:
        return names[0]
    if len(names) > 3 and draft.rng.random() < 0.2:
        return ", ".join(names[:3]) + ", et al."
    last = draft.rng.choice((", & ", ", & ", ", & ", " & ", ", ")) + names[-1]
    return ", ".join(names[:-1]) + last


def _and_last(draft: Draft, people: list[Human], form: Form) -> str:
    names = [form(draft, human) for human in people]
    if len(names) == 1:
        return names[0]
    if len(names) > 3 and draft.rng.random() < 0.4:
        return names[0] + draft.rng.choice((", et al.", " et al."))
    comma = "," if len(names) > 2 or draft.rng.random() < 0.4 else ""
    return ", ".join(names[:-1]) + f"{comma} {slot(draft, 'And')} " + names[-1]


def _semicolons(draft: Draft, people: list[Human], form: Form) -> str:
    """Inverted names parted by semicolons, or all but the first as spoken."""
    if draft.rng.random() < 0.5:
        return _first_inverted(draft, people, form)
    return "; ".join(form(draft, human) for human in people)


def _first_inverted(draft: Draft, people: list[Human], form: Form) -> str:
    """MLA and Chicago: the first one turned round, the others as spoken."""
    rest = [_natural_middle(draft, h) if form is _full_comma else _natural(draft, h) for h in people[1:]]
    names = [form(draft, people[0]), *rest]
    if len(names) == 1:
        return names[0]
    if len(names) > 2 and draft.rng.random() < 0.5:
        return names[0] + slot(draft, "EtAl")
    return ", ".join(names[:-1]) + f", {slot(draft, 'And')} " + names[-1]


#: Ways to print one person.
FORMS: dict[str, Form] = {
    "fi": _family_first,
    "fci": _family_comma,
    "if": _initials_first,
    "gen": _genitive,
    "van": _vancouver,
    "nat": _natural,
    "natmid": _natural_middle,
    "full": _full,
    "fullcomma": _full_comma,
    "inv": _inverted,
    "caps": _capital_family,
    "natfull": _natural_full,
    "apa": _family_comma,
    "ojs": _stray,
    "harv": _family_comma,
    "ieee": _initials_first,
    "mla": _inverted,
    "chic": _full_comma,
    "natand": _natural,
}
_LISTS = {
    "apa": _ampersand, "ojs": _ampersand, "harv": _and_last, "ieee": _and_last, "natand": _and_last,
    "inv": _semicolons,
    "mla": _first_inverted, "chic": _first_inverted,
}  # fmt: skip
