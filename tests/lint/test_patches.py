"""Patches: all of them, made in a file, give what ``--fix`` makes of it, byte for byte."""

import codecs
import json
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool.diagnostics.problem import Patch, Problem, Severity, Span
from feedtool.lint import fixer
from feedtool.lint.patches import LineEdit, _nearest, patches
from feedtool.lint.validate import validate
from feedtool.report import report
from feedtool.report.formats.text import Style
from feedtool.rules.catalogue import RULES
from feedtool.storage.place import Raw
from tests.conftest import files, record
from tests.integration import support
from tests.lint.fixing import TASK, choosing, front_matter
from tests.lint.test_fixes import LEFT_ALONE, MENDED
from tests.tables import each


def patched(raw: Raw) -> bytes:
    """The bytes with every suggestion of the report for reviewdog made."""
    findings = validate([raw], TASK)
    findings = findings._replace(patches=patches([raw], findings.problems, TASK))
    lines = raw.content.decode().removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    said = json.loads(report("rdjson")(findings, RULES, Style(lambda _: lines)))
    changes = [one for each in said["diagnostics"] for one in each.get("suggestions", ())]
    assert len(changes) == len(findings.patches)
    content = raw.content
    for change in sorted(changes, key=places, reverse=True):
        start, end = (offset(raw.content, *place) for place in places(change))
        content = content[:start] + change["text"].encode() + content[end:]
    return content


def places(change: dict[str, dict[str, dict[str, int]]]) -> list[tuple[int, int]]:
    return [(change["range"][at]["line"], change["range"][at]["column"]) for at in ("start", "end")]


def offset(content: bytes, line: int, column: int) -> int:
    """Where a line and a column, both in bytes from 1, are."""
    return sum(len(one) + 1 for one in content.split(b"\n")[: line - 1]) + column - 1


@each("lines", [before for before, _ in MENDED.values()])
@each("end", ["\n", "\r\n"])
@each("mark", [b"", codecs.BOM_UTF8])
def test_they_give_what_fix_gives(lines: str, end: str, mark: bytes) -> None:
    raw = Raw("a.md", mark + front_matter(lines).replace("\n", end).encode())
    assert patched(raw) == fixer.fix_record(raw, TASK)[0] != raw.content


@each("lines", LEFT_ALONE.values())
def test_what_fix_leaves_alone_they_do_too(lines: str) -> None:
    raw = Raw("a.md", front_matter(lines).encode())
    assert patched(raw) == fixer.fix_record(raw, TASK)[0]


def test_everything_at_once() -> None:
    lines = "".join(
        MENDED[name][0] for name in ("runs", "excerpt and provider", "tracking", "twice")
    )
    raw = Raw("a.md", front_matter(f"{lines}topics: [AI, 'ä&amp;b', ai]\n").encode())
    assert patched(raw) == fixer.fix_record(raw, TASK)[0] != raw.content


@pytest.mark.shared
@pytest.mark.slow
def test_real_records() -> None:
    changed = 0
    for file in files(support.needs_shared() / "corpus" / "news", "*.md"):
        raw = Raw(file.name, file.read_bytes())
        assert patched(raw) == fixer.fix_record(raw, TASK)[0]
        changed += patched(raw) != raw.content
    assert changed > 10


def test_a_patch_is_small_and_beside_the_problem_that_it_mends() -> None:
    raw = Raw("a.md", record(title="A &amp; B", excerpt="An  excerpt.").encode())
    problems = validate([raw], TASK).problems
    found = patches([raw], problems, TASK)
    assert {problem.code: patch for problem, patch in found.items()} == {
        "title-entities": Patch(Span(3, 12, 3, 16), ""),
        "text-whitespace": Patch(Span(4, 14, 4, 15), ""),
    }
    # By default nobody is told of white space.
    assert [problem.code for problem in problems] == ["title-entities"]
    assert [problem.severity for problem in found] == [Severity.WARNING, Severity.INFO]


def test_what_is_ignored_is_not_patched() -> None:
    raw = Raw("a.md", record(title="A &amp; B").encode())
    assert patches([raw], validate([raw], TASK).problems, choosing(ignore=("title",))) == {}


LINES = st.integers(0, 20)


@given(
    st.lists(st.tuples(LINES, st.integers(0, 8)), min_size=1, max_size=8),
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3)), max_size=8),
)
def test_an_edit_is_of_the_innermost_problem_on_its_lines_or_of_the_nearest(
    spans: list[tuple[int, int]], steps: list[tuple[int, int]]
) -> None:
    problems = [
        Problem("a.md", f"code-{nth}", "", Span(first + 1, 1, first + more + 1, 2))
        for nth, (first, more) in enumerate(spans)
    ]
    edits, at = list[LineEdit](), 0
    for ahead, length in steps:
        edits.append(LineEdit(at + ahead, at + ahead + length, ()))
        at += ahead + length + 1

    def distance(edit: LineEdit, nth: int) -> tuple[int, int, int]:
        first, more = spans[nth]
        away = max(first - edit.end + 1, edit.start - first - more, 0)
        return away, more, nth

    expected = [min(range(len(spans)), key=partial(distance, edit)) for edit in edits]
    assert [one.code for one, _ in _nearest(edits, problems)] == [f"code-{n}" for n in expected]
