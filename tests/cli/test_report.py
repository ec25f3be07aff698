"""The report page as people use it: opened from a file in a real browser, its answers taken in again."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from browser import browser, page
from command import Ran, run_bibman
from judged import fill

from bibman.library import Library
from bibman.library.edits import FIELDS
from bibman.model import Article, Record, Reference
from bibman.names import read_name
from bibman.pipeline import kept_path, regroup
from bibman.text import read_table

EVIL = "<script>alert(1)</script>"
#: What closes every element a text could stand in, and what could pose as a part of the template.
CLOSING = '</script></style></title>--> {{data}} " onload=\'alert(2)\' data-t="title">'
LISTED = [
    ("Норов, Ю.", EVIL, "1999"),
    ("Norov, Yu.", CLOSING, "2001"),
    ("Тураев, А. Б.", "О'zbek tili \ud800\x00 grammatikasi", ""),
    *(
        ("Каримов, Мансур", f"Education of the {number}th century", str(1500 + 40 * number))
        for number in range(12)
    ),
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of three articles; the third is by authors it cites, under titles that mean harm."""
    folder = tmp_path_factory.mktemp("report")
    fill(folder / "library.db", folder)
    entries = []
    for line, (author, title, year) in enumerate(LISTED, 1):
        record = Record("book", title, issued=year, container_title=title, author=(read_name(author),))
        entries.append((Reference(f"{author} {title} {year}", start_line=line, end_line=line), record))
    with Library.open(folder / "library.db", write=True) as library:
        path = kept_path(str(folder / "deep" / "c.txt"))
        signed = (read_name("Norov Yu."), read_name("Mansur Karimov"))
        library.add_article(Article(path, ("",), (1,), f"On {EVIL}", signed), entries, "reader 1")
        regroup(library)
    return folder / "library.db"


def report(db: Path, file: Path, *more: str) -> Ran:
    return run_bibman("report", "-o", file, *more, BIBMAN_DB=str(db))


@pytest.fixture(scope="module")
def written(made: Path) -> Path:
    file = made.with_name("report.html")
    ran = report(made, file)
    assert (ran.code, ran.out, ran.err) == (0, "", f"bibman: {file} is written; open it in a browser.\n")
    return file


@pytest.fixture(scope="module")
def opened() -> Iterator[Any]:
    with browser() as started:
        yield started


@pytest.fixture
def shown(opened: Any, written: Path) -> Iterator[Any]:
    with page(opened, written, accept_downloads=True) as one:
        yield one


def texts(shown: Any, selector: str) -> list[str]:
    return [text.replace("\u202f", "").strip() for text in shown.locator(selector).all_inner_texts()]


def test_the_page_opens_from_a_file_and_asks_nothing_of_the_network(shown: Any) -> None:
    assert shown.title() == "Library report"
    assert texts(shown, ".counts dd")[:4] == ["3", "22", "21", "5"]
    assert not shown.locator("noscript").is_visible()


def test_nothing_in_the_library_becomes_markup(shown: Any) -> None:
    assert EVIL in "".join(texts(shown, "#articles-list tbody th"))
    assert EVIL in "".join(texts(shown, ".bars th")) and CLOSING in "".join(texts(shown, ".bars th"))
    assert shown.locator("script").count() == 2
    assert (
        shown.evaluate("[...document.querySelectorAll('*')].filter(e => e.hasAttribute('onload')).length")
        == 0
    )


def test_the_policy_allows_our_script_alone(opened: Any, written: Path) -> None:
    """What a text would do if it ever became markup is tried, and stopped."""
    tried = """() => new Promise(done => {
        const stopped = [];
        document.addEventListener('securitypolicyviolation', event => {
            if (stopped.push(event.effectiveDirective) === 3) done(stopped.sort());
        });
        document.body.setAttribute('style', 'color: red');
        new Image().src = 'https://example.org/image.png';
        try { document.body.innerHTML = '<b>' } catch {}
    })"""
    with pytest.raises(AssertionError, match="Content Security Policy"), page(opened, written) as other:
        policy = other.locator("meta[http-equiv]").get_attribute("content")
        assert "default-src 'none'" in policy and "unsafe" not in policy
        assert other.evaluate(tried) == ["img-src", "require-trusted-types-for", "style-src-attr"]


