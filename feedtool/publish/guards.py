"""Guards against disaster by data: what must not reach subscribers without somebody saying so."""

from collections.abc import Iterator

from feedtool.diagnostics.problem import Problem

# A feed may lose a few items whatever their share: stories are retracted, small topics run dry.
FEW = 5


def lost_records(display: str, before: int | None, now: int) -> Iterator[Problem]:
    """A problem where fewer than half of the records of the last build are valid."""
    if before is not None and now * 2 < before:
        yield Problem(
            display,
            "guard-records",
            f"only {now} of the {before} records of the last build are left and valid",
            hint="if that is right, build with --accept-loss",
        )


def lost_items(path: str, before: frozenset[str], now: frozenset[str]) -> Iterator[Problem]:
    """A problem where a feed shrinks to less than half; ``before`` and ``now`` are ids of items."""
    lost = len(before - now)
    if len(now) * 2 < len(before) and lost >= FEW:
        yield Problem(
            path,
            "guard-items",
            f"{lost} of {len(before)} items would vanish from the feed at once",
            hint="if that is right, build with --accept-loss",
        )


def flood(path: str, before: frozenset[str], now: frozenset[str], most: int) -> Iterator[Problem]:
    """A problem where more than ``most`` new items would reach the subscribers of a feed (0: any number)."""
    new = len(now - before)
    if most and before and new > most:
        yield Problem(
            path,
            "guard-new",
            f"{new} new items would reach subscribers at once, more than feeds.max_new ({most})",
            hint="if that is right, build with --accept-loss",
        )
