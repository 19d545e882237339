"""Topics: those that are configured or registered, those that records merely name, and their slugs."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from feedtool import config
from feedtool.diagnostics import schemas
from feedtool.diagnostics.errors import UsageError
from feedtool.diagnostics.problem import Problem, Severity
from feedtool.model import Config, Topic
from feedtool.schema import validator
from feedtool.storage import reading
from feedtool.text import urls
from feedtool.toml import writer

MAX_SLUG = 80
# Names that are taken: our own files, and what Windows keeps for devices whatever the extension.
RESERVED = frozenset(
    ["all", "index", "feeds", "con", "prn", "aux", "nul"]
    + [f"{port}{number}" for port in ("com", "lpt") for number in range(10)]
)
# A name that slugify would only put hyphens into, as most are.
_PLAIN = r"[a-z0-9]+(?:[ -][a-z0-9]+)*"


class Topics(NamedTuple):
    """The known topics by slug, and the slug that each of their names stands for."""

    by_slug: Mapping[str, Topic]
    slugs: Mapping[str, str]

    def find(self, name: str) -> Topic | None:
        """The topic that a record means by a name, an alias or a slug; None where there is none."""
        slug = self.slugs.get(key(name))
        return self.by_slug[slug] if slug else None

    def closest(self, name: str) -> str | None:
        """The name of the known topic that a misspelt name comes closest to."""
        import difflib  # late: only what is misspelt needs it

        close = difflib.get_close_matches(key(name), self.slugs, n=1)
        return self.by_slug[self.slugs[close[0]]].name if close else None


def key(name: str) -> str:
    """The form in which two names of one topic are equal on every machine: NFKC, case and blanks folded."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).split())


def slug_of(name: str) -> str:
    """The slug that a name asks for: lower-case ASCII, never empty, reserved, hidden or over 80 characters."""
    slug = key(name)
    if len(slug) <= MAX_SLUG and re.fullmatch(_PLAIN, slug):
        slug = slug.replace(" ", "-")
    else:
        from slugify import slugify  # late: its tables take longer to load than a record to check

        slug = slugify(slug, max_length=MAX_SLUG)
    if not slug:
        return f"topic-{_digest(name)}"
    return f"{slug}-topic" if slug in RESERVED else slug


def title_slug(title: str) -> str:
    """A title as part of a file name: whole words of it, at most 80 characters; empty where it has none."""
    from slugify import slugify  # late: as above

    slug: str = slugify(title, max_length=MAX_SLUG, word_boundary=True, save_order=True)
    return slug


def _digest(name: str) -> str:
    import hashlib  # late: it loads OpenSSL, and few names need a digest

    return hashlib.sha256(key(name).encode()).hexdigest()[:8]


def known(configured: Iterable[Topic], registered: Iterable[Topic]) -> Topics:
    """The configured and the registered topics together; what the configuration says goes first.

    Raises UsageError for a slug that is reserved, a name that two topics claim, a parent that does
    not exist or is below its own child. Its problem has a pointer as in a configuration, and no path.
    """
    by_slug = {topic.slug: topic for topic in registered}
    for topic in configured:
        by_slug[topic.slug] = _over(topic, by_slug.get(topic.slug))
    if taken := sorted(RESERVED & by_slug.keys()):
        slug = taken[0]
        message = f"the topic slug {slug!r} is reserved: choose another one"
        raise _wrong(f"/topics/{slug}", message, f"write [topics.{slug}-topic]")
    slugs: dict[str, str] = {}
    for topic in by_slug.values():
        for name in (topic.name, topic.slug, *topic.aliases):
            other = slugs.setdefault(key(name), topic.slug)
            if other != topic.slug:
                raise _twice(topic, name, other)
    found = Topics(by_slug, slugs)
    resolved = {
        slug: topic._replace(parent=_parent(topic, found)) for slug, topic in by_slug.items()
    }
    for topic in resolved.values():
        _refuse_cycle(topic, resolved)
    return Topics(dict(sorted(resolved.items())), slugs)


def _wrong(pointer: str, message: str, hint: str) -> UsageError:
    problem = Problem("", "config-invalid", message, pointer=pointer, hint=hint)
    return UsageError(message, (problem,))


def _twice(topic: Topic, name: str, other: str) -> UsageError:
    """The error that a name is which another topic goes by."""
    message = f"the topics {other!r} and {topic.slug!r} both claim the name {name!r}"
    if name in topic.aliases:
        left = [alias for alias in topic.aliases if alias != name]
        hint = f"write aliases = {writer.dumps(left)}"
        return _wrong(f"/topics/{topic.slug}/aliases", message, hint)
    pointer = f"/topics/{topic.slug}"
    return _wrong(pointer, message, "delete this table, or give it another name")


def _over(topic: Topic, below: Topic | None) -> Topic:
    """A configured topic, with what it leaves out taken from the registry."""
    if below is None:
        return topic
    return Topic(
        slug=topic.slug,
        name=topic.name,
        title=topic.title or below.title,
        description=topic.description or below.description,
        aliases=(*topic.aliases, below.name, *below.aliases),
        parent=topic.parent or below.parent,
        image=topic.image or below.image,
        min_heat=below.min_heat if topic.min_heat is None else topic.min_heat,
        limit=topic.limit or below.limit,
        rollup=below.rollup if topic.rollup is None else topic.rollup,
    )


