"""One record: its bytes parsed, validated, and made into a typed value."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from feedtool import dates, files, frontmatter, players, schema, text, urls, verdict
from feedtool.frontmatter import Document
from feedtool.model import Candidate, Config, Image, Provider, Raw, Record, Related
from feedtool.problems import Problem, UsageError, errors
from feedtool.topics import Topics

if TYPE_CHECKING:
    from feedtool.ignores import Ignore

# Which front-matter field feeds which part of a Record, as the keys to go down by. Another site's
# names (`date`, `tags`, `draft`) would be another table.
FIELDS: dict[str, tuple[str, ...]] = {
    "id": ("id",),
    "title": ("title",),
    "excerpt": ("excerpt",),
    "published": ("publishedDateTime",),
    "updated": ("updatedDateTime",),
    "original": ("originalUrl",),
    "link": ("webUrl",),
    "kind": ("type",),
    "is_published": ("published",),
    "heat": ("heat",),
    "provider_name": ("provider", "name"),
    "provider_domain": ("provider", "domain"),
    "provider_images": ("provider", "images"),
    "topics": ("topics",),
    "images": ("images",),
    "embed": ("featuredContent",),
    "related": ("related",),
}


class Options(NamedTuple):
    """How records are read.

    ``schema`` is the schema's text, ``trusted`` if it is a shipped one; ``topics`` are the known ones
    where a record may name no other.
    """

    schema: str
    trusted: bool
    tracking_parameters: tuple[str, ...]
    topics: Topics | None = None


def options(config: Config, known: Topics) -> Options:
    """The options that a configuration asks for; raises UsageError where its schema is none."""
    return Options(
        schema=_schema_text(config),
        trusted=config.records.schema is None,
        tracking_parameters=config.records.tracking_parameters,
        topics=known if config.feeds.unknown_topics == "error" else None,
    )


def _schema_text(config: Config) -> str:
    if config.records.schema is None:
        return schema.shipped(schema.RECORD)
    try:
        text = files.read(config.records.schema).decode("utf-8")
        schema.compiled(text, trusted=False)
    except OSError as error:
        raise UsageError(
            f"cannot read the schema {config.records.schema}: {error.strerror}"
        ) from None
    except ValueError as error:
        raise UsageError(f"cannot use the schema {config.records.schema}: {error}") from None
    return text


class Parsed(NamedTuple):
    """What became of one record: the record, or None and the errors that keep it out.

    ``document`` is there where the front matter could be read, ``ignores`` are its comments' ignores.
    """

    path: str
    record: Record | None
    problems: tuple[Problem, ...] = ()
    document: Document | None = None
    ignores: "tuple[Ignore, ...]" = ()


def parse(raw: Raw, options: Options) -> Parsed:
    """The record in some bytes, with all problems of the file; never raises for what they hold."""
    document, found = _validated(raw, options)
    if document is None:
        return Parsed(raw.path, None, tuple(found))
    record = None
    if not errors(found):
        try:
            record = _record(raw.path, document.value, options.tracking_parameters)
        except _Unfit as unfit:
            found.append(_told(document, unfit))
    return Parsed(raw.path, record, tuple(found), document)


# What may keep a valid record out of all feeds, in the order in which it is counted.
UNPUBLISHED, HEAT = "unpublished", "heat"


class Outline(NamedTuple):
    """What became of one record, less what only an item that is shown needs.

    ``held`` says what keeps a valid record out of all feeds. Else ``candidate`` is what selection
    needs to know, and ``fields`` is a JSON text from which ``restore`` makes the record. None of the
    three is there where errors keep the record out.
    """

    problems: tuple[Problem, ...] = ()
    held: str | None = None
    candidate: Candidate | None = None
    fields: str | None = None


def outline(raw: Raw, options: Options, min_heat: int) -> Outline:
    """The outline of the record in some bytes, with the problems that ``parse`` finds in them."""
    document, found = _validated(raw, options)
    if document is None or errors(found):
        return Outline(tuple(found))
    value, tracking = document.value, options.tracking_parameters
    fields = _Fields(value)
    try:
        if options.trusted:
            # All else that could be unfit is what the shipped schema does not let through.
            fields.text("title")
            fields.text("provider_name")
        else:
            _record(raw.path, value, tracking)
        held = _held(fields, min_heat)
        candidate = None if held else _candidate(raw.path, fields, tracking)
    except _Unfit as unfit:
        return Outline((*found, _told(document, unfit)))
    needed = {key: value[key] for key in _NEEDED if key in value}
    text = None if held else _encode(needed)
    return Outline(tuple(found), held, candidate, text)


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_NEEDED = tuple(dict.fromkeys(keys[0] for keys in FIELDS.values()))


def restore(path: str, fields: str, tracking: tuple[str, ...]) -> Record:
    """The record that an outline was made of."""
    return _record(path, json.loads(fields), tracking)


def _held(fields: "_Fields", min_heat: int) -> str | None:
    if not fields.get("is_published", bool):
        return UNPUBLISHED
    return HEAT if int(fields.get("heat", int | float)) < min_heat else None


def _candidate(path: str, fields: "_Fields", tracking: tuple[str, ...]) -> Candidate:
    key, published = urls.canonical(fields.url("original"), tracking), fields.moment("published")
    explicit = fields.has("id")
    return Candidate(
        path=path,
        id=fields.get("id", str) if explicit else urls.urn(key),
        key=key,
        explicit_id=explicit,
        published=published,
        updated=max(published, fields.moment("updated")) if fields.has("updated") else published,
        heat=int(fields.get("heat", int | float)),
        topics=tuple(fields.texts("topics")),
    )


def _validated(raw: Raw, options: Options) -> tuple[Document | None, list[Problem]]:
    """The front matter of some bytes, and what is wrong with it."""
    document, problems = frontmatter.parse(raw.path, raw.content)
    if document is None:
        return None, list(problems)
    validator = schema.compiled(options.schema, trusted=options.trusted)
    found = verdict.problems(document, validator, own_words=options.trusted, family="schema")
    if options.topics is not None:
        told = {problem.pointer for problem in found}
        unknown = _unknown_topics(document, options.topics)
        found += (problem for problem in unknown if problem.pointer not in told)
    return document, found


def _told(document: Document, unfit: "_Unfit") -> Problem:
    return _problem_at(document, unfit.pointer, unfit.code, unfit.message, unfit.hint)


def _unknown_topics(document: Document, topics: Topics) -> Iterable[Problem]:
    names = document.value.get(FIELDS["topics"][0])
    for index, name in enumerate(names if isinstance(names, list) else ()):
        if isinstance(name, str) and topics.find(text.plain(name)) is None:
            close = topics.closest(name)
            yield _problem_at(
                document,
                f"/topics/{index}",
                "topic-unknown",
                f"the topic {name!r} is neither configured nor registered",
                f"did you mean {close}?" if close else "add it to feedtool.toml",
            )


def _problem_at(
    document: Document, pointer: str, code: str, message: str, hint: str | None = None
) -> Problem:
    span = verdict.span_of(document, pointer)
    return Problem(document.path, code, message, span, pointer=pointer, hint=hint)


class _Unfit(Exception):
    """A value that passed the schema and yet cannot be published: a user's schema may be laxer."""

    def __init__(self, pointer: str, message: str, hint: str, code: str = "record-unfit") -> None:
        super().__init__(message)
        self.pointer, self.code, self.message, self.hint = pointer, code, message, hint


