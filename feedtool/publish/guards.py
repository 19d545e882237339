"""Guards against disaster by data: what must not reach subscribers without somebody saying so."""

from collections.abc import Iterator, Sequence

from feedtool.diagnostics.problem import Problem

# A feed may lose a few items whatever their share: stories are retracted, small topics run dry.
FEW = 5
# So many ids are named.
_NAMED = 3
_ACCEPT = "if that is right, build with --accept-loss"


def lost_records(display: str, before: int | None, now: int) -> Iterator[Problem]:
    """A problem where fewer than half of the records of the last build are valid."""
    if before is not None and now * 2 < before:
        yield Problem(
            display,
            "guard-records",
            f"only {now} of the {before} records of the last build are left and valid",
            hint=_ACCEPT,
        )


def lost_items(
    path: str,
    before: frozenset[str],
    now: frozenset[str],
    archived: frozenset[str] = frozenset(),
) -> Iterator[Problem]:
    """A problem where a feed shrinks to less than half; ``before`` and ``now`` are ids of items.

    Those that are ``archived`` can still be reached from it, and are not lost.
    """
    lost = len(before - now - archived)
    if len(now | archived) * 2 < len(before) and lost >= FEW:
        yield Problem(
            path,
            "guard-items",
            f"{lost} of {len(before)} items would vanish from the feed at once",
            hint=_ACCEPT,
        )


def flood(path: str, before: frozenset[str], now: frozenset[str], most: int) -> Iterator[Problem]:
    """A problem where more than ``most`` new items would reach the subscribers of a feed (0: any number)."""
    new = len(now - before)
    if most and before and new > most:
        yield Problem(
            path,
            "guard-new",
            f"{new} new items would reach subscribers at once, more than feeds.max_new ({most})",
            hint=_ACCEPT,
        )


def could_be_new_ids(before: int, new: int) -> bool:
    """Whether so many new items, in a feed of so many before, could be a problem of ``new_ids``."""
    return before > 0 and (new >= FEW or (new > 1 and new * 2 > before))


def new_ids(
    path: str,
    before: int,
    changed: Sequence[tuple[str, str]],
    *,
    even_one: bool = False,
    has_ledger: bool = False,
) -> Iterator[Problem]:
    """A problem where many stories of a feed would get other ids: pairs of the old and the new one."""
    if not (changed and even_one) and not could_be_new_ids(before, len(changed)):
        return
    named = ", ".join(f"{old} would be {new}" for old, new in changed[:_NAMED])
    more = f", and {len(changed) - _NAMED} more" if len(changed) > _NAMED else ""
    yield Problem(
        path,
        "guard-ids",
        f"{len(changed)} {'story' if len(changed) == 1 else 'stories'} would get other ids, and reach "
        f"subscribers again as new: {named}{more}",
        hint=f"take the ledger of the last build back from git; {_ACCEPT}"
        if has_ledger
        else f"feedtool ledger init keeps the ids that are published; {_ACCEPT}",
    )


def lost_feed(path: str, items: int, heir: str | None) -> Iterator[Problem]:
    """A problem where a feed would vanish that shows more than a few items.

    ``heir`` is the slug of the topic whose feed is new and shows most of them; None where there is none.
    """
    if items < FEW:
        return
    slug = path.rpartition("/")[2]
    hint = (
        f'write renamed_from = ["{slug}"] into [topics.{heir}]'
        if heir
        else (
            f'if its topic has another name now, write renamed_from = ["{slug}"] there; if it has ended, write '
            f'ended = "…", the day, into [topics.{slug}]; {_ACCEPT}'
        )
    )
    yield Problem(
        path,
        "guard-feed",
        f"the feed would vanish with its {items} items, and its subscribers would never know",
        hint=hint,
    )
