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


def test_without_an_earlier_build_nobody_knows(store: Cache) -> None:
    assert repeats.compare_with_last(report(OLD), store.reported_digests()) == report(OLD)


def test_what_the_last_build_reported_is_known_and_what_is_mended_is_counted(store: Cache) -> None:
    gone = OLD._replace(path="seeds/c.md")
    repeats.put_digests(report(OLD, gone), store)
    found = repeats.compare_with_last(report(NEW, OLD), store.reported_digests())
    assert (found.known, found.gone) == (frozenset({1}), 1)


def test_a_problem_that_moved_is_the_same(store: Cache) -> None:
    repeats.put_digests(report(OLD), store)
    moved = OLD._replace(span=Span(9, 1, 9, 9))
    assert repeats.compare_with_last(report(moved), store.reported_digests()).known == frozenset(
        {0}
    )


def test_one_more_of_a_kind_is_new(store: Cache) -> None:
    repeats.put_digests(report(OLD), store)
    assert repeats.compare_with_last(report(OLD, OLD), store.reported_digests()).known == frozenset(
        {0}
    )