def test_people_are_filtered_in_any_script_and_sorted_by_any_column(shown: Any) -> None:
    names = "#people-list tbody th"
    assert len(texts(shown, names)) == 5
    shown.fill("#people-filter", "каримов")
    shown.locator("#people-list .count", has_text="Shown: 2 of 2").wait_for()
    assert texts(shown, names) == ["Karimov, Mansur\nkarimov-mansur", "Karimov, Murod\nkarimov-murod"]
    assert texts(shown, "#said")[0] == "Shown: 2 of 2"
    shown.fill("#people-filter", "nobody")
    shown.wait_for_selector("text=Nothing fits the filter.")
    shown.fill("#people-filter", "")
    shown.locator("#people-list .count", has_text="Shown: 5 of 5").wait_for()
    shown.select_option("#people-show", "scripts")
    assert texts(shown, names) == ["Karimov, Mansur\nkarimov-mansur", "Norov, Yu.\nnorov-yu"]
    shown.select_option("#people-show", "all")
    shown.click("#people-list th:nth-child(4) button")
    assert shown.get_attribute("#people-list th:nth-child(4)", "aria-sort") == "descending"
    counts = [int(count) for count in texts(shown, "#people-list td:nth-child(4)")]
    assert counts == sorted(counts, reverse=True) and counts[0] > counts[-1]
    assert shown.evaluate("document.activeElement.textContent").startswith("References")
    shown.keyboard.press("Enter")
    assert [int(count) for count in texts(shown, "#people-list td:nth-child(4)")] == sorted(counts)


def test_answers_by_button_and_key_are_taken_in_and_undone(made: Path, shown: Any, tmp_path: Path) -> None:
    pairs = shown.locator(".pair")
    assert pairs.count() >= 2
    pairs.first.get_by_role("button", name="Same").click()
    assert pairs.first.locator("[aria-pressed=true]").inner_text().startswith("Same")
    pairs.nth(1).get_by_role("button", name="Later").focus()
    shown.keyboard.press("2")
    assert pairs.nth(1).locator("[aria-pressed=true]").inner_text().startswith("Different")
    assert texts(shown, "#said")[0].startswith("different. Answers: 2 of")
    shown.fill("#answers-who", "Anna")
    with shown.expect_download() as waited:
        shown.click("#answers-download")
    file = tmp_path / waited.value.suggested_filename
    waited.value.save_as(file)
    assert "bibman review --apply bibman-answers.jsonl" in shown.inner_text("#answers-saved")
    db = Path(shutil.copy(made, tmp_path / "library.db"))
    ran = run_bibman("review", "--apply", file, BIBMAN_DB=str(db))
    assert ran.code == 0, ran.err
    assert ran.err == "bibman: 2 answers read: 2 taken in.\n"
    assert [(row["status"], row["judgement"]) for row in ran.rows] == [
        ("added", "same"),
        ("added", "different"),
    ]
    again = run_bibman("review", "--apply", file, BIBMAN_DB=str(db))
    assert again.err == "bibman: 2 answers read: 2 judged so before.\n"
    log = run_bibman("log", BIBMAN_DB=str(db)).rows
    assert [(row["judgement"], row["who"], row["reason"]) for row in log] == [
        ("different", "Anna", "on the report page"),
        ("same", "Anna", "on the report page"),
    ]
    assert log[0]["when"] == json.loads(file.read_text("utf-8").splitlines()[1])["when"]
    assert run_bibman("undo", BIBMAN_DB=str(db)).code == 0


def test_answers_outlive_the_page_and_are_taken_back_by_the_same_button(shown: Any) -> None:
    same = shown.locator(".pair").first.get_by_role("button", name="Same")
    same.click()
    shown.reload()
    assert same.get_attribute("aria-pressed") == "true"
    shown.select_option("#pairs-state", "answered")
    assert shown.locator(".pair").count() == 1
    same.click()
    assert same.get_attribute("aria-pressed") == "false"
    assert shown.locator("#answers-download").is_disabled()


