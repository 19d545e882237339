"""The shipped schemas: their texts, and which fields they know."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

RECORD = "record.schema.json"
CONFIG = "config.schema.json"
TOPIC = "topic.schema.json"


@cache
def folder() -> Path:
    """The folder of the shipped schemas, in the wheel or in the checkout."""
    # A path, not importlib.resources, which takes longer to import than a good record to check.
    here = Path(__file__).parents[1]
    packaged = here / "schemas"
    return packaged if packaged.is_dir() else here.parent / "schemas"


@cache
def shipped(name: str) -> str:
    """The text of a shipped schema."""
    return (folder() / name).read_text("utf-8")


@cache
def requiring(text: str, names: tuple[str, ...]) -> str:
    """The text of a schema that requires these fields as well."""
    if not names:
        return text
    document = loads(text)
    if "draft-03/" in str(document.get("$schema")):  # which says it of each property, with true
        fields = document.setdefault("properties", {})
        fields |= {name: {**fields.get(name, {}), "required": True} for name in names}
    else:
        document["required"] = list(dict.fromkeys((*document.get("required", ()), *names)))
    return json.dumps(document)


@cache
def of_posts(text: str) -> str:
    """The text of a schema of records for those that are made of posts, which have authors."""
    document = loads(text)
    text_field = {"$ref": "#/$defs/text", "minLength": 1, "maxLength": 200}
    document["properties"] |= {
        "authors": {"type": "array", "maxItems": 50, "items": text_field},
        "password": {"type": "boolean"},
        "expires": {"$ref": "#/$defs/dateTime"},
        ":content": {"type": "object"},
    }
    return json.dumps(document)


@cache
def record_kinds() -> Mapping[str, str]:
    """The names of all fields of a record, and of the groups in it, each with the type of its values."""
    document = loads(shipped(RECORD))
    groups = [document, *document["$defs"].values()]
    kinds: dict[str, str] = {}
    for group in groups:
        for name, field in group.get("properties", {}).items():
            target = document["$defs"].get(str(field.get("$ref", "")).rpartition("/")[2], {})
            kinds.setdefault(name, str(field.get("type") or target.get("type")))
    return kinds


def loads(text: str) -> Any:
    """The JSON value of a schema's text; raises ValueError with a message for the user."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        msg = f"it is not JSON: {error}"
        raise ValueError(msg) from None
