"""Reading files: encodings, line and page numbers, and what is said of files that are no text."""

import hashlib
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibman.articles import read_article
from bibman.articles.read import split_lines
from bibman.errors import UnreadableInputError, UsageError

RUSSIAN = (
    "О чтении старых книг\nИванов И. И.\nКниги читают медленно, страницу за страницей, и никто не спешит.\n"
    "Литература\n1. Петров П. П. Книга о книгах. - М.: Наука, 1999. - 120 с.\n"
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1251", "koi8-r", "cp866", "utf-16", "utf-16-le"]
)
def test_the_encoding_is_recognised(encoding):
    article = read_article("a.txt", data=(RUSSIAN * 3).encode(encoding))
    assert article.lines[1] == "Иванов И. И."
    assert article.authors[0].family == "Иванов"


def test_a_named_encoding_overrides_the_guess():
    article = read_article("a.txt", data="Ўқиш".encode("utf-16-be"), encoding="utf-16-be")
    assert (article.lines, article.encoding) == (("Ўқиш",), "utf-16-be")


def test_a_broken_byte_does_not_cost_the_rest():
    article = read_article("a.txt", data=RUSSIAN.encode() + b"\xff")
    assert article.encoding == "utf-8" and article.lines[1] == "Иванов И. И."


@pytest.mark.parametrize(
    ("text", "lines", "pages"),
    [
        ("a\r\nb\rc\nd", ["a", "b", "c", "d"], [1, 1, 1, 1]),
        ("a\n\fb\nc\n\f\fd\n", ["a", "b", "c", "d"], [1, 2, 2, 4]),
        ("a\nb\f\nc", ["a", "b", "c"], [1, 1, 2]),
        ("a\x0bb\x85c\u2028d", ["a\x0bb\x85c\u2028d"], [1]),  # no line ends in an editor
    ],
)
def test_lines_and_pages(text, lines, pages):
    assert split_lines(text) == (tuple(lines), tuple(pages))


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.txt", b"", "empty.txt is empty: nothing to read"),
        ("blank.txt", b" \n\n", "blank.txt is empty: nothing to read"),
        ("a.txt", b"PK\x03\x04\x14\0", "a.txt is damaged or cut short"),
        ("photo.txt", b"\xff\xd8\xff\xe0", "a JPEG image"),
        ("page.txt", b"<!DOCTYPE html><html>", "page.txt holds no text"),
        ("noise.txt", bytes(range(256)) * 9, "this is a binary file"),
    ],
)
def test_files_that_are_no_text_are_named_in_one_sentence(name, data, says):
    with pytest.raises(UnreadableInputError) as error:
        read_article(name, data=data)
    assert says in str(error.value) and "\n" not in str(error.value)


def test_missing_files_folders_and_locked_files(tmp_path):
    with pytest.raises(UnreadableInputError, match="there is no such file"):
        read_article(tmp_path / "missing.txt")
    with pytest.raises(UnreadableInputError, match="is a folder"):
        read_article(tmp_path)
    locked = tmp_path / "locked.txt"
    locked.write_text("text")
    locked.chmod(0)
    if os.access(locked, os.R_OK):
        pytest.skip("this user may read everything")
    with pytest.raises(UnreadableInputError, match="not permitted"):
        read_article(locked)


def test_encodings_that_do_not_exist_or_do_not_fit():
    with pytest.raises(UsageError, match="no encoding 'klingon'"):
        read_article("a.txt", data=b"a", encoding="klingon")
    with pytest.raises(UnreadableInputError, match="not in ascii"):
        read_article("a.txt", data="ў".encode(), encoding="ascii")


def test_what_an_article_knows_of_its_file(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(b"# Title\n\ntext\n")
    article = read_article(str(path))
    assert article.path == str(path)
    assert article.media_type == "text/markdown"
    assert article.sha256 == hashlib.sha256(b"# Title\n\ntext\n").hexdigest()
    assert article.title == "Title"


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_explained(data):
    try:
        article = read_article("a", data=data)
    except UnreadableInputError as error:
        assert str(error).startswith("a")
    else:
        assert len(article.lines) == len(article.pages) > 0


@given(st.text(max_size=300))
def test_a_page_for_every_line_and_pages_never_fall(text):
    lines, pages = split_lines(text)
    assert len(lines) == len(pages)
    assert list(pages) == sorted(pages)
    assert not any("\n" in line or "\r" in line or "\f" in line for line in lines)
