"""The instructions of standard runs beside a baseline: what is worse, and what is another Python's doing."""

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import ROOT
from tests.integration import support

BENCHMARKS = ROOT / "benchmarks"
if not BENCHMARKS.is_dir():
    pytest.skip("the benchmarks are not in the source archive", allow_module_level=True)


@pytest.fixture(scope="module")
def instructions() -> ModuleType:
    spec = importlib.util.spec_from_file_location("instructions", BENCHMARKS / "instructions.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


BASELINE = {"python": 100, "check": 1000, "validate": 400}


def worse(module: ModuleType, python: int, counts: dict[str, int]) -> list[str]:
    return [row.name for row in module.rows(python, counts, BASELINE) if row.is_worse]


def test_what_takes_over_five_percent_more_is_worse(instructions: ModuleType) -> None:
    assert worse(instructions, 100, {"check": 1050, "validate": 421}) == ["validate"]
    assert worse(instructions, 100, {"check": 1051, "validate": 10}) == ["check"]


def test_a_python_that_takes_more_for_everything_is_no_fault_of_ours(
    instructions: ModuleType,
) -> None:
    assert worse(instructions, 120, {"check": 1200, "validate": 480}) == []
    assert worse(instructions, 80, {"check": 1000, "validate": 320}) == ["check"]


def test_a_run_without_a_baseline_is_new(instructions: ModuleType) -> None:
    found = instructions.rows(100, {"build": 7_000_000}, BASELINE)
    assert [(row.ratio, row.is_worse) for row in found] == [(None, False)]
    assert [*instructions.table(100, found)][-1] == "| build | 7.0 | new |"
    assert instructions.rows(100, {"build": 7}, {})[0].ratio is None


def test_a_ratio_is_told_in_percent(instructions: ModuleType) -> None:
    found = instructions.rows(200, {"check": 2100}, BASELINE)
    assert [*instructions.table(200, found)][-1] == "| check | 0.0 | +5.0% |"


def test_each_baseline_knows_each_run(instructions: ModuleType) -> None:
    baselines = json.loads((BENCHMARKS / "baseline.json").read_text("utf-8"))
    assert baselines
    for version, counts in baselines.items():
        assert counts.keys() == {"python", *instructions.RUNS}, version


def test_the_runs_end_as_they_say(instructions: ModuleType, tmp_path: Path) -> None:
    instructions.write_site(tmp_path)
    for run in instructions.RUNS.values():
        assert support.feedtool(*run.arguments, cwd=tmp_path).returncode == run.code
    assert 190_000 < (tmp_path / "feed.xml").stat().st_size < 210_000


def test_without_valgrind_the_runs_are_skipped(
    instructions: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(sys, "argv", ["instructions.py"])
    instructions.main()
    assert capsys.readouterr().out == "skipped: valgrind is not installed\n"


@pytest.mark.slow
@pytest.mark.program
def test_two_counts_of_one_run_are_equal(instructions: ModuleType, tmp_path: Path) -> None:
    valgrind = support.needs("valgrind")
    counts = [instructions.count(valgrind, tmp_path, ("-c", "pass")) for _ in range(2)]
    assert counts[0] == pytest.approx(counts[1], rel=0.005)
