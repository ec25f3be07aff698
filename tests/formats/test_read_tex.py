import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibman.formats.markup import without_markup
from bibman.formats.read_tex import plain_link, plain_text
from bibman.formats.tex import tex_text, tex_title
from bibman.text import clean_line


@pytest.mark.parametrize(
    "tex, text",
    [
        (r'G{\"o}del, \"{o}, \"o, \v{c}, \v c, {\v{Z}}ižek, \c{C}elik', "Gödel, ö, ö, č, č, Žižek, Çelik"),
        (r"\.I {\i} \"{\i} \u{\i} \'{\^e} \k{e}", "İ ı ï ĭ ế ę"),
        (r"Stra\ss e, {\AE}on, \o{}, {\L}{\'o}d{\'z}, \aa, 2\texttimes 3", "Straße, Æon, ø, Łódź, å, 2×3"),
        (r"{\cyr Matematicheski\u\i{} sbornik. Obshchestvo. \`Etika}. Gel\cprime fand", "Математический сборник. Общество. Этика. Gelʹfand"),
        (r"\CYRT\cyre\cyro\cyrr\cyri\cyrya, {\cyrchar\CYRA}, \IeC{\cyrkdsc}, \cyrushrt\cyrghcrs\cyrhdsc", "Теория, А, қ, ўғҳ"),
        (r"\texttt{x} \emph{a {B} c} {\bf bold} \enquote{q}", "x a B c bold q"),
        (r"\href{http://x}{here}, \foreignlanguage{russian}{Привет}, {\noopsort{1973}}1980", "here, Привет, 1980"),
        (r"\input{/etc/passwd} and \foo{a {b}}", r"\input{/etc/passwd} and \foo{a b}"),
        (r"\SI{5}{\kilo\metre} {a}", r"\SI{5}{\kilo\metre} a"),
        (r"H$_2$O, $x^{2n}$, $\alpha$-rays, \$5", "H₂O, x²ⁿ, α-rays, $5"),
        (r"\ce{CO2} at 25$^{\circ}$C, the 2$^{nd}$ time", "CO2 at 25°C, the 2nd time"),
        (r'<i>Zea</i> \&amp; {\textless}b{\textgreater}x{\textless}/b{\textgreater} $<$i$>$y$<$/i$>$ $<$ 5', "Zea & x y < 5"),
        (r'an <span class="nocase">iPhone</span>, M&uuml;ller, {\&}lt;', "an iPhone, Müller, <"),
        ("costs $5, a_b^c", "costs $5, a_b^c"),
        (r"R\&D 100\% of 50% \#1 \_ \{a\} U.\,P.~N", "R&D 100% of 50% #1 _ {a} U. P. N"),
        ("a -- b --- c ``q'' <<ё>> 1--5", "a – b — c “q” «ё» 1–5"),
        ("O`zbek ta'lim, o''z, a-b", "O`zbek ta'lim, o''z, a-b"),
        ('"---x "<ё">, "=y', "—x «ё», -y"),
        (r"{\textbackslash}alpha {\textasciitilde} {\textasciicircum} \~{}x", r"\alpha ~ ^ ~x"),
        ("{{Навоий {Асарлари}}}", "Навоий Асарлари"),
        ("}{ }} x {{", "x"),
        ("\\", "\\"),
        ("", ""),
    ],
)  # fmt: skip
def test_text(tex: str, text: str) -> None:
    assert plain_text(tex) == text


@pytest.mark.parametrize(
    "tex, link",
    [
        (r"\url{https://x.uz/100\%25/a\_b?c=1\&d=\~{}e\#f}", "https://x.uz/100%25/a_b?c=1&d=~e#f"),
        ("https://x.uz/a%20b--c//~d", "https://x.uz/a%20b--c//~d"),
        ("{10.1000/abc_(1)}", "10.1000/abc_(1)"),
    ],
)
def test_links(tex: str, link: str) -> None:
    assert plain_link(tex) == link


#: Letters, spaces and punctuation that TeX prints as they are; the writer mends the rest for good.
CALM = st.text(
    st.characters(categories=["L", "N"], include_characters=" .,:;!?()/+*=№«»“”–&%$#_\\^~<|[]")
).map(clean_line)


@given(CALM, st.booleans())
def test_what_is_escaped_comes_back(text: str, english: bool) -> None:
    ligature = any(pair in text for pair in ("<<", ">>"))
    if not ligature and without_markup(text) == text:
        assert plain_text(tex_text(text)) == text
        assert plain_text(tex_title(text, english=english)) == text


@given(st.text() | st.text("{}\\\"'`%&$#_^~-<>cyr iu"))
def test_any_text_is_one_clean_line(tex: str) -> None:
    text = plain_text(tex)
    assert text == clean_line(text)
