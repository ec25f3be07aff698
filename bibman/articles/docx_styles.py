"""What a DOCX says of its paragraphs apart from the text: their styles and the numbers of their lists."""

from __future__ import annotations

from dataclasses import dataclass, field

from bibman.articles.counting import Count, Level, whole
from bibman.articles.trees import Element, attribute, child, children

# No style is derived from another over more steps.
_DEEPEST = 12
_HEADING_LEVELS = 6


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph's own properties: a heading's level (0 for none), a list and its level, capitals."""

    heading: int = 0
    list: str = ""
    depth: int | None = None
    capitals: bool = False


@dataclass(slots=True)
class Lists:
    """The lists of a document and how far each was counted."""

    definitions: dict[str, str] = field(default_factory=dict)
    starts: dict[str, dict[int, int]] = field(default_factory=dict)
    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    styled: dict[tuple[str, str], int] = field(default_factory=dict)
    """The level of a list's definition that belongs to a paragraph style."""
    counts: dict[str, Count] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def label(self, number: str, depth: int | None, style: str) -> str:
        """The label of the next item of a list; "" where there is no such list."""
        definition = self.definitions.get(number, "")
        if definition not in self.levels:
            return ""
        if depth is None:
            depth = self.styled.get((definition, style), 0)
        count = self.counts.setdefault(definition, Count(self.levels[definition]))
        if number not in self.begun:  # only the first item of a list that says so begins its count anew
            self.begun.add(number)
            for level, start in self.starts.get(number, {}).items():
                count.set(level, start)
        return count.next(depth)


def read_lists(root: Element | None) -> Lists:
    """The lists that numbering.xml defines; none for None."""
    lists = Lists()
    if root is None:
        return lists
    links: dict[str, str] = {}
    named: dict[str, str] = {}
    for definition in children(root, "abstractNum"):
        own = attribute(definition, "abstractNumId")
        lists.levels[own] = _levels(lists, definition, own)
        links[own] = value(child(definition, "numStyleLink"))
        named[value(child(definition, "styleLink"))] = own
    for number in children(root, "num"):
        target = value(child(number, "abstractNumId"))
        if links.get(target):
            target = named.get(links[target], target)
        lists.definitions[attribute(number, "numId")] = target
        _override(lists, number, target)
    return lists


def _levels(lists: Lists, definition: Element, own: str) -> dict[int, Level]:
    levels = {}
    for level in children(definition, "lvl"):
        depth = whole(attribute(level, "ilvl"), 0)
        levels[depth] = _level(level)
        style = value(child(level, "pStyle"))
        if style:
            lists.styled[own, style] = depth
    return levels


def _level(level: Element) -> Level:
    pattern = child(level, "lvlText")
    return Level(
        start=whole(value(child(level, "start")), 1),
        figures=value(child(level, "numFmt")) or "decimal",
        pattern="%1." if pattern is None else value(pattern),
    )


def _override(lists: Lists, number: Element, target: str) -> None:
    for override in children(number, "lvlOverride"):
        depth = whole(attribute(override, "ilvl"), 0)
        level = child(override, "lvl")
        if level is not None and target in lists.levels:
            lists.levels[target] = {**lists.levels[target], depth: _level(level)}
        start = child(override, "startOverride")
        if start is not None:
            starts = lists.starts.setdefault(attribute(number, "numId"), {})
            starts[depth] = whole(value(start), 1)


def read_styles(root: Element | None) -> dict[str, Style]:
    """The paragraph and character styles by their ids, with what they inherit; none for None."""
    if root is None:
        return {}
    found = {attribute(style, "styleId"): style for style in children(root, "style")}
    return {name: _inherited(found, name, 0) for name in found}


def _inherited(found: dict[str, Element], name: str, steps: int) -> Style:
    if name not in found or steps > _DEEPEST:
        return Style()
    base = _inherited(found, value(child(found[name], "basedOn")), steps + 1)
    return own_style(found[name], base)


def own_style(element: Element, base: Style) -> Style:
    """What a style or a paragraph sets, over what it is based on."""
    properties, letters = child(element, "pPr"), child(element, "rPr")
    heading, number, depth = base.heading, base.list, base.depth
    if properties is not None:
        outline = child(properties, "outlineLvl")
        if outline is not None:
            level = whole(value(outline), 9) + 1
            heading = level if level <= _HEADING_LEVELS else 0
        listed = child(properties, "numPr")
        if listed is not None:
            number = value(child(listed, "numId")) or number
            level_of = child(listed, "ilvl")
            depth = whole(value(level_of), 0) if level_of is not None else depth
    return Style(heading, "" if number == "0" else number, depth, is_on(letters, "caps", base.capitals))


def is_on(properties: Element | None, name: str, inherited: bool = False) -> bool:
    """Whether a property that is on or off is on."""
    switch = None if properties is None else child(properties, name)
    return inherited if switch is None else value(switch) not in ("0", "false", "off")


def value(element: Element | None) -> str:
    """What an element of Word's is set to; "" for None."""
    return "" if element is None else attribute(element, "val")
