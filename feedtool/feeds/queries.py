"""Which stories a query chooses: the one way in which the stories of any feed are selected."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache, cached_property, lru_cache
from itertools import chain, islice, repeat, takewhile
from typing import overload

from feedtool.feeds import select
from feedtool.feeds.memory import NO_MEMORY, FeedMemory, Memory
from feedtool.feeds.select import Selection
from feedtool.imports.tuples import NamedTuple
from feedtool.model.config import Config
from feedtool.model.query import HOTTEST, Query, Traits
from feedtool.model.record import USUAL_KIND, Candidate, is_hot_enough
from feedtool.model.topics import Topic, Topics
from feedtool.text import dates

# A trait, and one of the words that a query may call it by.
Word = tuple[str, str]


class Choice(NamedTuple):
    """The stories of a feed, in order, and what a later build must know of those that have left it.

    ``older`` are those behind its limit; None where these are not archived.
    """

    stories: Sequence[Candidate]
    memory: str = ""
    older: Sequence[Candidate] | None = None


class Stories(Sequence[Candidate]):
    """All stories that may be published, the newest first, to choose from.

    ``now`` decides how old they are; ``memory`` is what the feeds held before.
    """

    def __init__(
        self,
        selection: Selection,
        topics: Topics,
        config: Config,
        now: datetime,
        memory: Memory = NO_MEMORY,
    ) -> None:
        self._selection = selection
        self._stories, self._merged = selection.stories, selection.merged
        self._topics, self._now, self._memory = topics, now, memory
        self._archives = config.feeds.archive_size > 0
        self._rollup, self._language = config.feeds.rollup, config.site.language.lower()

    def __iter__(self) -> Iterator[Candidate]:
        return iter(self._stories)

    def __len__(self) -> int:
        return len(self._stories)

    @overload
    def __getitem__(self, index: int) -> Candidate: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Candidate]: ...
    def __getitem__(self, index: int | slice) -> Candidate | Sequence[Candidate]:
        return self._stories[index]

    def chosen(self, query: Query, name: str, former: Sequence[str] = ()) -> Choice:
        """The stories that a query chooses for the feed of a name, which had ``former`` ones before."""
        picked = self._picked(query)
        if query.only_items:
            return Choice(picked)
        left = self._matching(query)
        if picked:
            by_hand = {id(story) for story in picked}
            left = (story for story in left if id(story) not in by_hand)
        is_archived = self._archives and _keeps_all(query)
        if query.sticky:
            choose = _sticky_archived if is_archived else _sticky
            return choose(query, picked, list(left), self._memory_of(name, *reversed(former)))
        hot = left
        if (least := query.min_heat) is not None:
            hot = (story for story in left if is_hot_enough(story.heat, least))
        in_order = _hottest_first(hot) if query.order == HOTTEST else hot
        if is_archived:
            every = list(in_order)
            return Choice(every[: query.limit], older=every[query.limit :])
        return Choice([*picked, *islice(in_order, query.limit - len(picked))])

    def under(self, config: Config) -> "Stories":
        """The same stories under another configuration."""
        return Stories(self._selection, self._topics, config, self._now, self._memory)

    def topic_counts(self) -> dict[str, int]:
        """How many stories each topic has that are hot enough for it, by its slug."""
        return {
            slug: _number_of_hot(self._by_topic.get(slug, ()), topic.min_heat)
            for slug, topic in self._topics.by_slug.items()
        }

    def _memory_of(self, *names: str) -> FeedMemory:
        """What is known of a feed under the first of its names that it was published by."""
        known = map(self._memory.of, names)
        return next((memory for memory in known if memory != FeedMemory()), FeedMemory())

    def _picked(self, query: Query) -> list[Candidate]:
        """The stories that were picked by hand."""
        found = map(self.named, query.items)
        once = {id(story): story for story in found if story is not None}
        return list(once.values())[: query.limit]

    def named(self, name: str) -> Candidate | None:
        """The story of an id, else of a file of that name less its extension; None where there is none."""
        return self._by_name.get(name)

    @cached_property
    def _by_name(self) -> dict[str, Candidate]:
        ids = {story.id: story for story in self._stories}
        paths = {path: ids[one] for path, one in self._merged.items() if one in ids}
        paths |= {story.path: story for story in reversed(self._stories)}
        return {stem(path): story for path, story in paths.items()} | ids

    def _matching(self, query: Query) -> Iterator[Candidate]:
        """The stories that meet all conditions but that of heat, the newest first."""
        found: Iterable[Candidate] = self._stories
        if query.topics:
            found = self._of_topics(query.topics)
            if query.traits:
                wanted = {id(self._stories[place]) for place in self._by_traits.places(query)}
                found = (story for story in found if id(story) in wanted)
        elif query.traits:
            found = map(self._stories.__getitem__, self._by_traits.places(query))
        if query.not_topics:
            unwanted = {id(story) for story in self._of_topics(query.not_topics)}
            found = (story for story in found if id(story) not in unwanted)
        if query.max_age is not None:
            oldest = dates.shifted(self._now, -query.max_age)
            found = takewhile(lambda story: story.published > oldest, found)
        if query.until is not None:
            end = query.until
            found = (story for story in found if story.published < end)
        if query.only_episodes:
            found = (story for story in found if story.is_episode)
        return iter(found)

    def _of_topics(self, names: Iterable[str]) -> Sequence[Candidate]:
        """The stories of any of some topics, by name or slug, the newest first."""
        topics = (self._topics.by_slug.get(name) or self._topics.find(name) for name in names)
        slugs = list(dict.fromkeys(topic.slug for topic in topics if topic))
        if len(slugs) == 1:
            return self._by_topic.get(slugs[0], ())
        wanted = {id(story) for slug in slugs for story in self._by_topic.get(slug, ())}
        return [story for story in self._stories if id(story) in wanted]

    @cached_property
    def _by_topic(self) -> dict[str, list[Candidate]]:
        found: dict[str, list[Candidate]] = {}
        slugs = cache(self._slugs)  # the same names come again and again
        for story in self._stories:
            for slug in dict.fromkeys(chain.from_iterable(map(slugs, story.topics))):
                found.setdefault(slug, []).append(story)
        return found

    def _slugs(self, name: str) -> tuple[str, ...]:
        """The slugs of the topics that a story with a topic of this name is of."""
        topic = self._topics.find(name)
        return tuple(self._lineage(topic)) if topic else ()

    def _lineage(self, topic: Topic) -> Iterator[str]:
        """The slugs of the topics that a story of a topic is of: the topic, and those it rolls up into."""
        yield topic.slug
        while topic.parent and (self._rollup if topic.rollup is None else topic.rollup):
            topic = self._topics.by_slug[topic.parent]
            yield topic.slug

    @cached_property
    def _by_traits(self) -> "_ByTraits":
        return _ByTraits(self._stories, self._language)


class _ByTraits:
    """Which of some stories have the traits that a query asks for.

    Few of thousands of stories differ in their traits, and queries ask for few of them: no query looks at
    each story. ``language`` is that of stories that name none.
    """

    def __init__(self, stories: Sequence[Candidate], language: str) -> None:
        self._places: dict[Traits, list[int]] = {}
        for place, story in enumerate(stories):
            self._places.setdefault(story.traits or Traits(), []).append(place)
        self._words = {one: frozenset(_words(one, language)) for one in self._places}
        self._by_word: dict[Word, list[Traits]] = {}
        for one, words in self._words.items():
            for word in words:
                self._by_word.setdefault(word, []).append(one)
        # Many queries ask for the same and differ in heat or age.
        self._places_with = lru_cache(maxsize=32)(self._places_with_each)

    def places(self, query: Query) -> list[int]:
        """The places of the stories that have all traits that a query asks for, in order."""
        return self._places_with(tuple(_asked(query)))

    def _places_with_each(self, asked: tuple[frozenset[Word], ...]) -> list[int]:
        each = [self._places[one] for one in self._with(asked)]
        return each[0] if len(each) == 1 else sorted(chain.from_iterable(each))

    def _with(self, asked: Sequence[frozenset[Word]]) -> Iterable[Traits]:
        """The traits that have a word of each set."""
        rarest = min(asked, key=lambda words: sum(len(self._of(word)) for word in words))
        those = dict.fromkeys(chain.from_iterable(map(self._of, rarest)))
        return (one for one in those if not any(map(self._words[one].isdisjoint, asked)))

    def _of(self, word: Word) -> Sequence[Traits]:
        return self._by_word.get(word, ())


def _asked(query: Query) -> Iterator[frozenset[Word]]:
    """The words that a query asks for, a set for each trait: any of them will do."""
    for trait, values in (
        ("kind", query.kinds),
        ("provider", query.providers),
        ("category", query.categories),
        ("language", query.languages),
    ):
        if values:
            yield frozenset(zip(repeat(trait), values))


def _words(traits: Traits, language: str) -> Iterator[Word]:
    """All that a query may call the traits of a story by."""
    yield "kind", traits.kind or USUAL_KIND
    yield "category", (traits.category or "").casefold()
    yield "provider", (traits.provider or "").casefold()
    domain = (traits.domain or "").casefold()
    while domain:  # and those that it is below
        yield "provider", domain
        domain = domain.partition(".")[2]
    tag = (traits.language or language).replace("_", "-").lower()
    while tag:  # and the ranges that it is in (RFC 4647 section 3.3.1): en-us is in en
        yield "language", tag
        tag = tag.rpartition("-")[0]


def aged_out(query: Query, stories: Iterable[Candidate], now: datetime) -> frozenset[str]:
    """The ids of the stories that a query is through with because of their age."""
    if query.max_age is None:
        return frozenset()
    oldest = dates.shifted(now, -query.max_age)
    return frozenset(story.id for story in stories if story.published <= oldest)


def _number_of_hot(stories: Sequence[Candidate], least: int | None) -> int:
    if least is None:
        return len(stories)
    return sum(is_hot_enough(story.heat, least) for story in stories)


def stem(path: str) -> str:
    """The name of a file, without folders and extension; that of its folder where it stands for that."""
    folder, _, file = path.rpartition("/")
    name = file.rpartition(".")[0] or file
    return folder.rpartition("/")[2] if name == "index" and folder else name


def _hottest_first(stories: Iterable[Candidate]) -> list[Candidate]:
    # The order of equal heat stays: the newest first.
    return sorted(stories, key=lambda story: -story.heat)


def _keeps_all(query: Query) -> bool:
    """Whether stories leave a feed only where newer ones take their place: then these can be archived."""
    return not (query.items or query.max_age) and query.order != HOTTEST


def _sticky_archived(
    query: Query, _: list[Candidate], matching: list[Candidate], memory: FeedMemory
) -> Choice:
    """The same where what falls off is archived: all that was in stays, in the feed or in its archives."""
    found = [
        story
        for story in matching
        if story.id in memory.ids or not select.cold(story.heat, query.min_heat)
    ]
    after = memory.kept(matching)
    return Choice(found[: query.limit], after.text, older=found[query.limit :])


def _sticky(
    query: Query, picked: list[Candidate], matching: list[Candidate], memory: FeedMemory
) -> Choice:
    """The choice where what was in stays: heat does not count for it, and what fell off does not come back."""
    found = [
        story
        for story in matching
        if story.id in memory.ids
        or not (select.cold(story.heat, query.min_heat) or memory.has_left(story))
    ]
    if query.order == HOTTEST:
        found = _hottest_first(found)
    room = query.limit - len(picked)
    fallen = [story for story in found[room:] if story.id in memory.ids]
    after = memory.kept(matching).with_fallen(fallen, in_time=query.order != HOTTEST)
    return Choice([*picked, *found[:room]], after.text)
