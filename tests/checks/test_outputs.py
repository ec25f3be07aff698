"""The mended list, SARIF and the page."""

from jsonschema import Draft7Validator
from listed import found, manuscript, numbered

from bibman.checks.articles import Checked
from bibman.checks.finding import rules
from bibman.checks.fix import mend
from bibman.checks.page import page
from bibman.checks.sarif import sarif

BOOK = "Каримов К. К. Адабиёт. – Тошкент: Фан, 2001. – 220 б."
LIST = [
    "Dо‘simov Z. Joy nomlari. – Toshkent: Fan, 1977. – 90 b.",
    BOOK,
    BOOK,
    "Ivanov I. On water. Tea, 2019, 2(1), 5–9. http ://cern.ch/heed",
    "Ivanov I. On tea. Tea, 2020, 2(1), 9–5.",
]


def part(required, **properties):
    """An object of the standard's schema, which allows no other properties; here those that a log of ours has."""
    return {
        "type": "object",
        "required": required.split(),
        "properties": properties,
        "additionalProperties": False,
    }


def several(items):
    return {"type": "array", "minItems": 1, "items": items}


STRING, COUNT = {"type": "string", "minLength": 1}, {"type": "integer", "minimum": 1}
TEXT = part("text", text=STRING)
LEVEL = {"enum": ["none", "note", "warning", "error"]}
URI = part("uri", uri={"type": "string", "pattern": r"^[!-~]+$"})
PLACE = part("artifactLocation", artifactLocation=URI, region=part("startLine", startLine=COUNT))
RESULT = part(
    "ruleId ruleIndex level message locations",
    ruleId=STRING,
    ruleIndex={"type": "integer", "minimum": 0},
    level=LEVEL,
    message=TEXT,
    locations=several(part("physicalLocation", physicalLocation=PLACE)),
    properties={"type": "object"},
)
RULE = part("id", id=STRING, shortDescription=TEXT, defaultConfiguration=part("level", level=LEVEL))
DRIVER = part("name", name=STRING, version=STRING, rules={**several(RULE), "uniqueItems": True})
RUN = part(
    "tool results",
    tool=part("driver", driver=DRIVER),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    invocations=several(part("executionSuccessful", executionSuccessful={"type": "boolean"})),
    results={"type": "array", "items": RESULT},
)
LOG = part("version runs", **{"$schema": STRING}, version={"enum": ["2.1.0"]}, runs=several(RUN))


def test_what_is_safe_is_mended_and_the_rest_is_left():
    checked = numbered(*LIST)
    mended = mend(checked)
    assert mended.text.splitlines() == [
        "1. Do‘simov Z. Joy nomlari. – Toshkent: Fan, 1977. – 90 b.",
        f"2. {BOOK}",
        "3. Ivanov I. On water. Tea, 2019, 2(1), 5–9. http://cern.ch/heed",
        "4. Ivanov I. On tea. Tea, 2020, 2(1), 9–5.",
    ]
    assert mended.changes == (
        "entry 1: Dо‘simov → Do‘simov",
        "entry 3 dropped: it repeats entry 2",
        "entry 4: http ://cern.ch/heed → http://cern.ch/heed",
    )
    assert mended.renumbered == ((3, 2), (4, 3), (5, 4))
    assert [(f.rule, f.reference) for f in mended.left(found(checked))] == [("pages-backward", 5)]


def test_only_the_chosen_rules_mend():
    mended = mend(numbered(*LIST), {"mixed-letters"})
    assert len(mended.changes) == 1
    assert (len(mended.text.splitlines()), mended.renumbered) == (5, ())


def test_a_list_keeps_its_kind_of_numbers_and_a_bare_one_has_none():
    bracketed = manuscript("Литература", *(f"[{n}] {entry}" for n, entry in enumerate(LIST, 1)))
    assert mend(bracketed).text.startswith("[1] Do‘simov")
    bare = manuscript("Литература", *LIST)
    assert mend(bare).text.startswith("Do‘simov")


def test_a_broken_entry_is_joined():
    checked = numbered(
        "Xaydarova, M. (2023). TARBIYALI SINFLARDA TARBIYA FANINI",
        "O 'QITISHNING MAZMUNI. Interpretation and researches, 1(1).",
        "Xaydarova, M. (2021). Tarbiya fani. Interpretation and researches, 1(2), 5–9.",
        "Xaydarova, M. (2022). Tarbiya darsi. Interpretation and researches, 1(3), 7–9.",
    )
    mended = mend(checked)
    assert mended.changes[0] == "joined: items 1 and 2 are one reference"
    assert mended.renumbered == ((2, 1), (3, 2), (4, 3))


def outcome(path: str, *entries: str) -> Checked:
    checked = numbered(*entries)
    return Checked(path, tuple(checked.references), tuple(found(checked)))


def test_sarif_has_the_parts_that_the_standard_asks_for():
    log = sarif([outcome("мақола 1.txt", *LIST), outcome("/a/b.txt", BOOK), outcome("-", *LIST)], "1.0")
    Draft7Validator(LOG).validate(log)
    (run,) = log["runs"]
    uris = {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in run["results"]}
    assert uris == {"%D0%BC%D0%B0%D2%9B%D0%BE%D0%BB%D0%B0%201.txt", "stdin"}
    names = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert names == list(rules())
    assert all(names[result["ruleIndex"]] == result["ruleId"] for result in run["results"])


def test_sarif_of_no_findings_is_a_log_too():
    Draft7Validator(LOG).validate(sarif([Checked("a.txt", (), ())], "1.0", complete=False))


def test_the_page_shows_print_as_text_and_needs_nothing_else():
    shouted = "<script>alert(1)</script> & TITLES IN CAPITALS ONLY. – Toshkent: Fan, 2031. – 90 b."
    made = page([outcome("a&b.txt", shouted, *LIST)])
    assert "<script" not in made
    assert "&lt;script&gt;alert(1)" in made
    assert "a&amp;b.txt" in made
    assert "default-src 'none'" in made
    assert "src=" not in made
    assert "href=" not in made
