"""Which records tell one story, and what is published of several that do."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from feedtool.diagnostics.problem import Problem, Severity
from feedtool.model.record import Candidate, Record

# Whole records, or as much of each as selection needs to know.
Story = TypeVar("Story", Record, Candidate)


def apart(records: Sequence[Story]) -> tuple[list[Story], list[Story]]:
    """The records that share neither canonical URL nor id with another, nearly all, and those that do."""
    urls_twice = _twice(record.key for record in records)
    ids_twice = _twice(record.id for record in records)
    alone: list[Story] = []
    shared: list[Story] = []
    for record in records:
        is_shared = record.key in urls_twice or record.id in ids_twice
        (shared if is_shared else alone).append(record)
    return alone, shared


def _twice(names: Iterable[str]) -> set[str]:
    seen: set[str] = set()
    twice: set[str] = set()
    for name in names:
        (twice if name in seen else seen).add(name)
    return twice


def stories(records: Iterable[Story]) -> list[list[Story]]:
    """The records grouped by story: those with one canonical URL, or one id, belong together."""
    story_by_name: dict[tuple[str, str], list[Story]] = {}
    for record in records:
        names = (("url", record.key), ("id", record.id))
        touched = {
            id(story_by_name[name]): story_by_name[name] for name in names if name in story_by_name
        }
        found: list[list[Story]] = list(touched.values()) or [[]]
        # The largest takes the others in: to rename its members again and again would take long.
        story = max(found, key=len)
        for other in (some for some in found if some is not story):
            story += other
            for member in other:
                story_by_name["url", member.key] = story_by_name["id", member.id] = story
        story.append(record)
        for name in names:
            story_by_name[name] = story
    return list({id(story): story for story in story_by_name.values()}.values())


def merge(story: list[Story]) -> Story:
    """One record for a story: earliest published, newest text, highest heat, all topics."""
    if len(story) == 1:
        return story[0]
    by_age = sorted(story, key=lambda record: (record.updated, record.published, record.path))
    newest = by_age[-1]
    # The id that subscribers saw first; which record was edited last must not change it.
    first_seen = sorted(story, key=lambda record: (record.published, record.path))
    explicit = [record for record in first_seen if record.explicit_id]
    topics = [topic for record in reversed(by_age) for topic in record.topics]
    return newest._replace(
        id=explicit[0].id if explicit else newest.id,
        published=min(record.published for record in story),
        heat=max(record.heat for record in story),
        topics=tuple(dict.fromkeys(topics)),
    )


def duplicates(story: Sequence[Record | Candidate]) -> Iterator[Problem]:
    """A warning for each record but the first that tells the story."""
    first, *others = sorted(story, key=lambda record: (record.published, record.path))
    for other in others:
        yield Problem(
            other.path,
            "record-duplicate",
            f"the same story as {first.path}: both are published as one item",
            severity=Severity.WARNING,
        )