def test_the_language_is_switched_in_the_page_and_chosen_on_the_command_line(
    shown: Any, opened: Any, made: Path, tmp_path: Path
) -> None:
    shown.get_by_role("button", name="Русский").click()
    assert shown.locator("html").get_attribute("lang") == "ru"
    assert texts(shown, "h2") == ["Цифры", "Статьи", "Люди", "Пары для решения"]
    assert "; те же авторы; тот же журнал или сборник; " in "".join(texts(shown, ".why"))
    assert "но Karimov, M. подходит нескольким людям: " in "".join(texts(shown, ".why"))
    report(made, tmp_path / "uz.html", "--language", "uz")
    with page(opened, tmp_path / "uz.html", java_script_enabled=False) as plain:
        assert plain.title() == "Kutubxona hisoboti"
        assert plain.locator("noscript").is_visible()


@pytest.mark.parametrize(
    ("width", "language"), [(320, "ru"), (360, "en"), (360, "ru"), (360, "uz"), (1200, "en")]
)
def test_nothing_stands_beyond_the_edge(opened: Any, written: Path, width: int, language: str) -> None:
    with page(opened, written, viewport={"width": width, "height": 740}) as narrow:
        narrow.click(f"[data-language={language}]")
        assert narrow.evaluate("document.documentElement.scrollWidth") <= width
        wide = """[...document.querySelectorAll('main *:not(.unseen, .unseen *)')]
                  .filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 80))"""
        assert narrow.evaluate(wide) == []


def test_headings_tables_and_controls_have_names(shown: Any) -> None:
    unnamed = """[...document.querySelectorAll('table')].filter(t => !t.caption || !t.caption.textContent)
        .concat([...document.querySelectorAll('th')].filter(h => !h.scope))
        .concat([...document.querySelectorAll('input, select')].filter(c => !c.labels[0].textContent.trim()))
        .concat([...document.querySelectorAll('button')].filter(b => !b.textContent.trim())).length"""
    assert shown.evaluate(unnamed) == 0
    levels = shown.evaluate("[...document.querySelectorAll('h1,h2,h3')].map(h => +h.tagName[1])")
    assert levels[0] == 1 and all(b - a <= 1 for a, b in pairwise(levels))
    shown.keyboard.press("Tab")
    assert shown.evaluate("document.activeElement.className") == "skip"
    assert shown.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_letters_stand_out_from_what_is_behind(opened: Any, written: Path, scheme: str) -> None:
    """Contrast of 4.5 and more (WCAG 2.2, 1.4.3)."""
    with page(opened, written, color_scheme=scheme) as coloured:
        found = coloured.evaluate("""() => {
            const style = getComputedStyle(document.documentElement);
            const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
            const light = name => {
                canvas.fillStyle = style.getPropertyValue(name).trim();
                canvas.fillRect(0, 0, 1, 1);
                const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map(v => v / 255)
                    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
            };
            const pairs = [['ink', 'paper'], ['soft', 'paper'], ['soft', 'card'], ['mark', 'paper'],
                           ['ink', 'lit'], ['ink', 'ground'], ['on-chosen', 'chosen']];
            return pairs.map(([a, b]) => [light('--' + a), light('--' + b)])
                .map(([a, b]) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05));
        }""")
        assert min(found) >= 4.5, found


def test_the_same_library_gives_the_same_bytes(made: Path, written: Path, tmp_path: Path) -> None:
    copied = Path(shutil.copy(made, tmp_path / "other.db"))
    report(copied, tmp_path / "again.html")
    assert (tmp_path / "again.html").read_bytes() == written.read_bytes()
    ran = run_bibman(
        "report", "-o", "-", BIBMAN_DB=str(copied), cwd=tmp_path, TZ="Asia/Tashkent", LANG="uz_UZ.UTF-8"
    )
    assert ran.out.encode() == written.read_bytes()
    assert str(tmp_path) not in ran.out and str(made.parent) not in ran.out


