"""The rules over several records: what valid records do wrong only together."""

from collections.abc import Callable, Iterable, Iterator

from feedtool.diagnostics.problem import Problem, Span
from feedtool.imports.tuples import NamedTuple
from feedtool.model import topics
from feedtool.model.record import Record, wording
from feedtool.model.topics import Topics
from feedtool.records.mapping import SHIPPED, FieldMapping, FieldTable
from feedtool.rules.finding import RecordFinding
from feedtool.text import urls
from feedtool.text.hashes import blake2b

# A run over some of the records cannot say that there is no problem of these codes.
CODES = frozenset(
    {
        "record-conflict",
        "record-duplicate",
        "record-id-changed",
        "story-cluster",
        "topic-slug-clash",
    }
)
# So many records of a cluster are named.
_MOST_NAMED = 5


class RecordIdentity(NamedTuple):
    """What these rules need to know of one.

    ``text`` is a digest of its title and excerpt; ``wording`` is what a ``shingles.Wording`` is made of, for
    those that are published.
    """

    path: str
    id: str
    key: str
    link_key: str
    explicit_id: bool
    is_published: bool
    text: str
    topics: tuple[str, ...]
    wording: tuple[str, str, str, int] | None = None


# The place of the value at a pointer in the record of a path; None where the file has gone.
SpanOf = Callable[[str, str], Span | None]


def identity(record: Record) -> RecordIdentity:
    """What these rules need to know of a valid record."""
    text = f"{record.title}\0{record.excerpt}".encode("utf-8", "surrogatepass")
    return RecordIdentity(
        record.path,
        record.id,
        record.key,
        record.link_key,
        record.explicit_id,
        record.is_published,
        blake2b(text, digest_size=16).hexdigest(),
        record.topics,
        wording(record) if record.is_published else None,
    )


def problems(  # noqa: PLR0913 - what the rules ask for
    valid: Iterable[RecordIdentity],
    known: Topics,
    span_of: SpanOf,
    published_ids: Callable[[], frozenset[str]],
    mapping: FieldMapping = SHIPPED,
    *,
    merges_clusters: bool = False,
) -> Iterator[Problem]:
    """The problems of valid records, in their order, with each other and with what is published.

    ``published_ids`` gives the ids of all items that the feeds have now, ``mapping`` what records call
    their fields. With ``merges_clusters`` a story that several publishers tell is one item, and no problem.
    """
    valid = tuple(valid)
    if not merges_clusters:
        yield from _clusters(valid, span_of, mapping)
    yield from _same_stories(valid, span_of, mapping)
    yield from _slug_clashes(valid, known, span_of, mapping)
    yield from _changed_ids(valid, span_of, published_ids, mapping)


def _changed_ids(
    valid: Iterable[RecordIdentity],
    span_of: SpanOf,
    published_ids: Callable[[], frozenset[str]],
    mapping: FieldMapping,
) -> Iterator[Problem]:
    """Stories whose id was made from the link, until an original address was added that makes another one."""
    likely = [
        one for one in valid if one.is_published and not one.explicit_id and one.key != one.link_key
    ]
    published = published_ids() if likely else frozenset()
    for record in likely:
        table = mapping.of(record.path).record
        pointer = table.pointer("original")
        before = urls.urn(record.link_key)
        if before in published and record.id not in published:
            yield RecordFinding(
                "record-id-changed",
                pointer,
                link_key=table.name("link"),
                original_key=table.name("original"),
                id_key=table.name("id"),
                id=before,
            ).problem(record.path, span_of(record.path, pointer))


def _same_stories(
    valid: Iterable[RecordIdentity], span_of: SpanOf, mapping: FieldMapping
) -> Iterator[Problem]:
    """Published records that tell one story: an error where their texts differ, else a warning.

    As for selection, one id or one canonical address makes one story.
    """
    first_by_name: dict[tuple[str, str], RecordIdentity] = {}
    for record in (one for one in valid if one.is_published):
        by_id = first_by_name.setdefault(("id", record.id), record)
        by_url = first_by_name.setdefault(("url", record.key), record)
        first = by_id if by_id is not record else by_url
        if first is record:
            continue
        field = "id" if record.explicit_id and first is by_id else "original"
        table = mapping.of(record.path).record
        pointer = table.pointer(field)
        span = span_of(first.path, mapping.of(first.path).record.pointer(field))
        where = f"{first.path}:{span.line}" if span else first.path
        code = "record-duplicate" if first.text == record.text else "record-conflict"
        found = RecordFinding(code, pointer, where=where, unpublished=table.unpublished())
        yield found.problem(record.path, span_of(record.path, pointer))


def _clusters(
    valid: Iterable[RecordIdentity], span_of: SpanOf, mapping: FieldMapping
) -> Iterator[Problem]:
    """One problem for each story that several publishers tell, in the newest of its records."""
    # Records that share an id or an address are one item as it is.
    by_key = {one.key: one for one in valid if one.wording is not None}
    stories = list({one.id: one for one in by_key.values()}.values())
    if len(stories) < 2:  # noqa: PLR2004 - a hook on one file
        return
    from feedtool.text import shingles  # late: few runs read several published records

    wordings = [shingles.Wording(*one.wording) for one in stories if one.wording is not None]
    for places in shingles.clusters(wordings):
        *others, newest = (stories[place].path for place in places)
        where = ", ".join(others[:_MOST_NAMED])
        if len(others) > _MOST_NAMED:
            where += f" and {len(others) - _MOST_NAMED} more"
        table = mapping.of(newest).record
        pointer = table.pointer("title")
        found = RecordFinding(
            "story-cluster", pointer, where=where, unpublished=table.unpublished()
        )
        yield found.problem(newest, span_of(newest, pointer))


def keep_one_hint(table: FieldTable) -> str:
    """What to do with two records that tell one story."""
    return f"keep one of the two, or set {table.unpublished()} in one"


def _slug_clashes(
    valid: Iterable[RecordIdentity], known: Topics, span_of: SpanOf, mapping: FieldMapping
) -> Iterator[Problem]:
    """Topics with different names that ask for one slug, each reported at its first use."""
    first_use: dict[str, tuple[RecordIdentity, int]] = {}
    for record in valid:
        for index, name in enumerate(record.topics):
            if known.find(name) is None:
                first_use.setdefault(topics.key(name), (record, index))
    by_slug = {slug: topic.name for slug, topic in known.by_slug.items()}
    for _, (record, index) in sorted(first_use.items()):
        table = mapping.of(record.path).record
        name, pointer = record.topics[index], f"{table.pointer('topics')}/{index}"
        slug = topics.slug_of(name)
        other = by_slug.setdefault(slug, name)
        if other is not name:
            found = RecordFinding("topic-slug-clash", pointer, name=name, other=other, slug=slug)
            yield found.problem(record.path, span_of(record.path, pointer))
