from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from feedtool.build import hydrate
from feedtool.build.cache import folder
from feedtool.build.cache.store import Cache
from feedtool.build.reading import scan
from feedtool.build.reading.scan import Values
from feedtool.build.task import BuildTask
from feedtool.diagnostics import codec
from feedtool.model.record import Candidate, Record, ScanResult
from feedtool.model.states import INVALID, READY
from feedtool.storage.database import Unusable
from feedtool.text.hashes import content_digest
from tests.build.tasks import make_store, make_task, story, write


@pytest.fixture
def task(tmp_path: Path) -> BuildTask:
    write(tmp_path, a=story("a"), b=story("b"))
    return make_task(tmp_path)


@pytest.fixture
def store(task: BuildTask) -> Iterator[Cache]:
    with closing(make_store(task)) as store:
        yield store


def candidates(task: BuildTask, store: Cache) -> list[Candidate]:
    """The records of the folder as a scan leaves them."""
    changed = list(store.changed(task.signatures).items())
    store.put(scan.scan_files(changed, task.folder), task.signatures)
    return list(folder.summarize(store, task.names, task.display).candidates)


def complete(
    stories: list[Candidate], task: BuildTask, store: Cache, values: Values | None = None
) -> list[Record]:
    found = hydrate.records(stories, task, store, values or Values())
    return [found.record(place) for place in range(len(stories))]


def test_a_candidate_becomes_the_whole_record(task: BuildTask, store: Cache) -> None:
    found = complete(candidates(task, store), task, store)
    assert [(one.path, one.title, one.link) for one in found] == [
        ("seeds/a.md", "Story a", "https://www.example.org/a"),
        ("seeds/b.md", "Story b", "https://www.example.org/b"),
    ]


def test_what_is_in_the_cache_is_not_read_again(
    task: BuildTask, store: Cache, tmp_path: Path
) -> None:
    before = candidates(task, store)
    first = complete(before, task, store)
    (tmp_path / "seeds" / "a.md").unlink()
    assert complete(before, task, store) == first


def test_what_the_scan_has_kept_is_not_read_again(
    task: BuildTask, store: Cache, tmp_path: Path
) -> None:
    values = Values()
    list(scan.scan_files([("a.md", None), ("b.md", None)], task.folder, values=values))
    before = candidates(task, store)
    (tmp_path / "seeds" / "a.md").unlink()
    assert [one.title for one in complete(before, task, store, values)] == ["Story a", "Story b"]


def test_a_digest_is_of_what_a_record_says_itself(
    task: BuildTask, store: Cache, tmp_path: Path
) -> None:
    before = hydrate.records(candidates(task, store), task, store, Values())
    write(tmp_path, a=story("a", heat=99), b=story("b", title="Another"))
    again = make_task(tmp_path)
    after = hydrate.records(candidates(again, store), again, store, Values())
    assert before.digest(0) == after.digest(0)
    assert before.digest(1) != after.digest(1)


def test_what_is_in_no_feed_any_more_goes_from_the_cache(task: BuildTask, store: Cache) -> None:
    one, other = candidates(task, store)
    complete([one, other], task, store)
    complete([one], task, store)
    assert store.fields("a.md", one.digest)
    with pytest.raises(Unusable):
        store.fields("b.md", other.digest)


def test_a_file_that_changed_since_it_was_scanned_is_scanned_anew(
    task: BuildTask, store: Cache, tmp_path: Path
) -> None:
    before = candidates(task, store)
    write(tmp_path, a=story("a", title="Another"))
    with pytest.raises(hydrate.ChangedError) as error:
        complete(before, task, store)
    assert [(one.name, one.state) for one in error.value.seen] == [("a.md", "ready")]
    digest = error.value.seen[0].digest
    assert digest is not None
    assert "Another" in (store.fields("a.md", digest) or "")


def test_a_record_on_which_the_readers_disagree_is_left_out_and_told_of(
    task: BuildTask, store: Cache, tmp_path: Path
) -> None:
    """As if the quick reader had taken, at the scan, what the careful one refuses now."""
    refused = story("a").replace("---\n", "---\n# \x7f\n", 1)
    write(tmp_path, a=refused)
    digest = content_digest(refused.encode())
    facts = ("urn:a", "https://www.example.org/a", False, 0, 0, 70, ("AI",))
    store.put([ScanResult("a.md", digest, READY, facts)], dict.fromkeys(["a.md"]))
    stories = list(folder.summarize(store, ["a.md"], task.display).candidates)
    with pytest.raises(hydrate.ChangedError) as error:
        complete(stories, task, store)
    (seen,) = error.value.seen
    assert (seen.name, seen.digest, seen.state) == ("a.md", digest, INVALID)
    assert [codec.problem_from_plain("a.md", one).code for one in seen.problems] == [
        "yaml-control-character"
    ]