ANSWER = {
    "answer": "same", "kind": "work", "a": "khaydarova2018corpus", "b": "khaydarova2020corpus",
    "a_is": "Corpus linguistics of Uzbek", "b_is": "Corpus linguistics of Uzbek", "who": "", "when": "2024-05-31T12:00:00Z",
}  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("", "holds no answers; download them on the report page"),
        (
            "@book{a, title={B}}\n",
            ":1: this is no answer of a report page; give the file that the page downloads",
        ),
        ('{"judgement": "same"}\n', ":1: this is no answer of a report page"),
        (json.dumps(ANSWER) + "\n[]\n", ":2: this is no answer of a report page"),
        (json.dumps({**ANSWER, "answer": ["same"]}), ":1: the answer is none of same, different and later"),
        (
            json.dumps({**ANSWER, "kind": "article"}),
            ":1: the answer is neither about works nor about persons",
        ),
        (json.dumps({**ANSWER, "b": None}), ":1: the answer has no text under 'b'"),
        (json.dumps({**ANSWER, "when": "yesterday"}), ":1: 'yesterday' is no time like 2024-05-31T12:00:00Z"),
        (json.dumps({**ANSWER, "when": "2024-13-31T12:00:00Z"}), ":1: '2024-13-31T12:00:00Z' is no time"),
    ],
)
def test_a_wrong_file_is_told_in_a_sentence_and_changes_nothing(
    made: Path, tmp_path: Path, lines: str, told: str
) -> None:
    file = tmp_path / "answers.jsonl"
    file.write_text(lines, encoding="utf-8")
    ran = run_bibman("review", "--apply", file, BIBMAN_DB=str(made))
    assert (ran.code, ran.out) == (4, "")
    assert ran.err.startswith(f"bibman: {file}") and told in ran.err and ran.err.count("\n") == 1
    with Library.open(made) as library:
        assert library.judgements() == []


def test_an_answer_about_something_else_is_refused_and_the_others_are_taken_in(
    made: Path, tmp_path: Path
) -> None:
    db = Path(shutil.copy(made, tmp_path / "library.db"))
    lines = [
        {**ANSWER, "a": "nobody1900"},
        {**ANSWER, "a_is": "Another title"},
        {**ANSWER, "b": ANSWER["a"]},
        {**ANSWER, "who": "Anna", "when": "9999-01-01T00:00:00Z"},
    ]
    text = "".join(f"{json.dumps(line)}\n" for line in lines)
    ran = run_bibman("review", "--apply", "-", "--who", "Bek", stdin=text.encode(), BIBMAN_DB=str(db))
    assert ran.code == 3
    assert [row["status"] for row in ran.rows] == ["refused", "refused", "refused", "added"]
    assert "-:1: no work nobody1900 in this library; make the report anew from it" in ran.err
    assert "-:2: khaydarova2018corpus was “Another title” on the page and is something else here" in ran.err
    (judged,) = run_bibman("log", BIBMAN_DB=str(db)).rows
    assert (judged["who"], judged["judgement"]) == ("Bek", "same") and judged["when"] < "9999"


def test_what_the_page_needs_is_told_where_there_is_nothing_to_show(tmp_path: Path) -> None:
    ran = report(tmp_path / "none.db", tmp_path / "report.html")
    assert ran.code == 5 and "no library at" in ran.err and not (tmp_path / "report.html").exists()
    with Library.open(tmp_path / "empty.db", create=True):
        pass
    assert report(tmp_path / "empty.db", tmp_path / "report.html").code == 0
    ran = report(tmp_path / "empty.db", tmp_path / "nowhere" / "report.html")
    assert ran.code == 4 and "cannot be written (No such file or directory)" in ran.err
    assert run_bibman("report").code == 2


def test_every_text_is_there_in_every_language() -> None:
    rows = read_table("report_texts")
    assert len({row["key"] for row in rows}) == len(rows)
    for row in rows:
        braces = {language: sorted(re.findall(r"\{\w+\}", row[language])) for language in ("en", "ru", "uz")}
        assert all(row[language] for language in braces) and len(set(map(tuple, braces.values()))) == 1, row
    keys = {row["key"] for row in rows}
    assert {f"type.{row['csl']}" for row in read_table("entry_types")} <= keys
    assert {f"field.{name.replace('-', '_')}" for name in FIELDS} <= keys
    spoken = {row["en"] for row in read_table("report_reasons")}
    for row in read_table("work_reasons"):
        assert row["reason"].partition(" ({")[0] in spoken, row
