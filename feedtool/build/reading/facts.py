"""What selection needs to know of a record, as it is sent and stored, and the candidate that it makes."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from feedtool.imports.tuples import NamedTuple
from feedtool.model.record import Candidate


class SelectionFacts(NamedTuple):
    """What selection needs to know of a record, as plain values; moments are in seconds since 1970.

    From ``expires`` on it is what few records have, or few builds ask for.
    """

    id: str
    key: str
    explicit_id: bool
    published: int
    updated: int
    heat: int
    topics: tuple[str, ...]
    expires: int | None = None
    wording: tuple[str, str, str, int] | None = None
    traits: tuple[str | None, ...] | None = None
    is_episode: bool = False

    @property
    def plain(self) -> tuple[Any, ...]:
        """A tuple to send and to store for every record, without the last fields where it has none of them."""
        return self[:7] if self[7:] == _NOTHING_RARE else tuple(self)


_NOTHING_RARE = (None, None, None, False)


def candidate(path: str, digest: str, plain: Sequence[Any]) -> Candidate:
    """The candidate that ``SelectionFacts.plain`` makes, or what JSON makes of that."""
    id_, url_key, explicit, published, updated, heat, topics, *rare = plain
    first = datetime.fromtimestamp(published, UTC)
    last = first if updated == published else datetime.fromtimestamp(updated, UTC)
    made = Candidate(path, digest, id_, url_key, explicit, first, last, heat, tuple(topics))
    return _with_rare(made, *rare) if rare else made


def _with_rare(
    made: Candidate,
    expires: int | None,
    wording: Sequence[Any] | None,
    traits: Sequence[str | None] | None,
    is_episode: bool,  # noqa: FBT001 - plain values
) -> Candidate:
    from feedtool.model.query import Traits  # late: few records expire, few builds ask for traits

    title, excerpt, publisher, moment = wording or ("", "", "", 0)
    return made._replace(
        expires=None if expires is None else datetime.fromtimestamp(expires, UTC),
        wording=(title, excerpt, publisher, moment) if wording else None,
        traits=None if traits is None else Traits(*traits),
        is_episode=is_episode,
    )
