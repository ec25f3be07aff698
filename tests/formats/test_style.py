"""Citation styles: found by name, read from CSL files, refused with a sentence."""

from pathlib import Path

import pytest

from bibman.errors import BibmanError, UnreadableInputError, UsageError
from bibman.formats.style import STYLES, find_style, read_style

CSL = '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"{attributes}><info>{info}</info>{body}</style>'
BIBLIOGRAPHY = "<bibliography><sort><key variable='title'/></sort><layout><text variable='title'/></layout></bibliography>"


def csl(body: str = BIBLIOGRAPHY, info: str = "", attributes: str = "") -> str:
    return CSL.format(body=body, info=info, attributes=attributes)


@pytest.mark.parametrize("name", STYLES)
def test_the_styles_that_come_with_bibman(name: str) -> None:
    style = find_style(name)
    assert style.localised and "<sort>" not in style.text.partition("<bibliography")[2]


def test_gost_has_terms_for_the_languages_of_central_asia() -> None:
    assert {"ru", "uk", "uz", "uz-Cyrl", "kk", "ky", "tg", "en"} <= find_style("gost-r-7-0-5").locales


def test_what_a_style_leaves_open() -> None:
    assert read_style(csl(), "x.csl").localised
    assert not read_style(csl(attributes=' default-locale="ru-RU"'), "x.csl").localised
    numbered = csl(BIBLIOGRAPHY.replace("'title'/></layout>", "'citation-number'/></layout>"))
    assert (read_style(numbered, "x").together, read_style(csl(), "x").together) == (True, False)


def test_the_order_of_a_style_is_left_out_and_nothing_else() -> None:
    text = csl(f"<!-- <bibliography> --><citation><sort/></citation>{BIBLIOGRAPHY}")
    assert read_style(text, "x").text == csl(
        "<citation><sort/></citation><bibliography><layout><text variable='title'/></layout></bibliography>"
    )


@pytest.mark.parametrize(
    "text, told",
    [
        ("", "no CSL style"),
        ("<style/>", "no CSL style"),
        ("<style", "no CSL style"),
        ('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><style/>', "defines entities"),
        (csl(""), "no form for bibliographies"),
        (
            csl(info='<link href="http://www.zotero.org/styles/apa" rel="independent-parent"/>'),
            "take apa.csl",
        ),
    ],
)
def test_what_is_no_style_is_told(text: str, told: str, tmp_path: Path) -> None:
    file = tmp_path / "a.csl"
    file.write_text(text, "utf-8")
    with pytest.raises(UnreadableInputError) as error:
        find_style(str(file))
    assert told in str(error.value) and str(file) in str(error.value)


@pytest.mark.parametrize(
    "name, kind, told",
    [
        ("gost", UsageError, "take gost-r-7-0-5 or apa, or the path of a CSL file"),
        ("https://www.zotero.org/styles/apa", UsageError, "no style"),
        ("no/such.csl", UnreadableInputError, "No such file"),
        ("https://example.org/x.csl", UnreadableInputError, "No such file"),  # nothing is fetched
        ("\0.csl", UnreadableInputError, "check the path"),
    ],
)
def test_a_style_that_is_not_there_is_told(name: str, kind: type[BibmanError], told: str) -> None:
    with pytest.raises(kind, match=told):
        find_style(name)
