"""What decorates a story: a fault in it costs that part alone, and never keeps the story out."""

from collections.abc import Iterable
from typing import Any

# A part by the keys and indices that lead to it.
Part = tuple[str, ...]

# The fields without which a record is a story all the same.
_ADDITIONS: frozenset[Part] = frozenset(
    [
        ("images",),
        ("related",),
        ("provider", "images"),
        ("featuredContent",),
        ("ampWebUrl",),
        ("cdnAmpWebUrl",),
    ]
)
# Those that no feed shows as they are. What a schema of a user's own asks of them makes a record one of
# theirs, so there a fault keeps the record out.
_LABELS: frozenset[Part] = frozenset(
    [("type",), ("category",), ("quality",), ("locale",), ("secured",)]
)
# What an entry of such a list, or a group in it, is nothing without.
_ESSENTIAL = {
    "images": ("url",),
    "related": ("title", "webUrl", "originalUrl"),
    "provider": ("name",),
}


def part_of(pointer: str, *, own: bool) -> Part | None:
    """The smallest part that is left out for a fault at a JSON pointer; None where it costs the record.

    ``own`` tells of a schema of the user's own.
    """
    tokens = tuple(token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")[1:])
    begins = next((tokens[:n] for n in (1, 2) if _decorates(tokens[:n], own=own)), None)
    if begins is None:
        return None
    end, group = len(begins), begins[-1]
    for depth in range(len(begins), len(tokens)):
        token = tokens[depth]
        if token in _ESSENTIAL.get(group, ()):
            break
        end = depth + 1
        if not token.isdecimal():
            group = token
    return tokens[:end]


def _decorates(field: Part, *, own: bool) -> bool:
    return field in _ADDITIONS or (not own and field in _LABELS)


def without(value: dict[str, Any], parts: Iterable[Part]) -> dict[str, Any]:
    """The value without these parts. In lists there is None in their places, so that no index changes."""
    copy = dict(value)
    copied: dict[Part, Any] = {(): copy}
    for part in sorted(set(parts), key=lambda part: (len(part), part)):
        holder: Any = copy
        for depth, token in enumerate(part):
            key = int(token) if isinstance(holder, list) else token
            if depth == len(part) - 1:
                _leave_out(holder, key)
                break
            way = part[: depth + 1]
            if way not in copied:
                below = _at(holder, key)
                if not isinstance(below, dict | list):
                    break  # a larger part, or none that is there
                copied[way] = holder[key] = below.copy()
            holder = copied[way]
    return copy


def _at(holder: Any, key: Any) -> Any:
    return holder.get(key) if isinstance(holder, dict) else holder[key]


def _leave_out(holder: Any, key: Any) -> None:
    if isinstance(holder, list):
        holder[key] = None
    else:
        holder.pop(key, None)
