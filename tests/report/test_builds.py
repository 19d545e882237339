import json

import pytest

from feedtool.diagnostics.problem import Problem, Severity, Span
from feedtool.model.report import BuildReport, FeedReport, Published
from feedtool.report import builds, words
from feedtool.report.formats.json import dumps, members
from tests.tables import each

PROBLEM = Problem(
    "seeds/ä.md",
    "schema-type",
    "heat: “7” is not a whole number",
    Span(7, 7, 7, 10),
    pointer="/heat",
    hint="take the quotes away",
)
WHOLE_FILE = Problem("seeds/b.md", "file-too-large", "too large", severity=Severity.WARNING)
BUILD = BuildReport(
    records=1234,
    valid=1230,
    selected=3,
    held={"unpublished": 1200, "heat": 0, "embargo": 27, "duplicate": 0},
    feeds=(
        FeedReport("all", 3, 1, ("all.rss", "all.atom"), changed=True),
        FeedReport("computer-vision", 1, 0, ("topics/computer-vision.rss",), changed=False),
    ),
    published=Published(("all.atom", "all.rss"), ("index.html",), ("topics/old.rss",)),
    problems=(PROBLEM, WHOLE_FILE),
)


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (
            PROBLEM,
            "seeds/ä.md:7:7: error schema-type heat: “7” is not a whole number (take the quotes away)",
        ),
        (WHOLE_FILE, "seeds/b.md: warning file-too-large too large"),
        (WHOLE_FILE._replace(severity=Severity.INFO), "seeds/b.md: info file-too-large too large"),
        (
            WHOLE_FILE._replace(path="\x1b[2J\n.md", message="\u202ex"),
            "\\x1b[2J\\n.md: warning file-too-large \\u202ex",
        ),
    ],
)
def test_a_problem_is_one_line(problem: Problem, line: str) -> None:
    assert words.line(problem) == line


@each(
    ("text", "shown"),
    [
        ("plain – ä 日本 😀", "plain – ä 日本 😀"),
        ("a\nb\tc\rd", "a\\nb\\tc\\rd"),
        ("\x00\x07\x1b\x7f\x85\x9f", "\\x00\\x07\\x1b\\x7f\\x85\\x9f"),
        ("\u200e\u200f\u2028\u2029\u202a\u202e\u2066\u2069",
         "\\u200e\\u200f\\u2028\\u2029\\u202a\\u202e\\u2066\\u2069"),
        ("\udcff", "\\udcff"),  # a byte of a file name that is not UTF-8
    ],
)  # fmt: skip
def test_what_could_move_the_cursor_is_escaped(text: str, shown: str) -> None:
    assert words.printable(text) == shown


def test_a_problem_in_json_has_every_key() -> None:
    assert members(PROBLEM) == {
        "path": "seeds/ä.md",
        "line": 7,
        "column": 7,
        "end_line": 7,
        "end_column": 10,
        "code": "schema-type",
        "severity": "error",
        "pointer": "/heat",
        "message": "heat: “7” is not a whole number",
        "hint": "take the quotes away",
        "group": None,
        "costs": None,
        "parts": {},
    }


def test_keys_that_do_not_apply_are_null() -> None:
    said = members(WHOLE_FILE)
    assert {key for key, value in said.items() if value is None} == {
        "line", "column", "end_line", "end_column", "pointer", "hint", "group", "costs",
    }  # fmt: skip


def test_a_build_in_json() -> None:
    assert json.loads(builds.render_json(BUILD)) == {
        "version": 1,
        "records": 1234,
        "valid": 1230,
        "published": 3,
        "held": {"unpublished": 1200, "heat": 0, "embargo": 27, "duplicate": 0},
        "feeds": [
            {"name": "all", "items": 3, "files": ["all.rss", "all.atom"], "changed": True},
            {
                "name": "computer-vision",
                "items": 1,
                "files": ["topics/computer-vision.rss"],
                "changed": False,
            },
        ],
        "written": 2,
        "unchanged": 1,
        "removed": 1,
        "problems": [members(one) | {"group": 1} for one in (PROBLEM, WHOLE_FILE)],
    }


def test_a_build_that_published_nothing_in_json() -> None:
    said = json.loads(builds.render_json(BUILD._replace(published=None, feeds=())))
    assert (said["written"], said["unchanged"], said["removed"]) == (0, 0, 0)
    assert said["feeds"] == []


def test_a_build_for_a_person() -> None:
    assert list(builds.lines(BUILD, dry_run=False)) == [
        "all              3 items, 1 new, changed",
        "computer-vision  1 item, 0 new, unchanged",
        "1,234 records, 3 published, held back: 1200 unpublished, 27 embargo, 4 invalid",
        "2 files written, 1 unchanged, 1 removed",
    ]


def test_a_dry_run_for_a_person() -> None:
    *_, last = builds.lines(BUILD, dry_run=True)
    assert last == "2 files would be written, 1 unchanged, 1 would be removed"


def test_a_build_without_anything_for_a_person() -> None:
    empty = BUILD._replace(records=1, valid=1, selected=1, held={}, feeds=(), published=None)
    assert list(builds.lines(empty, dry_run=False)) == [
        "1 record, 1 published",
        "nothing published",
    ]


@pytest.mark.parametrize(
    ("problems", "summary"),
    [
        ((), "0 errors, 0 warnings in 0 files"),
        ((PROBLEM,), "1 error, 0 warnings in 1 file"),
        ((PROBLEM, PROBLEM, WHOLE_FILE), "2 errors, 1 warning in 2 files"),
        ((PROBLEM._replace(severity=Severity.INFO),), "0 errors, 0 warnings, 1 note in 1 file"),
    ],
)
def test_the_summary(problems: tuple[Problem, ...], summary: str) -> None:
    assert words.summary(problems) == summary


@pytest.mark.parametrize(
    ("number", "told"),
    [(0, "0 files"), (1, "1 file"), (2, "2 files"), (1234567, "1,234,567 files")],
)
def test_a_number_and_its_noun(number: int, told: str) -> None:
    assert words.count(number, "file") == told


def test_codes_are_counted_the_commonest_first() -> None:
    assert words.by_code([WHOLE_FILE, *[PROBLEM] * 1234]) == [
        "  1,234  schema-type",
        "      1  file-too-large",
    ]


@pytest.mark.parametrize("text", ["é – 日本 😀", "\x1b\n\u2028", "\udcff.md", "\ud83d"])
def test_json_can_be_written_as_utf8_whatever_it_holds(text: str) -> None:
    written = dumps({"path": text}).encode("utf-8")
    assert json.loads(written) == {"path": text}
    assert ("é".encode() in written) == ("é" in text)
