"""Topics: those that are configured or registered, those that records merely name, and their slugs."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from feedtool.config.settings import config_error
from feedtool.diagnostics.errors import UsageError
from feedtool.diagnostics.problem import Problem
from feedtool.model.config import Config
from feedtool.model.topics import RESERVED, Topic, Topics, key, slug_of
from feedtool.toml import writer


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
        raise _wrong(f"/topics/{slug}", f"write [topics.{slug}-topic]", fault=message)
    slugs: dict[str, str] = {}
    for topic in by_slug.values():
        for name in (topic.name, topic.slug, *topic.aliases):
            other = slugs.setdefault(key(name), topic.slug)
            if other != topic.slug:
                raise _twice(topic, name, other)
    for topic in by_slug.values():
        for name in topic.former_names:
            other = slugs.setdefault(key(name), topic.slug)
            if other != topic.slug or slug_of(name) in by_slug:
                raise _renamed_twice(topic, name, other)
    found = Topics(by_slug, slugs)
    resolved = {
        slug: topic._replace(parent=_parent(topic, found), successor=_successor(topic, found))
        for slug, topic in by_slug.items()
    }
    _refuse_cycles(resolved)
    return Topics(dict(sorted(resolved.items())), slugs)


def _wrong(pointer: str, hint: str, **parts: str) -> UsageError:
    """The error for a value; ``parts`` are those of its words, ``fault`` where it is all of them."""
    from feedtool.diagnostics.words.configuration import WORDS  # late: nearly all topics are right

    known = {"where": "", **parts, "advice": hint}
    problem = WORDS["config-invalid"].problem("", "config-invalid", known, None, pointer)
    return UsageError(problem.message, (problem,))


def _twice(topic: Topic, name: str, other: str) -> UsageError:
    """The error that a name is which another topic goes by."""
    message = f"the topics {other!r} and {topic.slug!r} both claim the name {name!r}"
    if name in topic.aliases:
        left = [alias for alias in topic.aliases if alias != name]
        hint = f"write aliases = {writer.dumps(left)}"
        return _wrong(f"/topics/{topic.slug}/aliases", hint, fault=message)
    pointer = f"/topics/{topic.slug}"
    return _wrong(pointer, "delete this table, or give it another name", fault=message)


def _renamed_twice(topic: Topic, name: str, other: str) -> UsageError:
    """The error that a topic was renamed from what is the name of another one, or its own."""
    message = (
        f"the topic {topic.slug!r} is renamed from {name!r}, which the topic {other!r} is called"
    )
    left = [one for one in topic.renamed_from if name not in (one, slug_of(one), key(one))]
    left = [one for one in left if slug_of(one) != slug_of(name)]
    hint = f"write renamed_from = {writer.dumps(left)}"
    return _wrong(f"/topics/{topic.slug}/renamed_from", hint, fault=message)


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
        keywords=below.keywords,
        hashtags=below.hashtags,
        renamed_from=topic.renamed_from or below.renamed_from,
        ended=topic.ended or below.ended,
        end_note=topic.end_note or below.end_note,
        successor=topic.successor or below.successor,
    )


def _parent(topic: Topic, topics: Topics) -> str | None:
    if topic.parent is None:
        return None
    parent = topics.find(topic.parent)
    if parent is None:
        close = topics.closest(topic.parent)
        hint = f"write parent = {writer.dumps(close)}" if close else "delete this line"
        names = {"topic": repr(topic.slug), "parent": repr(topic.parent)}
        raise _wrong(f"/topics/{topic.slug}/parent", hint, **names)
    return parent.slug


def _successor(topic: Topic, topics: Topics) -> str | None:
    """The slug of the topic that goes on where a topic ends."""
    if topic.successor is None:
        return None
    found = topics.find(topic.successor)
    if found is None or found.slug == topic.slug:
        close = topics.closest(topic.successor) if found is None else None
        hint = f"write successor = {writer.dumps(close)}" if close else "delete this line"
        message = f"the topic {topic.slug!r} has an unknown successor {topic.successor!r}"
        if found is not None:
            message = f"the topic {topic.slug!r} is a successor of itself"
        raise _wrong(f"/topics/{topic.slug}/successor", hint, fault=message)
    return found.slug


def _refuse_cycles(by_slug: Mapping[str, Topic]) -> None:
    ending: set[str] = set()  # the topics from which the way up is known to end
    for topic in by_slug.values():
        seen = {topic.slug}
        while topic.parent and topic.parent not in ending:
            if topic.parent in seen:
                pointer = f"/topics/{topic.slug}/parent"
                raise _wrong(pointer, "delete this line", topic=repr(topic.parent))
            seen.add(topic.parent)
            topic = by_slug[topic.parent]  # noqa: PLW2901 - the way up begins with it
        ending |= seen


def of(config: Config) -> Topics:
    """The topics that a configuration knows, those of its registry included.

    Raises UsageError, with a problem at its place for each thing wrong.
    """
    records = config.records
    registered: tuple[Topic, ...] = ()
    if records.registry is not None:
        from feedtool.config.registry import matching_files, registry  # late: few sites have one

        if not matching_files(records.registry_base, records.registry):
            raise config_error(config, _no_match(records.registry_base, records.registry))
        registered = registry(records.registry_base, records.registry)
    try:
        return known(config.topics, registered)
    except UsageError as error:
        slugs = {topic.slug for topic in config.topics}
        if all((p.pointer or "").split("/")[2] in slugs for p in error.problems):
            raise config_error(config, *error.problems) from None
        raise UsageError(f"the topic registry is wrong: {error}") from None


_SUFFIXES = ("*.yaml", "*.yml", "**/*.yaml", "**/*.yml")


def _no_match(base: Path, pattern: str) -> Problem:
    """The problem that a pattern is which no file matches."""
    from feedtool.config.registry import matching_files
    from feedtool.diagnostics.words.configuration import fault

    folder = pattern.rpartition("/")[0] if "*" in pattern or "." in pattern else pattern
    tries = [pattern.replace("\\", "/"), *(f"{folder}/{end}".lstrip("/") for end in _SUFFIXES)]
    close = next((one for one in tries if one != pattern and matching_files(base, one)), None)
    hint = f"write topic_registry = {writer.dumps(close)}" if close else "delete this line"
    message = f"no file matches records.topic_registry: {pattern}"
    return fault("", "config-invalid", message, hint, pointer="/records/topic_registry")
