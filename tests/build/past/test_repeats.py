from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from feedtool.build.cache.store import Cache
from feedtool.build.past import repeats
from feedtool.diagnostics.problem import Problem, Span
from feedtool.model.report import BuildReport
from tests.build.tasks import make_store, make_task, story, write

OLD = Problem("seeds/a.md", "excerpt-cut", "cut", Span(3, 1, 3, 9), pointer="/excerpt")
NEW = Problem("seeds/b.md", "excerpt-cut", "cut", Span(3, 1, 3, 9), pointer="/excerpt")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Cache]:
    write(tmp_path, a=story("a"))
    with closing(make_store(make_task(tmp_path))) as store:
        yield store


def report(*problems: Problem) -> BuildReport:
    return BuildReport(0, 0, 0, {}, (), None, problems)


def put_digests(made: BuildReport, store: Cache) -> None:
    store.put_reported_digests(repeats.compare_with_last(made, None).digests)


def test_without_an_earlier_build_nobody_knows(store: Cache) -> None:
    found = repeats.compare_with_last(report(OLD), store.reported_digests())
    assert found == report(OLD)._replace(digests=found.digests)


def test_what_the_last_build_reported_is_known_and_what_is_mended_is_counted(store: Cache) -> None:
    gone = OLD._replace(path="seeds/c.md")
    put_digests(report(OLD, gone), store)
    found = repeats.compare_with_last(report(NEW, OLD), store.reported_digests())
    assert (found.known, found.gone) == (frozenset({1}), 1)


def test_a_problem_that_moved_is_the_same(store: Cache) -> None:
    put_digests(report(OLD), store)
    moved = OLD._replace(span=Span(9, 1, 9, 9))
    assert repeats.compare_with_last(report(moved), store.reported_digests()).known == frozenset(
        {0}
    )


def test_one_more_of_a_kind_is_new(store: Cache) -> None:
    put_digests(report(OLD), store)
    assert repeats.compare_with_last(report(OLD, OLD), store.reported_digests()).known == frozenset(
        {0}
    )


def test_a_stored_report_is_compared_by_the_digest_of_its_digests_alone(store: Cache) -> None:
    stored = repeats.compare_with_last(report(OLD, NEW, OLD), None)
    own = repeats.of_all(stored.digests)
    store.put_reported_digests(stored.digests)
    # Of other problems nobody looks at any: they stand for those that were digested.
    unlike = report(*(OLD._replace(path=f"seeds/{n}.md") for n in range(3)))
    found = repeats.compare_repeated(unlike, store.reported_digests(), own)
    assert (found.known, found.gone, found.digests) == (frozenset({0, 1, 2}), 0, stored.digests)


def test_a_stored_report_is_compared_with_what_was_reported_since(store: Cache) -> None:
    stored = repeats.compare_with_last(report(OLD, NEW), None)
    put_digests(report(NEW, NEW), store)
    found = repeats.compare_repeated(
        report(OLD, NEW), store.reported_digests(), repeats.of_all(stored.digests)
    )
    assert (found.known, found.gone, found.digests) == (frozenset({1}), 1, stored.digests)