def _record(path: str, value: frontmatter.Value, tracking: tuple[str, ...]) -> Record:
    fields = _Fields(value)
    original = fields.url("original")
    link = fields.url("link") if fields.has("link") else original
    canonical = urls.canonical(original, tracking)
    published = fields.moment("published")
    explicit = fields.has("id")
    heat = fields.get("heat", int | float)
    return Record(
        path=path,
        id=fields.get("id", str) if explicit else urls.urn(canonical),
        key=canonical,
        link_key=urls.canonical(link, tracking),
        explicit_id=explicit,
        title=fields.text("title"),
        # An excerpt of nothing but markup says no more than the title does.
        excerpt=text.plain(fields.get("excerpt", str)) or fields.text("title"),
        link=urls.to_uri(urls.without_tracking(link, tracking)),
        original=urls.to_uri(urls.without_tracking(original, tracking)),
        kind=fields.get("kind", str),
        published=published,
        updated=max(published, fields.moment("updated")) if fields.has("updated") else published,
        is_published=fields.get("is_published", bool),
        heat=int(heat),
        provider=_provider(fields),
        topics=tuple(fields.texts("topics")),
        image=_image(fields, "images"),
        video=players.page(fields.get("embed", str)) if fields.has("embed") else None,
        related=tuple(_related(fields, tracking)) if fields.has("related") else (),
    )


