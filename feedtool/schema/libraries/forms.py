"""A schema's document as its two validators take it: closed, with patterns and formats that both read alike."""

import re
from collections.abc import Callable
from typing import Any

from feedtool.schema.errors import Json
from feedtool.text import dates, urls


def _is_date_time(value: object) -> bool:
    return not isinstance(value, str) or dates.parse(value) is not None


def _is_iri(value: object) -> bool:
    return not isinstance(value, str) or urls.is_address(value)


def _is_email(_value: object) -> bool:
    # The pattern beside it says what an address is; the validators' own ideas of it differ.
    return True


def _is_hostname(value: object) -> bool:
    return not isinstance(value, str) or urls.is_host(value)


FORMATS: dict[str, Callable[[object], bool]] = {
    "date-time": _is_date_time,
    "iri": _is_iri,
    "uri": _is_iri,
    "email": _is_email,
    "idn-hostname": _is_hostname,
}

# What nearly every value of a format looks like, and a part of what its function takes: the compiled
# validator then need not call back.
_LABEL = "[a-z0-9](?:[a-z0-9-]{0,40}[a-z0-9])?"
_HOST = rf"(?:{_LABEL}\.){{1,3}}[a-z]{{2,20}}"
USUAL = {
    "date-time": r"^[1-9][0-9]{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
    r"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,9})?Z$",
    "iri": rf"^https?://{_HOST}(?:/[!#-;=?-\[\]_a-z~]*)?$",
    "idn-hostname": rf"^{_HOST}$",
}


# What stands behind these is no schema, whatever it looks like.
_DATA = frozenset(("const", "default", "enum", "examples"))
# What may hold a schema; most parts of one are texts, and every run goes through all of them.
_HOLDERS = (dict, list)


def quickened(schema: Any, *, knows_if: bool = True) -> Any:
    """A schema of the same verdicts that is held against values, and found to be broken, sooner.

    It looks at a format's usual pattern before it calls a function, and has one error for all wrong names of
    a table: each error comes with a copy of the table. Draft 6 is the one that does not know ``if``.
    """
    if isinstance(schema, list):
        return [
            quickened(part, knows_if=knows_if) if isinstance(part, _HOLDERS) else part
            for part in schema
        ]
    if not isinstance(schema, dict):
        return schema
    quick = {
        key: quickened(part, knows_if=knows_if)
        if isinstance(part, _HOLDERS) and key not in _DATA
        else part
        for key, part in schema.items()
    }
    usual = USUAL.get(str(schema.get("format")))
    # An error of `anyOf` comes with those of both branches, which takes three times as long.
    if usual and knows_if and schema.keys().isdisjoint(("if", "then", INSERTED)):
        quick |= {"if": {"pattern": usual}, INSERTED: {"format": quick.pop("format")}}
    elif usual and not knows_if and "anyOf" not in schema:
        quick["anyOf"] = [{"pattern": usual}, {"format": quick.pop("format")}]
    if schema.get("type") == "object" and "propertyNames" in schema and "not" not in schema:
        quick["not"] = {"not": {"propertyNames": quick.pop("propertyNames")}}
    return quick


# What `quickened` has in between, and keywords by those that it has in their places.
INSERTED = "else"
REPLACED = {"not": "propertyNames"}


def concerned(schema: Json, value: Any) -> Json:
    """The schema without the properties that a value has not: of the same verdict, and soon compiled."""
    if not isinstance(value, dict) or "properties" not in schema:
        return schema
    there = {
        key: concerned(part, value[key])
        for key, part in schema["properties"].items()
        if key in value
    }
    # Of a table the schema of lists asks nothing.
    return {key: part for key, part in schema.items() if key != "items"} | {"properties": there}


OPEN = "x-feedtool-open"
# Where ECMA 262, which JSON Schema's patterns follow, means the end of the text alone, Python's `$`
# also means the place before a final line break.
_END = r"(?<!\\)\$(?=$|[|)])"


def anchored(schema: Any) -> Any:
    """The schema with patterns that Python reads as ECMA 262 does."""
    if isinstance(schema, list):
        return [anchored(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: re.sub(_END, r"\\Z", part)
        if key == "pattern" and isinstance(part, str)
        else anchored(part)
        for key, part in schema.items()
    }


def closed(schema: Any) -> Any:
    """The schema with every open object closed and marked, so that unknown keys come to light."""
    if isinstance(schema, list):
        return [closed(part) if isinstance(part, _HOLDERS) else part for part in schema]
    if not isinstance(schema, dict):
        return schema
    shut = {
        key: closed(part) if isinstance(part, _HOLDERS) else part for key, part in schema.items()
    }
    if "properties" in schema and "object" in schema.get("type", ()):
        shut.setdefault("additionalProperties", False)
        shut[OPEN] = "additionalProperties" not in schema
    return shut
