import os
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import psutil
import pytest

from feedtool.build.task import Laps
from feedtool.records.mapping import SHIPPED
from feedtool.runtime.processes import Processes
from tests.build.tasks import NOW, make_task, story, write


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write(tmp_path, a=story("a"), b=story("b"))
    return tmp_path


def test_a_task_knows_the_records_and_how_they_are_on_the_disk(site: Path) -> None:
    task = make_task(site)
    assert task.names == ["a.md", "b.md"]
    assert list(task.signatures) == ["a.md", "b.md"]
    assert None not in task.signatures.values()


def test_what_is_known_is_of_no_use_under_another_configuration_schema_or_mapping(
    site: Path,
) -> None:
    own = '[records]\nschema = "own.json"\n'
    (site / "own.json").write_text("{}")
    with_schema = make_task(site, own).key
    (site / "own.json").write_text('{"type": "object"}')
    keys = [
        make_task(site).key,
        with_schema,
        make_task(site, own).key,
        make_task(site, "[feeds]\nlimit = 3\n").key,
        make_task(site, check=True).key,
        make_task(site, mapping=SHIPPED.renamed({"title": ("headline",)})).key,
    ]
    assert len(set(keys)) == len(keys)


def test_neither_the_time_nor_strictness_makes_another_task(site: Path) -> None:
    later = make_task(site, now=NOW + timedelta(days=1), strict=True)
    assert (later.key, later.state) == (make_task(site).key, make_task(site).state)


def test_the_state_changes_with_the_files(site: Path) -> None:
    before = make_task(site)
    write(site, c=story("c"))
    after = make_task(site)
    assert after.state != before.state
    assert after.key == before.key


def test_only_a_strict_build_holds_records_against_the_rules(site: Path) -> None:
    assert make_task(site).folder.asked.context is None
    facts = make_task(site, "[feeds]\nmin_heat = 7\n", strict=True).folder.asked.context
    assert facts is not None
    assert (facts.now, facts.min_heat) == (NOW, 7)


def test_the_seconds_of_each_phase() -> None:
    clock = iter([10.0, 10.5, 13.0])
    laps = Laps(lambda: next(clock))
    laps.lap("read")
    laps.lap("write")
    assert laps.seconds == {"read": 0.5, "write": 2.5}


def test_workers_stay_after_little_work_and_are_gone_after_much(site: Path) -> None:
    task = make_task(site, executor=lambda _: Processes(2, (), are_required=True))
    with closing(task):
        with task.workers(500) as executor:
            assert executor
            worker, _ = executor.map(process, range(2))
        with task.workers(5_000) as again:
            assert again
            assert next(again.map(process, range(2))) == worker != os.getpid()
        with task.workers(500) as another:
            assert another is not executor


def process(_: int) -> int:
    return os.getpid()


def test_workers_that_are_dismissed_are_killed_and_waited_for_at_the_end(site: Path) -> None:
    task = make_task(site, executor=lambda _: Processes(2, (), are_required=True))
    with closing(task), task.workers(500) as executor:
        assert executor
        worker = psutil.Process(next(executor.map(process, range(2))))
        task.dismiss()
        deadline = time.monotonic() + 10
        while worker.status() != psutil.STATUS_ZOMBIE and time.monotonic() < deadline:
            time.sleep(0.001)
        assert worker.status() == psutil.STATUS_ZOMBIE
    assert not psutil.pid_exists(worker.pid)
