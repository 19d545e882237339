"""A small schema of a TOML file, with a key of each type."""

from typing import Any

SCHEMA: dict[str, Any] = {
    "properties": {
        "site": {
            "type": "object",
            "properties": {
                "title": {"type": "string"},
                "ttl": {"type": "integer", "minimum": 1},
                "draft": {"type": "boolean"},
                "tags": {"type": "array", "items": {"type": "string"}},
                "path": {"type": "string"},
                "author": {
                    "type": "object",
                    "properties": {"name": {"type": "string"}, "email": {"type": "string"}},
                },
            },
        },
        "topics": {"type": "object", "additionalProperties": {"$ref": "#/$defs/topic"}},
    },
    "$defs": {"topic": {"type": "object", "properties": {"name": {"type": "string"}}}},
}
