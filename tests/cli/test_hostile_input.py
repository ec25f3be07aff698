"""Files made to harm: each is told in one sentence, the others are done, nothing else is read or run."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from command import Run

LIST = """Kitoblar haqida

Matn shu yerda turibdi va uzoq davom etadi.

Adabiyotlar
1. Karimov A. Tuproq. – Toshkent: Fan, 2001. – 150 b.
2. Qodirov B. Suv. – Toshkent: Fan, 2002. – 90 b.
"""
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE article [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + ']><article dtd-version="1.2"><front/><body><p>&i;</p></body></article>'
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE article [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    '<article dtd-version="1.2"><front/><body><p>&a;</p></body></article>'
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def packed(**parts: bytes | str) -> bytes:
    """A ZIP file; "__" in a name stands for a slash, "_" for a full stop."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/").replace("_", "."), content)
    return file.getvalue()


def docx(content: str) -> bytes:
    return packed(word__document_xml=content)


def lying_docx() -> bytes:
    """A part of fifty million characters that says it has fifty."""
    data = docx(f"<w:document xmlns:w='{WORD}'>{' ' * 50_000_000}</w:document>")
    size = (50_000_000 + len(f"<w:document xmlns:w='{WORD}'></w:document>")).to_bytes(4, "little")
    return data.replace(size, (50).to_bytes(4, "little"))


def epub() -> bytes:
    """Forty chapters, each too small to look like a bomb."""
    names = [f"c{n}" for n in range(40)]
    items = "".join(f'<item id="{n}" href="{n}.x" media-type="application/xhtml+xml"/>' for n in names)
    spine = "".join(f'<itemref idref="{n}"/>' for n in names)
    chapter = f"<html><body><p>a</p><!--{' ' * 4_900_000}--></body></html>"
    return packed(
        **{"META-INF__container_xml": '<container><rootfile full-path="b.opf"/></container>'},
        b_opf=f"<package><manifest>{items}</manifest><spine>{spine}</spine></package>",
        **{f"{n}_x": chapter for n in names},
    )


def pdf(*objects: bytes) -> bytes:
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, text) for n, text in enumerate(objects, 1))
    return b"%%PDF-1.4\n%strailer\n<</Size %d/Root 1 0 R>>\n%%%%EOF\n" % (body, len(objects) + 1)


CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"


