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

#: The parts of the standard's schema that a log of ours has to have.
TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
REGION = {
    "type": "object",
    "required": ["startLine"],
    "properties": {"startLine": {"type": "integer", "minimum": 1}},
}
PLACE = {
    "type": "object",
    "required": ["artifactLocation", "region"],
    "properties": {
        "artifactLocation": {
            "type": "object",
            "properties": {"uri": {"type": "string", "pattern": r"^[!-~]+$"}},
        },
        "region": REGION,
    },
}
RESULT = {
    "type": "object",
    "required": ["ruleId", "ruleIndex", "level", "message", "locations"],
    "properties": {
        "level": LEVEL,
        "message": TEXT,
        "locations": {"items": {"properties": {"physicalLocation": PLACE}, "required": ["physicalLocation"]}},
    },
}
RULE = {
    "type": "object",
    "required": ["id"],
    "properties": {"shortDescription": TEXT, "defaultConfiguration": {"properties": {"level": LEVEL}}},
}
DRIVER = {"required": ["name"], "properties": {"rules": {"items": RULE, "uniqueItems": True}}}
RUN = {
    "type": "object",
    "required": ["tool", "results"],
    "properties": {
        "tool": {"required": ["driver"], "properties": {"driver": DRIVER}},
        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
        "invocations": {"items": {"required": ["executionSuccessful"]}},
        "results": {"items": RESULT},
    },
}
LOG = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {"version": {"enum": ["2.1.0"]}, "runs": {"type": "array", "items": RUN}},
}


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
    listed = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert listed == list(rules())
    assert all(listed[result["ruleIndex"]] == result["ruleId"] for result in run["results"])


def test_the_page_shows_print_as_text_and_needs_nothing_else():
    shouted = "<script>alert(1)</script> & TITLES IN CAPITALS ONLY. – Toshkent: Fan, 2031. – 90 b."
    made = page([outcome("a&b.txt", shouted, *LIST)])
    assert "<script" not in made
    assert "&lt;script&gt;alert(1)" in made
    assert "a&amp;b.txt" in made
    assert "default-src 'none'" in made
    assert "src=" not in made
    assert "href=" not in made
