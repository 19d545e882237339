"""Topics: their names, their slugs, and how one is found."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from feedtool.imports.tuples import NamedTuple
from feedtool.text import dates

if TYPE_CHECKING:
    from feedtool.diagnostics.suggest import KnownWords


class Topic(NamedTuple):
    """A subject with a feed of its own.

    ``parent`` is the slug of the topic above it (in a configuration also its name); ``rollup`` is
    None where the topic leaves it to the configuration. One that ``has_feed`` not, for it has too few stories,
    has no page either. ``keywords`` and ``hashtags`` are those that its registry knows it by.
    ``renamed_from`` are names or slugs that it had before, the oldest first. One that has
    ``ended`` has had its last item, which says ``end_note`` and leads to the topic with the slug ``successor``
    (in a configuration also its name); one that ``is_gone`` ended so long ago that servers may say so.
    """

    slug: str
    name: str
    title: str | None = None
    description: str | None = None
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    image: str | None = None
    min_heat: int | None = None
    limit: int | None = None
    rollup: bool | None = None
    has_feed: bool = True
    keywords: tuple[str, ...] = ()
    hashtags: tuple[str, ...] = ()
    renamed_from: tuple[str, ...] = ()
    ended: datetime | None = None
    end_note: str | None = None
    successor: str | None = None
    is_gone: bool = False

    @property
    def former_slugs(self) -> tuple[str, ...]:
        """The slugs that its feed had before, the first one first."""
        return tuple(dict.fromkeys(map(slug_of, self.renamed_from)))

    @property
    def former_names(self) -> Iterator[str]:
        """What records may still call it."""
        for name in self.renamed_from:
            yield from (name, slug_of(name), slug_of(name).replace("-", " "))


MAX_SLUG = 80
# So long after its end the feed of a topic is only there for those who come late.
GRACE = timedelta(days=90)
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
        close = _known_words(tuple(self.slugs)).closest(key(name))
        return self.by_slug[self.slugs[close]].name if close else None


@lru_cache(maxsize=4)
def _known_words(words: tuple[str, ...]) -> "KnownWords":
    from feedtool.diagnostics.suggest import KnownWords  # late: only what is misspelt needs it

    return KnownWords(words)


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


def without(topics: Topics, names: Iterable[str]) -> Topics:
    """The topics less those of some names or slugs, which then nobody finds."""
    gone = {topic.slug for name in names if (topic := topics.find(name))}
    gone |= topics.by_slug.keys() & set(names)
    if not gone:
        return topics
    kept = {slug: topic for slug, topic in topics.by_slug.items() if slug not in gone}
    orphans = {
        slug: topic._replace(parent=None) for slug, topic in kept.items() if topic.parent in gone
    }
    slugs = {name: slug for name, slug in topics.slugs.items() if slug not in gone}
    return Topics({**kept, **orphans}, slugs)


def as_of(topics: Topics, now: datetime) -> Topics:
    """The topics as they are at a moment: ends that are still to come are none."""
    if not any(topic.ended for topic in topics.by_slug.values()):
        return topics

    def then(topic: Topic) -> Topic:
        if topic.ended is None or topic.ended > now:
            return topic._replace(ended=None)
        return topic._replace(is_gone=dates.shifted(topic.ended, GRACE) <= now)

    return topics._replace(by_slug={slug: then(topic) for slug, topic in topics.by_slug.items()})


def turning_points(topics: Topics) -> Iterator[datetime]:
    """The moments at which ``as_of`` changes."""
    for topic in topics.by_slug.values():
        if topic.ended is not None:
            yield from (topic.ended, dates.shifted(topic.ended, GRACE))


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
    former = {old: topic.slug for topic in by_slug.values() for old in topic.former_slugs}
    for folded in sorted(
        spellings, key=lambda name: (slug_of(name) != name.replace(" ", "-"), name)
    ):
        slug = slug_of(folded)
        if slug in former:
            slugs[folded] = former[slug]
            continue
        if slug in by_slug:
            slug = f"{slug[: MAX_SLUG - 9].rstrip('-')}-{_digest(folded)}"
        by_slug[slug] = Topic(slug, min(spellings[folded]))
        slugs[folded] = slug
    return Topics(dict(sorted(by_slug.items())), slugs)
