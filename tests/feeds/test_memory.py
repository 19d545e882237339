"""What feeds remember of the stories that they held."""

from datetime import UTC, datetime

from feedtool.feeds.memory import NO_MEMORY, FeedMemory, of_text
from tests.conftest import make_record
from tests.feeds.selected import at, candidate

A, B = (candidate(make_record(name, published=at(hour))) for name, hour in (("a", 8), ("b", 9)))


def test_what_fell_off_is_read_as_it_was_written() -> None:
    memory = FeedMemory(frozenset({"x"}))
    assert memory.text == ""
    fallen = memory.with_fallen([A], in_time=True).with_fallen([B], in_time=False)
    assert of_text(frozenset({"x"}), fallen.text) == fallen
    assert fallen.fallen_until == datetime(2023, 9, 1, 8, tzinfo=UTC)
    assert of_text(frozenset(), "nonsense 2023-13-01 ☃") == FeedMemory(
        fallen=frozenset({"nonsense"})
    )


def test_what_has_left() -> None:
    in_time = FeedMemory().with_fallen([A], in_time=True)
    assert (in_time.has_left(A), in_time.has_left(B)) == (True, False)
    assert in_time.with_fallen([], in_time=True) == in_time
    by_name = FeedMemory().with_fallen([B], in_time=False)
    assert (by_name.has_left(A), by_name.has_left(B)) == (False, True)
    assert by_name.kept([A, B]) == by_name
    assert by_name.kept([A]) == FeedMemory()


def test_feeds_that_were_never_published() -> None:
    assert (NO_MEMORY.of("all"), NO_MEMORY.ids()) == (FeedMemory(), frozenset())
