"""The elements of a page written down as lines: blocks, list numbers, tables, superscripts, notes."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from bibman.articles.counting import BULLET, figure, whole
from bibman.articles.printed import Sheet, marked, raised

_NEVER = frozenset((
    "-comment", "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "audio",
    "video", "canvas", "button", "select", "option", "input", "textarea", "datalist", "head", "rp", "rt",
))  # fmt: skip
_BLOCKS = frozenset((
    "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "table",
    "caption", "thead", "tbody", "tfoot", "tr", "section", "article", "main", "aside", "header", "footer",
    "nav", "address", "blockquote", "pre", "figure", "figcaption", "hr", "form", "fieldset", "legend",
    "center", "details", "summary", "menu", "dir",
))  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_PAGE_PARTS = frozenset(("nav", "footer", "aside"))
_PAGE_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar"))
_PAGE_WORDS = frozenset((
    "nav", "navbar", "navigation", "menu", "sidebar", "breadcrumb", "breadcrumbs", "cookie", "cookies",
    "footer", "login", "pagination", "share", "sharing", "social", "toolbar",
))  # fmt: skip
_WORD = re.compile(r"[a-z]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_BARE_MARK = re.compile(r"\s*[\[(]?\d{1,3}[\]).]{0,2}\s*")
_NOTE_LISTS = frozenset(("doc-endnotes", "footnotes", "endnotes", "rearnotes"))
_NOTES = frozenset(("doc-footnote", "doc-endnote", "footnote", "endnote", "rearnote"))
_WAYS_BACK = frozenset(("doc-backlink", "backlink"))
_LIST_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


def drop_page_parts(body: LexborNode) -> None:
    """Take the menus, sidebars, headers and footers of a journal's site out of a page.

    What holds a third of the page's text is none of these, whatever it is called.
    """
    found = [node for node in body.css("*") if _is_page_part(node)]
    most = len(body.text()) / 3
    for node in found:
        if node.parent is not None and len(node.text()) < most:
            node.decompose()


def _is_page_part(node: LexborNode) -> bool:
    tag = node.tag or ""
    if tag in ("body", "main", "article"):
        return False
    attributes = node.attributes
    role = (attributes.get("role") or "").lower()
    if role in _PAGE_ROLES:
        return True
    if tag in _PAGE_PARTS:
        return not (_kinds(node) & (_NOTES | _NOTE_LISTS))
    named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower()
    return tag in _BLOCKS and bool(_PAGE_WORDS.intersection(_WORD.findall(named)))


def _kinds(node: LexborNode) -> set[str]:
    """What an element says it is, by the words for books on the web (ARIA's roles, EPUB's types)."""
    attributes = node.attributes
    return {
        *(attributes.get("role") or "").split(),
        *(attributes.get("epub:type") or "").split(),
        *(word for word in (attributes.get("class") or "").split() if word == "footnotes"),
    }


def write_nodes(root: LexborNode, sheet: Sheet) -> None:
    """Write the text of an element, block after block, its footnotes after the text that cites them."""
    _Writer(root, sheet).write()


class _Writer:
    """One pass over an element, without recursion: pages may be nested deep."""

    def __init__(self, root: LexborNode, sheet: Sheet) -> None:
        self.root, self.sheet = root, sheet
        self.parts: list[str] = []
        self.label = ""
        self.level = 0
        self.breaks = False
        """A block has ended: what comes next stands on a new line."""
        self.preformatted = 0
        self.lists: list[tuple[str, int]] = []
        """The open lists: how each is numbered and the number of its next item."""
        self.raised: list[int] = []
        self.notes = self._notes()
        self.note_places = {note.mem_id for note in self.notes.values()}
        self.told: set[str] = set()

    def _notes(self) -> dict[str, LexborNode]:
        """The footnotes by what links to them name, as books on the web, Word and LibreOffice have them."""
        notes: dict[str, LexborNode] = {}
        for node in self.root.css("[role], [epub\\:type], .footnotes"):
            kinds = _kinds(node)
            own = [node] if kinds & _NOTES else node.css("li[id]") if kinds & _NOTE_LISTS else []
            notes.update({note.attributes.get("id") or "": note for note in own})
        for node in self.root.css("div[id^=ftn], div[id^=sdfootnote]"):
            for place in node.css("a[name]"):
                notes.setdefault(place.attributes.get("name") or "", node)
        targets = {_target(link) for link in self.root.css("a[href]")}
        return {key: note for key, note in notes.items() if key and key in targets}

    def write(self) -> None:
        node: LexborNode | None = self.root.child
        while node is not None:
            entered = self._enter(node)
            if entered and node.child is not None:
                node = node.child
                continue
            if entered:
                self._leave(node)
            node = self._following(node)
        self._flush()

    def _following(self, node: LexborNode) -> LexborNode | None:
        """The next element in reading order; those that end before it are left."""
        here: LexborNode | None = node
        while here is not None and here.next is None:
            here = here.parent
            if here is None or here.mem_id == self.root.mem_id:
                return None
            self._leave(here)
        return here.next if here is not None else None

    def _enter(self, node: LexborNode) -> bool:
        """Write what stands before an element's content; False where the element is passed over."""
        tag = node.tag or ""
        if tag == "-text":
            self._say(node.text_content or "")
            return False
        if tag in _NEVER or tag.startswith(("-", "!")) or self._is_passed_over(node):
            return False
        if tag == "br":
            self.parts.append("\n")
        elif tag in ("td", "th"):
            self._begin_cell()
        elif tag in _BLOCKS:
            self._begin_block(node, tag)
        elif tag == "sup":
            self.raised.append(len(self.parts))
        elif tag == "a" and _target(node) in self.notes:
            self._note(node)
            return False
        return True

    def _is_passed_over(self, node: LexborNode) -> bool:
        attributes = node.attributes
        if "hidden" in attributes or _HIDDEN.search(attributes.get("style") or ""):
            return True
        kinds = _kinds(node)
        if kinds & _WAYS_BACK or "footnote-back" in (attributes.get("class") or ""):
            return True
        return node.mem_id in self.note_places

    def _say(self, text: str) -> None:
        text = text if self.preformatted else _SPACES.sub(" ", text)
        if not text.strip():
            self.parts.append(text)
            return
        if self.breaks:
            self._flush()
        self.parts.append(text)

    def _begin_block(self, node: LexborNode, tag: str) -> None:
        if not self.parts or self.parts[-1] != "\t" or not _BARE_MARK.fullmatch("".join(self.parts)):
            self._flush()
        if tag in ("ol", "ul", "menu", "dir"):
            figures = (
                "bullet" if tag != "ol" else _LIST_TYPES.get(node.attributes.get("type") or "", "decimal")
            )
            self.lists.append((figures, whole(node.attributes.get("start"), 1)))
        elif tag == "li" and self.lists:
            self._begin_item(node)
        elif tag == "pre":
            self.preformatted += 1
        elif tag in _HEADINGS:
            self.level = _HEADINGS[tag]

    def _begin_item(self, node: LexborNode) -> None:
        figures, number = self.lists[-1]
        number = whole(node.attributes.get("value"), number)
        self.label = BULLET if figures == "bullet" else f"{figure(number, figures)}."
        self.lists[-1] = (figures, number + 1)

    def _begin_cell(self) -> None:
        """A cell goes on with its row's line; a number in a cell of its own with the next cell's text."""
        if self.breaks and _BARE_MARK.fullmatch("".join(self.parts)):
            self.breaks = False
        self.parts.append("\t")

    def _note(self, link: LexborNode) -> None:
        target = _target(link)
        mark = " ".join(link.text().split()).strip("[]()")
        self._say(raised(mark))
        if target not in self.told:
            self.told.add(target)
            inner = Sheet()
            note = _Writer(self.notes[target], inner)
            note.notes, note.note_places = {}, set()
            note.write()
            text = "\n".join(line for line in inner.lines if line)
            printed = f"{re.escape(mark)}|{re.escape(raised(mark))}"
            self.sheet.note(mark, re.sub(rf"^[\[(]?(?:{printed})(?!\d)[\])]?[.\s]*", "", text))

    def _leave(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag == "sup" and self.raised:
            at = self.raised.pop()
            self.parts[at:] = [raised("".join(self.parts[at:]))]
        elif tag in _BLOCKS:
            self.breaks = True
            if tag in ("ol", "ul", "menu", "dir") and self.lists:
                self._flush()
                self.lists.pop()
            elif tag == "pre":
                self._flush()
                self.preformatted = max(0, self.preformatted - 1)
            elif tag in _HEADINGS:
                self._flush()
                self.level = 0

    def _flush(self) -> None:
        self.breaks = False
        text = "".join(self.parts).strip()
        self.parts.clear()
        self.raised = [0] * len(self.raised)
        if not text:
            return
        if self.level:
            self.sheet.head(text, self.level)
        else:
            self.sheet.write(marked(self.label, text))
        self.label = ""


def _target(link: LexborNode) -> str:
    return (link.attributes.get("href") or "").rpartition("#")[2]
