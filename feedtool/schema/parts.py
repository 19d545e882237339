"""What decorates a story: a fault in it costs that part alone, and never keeps the story out."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from feedtool.schema.names import Names

# A part by the keys and indices that lead to it.
PartPath = tuple[str, ...]

# The fields without which a record is a story all the same, by our names.
_OF_ADDITIONS = ("images", "related", "provider_images", "provider_domain", "embed", "audio")
_ADDITIONS = frozenset((*_OF_ADDITIONS, "amp_link", "cached_amp_link"))
# Those that no feed shows as they are. What a schema of a user's own asks of them makes a record one of
# theirs, so there a fault keeps the record out.
_LABELS = frozenset(("kind", "category", "quality", "locale", "secured"))
# What an entry of such a list, or a group in it, is nothing without.
_ESSENTIAL = {
    "images": ("image_url",),
    "provider_images": ("image_url",),
    "related": ("title", "link", "original"),
    "audio": ("audio_url",),
    "provider": ("provider_name",),
}


def part_of(pointer: str, names: "Names", *, own: bool) -> PartPath | None:
    """The smallest part that is left out for a fault at a JSON pointer; None where it costs the record.

    ``own`` is whether the schema is a user's own.
    """
    tokens = tuple(token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")[1:])
    fields = names.fields_along(tokens)
    begins = next((n for n, one in enumerate(fields, 1) if decorates(one, own=own)), None)
    if begins is None:
        return None
    end, group = begins, fields[begins - 1]
    for depth in range(begins, len(tokens)):
        if fields[depth] in _ESSENTIAL.get(group or "", ()):
            break
        end = depth + 1
        if not tokens[depth].isdecimal():
            group = fields[depth]
    return tokens[:end]


def decorates(field: str | None, *, own: bool) -> bool:
    """Whether a record is a story without a field; ``own`` as for ``part_of``."""
    return field in _ADDITIONS or (not own and field in _LABELS)


def without(value: dict[str, Any], parts: Iterable[PartPath]) -> dict[str, Any]:
    """The value without these parts. In lists there is None in their places, so that no index changes."""
    copy = dict(value)
    copied: dict[PartPath, Any] = {(): copy}
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
