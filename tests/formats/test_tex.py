import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibman.formats.tex import tex_link, tex_text, tex_title


@pytest.mark.parametrize(
    "text, tex",
    [
        ("Наука & жизнь: 100% за $5, №#1", r"Наука \& жизнь: 100\% за \$5, №\#1"),
        ("snake_case a^2 a~b", r"snake\_case a{\textasciicircum}2 a{\textasciitilde}b"),
        (r"\input{x}", r"{\textbackslash}input\{x\}"),
        ("a {b} c", r"a \{b\} c"),
        ("a {b c", "a (b c"),
        ("}a{", ")a("),
        ("a \\", r"a {\textbackslash}"),
        ('"Шарқ" ва "Ғарб"', "“Шарқ” ва “Ғарб”"),
        ('("x")', "(“x”)"),
        ("`Oʻzbek`", "‘Oʻzbek‘"),
        ("О. Ё. Ҳ.\u00a0— «х» – “y”", "О. Ё. Ҳ.~— «х» – “y”"),
        ("one \u00a0 two\nthree", "one two three"),
        ("soft\u00adhyphen zero\u200bwidth \u202ebidi\x00", "softhyphen zerowidth bidi"),
        ("и\u0306", "й"),
        ("", ""),
    ],
)
def test_text(text: str, tex: str) -> None:
    assert tex_text(text) == tex


def test_the_apostrophe_letters_are_commands_in_old_bibtex() -> None:
    assert tex_text("Oʻzbek taʼlimi", "bibtex") == r"O{\textquoteleft}zbek ta{\textquoteright}limi"
    assert tex_text("Oʻzbek taʼlimi") == "Oʻzbek taʼlimi"


@pytest.mark.parametrize(
    "title, tex",
    [
        ("Қадимги Туркий тил", "{Қадимги Туркий тил}"),
        ("ТАЪЛИМ & ТАРБИЯ", r"{ТАЪЛИМ \& ТАРБИЯ}"),
        ("", ""),
    ],
)
def test_a_title_keeps_its_case_as_a_whole(title: str, tex: str) -> None:
    assert tex_title(title, english=False) == tex


@pytest.mark.parametrize(
    "title, tex",
    [
        ("The DNA of an iPhone", "The {DNA} of an {iPhone}"),
        ("Teaching in the schools of Bloomfield", "Teaching in the schools of {Bloomfield}"),
        ("Teaching Languages in Uzbekistan", "Teaching Languages in {Uzbekistan}"),
        ("Language Policy and Central Asia", "Language Policy and {Central Asia}"),
        ("A Uzbek-English Dictionary", "A {Uzbek-English} Dictionary"),
        ("Vitamin C and C++", "Vitamin {C} and {C}++"),
        ("Collected Works", "Collected Works"),
        ("{X & Y", r"({X} \& {Y}"),
    ],
)
def test_an_english_title_keeps_acronyms_and_names(title: str, tex: str) -> None:
    assert tex_title(title, english=True) == tex


@pytest.mark.parametrize(
    "link, biblatex, bibtex",
    [
        ("https://x.uz/a_b?c=1&d=~e#f", "https://x.uz/a_b?c=1&d=~e#f", r"https://x.uz/a_b?c=1\&d=~e\#f"),
        ("https://x.uz/100%25/{a}\\ b", "https://x.uz/100%25/%7Ba%7D%5C%20b", r"https://x.uz/100\%25/\%7Ba\%7D\%5C\%20b"),
        ("https://x.uz/50%", "https://x.uz/50%25", r"https://x.uz/50\%25"),
        ("https://x.uz/ў", "https://x.uz/%D1%9E", r"https://x.uz/\%D1\%9E"),
        ("10.1000/(a)<b>", "10.1000/(a)%3Cb%3E", r"10.1000/(a)\%3Cb\%3E"),
    ],
)  # fmt: skip
def test_links(link: str, biblatex: str, bibtex: str) -> None:
    assert tex_link(link) == biblatex
    assert tex_link(link, "bibtex") == bibtex


@given(st.text(), st.booleans())
def test_any_text_is_one_balanced_line(text: str, english: bool) -> None:
    for tex in (tex_text(text), tex_title(text, english=english), tex_link(text)):
        assert tex.count("{") == tex.count("}")
        assert not set(tex) & set('"`\n\r')
        tex.encode()