def _parent(topic: Topic, topics: Topics) -> str | None:
    if topic.parent is None:
        return None
    parent = topics.find(topic.parent)
    if parent is None:
        close = topics.closest(topic.parent)
        message = f"the topic {topic.slug!r} has an unknown parent {topic.parent!r}"
        hint = f"write parent = {writer.dumps(close)}" if close else "delete this line"
        raise _wrong(f"/topics/{topic.slug}/parent", message, hint)
    return parent.slug


def _refuse_cycle(topic: Topic, by_slug: Mapping[str, Topic]) -> None:
    seen = {topic.slug}
    while topic.parent:
        if topic.parent in seen:
            message = f"the topic {topic.parent!r} is a parent of itself"
            raise _wrong(f"/topics/{topic.slug}/parent", message, "delete this line")
        seen.add(topic.parent)
        topic = by_slug[topic.parent]


def of(settings: Config) -> Topics:
    """The topics that a configuration knows, those of its registry included.

    Raises UsageError, with a problem at its place for each thing wrong.
    """
    records = settings.records
    registered: tuple[Topic, ...] = ()
    if records.registry is not None:
        if not _matching(records.registry_base, records.registry):
            raise config.wrong(settings, _no_match(records.registry_base, records.registry))
        registered = registry(records.registry_base, records.registry)
    try:
        return known(settings.topics, registered)
    except UsageError as error:
        slugs = {topic.slug for topic in settings.topics}
        if all((p.pointer or "").split("/")[2] in slugs for p in error.problems):
            raise config.wrong(settings, *error.problems) from None
        raise UsageError(f"the topic registry is wrong: {error}") from None


def with_named(topics: Topics, names: Iterable[str]) -> Topics:
    """The topics, and one more for each name that none of them goes by.

    Names that differ in case or normal form alone are one topic. Where two names ask for one slug,
    the plainer name gets it and the other's ends in a digest, whatever the order of the names.
    """
    spellings: dict[str, list[str]] = {}
    for name in names:
        folded = " ".join(unicodedata.normalize("NFC", name).split())
        if topics.find(name) is None:
            spellings.setdefault(key(name), []).append(folded)
    by_slug, slugs = dict(topics.by_slug), dict(topics.slugs)
    for folded in sorted(
        spellings, key=lambda name: (slug_of(name) != name.replace(" ", "-"), name)
    ):
        slug = slug_of(folded)
        if slug in by_slug:
            slug = f"{slug[: MAX_SLUG - 9].rstrip('-')}-{_digest(folded)}"
        by_slug[slug] = Topic(slug, min(spellings[folded]))
        slugs[folded] = slug
    return Topics(dict(sorted(by_slug.items())), slugs)


def registry(base: Path, pattern: str | None) -> tuple[Topic, ...]:
    """The topics that the YAML files of a registry describe, by path.

    Raises UsageError, with a problem for each thing wrong, and where no file matches.
    """
    if pattern is None:
        return ()
    matching = _matching(base, pattern)
    if not matching:
        raise UsageError(f"no file matches records.topic_registry: {pattern} in {base}")
    from feedtool import frontmatter
    from feedtool.schema import mismatches  # late: a site without a registry needs no YAML here

    topic_schema = validator.compiled(schemas.shipped(schemas.TOPIC), trusted=True)
    found: list[Topic] = []
    problems: list[Problem] = []
    for file in matching:
        try:
            document, wrong = frontmatter.parse_yaml(str(file), reading.read(file))
        except OSError as error:
            raise UsageError(f"cannot read the topic {file}: {error.strerror}") from None
        problems += wrong
        if document is not None:
            problems += (
                problem
                for problem in mismatches.problems(
                    document, topic_schema, own_words=True, family="registry"
                )
                if problem.severity is Severity.ERROR
            )
            found += [] if problems else _registered(document.value)
    if problems:
        raise UsageError("the topic registry is wrong", tuple(problems))
    slugs = [topic.slug for topic in found]
    if twice := sorted({slug for slug in slugs if slugs.count(slug) > 1}):
        raise UsageError(f"the topic registry describes {twice[0]!r} twice")
    return tuple(found)


def _matching(base: Path, pattern: str) -> list[Path]:
    import glob  # late: only a registry is found by a pattern

    matches = glob.glob(pattern, root_dir=base, recursive=True)  # noqa: PTH207 - may be absolute
    return sorted(path for name in matches if not (path := base / name).is_dir())


_SUFFIXES = ("*.yaml", "*.yml", "**/*.yaml", "**/*.yml")


def _no_match(base: Path, pattern: str) -> Problem:
    """The problem that a pattern is which no file matches."""
    folder = pattern.rpartition("/")[0] if "*" in pattern or "." in pattern else pattern
    tries = [pattern.replace("\\", "/"), *(f"{folder}/{end}".lstrip("/") for end in _SUFFIXES)]
    close = next((one for one in tries if one != pattern and _matching(base, one)), None)
    hint = f"write topic_registry = {writer.dumps(close)}" if close else "delete this line"
    message = f"no file matches records.topic_registry: {pattern}"
    return Problem("", "config-invalid", message, pointer="/records/topic_registry", hint=hint)


def _registered(value: Mapping[str, Any]) -> list[Topic]:
    if value.get("taxonomy", "topic") != "topic":
        return []
    slug, short, images = value["_id"], value.get("shortname"), value.get("images")
    assert isinstance(slug, str)  # the schema says so  # noqa: S101  # nosec B101
    topic = config.topic(slug, value)
    aliases = (*topic.aliases, short) if isinstance(short, str) else topic.aliases
    image = images[0] if isinstance(images, list) and images else None
    return [
        topic._replace(
            aliases=aliases, image=urls.to_uri(image) if isinstance(image, str) else None
        )
    ]
