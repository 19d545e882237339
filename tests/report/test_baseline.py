import json
import os
from pathlib import Path

import pytest

from feedtool.diagnostics.errors import StorageError, UsageError
from feedtool.diagnostics.problem import Problem, Span
from feedtool.report import baseline


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "known.json"


def problem(file: Path, name: str = "a.md", line: int = 3, code: str = "excerpt-cut") -> Problem:
    return Problem(str(file.parent / name), code, "cut", Span(line, 1, line, 9), pointer="/excerpt")


def always(_code: str, _path: str) -> bool:
    return True


def never(_code: str, _path: str) -> bool:
    return False


def test_what_is_written_is_known_wherever_it_moves(file: Path) -> None:
    baseline.write(file, [problem(file)])
    known = baseline.read(file)
    assert known.compared([problem(file, line=9)], always) == ((), 0)
    new = problem(file, "b.md"), problem(file, code="title-cut")
    assert known.compared([problem(file), *new], always) == (new, 0)


def test_of_several_of_one_kind_the_last_are_new(file: Path) -> None:
    known = baseline.write(file, [problem(file), problem(file, line=4)])
    last = problem(file, line=7)
    found = known.compared([problem(file), problem(file, line=5), last], always)
    assert found.new == (last,)


def test_what_is_gone_is_counted_where_the_run_would_have_found_it(file: Path) -> None:
    known = baseline.write(file, [problem(file), problem(file, line=4), problem(file, "b.md")])
    assert known.compared([problem(file)], always).gone == 2
    assert known.compared([problem(file)], never).gone == 0
    asked: list[tuple[str, str]] = []

    def noted(code: str, path: str) -> bool:
        asked.append((code, path))
        return True

    known.compared([], noted)
    assert asked == [("excerpt-cut", str(file.parent / name)) for name in ("a.md", "b.md")]


def test_a_file_has_a_sorted_line_an_entry_and_no_place(file: Path) -> None:
    baseline.write(file, [problem(file, "b.md"), problem(file, "é.md"), problem(file, "a.md")])
    lines = file.read_text("utf-8").splitlines()
    assert lines[:2] == ['{"feedtool-baseline": 1,', '"problems": [']
    assert [json.loads(line.rstrip(","))["path"] for line in lines[2:-1]] == [
        "a.md",
        "b.md",
        "é.md",
    ]
    assert json.loads(lines[2].rstrip(",")).keys() == {
        "path", "code", "pointer", "message", "count",
    }  # fmt: skip


def test_a_name_that_is_no_text_comes_back(file: Path) -> None:
    name = os.fsdecode(b"\xff.md")
    baseline.write(file, [problem(file, name)])
    assert baseline.read(file).compared([problem(file, name)], always) == ((), 0)


def test_an_entry_that_a_merge_left_twice_counts_once(file: Path) -> None:
    baseline.write(file, [problem(file)])
    lines = file.read_text().splitlines()
    file.write_text("\n".join([*lines[:2], lines[2] + ",", *lines[2:]]))
    assert len(baseline.read(file).compared([problem(file)] * 2, always).new) == 1


ENTRY = '{"path": "a", "code": "b", "pointer": "", "message": "c", "count": true}'


@pytest.mark.parametrize("problems", [None, "7", "[7]", "[{}]", f"[{ENTRY}]", f"[{ENTRY}"])
def test_what_has_no_list_of_entries_is_refused(problems: str | None, file: Path) -> None:
    file.write_text('{"feedtool-baseline": 1,' + (f'"problems": {problems}}}' if problems else ""))
    with pytest.raises(UsageError, match="is no baseline"):
        baseline.read(file)


@pytest.mark.parametrize("text", ["", "{}", "x"])
def test_what_is_no_baseline_is_refused(text: str, file: Path) -> None:
    file.write_text(text)
    with pytest.raises(UsageError, match="is no baseline"):
        baseline.read(file)


def test_a_file_of_somebody_elses_is_not_replaced(file: Path) -> None:
    file.write_text("mine")
    with pytest.raises(UsageError, match="it is not replaced"):
        baseline.write(file, [])
    assert file.read_text() == "mine"
    file.write_text("")
    baseline.write(file, [])
    file.write_text('{"feedtool-baseline": 1,\n<<<<<<<')  # a broken one is still one
    baseline.refuse_other(file)


def test_what_cannot_be_read_or_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot read the baseline"):
        baseline.read(tmp_path / "gone.json")
    with pytest.raises(StorageError, match="cannot write"):
        baseline.refuse_other(tmp_path)