class _Fields:
    """A mapping read through the table of fields; each getter raises _Unfit for an unfit value."""

    def __init__(self, value: frontmatter.Value) -> None:
        self._value = value

    def has(self, field: str) -> bool:
        return self._find(FIELDS[field]) is not None

    def get(self, field: str, kind: Any) -> Any:
        value = self._find(FIELDS[field])
        if not isinstance(value, kind) or (kind is not bool and isinstance(value, bool)):
            raise self._unfit(field, "is missing or of the wrong type")
        return value

    def text(self, field: str) -> str:
        plain = text.plain(self.get(field, str))
        if not plain:
            raise self._unfit(field, "has no text once markup is taken out", "text-empty")
        return plain

    def texts(self, field: str) -> list[str]:
        values = self.get(field, list)
        if not all(isinstance(value, str) for value in values):
            raise self._unfit(field, "holds something other than texts")
        return [plain for value in values if (plain := text.plain(value))]

    def url(self, field: str) -> str:
        value: str = self.get(field, str)
        if not urls.is_web_url(value):
            raise self._unfit(field, "is no http or https URL")
        return value

    def moment(self, field: str) -> datetime:
        moment = dates.parse(self.get(field, str))
        if moment is None:
            raise self._unfit(field, "is no date and time with a zone")
        return moment

    def _find(self, keys: tuple[str, ...]) -> frontmatter.Value:
        value = self._value
        for key in keys:
            value = value.get(key) if isinstance(value, dict) else None
        return value

    def _unfit(self, field: str, what: str, code: str = "record-unfit") -> _Unfit:
        keys = FIELDS[field]
        pointer = "".join(f"/{schema.escape(key)}" for key in keys)
        return _Unfit(pointer, f"{'.'.join(keys)} {what}", "feeds need it: mend the record", code)


def _provider(fields: _Fields) -> Provider:
    domain = fields.get("provider_domain", str)
    url = f"https://{domain}/"
    if not urls.is_host(domain):
        raise _Unfit("/provider/domain", "provider.domain is no domain", "write example.org")
    icon = _image(fields, "provider_images")
    return Provider(
        fields.text("provider_name"), urls.to_uri(url).lower(), icon.url if icon else None
    )


def _image(fields: _Fields, field: str) -> Image | None:
    images = fields.get(field, list) if fields.has(field) else []
    for image in images:
        if isinstance(image, dict) and urls.is_web_url(str(image.get("url"))):
            width, height = image.get("width"), image.get("height")
            return Image(urls.to_uri(str(image["url"])), _pixels(width), _pixels(height))
    return None


def _pixels(value: frontmatter.Value) -> int | None:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    return int(value) if value >= 1 else None


def _related(fields: _Fields, tracking: tuple[str, ...]) -> Iterable[Related]:
    """The related stories that can be linked to; others, which a laxer schema let pass, are left out."""
    for value in fields.get("related", list):
        story = _Fields(value)
        try:
            url = story.url("link" if story.has("link") else "original")
            named = story.has("provider_name")
            yield Related(
                title=story.text("title"),
                url=urls.to_uri(urls.without_tracking(url, tracking)),
                key=urls.canonical(url, tracking),
                provider=text.plain(story.get("provider_name", str)) if named else None,
            )
        except _Unfit:
            continue
