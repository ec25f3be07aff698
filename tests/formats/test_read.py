import json
from collections.abc import Iterator
from io import BytesIO
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibman.errors import UnreadableInputError
from bibman.formats import BadEntry, ReadEntry, read_records

ITEM = '{"id": "a", "type": "book", "title": "Ўткан кунлар", "author": [{"literal": "Қодирий А."}]}'
OTHER = '{"id": 7, "type": "book", "title": "Кеча ва кундуз"}'
PRETTY = "[\n" + ",\n".join(json.dumps(json.loads(item), indent=2) for item in (ITEM, OTHER)) + "\n]\n"
BIB = "@book{a, title={Ўткан кунлар}}\n@book{7, title={Кеча ва кундуз}}"
RIS = "TY  - BOOK\nID  - a\nTI  - Ўткан кунлар\nER  - \n\nTY  - BOOK\nID  - 7\nTI  - Кеча ва кундуз\nER  - \n"


@pytest.mark.parametrize(
    "text",
    [
        f"{ITEM}\n{OTHER}\n",
        f"\n{ITEM}\n\n{OTHER}",
        f"[{ITEM}, {OTHER}]",
        f"[\n{ITEM},\n{OTHER}\n]\n",
        PRETTY,
        PRETTY.strip("[]\n").replace(",\n{", "\n{"),
        f'{{"items": [{ITEM}, {OTHER}]}}',
        f'{{\n"references": [{ITEM}, {OTHER}]}}',
        BIB,
        f"Exported by somebody\n\n{BIB}",
        RIS,
        f"Provider: somebody\n{RIS}",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_format_is_told_by_the_content(text: str, encoding: str) -> None:
    entries = list(read_records(text.encode(encoding), "x"))
    read = [(entry.key, entry.record.title) for entry in entries if isinstance(entry, ReadEntry)]
    assert read == [("a", "Ўткан кунлар"), ("7", "Кеча ва кундуз")] and len(entries) == 2


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_an_old_encoding_and_any_line_ends(line_end: str) -> None:
    text = "\n".join(f"@book{{k{n},\ntitle={{История развития языка}}}}" for n in range(3)).replace(
        "\n", line_end
    )
    entries = list(read_records(text.encode("cp1251"), "x"))
    assert [(e.line, e.record.title) for e in entries if isinstance(e, ReadEntry)] == [
        (line, "История развития языка") for line in (1, 3, 5)
    ]


@pytest.mark.parametrize(
    "data",
    [b"", b" \n", b"Just a text.", b"[1] Smith, J. A Book.", b"%PDF-1.7", b'["a"]', b"\x00\x01\x02\x03"],
)
def test_what_is_no_bibliography_cannot_be_read(data: bytes) -> None:
    with pytest.raises(UnreadableInputError, match=r"^notes\.x"):
        read_records(data, "notes.x")


def test_an_empty_list_has_no_entries() -> None:
    assert list(read_records(b"[]\n", "x")) == []


@pytest.mark.parametrize(
    "text, keys, lines",
    [
        (f"{ITEM}\nnonsense\n{OTHER}\n", ["a", "7"], [2]),
        (f'{ITEM}\n{{"page": 1}}\n[]\n', ["a"], [2, 3]),
        (PRETTY.replace('"id": "a"', '"id": a'), ["7"], [2]),
        (PRETTY[:-20], ["a"], [12]),
        (f"[{ITEM}, {OTHER}] and more", ["a", "7"], [1]),
    ],
)
def test_a_broken_item_is_told_and_the_others_are_taken(text: str, keys: list[str], lines: list[int]) -> None:
    entries = list(read_records(text.encode(), "x"))
    assert [entry.key for entry in entries if isinstance(entry, ReadEntry)] == keys
    assert [entry.line for entry in entries if isinstance(entry, BadEntry)] == lines


def test_items_a_line_are_read_as_they_are_asked_for() -> None:
    def lines() -> Iterator[bytes]:
        yield from (ITEM.encode() + b"\n" for _ in range(3))
        raise AssertionError("nobody asked for this line")

    class Endless(BytesIO):
        source = lines()

        def readline(self, size: int | None = -1) -> bytes:
            return next(self.source)

        def __next__(self) -> bytes:
            return next(self.source)

    entries = islice(read_records(Endless(), "x"), 3)
    assert [entry.line for entry in entries] == [1, 2, 3]


@given(st.binary() | st.text('@{}[]"a=,:\\ \nTYER-#%').map(str.encode))
def test_any_bytes_give_entries_or_a_sentence(data: bytes) -> None:
    try:
        entries = list(read_records(data, "x"))
    except UnreadableInputError:
        return
    assert all(isinstance(entry, ReadEntry | BadEntry) for entry in entries)
