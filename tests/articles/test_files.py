"""Finding the files to read."""

from bibman.articles import find_files
from bibman.errors import UnreadableInputError


def test_folders_are_walked_in_order_without_hidden_and_foreign_files(tmp_path):
    for name in [
        "b.txt",
        "a.md",
        "sub/c.txt",
        ".hidden.txt",
        ".git/d.txt",
        "photo.png",
        "list.bib",
        "notes.old",
    ]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("text")
    (tmp_path / "data.bin").write_bytes(b"\0\1")
    found = [path.relative_to(tmp_path).as_posix() for path in find_files([tmp_path])]
    assert found == ["a.md", "b.txt", "notes.old", "sub/c.txt"]


def test_a_named_file_is_always_taken_and_a_missing_one_stops_nothing(tmp_path):
    (tmp_path / "photo.png").write_text("text")
    first, second = find_files([tmp_path / "missing.txt", tmp_path / "photo.png"])
    assert isinstance(first, UnreadableInputError) and "missing.txt: there is no such file" in str(first)
    assert second == tmp_path / "photo.png"


def test_links_to_folders_are_not_followed(tmp_path):
    (tmp_path / "a.txt").write_text("text")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert [path.name for path in find_files([tmp_path])] == ["a.txt"]


def test_a_path_no_system_can_have_is_an_error_value():
    (error,) = find_files(["a\0b"])
    assert isinstance(error, UnreadableInputError)


def test_documents_are_found_by_suffix_or_else_by_content(tmp_path):
    files = {
        "a.docx": b"PK\3\4",
        "b": b"PK\3\4" + bytes(26) + b"word/document.xml",
        "c": b"%PDF-1.7\n\0",
        "jats.xml": b'<?xml version="1.0"?><article dtd-version="1.2">',
        "tei.xml": b'<TEI xmlns="http://www.tei-c.org/ns/1.0">',
        "sitemap.xml": b'<?xml version="1.0"?><urlset>',
        "archive": b"PK\3\4" + bytes(26) + b"photo.png",
        "table.xlsx": b"PK\3\4",
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    assert [path.name for path in find_files([tmp_path])] == ["a.docx", "b", "c", "jats.xml", "tei.xml"]
