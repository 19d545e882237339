"""A story as its author puts it, made into the fields and the text of a record."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from feedtool.diagnostics import schemas
from feedtool.diagnostics.errors import UsageError
from feedtool.imports.tuples import NamedTuple
from feedtool.model import topics
from feedtool.model.topics import Topics
from feedtool.records import parse
from feedtool.records.mapping import FieldMapping
from feedtool.rules.checks import RuleContext
from feedtool.text import dates, mojibake, plain, urls

# The topic of a story that nobody gave one.
DEFAULT_TOPIC = "News"
_MOST_NAMED = 8
# Each round may bring something out for the next: a decoded reference may be part of another one.
_ROUNDS = 100


class Story(NamedTuple):
    """What is said of a new story; None, and no topics, where it is left to feedtool."""

    title: str
    url: str
    moment: datetime
    topics: tuple[str, ...] = ()
    excerpt: str | None = None
    provider: str | None = None
    heat: int | None = None
    published: bool = True


# The fields that feeds show or go by; a new record has them whatever its schema requires.
_SHOWN = (
    "title", "excerpt", "published", "original", "kind", "heat", "is_published", "provider_name", "topics",
)  # fmt: skip


def fields(request: Story, context: RuleContext, options: parse.ParseOptions) -> dict[str, Any]:
    """The fields of a record: those that are asked for, and those that the schema requires.

    Raises UsageError where a text is blank, the address is none, or a topic has to be chosen.
    """
    own = schemas.loads(options.schema)
    table = options.mapping.record
    values: dict[str, Any] = {}
    for field, value in _requested(request, context, options).items():
        table.put(values, field, value)
    usual = _usual(request, context)
    field_of = {table.key(field): field for field in usual}
    for key in (*map(table.key, _SHOWN), *own.get("required", ())):
        if key in values:
            continue
        if key in field_of:
            table.put(values, field_of[key], usual[field_of[key]])
        else:
            values[key] = _example(own, key)
    return {key: value for key, value in values.items() if value is not None}


def _requested(request: Story, context: RuleContext, options: parse.ParseOptions) -> dict[str, Any]:
    """The values of those fields that a story gives, by our names of them."""
    title = _text("TITLE", request.title)
    url = _address(request.url, context.tracking_parameters)
    domain = _domain(url)
    provider = domain if request.provider is None else _text("--provider", request.provider)
    excerpt = None if request.excerpt is None else _text("--excerpt", request.excerpt)
    moment = request.moment.astimezone(UTC).replace(microsecond=0)
    heat = {} if request.heat is None else {"heat": request.heat}
    return {
        "title": title,
        "excerpt": _excerpt(title, provider) if excerpt is None else excerpt,
        "original": url,
        "published": dates.rfc3339(moment),
        "is_published": request.published,
        "provider_name": provider,
        "provider_domain": domain,
        "topics": _topics(request.topics, context.topics, options),
        **heat,
    }


def _usual(request: Story, context: RuleContext) -> dict[str, Any]:
    """The values of fields that nobody asked for: a heat that is enough to appear, others without a meaning."""
    return {
        "category": "news",
        "kind": "article",
        "quality": 0,
        "heat": max(0, context.min_heat) if request.published else 0,
        "secured": "NOT_SECURED",
    }


def _domain(url: str) -> str:
    domain = re.sub(r"[^:]+://([^/?#:]+).*", r"\1", url, flags=re.DOTALL).lower().strip(".")
    return domain.removeprefix("www.")


def _text(option: str, value: str) -> str:
    """The value as plain text; raises UsageError where nothing of it is left."""
    for _ in range(_ROUNDS):
        before, value = value, plain.plain(plain.without_unseen(value))
        if mojibake.suspicious(value):
            value = mojibake.mend(value)
        if value == before:
            break
    if not value:
        raise UsageError(f"{option} is blank: write some words")
    return value


def _address(url: str, tracking_parameters: tuple[str, ...]) -> str:
    """The address of the story, as it was pasted; raises UsageError where it is none."""
    pasted = re.sub(plain.UNSEEN, "", re.sub(r"[\t\r\n]+", "", url)).strip(" \u00a0")
    found = urls.without_tracking(urls.escaped(pasted), tracking_parameters)
    if urls.is_web_url(found):
        return found
    completed = urls.escaped(f"https://{pasted.removeprefix('//')}")
    likely = "." in pasted and urls.is_web_url(completed)
    raise UsageError(
        f"--url {pasted} is no web address: write {completed if likely else 'https://example.org/story'}"
    )


def _excerpt(title: str, provider: str) -> str:
    """A sentence that is true of every story, and not its title."""
    sentence = f"Read it at {provider}."
    same = plain.title_key(sentence) == plain.title_key(title)
    return f"The story is at {provider}." if same else sentence


def _topics(given: Sequence[str], known: Topics, options: parse.ParseOptions) -> list[str]:
    """The names of the topics, each once, and as the configuration spells it."""
    if not given and options.topics is not None and known.find(DEFAULT_TOPIC) is None:
        names = [topic.name for topic in known.by_slug.values()]
        more = ", …" if len(names) > _MOST_NAMED else ""
        raise UsageError(
            f"give --topic, one of those that are configured: {', '.join(names[:_MOST_NAMED])}{more}"
        )
    found: dict[str, str] = {}
    for one in given or (DEFAULT_TOPIC,):
        name = _text("--topic", one)
        topic = known.find(name)
        found.setdefault(topic.slug if topic else topics.key(name), topic.name if topic else name)
    return list(found.values())


def _example(document: Mapping[str, Any], key: str) -> Any:
    """A value for a field that only a user's schema knows, as it gives one; None where it gives none."""
    part = document.get("properties", {}).get(key)
    if isinstance(part, dict) and "$ref" in part:
        name = str(part["$ref"]).removeprefix("#/$defs/")
        part = {**document.get("$defs", {}).get(name, {}), **part}
    if not isinstance(part, dict):
        return None
    values = [part[name] for name in ("default", "const") if name in part]
    return next(iter([*values, *part.get("enum", ()), *part.get("examples", ())]), None)


def front_matter(values: Mapping[str, Any], mapping: FieldMapping) -> str:
    """The text of a record with these fields."""
    return "---\n" + "".join(_lines(values, mapping)) + "---\n"


def _lines(values: Mapping[str, Any], mapping: FieldMapping) -> Iterator[str]:
    """The fields in YAML, a line each; texts are quoted, for which JSON's way is YAML's too."""
    table = mapping.record
    blocks = {table.key("topics"), table.key("provider_name"), table.key("provider_domain")}
    for key, value in values.items():
        if key == table.name("published"):
            yield f"{key}: {value}\n"
        elif key in blocks and isinstance(value, list):
            yield f"{key}:\n"
            yield from (f"  - {_scalar(one)}\n" for one in value)
        elif key in blocks and isinstance(value, dict):
            yield f"{key}:\n"
            yield from (f"  {name}: {_scalar(one)}\n" for name, one in value.items())
        else:
            yield f"{_key(key)}: {_scalar(value)}\n"


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z]\w*", key, re.ASCII) else _scalar(key)


def _scalar(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