def swelling_pdf() -> bytes:
    """A page whose ten kilobytes inflate to three gigabytes."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>"
    deflate = zlib.compressobj(9)
    start = deflate.compress(b"BT (a) Tj ET\n") + deflate.flush(zlib.Z_FULL_FLUSH)
    again = deflate.compress(b"BT (a) Tj ET\n" * 80_000) + deflate.flush(zlib.Z_FULL_FLUSH)
    content = zlib.compress(start + again * 3000, 9)
    stream = b"<</Filter[/FlateDecode/FlateDecode]/Length %d>>stream\n%s\nendstream" % (len(content), content)
    return pdf(CATALOG, PAGES, page, stream)


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb.docx": (lambda: docx(f"<w:document xmlns:w='{WORD}'>{' ' * 30_000_000}</w:document>"), "unpacks to 30 MB"),
    "lying.docx": (lying_docx, "is damaged"),
    "library.epub": (epub, "unpacks to more than 100 MB"),
    "entities.docx": (lambda: docx(LAUGHS), "defines XML entities"),
    "laughs.xml": (LAUGHS.encode, "defines XML entities"),
    "outside.xml": (OUTSIDE.encode, "defines XML entities"),
    "endless.pdf": (lambda: pdf(CATALOG, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 4>>"), "damaged"),
    "swelling.pdf": (swelling_pdf, "damaged"),
    "cut.pdf": (lambda: pdf(CATALOG, PAGES)[:-60], "damaged"),
    "photo.pdf": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "PNG image"),
    "program.docx": (lambda: b"\x7fELF" + bytes(500), "a program"),
    "letter.doc": (lambda: b"\xd0\xcf\x11\xe0" + bytes(600), "old format"),
    "secret.docx": (lambda: b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "password"),
}  # fmt: skip


def test_each_is_told_in_a_sentence_and_the_others_are_done(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "all"
    folder.mkdir()
    for name, (make, _) in HOSTILE.items():
        (folder / name).write_bytes(make())
    (folder / "large.txt").touch()
    os.truncate(folder / "large.txt", 200_000_000)
    (folder / "article.pdf").write_text(LIST, "utf-8")  # a wrong suffix harms nothing
    paths = sorted(folder.iterdir())
    ran = run("extract", *paths, "--format", "jsonl")
    told = {
        line.split(":")[1].strip().split(" ")[0].rpartition("/")[2]: line for line in ran.err.splitlines()
    }
    assert ran.code == 4
    assert {name for name, (_, words) in HOSTILE.items() if words not in told.get(name, "")} == set()
    assert "more than the 100 MB" in told["large.txt"]
    assert len(ran.err.splitlines()) == len(HOSTILE) + 1
    assert [row["text"][:9] for row in ran.rows] == ["Karimov A", "Qodirov B"]


@pytest.mark.parametrize("name", ["a.bib", "a.ris", "a.json"])
def test_no_bibliography_is_a_bomb_either(run: Run, tmp_path: Path, name: str) -> None:
    bad = tmp_path / name
    bad.write_bytes(b"[" * 3_000_000 if name == "a.json" else b"\0\1" * 1000)
    good = tmp_path / "good.bib"
    good.write_text("@book{k, title = {\\input{/etc/passwd} \\write18{ls}}, year = 2020}", "utf-8")
    ran = run("import", bad, good)
    assert (ran.code, [row["records"] for row in ran.rows]) == (4, [0, 1])
    assert len(ran.err.splitlines()) == 1 and name in ran.err
    assert r"\input{/etc/passwd}" in run("search", "input", "--format", "jsonl").rows[0]["title"]


def test_a_folder_gives_nothing_that_lies_outside_of_it(run: Run, tmp_path: Path) -> None:
    folder, outside = tmp_path / "folder", tmp_path / "outside"
    folder.mkdir()
    outside.mkdir()
    for path in (folder / "in.txt", outside / "out.txt", outside / "photo.png"):
        path.write_text(LIST, "utf-8")
    (folder / "link.txt").symlink_to(outside / "out.txt")
    (folder / "photo.png").symlink_to(outside / "photo.png")
    (folder / "again.txt").symlink_to(folder / "in.txt")
    (folder / "all").symlink_to(outside)
    (folder / "lost.txt").symlink_to(outside / "none.txt")
    (folder / "zero.txt").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.txt")
    ran = run("extract", folder, "--format", "jsonl")
    assert ran.code == 4
    assert ran.err == f"bibman: {folder}/link.txt leads out of the folder; name it to have it read\n"
    assert {row["source"] for row in ran.rows} == {f"{folder}/in.txt", f"{folder}/again.txt"}
    assert len(run("extract", folder / "link.txt", "--format", "jsonl").rows) == 2


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no such device here")
def test_a_device_without_end_is_told(run: Run) -> None:
    ran = run("extract", "/dev/zero")
    assert (ran.code, ran.out) == (4, "")
    assert ran.err == "bibman: /dev/zero has more than the 100 MB bibman reads; split it\n"


def test_a_pipe_that_is_named_is_read(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text(LIST, "utf-8")
    command = f'"{sys.executable}" -m bibman extract <(cat "{tmp_path}/list.txt")'
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=True)
    assert len(done.stdout.splitlines()) == 2


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://a.b")'])
def test_no_cell_of_a_table_is_a_formula(run: Run, text: str) -> None:
    rows = run("names", "parse", "--format", "csv", stdin=f"{text}\n".encode()).out.splitlines()[1:]
    assert rows and not any(cell.lstrip('"')[:1] in "=+-@" for row in rows for cell in row.split(",") if cell)
