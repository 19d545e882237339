"""The values of a post, each read as what its field holds; one that is none of it is a fault."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Any

from feedtool.frontmatter import Document
from feedtool.imports.tuples import NamedTuple
from feedtool.model.site import PRESETS
from feedtool.records.sites.notations.headdocument import notation_of
from feedtool.records.sites.sources import Found, TemplateFacts
from feedtool.schema import messages, proposals
from feedtool.text import dates, written_dates


class PostFault(NamedTuple):
    """A value that is wrong: our name of its field, the pointer to it, and the parts of a problem."""

    field: str
    pointer: str
    code: str
    message: str
    hint: str


def _wrong_type(field: str, found: Found, wanted: str, hint: str) -> PostFault:
    name = messages.name_of(found.pointer) or field
    shown = messages.display_value(found.value)
    return PostFault(field, found.pointer, "schema-type", f"{name}: {shown} is not {wanted}", hint)


def text(field: str, found: Found) -> tuple[str | None, PostFault | None]:
    """The value as a text; numbers are taken for what they look like."""
    value = found.value
    if isinstance(value, str):
        return value, None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value), None
    if isinstance(value, bool) or value is None:
        written = proposals.quoted(json.dumps(value))
        return None, _wrong_type(
            field, found, "a text", f"write {written}, or another text in quotes"
        )
    return None, _wrong_type(field, found, "a text", "write one text, in quotes")


# --- dates

_DATE = "2023-09-01T09:19:00Z"
# As the schema of records has them.
_FIRST_YEAR, _LAST_YEAR = 1000, 2999


def date(
    field: str, found: Found, *, is_strict: bool
) -> tuple[written_dates.WrittenDate | None, PostFault | None]:
    """The date that a value says; strict ones are as RFC 3339 has them."""
    value = found.value
    if isinstance(value, bool) or not isinstance(value, str):
        return None, _wrong_type(field, found, "a date", f"write a date, such as {_DATE}")
    written = written_dates.parse(value)
    if written is None or not _FIRST_YEAR <= written.clock.year <= _LAST_YEAR:
        return None, no_date(field, found)
    if is_strict and dates.parse(value) is None:
        return None, no_date(field, found)
    return written, None


def no_date(field: str, found: Found) -> PostFault:
    """The fault of a text that is no date."""
    name = messages.name_of(found.pointer) or found.place or field
    shown = messages.display_value(found.value)
    how = "write the date of the post with its time and zone"
    if not found.pointer:
        how = "write one there, or into the front matter with time and zone"
    return PostFault(
        field,
        found.pointer,
        "schema-format",
        f"{name}: {shown} is no date",
        f"{how}, such as {_DATE}",
    )


def no_zone(field: str, found: Found, written: written_dates.WrittenDate) -> PostFault:
    """The fault of a date without a zone, on a site that has none."""
    name = messages.name_of(found.pointer) or found.place or field
    in_utc = f"{written.clock.isoformat(timespec='seconds')}Z"
    where = f"write {in_utc} if it is UTC, or set" if found.pointer else "set"
    return PostFault(
        field,
        found.pointer,
        "schema-format",
        f"{name}: {messages.display_value(found.value)} names no time zone",
        f'{where} timezone = "UTC", or that of the site, in [records] of feedtool.toml',
    )


class Moment(NamedTuple):
    """A moment in UTC, the same by the clock of the site, and the fault where there is none."""

    moment: datetime | None
    local: datetime | None
    fault: PostFault | None = None


def moment(
    field: str, found: Found, written: written_dates.WrittenDate, timezone_name: str | None
) -> Moment:
    """The moment of a date; one without a zone is by the clock of the site, if that is known."""
    own = zone(timezone_name)
    try:
        if written.offset is not None:
            there = written.clock.replace(tzinfo=fixed(written.offset))
            local = there if own is None else there.astimezone(own)
            return Moment(there.astimezone(UTC), local)
        if own is None:
            return Moment(None, None, no_zone(field, found, written))
        local = written.clock.replace(tzinfo=own)
        return Moment(local.astimezone(UTC), local)
    except OverflowError:  # the last year, behind Greenwich
        return Moment(None, None, no_date(field, found))


@lru_cache(maxsize=4)
def zone(name: str | None) -> tzinfo | None:
    """The time zone of a name; None without one. Raises LookupError, ValueError where there is no such zone."""
    if name is None:
        return None
    if name.upper() in ("UTC", "GMT", "Z"):
        return UTC
    import zoneinfo  # late: most sites are in UTC

    return zoneinfo.ZoneInfo(name)


def fixed(offset: timedelta) -> tzinfo:
    """The zone of an offset from UTC."""
    return UTC if not offset else timezone(offset)


# --- yes or no


def no_truth(field: str, found: Found) -> PostFault:
    """The fault of a value that is neither true nor false."""
    if found.pointer.casefold() == "/status":  # of Pelican, which knows neither true nor false
        return _wrong_type(field, found, "published, draft or hidden", "write published or draft")
    return _wrong_type(field, found, "true or false", "write true or false")


# --- names

_LISTS_OF_WORDS = ("/tags", "/categories")


def listed(preset: str, found: Found) -> Found:
    """A list, as Jekyll reads a text of words without commas, and Pelican one with semicolons."""
    if preset == "pelican" and isinstance(found.value, str) and ";" in found.value:
        return found._replace(value=tuple(found.value.split(";")))
    is_words = PRESETS[preset].has_categories and found.pointer in _LISTS_OF_WORDS
    if not is_words or not isinstance(found.value, str) or "," in found.value:
        return found
    return found._replace(value=", ".join(found.value.split()))


def names(field: str, found: Found) -> Iterator[tuple[str | None, str, PostFault | None]]:
    """The names in a list, in lists in it, or in a text with commas; each with its pointer, or a fault."""
    value = found.value
    if isinstance(value, str):
        yield from (
            (part.strip(), found.pointer, None) for part in value.split(",") if part.strip()
        )
    elif isinstance(value, list | tuple):
        yield from _in_list(field, found)
    elif isinstance(value, dict) and (name := _name_in(value)):
        yield name, found.pointer, None
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield str(value), found.pointer, None
    elif value is not None:
        what = "a text or a list of texts"
        yield None, found.pointer, _wrong_type(field, found, what, "write a text in quotes")


def _in_list(field: str, found: Found) -> Iterator[tuple[str | None, str, PostFault | None]]:
    for index, item in enumerate(found.value):
        pointer = f"{found.pointer}/{index}" if found.pointer else ""
        if not isinstance(item, str):
            yield from names(field, Found(item, pointer))
        elif item.strip():  # an item may hold a comma
            yield item.strip(), pointer, None


# What a name or an address stands under where it stands in a group, the likeliest first.
_NAMES = ("name", "label", "title", "slug", "id")
_ADDRESSES = ("url", "src", "path", "image", "href", "feature", "file")
_ALTS = ("alt", "title", "caption", "description")


def _name_in(value: dict[str, Any]) -> str | None:
    found = (value.get(key) for key in _NAMES)
    return next((one.strip() for one in found if isinstance(one, str) and one.strip()), None)


# --- addresses


def picture(found: Found) -> tuple[str | None, str, PostFault | None]:
    """The address of a picture, the first of several, with its pointer, or what is wrong with it."""
    value, pointer = found.value, found.pointer
    if isinstance(value, list) and value:
        return picture(Found(value[0], f"{pointer}/0" if pointer else ""))
    if isinstance(value, dict):
        key = next((one for one in _ADDRESSES if isinstance(value.get(one), str)), None)
        if key is not None:
            return picture(Found(value[key], f"{pointer}/{key}"))
        return None, pointer, None
    if isinstance(value, str):
        return (value.strip() or None), pointer, None
    if value is None or isinstance(value, bool):
        return None, pointer, None
    return None, pointer, _wrong_type("images", found, "an address", 'write "/picture.jpg"')


def picture_text(found: Found) -> str | None:
    """The text that stands for a picture, the first of several, where it is a group that has one."""
    value = found.value
    if isinstance(value, list) and value:
        value = value[0]
    given = (value.get(key) for key in _ALTS) if isinstance(value, dict) else ()
    return next((one.strip() for one in given if isinstance(one, str) and one.strip()), None)


# What only the generator can fill in: Liquid, Nunjucks, Go templates, JavaScript.
_TEMPLATE = re.compile(r"\{\{|\{%|<%|\$\{")
# The placeholders that Jekyll, Hexo and Hugo know in an address of one post.
_TOKENS = re.compile(r":(year|month|day|title|slug|name|filename|categories)\b")


def address(found: Found, text: str, facts: TemplateFacts) -> tuple[str | None, PostFault | None]:
    """The address in a text that the generator may still have to fill in."""
    filled = re.sub(r"\{\{-?\s*page\.fileSlug\s*-?\}\}", facts.slug, text)
    if _TEMPLATE.search(filled):
        name = messages.name_of(found.pointer) or "link"
        shown = messages.display_value(found.value)
        return None, PostFault(
            "link",
            found.pointer,
            "schema-format",
            f"{name}: {shown} is a template, which only the generator can fill in",
            "write the address that the post is served at, such as /a-title/",
        )
    if found.pointer:
        filled = _TOKENS.sub(lambda token: _token(token, facts), filled)
    return re.sub(r"(?<=/)index\.html?$", "", filled), None


def _token(token: re.Match[str], facts: TemplateFacts) -> str:
    name = {"title": "slug", "filename": "name", "categories": ""}.get(token[1], token[1])
    return (facts.named(name) if name else "") or ""


# --- words


def is_key(source: str) -> bool:
    """Whether a source is a key of the front matter."""
    return not source.startswith((":", "!", "/")) and "{" not in source


def first_key(sources: Iterable[str]) -> str | None:
    """The first source that is a key of the front matter."""
    return next(filter(is_key, sources), None)


def line(document: Document, key: str, value: str) -> str:
    """A field with a value, in the notation of the front matter."""
    notation = notation_of(document)
    if notation == "toml":
        return f"{key} = {value if dates.parse(value) else json.dumps(value)}"
    if notation == "json":
        return f"{json.dumps(key)}: {json.dumps(value)}"
    return f"{key}: {proposals.written(value)}"


def joined(parts: list[str]) -> str:
    """Some things in a sentence, none of which has a value."""
    if len(parts) > 1:
        return f"neither {', '.join(parts[:-1])} nor {parts[-1]} has one"
    return f"{parts[0]} has none"
