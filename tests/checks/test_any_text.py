"""Whatever a file holds, it is checked without a fault, and every finding stands within it."""

from hypothesis import given, settings
from hypothesis import strategies as st
from listed import found, manuscript

from bibman.checks.fix import mend
from bibman.errors import UnreadableInputError

PIECES = st.sampled_from(
    ["Литература", "References", "\n", "1. ", "2. ", "[3] ", "99999999. ", "Каримов К. К. ", "Smith, J. ", "(2031). ",
     "Тарих. – Тошкент: Фан, 1998. – 120 б.", "С. 457–453", "http ://a.b/c", "https://", "doi: 10.", "10.1234/ x",
     "O 'QITISH", "o`zbek", "Bеbitоv", "Ãðèãîðüåâ", "[1, 2]", "(Каримов, 1998)", "\ud800", "\x00", "😀", "//", "31.02.2021"]
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join)))
def test_any_text_is_checked(text):
    try:
        checked = manuscript(*text.split("\n"), style="gost")
    except UnreadableInputError:  # empty, or full of NUL
        return
    for finding in found(checked):
        assert 1 <= finding.line <= max(1, len(checked.article.lines))
        assert 0 <= finding.reference <= len(checked.references)
        assert finding.message
    mended = mend(checked)
    assert len(mended.dropped) + sum(map(bool, mended.text.splitlines())) == len(checked.references)
