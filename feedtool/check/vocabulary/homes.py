"""Where the elements of each format belong, for hints about those that stand elsewhere."""

from functools import cache

from feedtool.check.vocabulary.roots import ROOTS


@cache
def _homes(kind: str) -> dict[str, str]:
    """For each element of a format the first element, from the root down, that may hold it."""
    homes: dict[str, str] = {}
    rows = [row for name, row in ROOTS.items() if name.partition(":")[0] == kind]
    seen: set[int] = set()
    for row in rows:
        if id(row) in seen:
            continue
        seen.add(id(row))
        for name, use in row.children.items():
            homes.setdefault(name, row.name)
            if name != "podcast:liveItem":  # which has whatever an item has, and is none
                rows.append(use.row)
    return homes


def home(kind: str, name: str) -> str:
    """The element that an element belongs into; empty if there is none."""
    return _homes(kind).get(name, "")
