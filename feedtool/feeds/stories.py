"""Which records tell one story, and what is published of several that do."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from feedtool.imports.tuples import NamedTuple
from feedtool.model.record import Candidate, Record

# The id that was given first, of some; None where none of them was ever given.
FirstGiven = Callable[[Iterable[str]], str | None]


def split_shared(records: Sequence[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
    """The records that share neither canonical URL nor id with another, nearly all, and those that do."""
    urls_twice = _repeated([record.key for record in records])
    ids_twice = _repeated([record.id for record in records])
    if not (urls_twice or ids_twice):
        return [*records], []
    alone: list[Candidate] = []
    shared: list[Candidate] = []
    for record in records:
        is_shared = record.key in urls_twice or record.id in ids_twice
        (shared if is_shared else alone).append(record)
    return alone, shared


def _repeated(names: list[str]) -> set[str]:
    if len(set(names)) == len(names):
        return set()
    seen: set[str] = set()
    twice: set[str] = set()
    for name in names:
        (twice if name in seen else seen).add(name)
    return twice


def group_by_story(records: Iterable[Candidate]) -> list[list[Candidate]]:
    """The records grouped by story: those with one canonical URL, or one id, belong together."""
    story_by_name: dict[tuple[str, str], list[Candidate]] = {}
    for record in records:
        names = (("url", record.key), ("id", record.id))
        touched = {
            id(story_by_name[name]): story_by_name[name] for name in names if name in story_by_name
        }
        found: list[list[Candidate]] = list(touched.values()) or [[]]
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


def by_publication(story: Iterable[Candidate]) -> list[Candidate]:
    """The records of a story, the one that was published first before the others."""
    return sorted(story, key=lambda record: (record.published, record.path))


def merge(story: list[Candidate], first_given: FirstGiven | None = None) -> Candidate:
    """One record for a story: earliest published, newest text, highest heat, all topics."""
    if len(story) == 1:
        return story[0]
    by_age = sorted(story, key=lambda record: (record.updated, record.published, record.path))
    newest = by_age[-1]
    # The id that subscribers saw first; which record was edited last must not change it.
    explicit = [record for record in by_publication(story) if record.explicit_id]
    given = first_given(record.id for record in story) if first_given else None
    topics = [topic for record in reversed(by_age) for topic in record.topics]
    return newest._replace(
        id=given or (explicit[0].id if explicit else newest.id),
        published=min(record.published for record in story),
        heat=max(record.heat for record in story),
        topics=tuple(dict.fromkeys(topics)),
    )


def with_merged(record: Record, story: Candidate) -> Record:
    """The record that has the text of a story, with what other records of the story gave it."""
    return record._replace(
        id=story.id, published=story.published, heat=story.heat, topics=story.topics
    )


class Clusters(NamedTuple):
    """Stories, one of each that several publishers tell, and by path of the others the one that names them."""

    stories: list[Candidate]
    others: Mapping[str, Candidate]


def merge_clusters(
    stories: Sequence[Candidate], published_ids: Callable[[], frozenset[str]]
) -> Clusters:
    """Of what several publishers tell in the same words one story is left, which knows the others.

    It is the one that subscribers have, by ``published_ids``, else the first that was published: another that
    is found later, even of an earlier date, does not make the story a new one.
    """
    from feedtool.text import shingles  # late: few builds merge what several publishers tell

    candidates = [story for story in stories if story.wording is not None]
    groups = shingles.clusters(
        [shingles.Wording(*one.wording) for one in candidates if one.wording]
    )
    known = published_ids() if groups else frozenset()
    left = {story.path: story for story in stories}
    others: dict[str, Candidate] = {}
    for places in groups:
        by_age = by_publication(candidates[place] for place in places)
        first = next((story for story in by_age if story.id in known), by_age[0])
        # Of the others age alone decides: those that subscribers had before this build are gone after it.
        rest = [story for story in by_age if story is not first]
        left[first.path] = _with_others(first, rest)
        for other in rest:
            others[other.path] = first
            del left[other.path]
    return Clusters(list(left.values()), others)


def _with_others(first: Candidate, others: Sequence[Candidate]) -> Candidate:
    """A story as one publisher tells it, with what others give it: the highest heat, and all topics."""
    every = (first, *others)
    topics = [topic for story in every for topic in story.topics]
    return first._replace(
        heat=max(story.heat for story in every),
        topics=tuple(dict.fromkeys(topics)),
        also=tuple(by_publication(others)),
    )
