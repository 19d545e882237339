"""What a JSON Schema says of the value at a path, as far as it shows what an author meant."""

from collections.abc import Mapping, Sequence
from typing import Any

# A part of a schema, and a key or a table by the names that lead to it.
Part = Mapping[str, Any]
KeyPath = tuple[str, ...]


def at(root: Part, path: Sequence[str]) -> Part | None:
    """The part of the schema for the value at a path; None where it knows no such key."""
    part: Part | None = root
    for name in path:
        if part is None:
            return None
        more = part.get("additionalProperties")
        if "items" in part and name.isdigit():
            part = part["items"]
        else:
            part = part.get("properties", {}).get(name, more if isinstance(more, dict) else None)
        part = resolved(root, part)
    return part


def resolved(root: Part, part: Part | None) -> Part | None:
    """The part, with what it refers to."""
    if part and "$ref" in part:
        target: Any = root
        for name in str(part["$ref"]).split("/")[1:]:
            target = target[name]
        return {**target, **part}
    return part


def alone(root: Part, part: Any) -> Any:
    """A part as a schema of its own, with what it refers to outside the definitions in its place."""
    if isinstance(part, list):
        return [alone(root, one) for one in part]
    if not isinstance(part, dict):
        return part
    if str(part.get("$ref", "")).startswith("#/properties/"):
        part = {**(resolved(root, part) or {})}
        del part["$ref"]
    return {name: alone(root, one) for name, one in part.items()}


def kind(part: Part | None) -> str | None:
    """The type of a value; None where the schema does not tell."""
    if part is None:
        return None
    if "enum" in part:
        return "string"
    found = part.get("type")
    if isinstance(found, list) and "object" in found:
        return "object"  # or a list of such: `[records]`, `[[records]]`
    return found if isinstance(found, str) else None


def keys(part: Part | None) -> tuple[str, ...]:
    """The keys that a table may have, whatever other keys are free."""
    return tuple(part.get("properties", ())) if part else ()
