import gc
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from feedtool.build.reading import scan
from feedtool.diagnostics.problem import Problem
from feedtool.storage.place import Raw
from feedtool.text.hashes import content_digest
from tests.build.tasks import make_task, story, write

GOOD = story("a")


@pytest.fixture
def folder(tmp_path: Path) -> scan.RecordFolder:
    write(tmp_path, a=GOOD, b=story("b", heat=5), c="no front matter", d=story("d"))
    return make_task(tmp_path, "[feeds]\nmin_heat = 7\n").folder


def test_each_file_has_a_state(folder: scan.RecordFolder) -> None:
    known = content_digest(story("d").encode())
    names = [("a.md", None), ("b.md", "old"), ("c.md", None), ("d.md", known), ("gone.md", None)]
    found = list(scan.scan_files(names, folder))
    assert [(one.name, one.state) for one in found] == [
        ("a.md", "ready"),
        ("b.md", "heat"),
        ("c.md", "invalid"),
        ("d.md", "same"),
        ("gone.md", "unreadable"),
    ]
    assert [one.digest for one in found][::3] == [content_digest(GOOD.encode()), known]
    assert [bool(one.facts) for one in found] == [True, False, False, False, False]
    assert [bool(one.problems) for one in found] == [False, False, True, False, True]


def test_a_file_that_cannot_be_read_has_no_digest(folder: scan.RecordFolder) -> None:
    found = scan.scan_file("a.md", "known", Problem("seeds/a.md", "file-unreadable", "no"), folder)
    assert (found.state, found.digest) == ("unreadable", None)
    assert len(found.problems) == 1


def test_the_bytes_of_files_come_in_order_or_a_problem(folder: scan.RecordFolder) -> None:
    good, gone = scan.read_files(["a.md", "gone.md"], folder)
    assert good == Raw("seeds/a.md", GOOD.encode())
    assert isinstance(gone, Problem)
    assert gone.path == "seeds/gone.md"


def test_workers_make_the_same_of_many_files_in_the_same_order(
    folder: scan.RecordFolder, tmp_path: Path
) -> None:
    write(tmp_path, **{f"s{number:03}": story(str(number)) for number in range(scan.BATCH + 5)})
    names = [(f"s{number:03}.md", None) for number in range(scan.BATCH + 5)]
    with ThreadPoolExecutor(1) as executor:
        shared = list(scan.scan_files(names, folder, executor))
    alone = list(scan.scan_files(names, folder))
    assert [one._replace(fields=None) for one in shared] == alone
    assert [one.name for one in shared] == [name for name, _ in names]
    # What this process reads it keeps; another sends what items are made of.
    assert all(one.fields and json.loads(one.fields)["type"] == "article" for one in shared)


def test_a_few_files_are_not_worth_a_worker(folder: scan.RecordFolder) -> None:
    executor = ThreadPoolExecutor(1)
    executor.shutdown()  # it takes no more work
    assert len(list(scan.scan_files([("a.md", None)], folder, executor))) == 1


def test_garbage_is_collected_again_afterwards(folder: scan.RecordFolder) -> None:
    list(scan.scan_files([("a.md", None)], folder))
    assert gc.isenabled()
