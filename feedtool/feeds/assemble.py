"""Feeds from a selection: those of each kind, with their items and their archives."""

from collections.abc import Callable, Container, Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from feedtool.feeds import layout
from feedtool.feeds.changes import endings
from feedtool.feeds.history import documents
from feedtool.feeds.history.archives import History, NoHistory
from feedtool.feeds.history.documents import FeedDocument
from feedtool.feeds.items import ItemsAfter
from feedtool.feeds.kinds import KINDS
from feedtool.feeds.kinds.drafts import Draft
from feedtool.feeds.queries import Stories
from feedtool.feeds.story_items import StoryItems, StoryRecords
from feedtool.imports.tuples import NamedTuple
from feedtool.model.config import Config, Site
from feedtool.model.feed import NEVER, Feed, ItemKey
from feedtool.model.record import Candidate
from feedtool.model.topics import Topics
from feedtool.text import urls
from feedtool.text.hashes import digest

if TYPE_CHECKING:
    from feedtool.feeds.digests.feed import DueDigest


class Feeds(NamedTuple):
    """The feeds that people subscribe to, the documents of their archives, and the news of the last days."""

    feeds: tuple[Feed, ...]
    archives: tuple[Feed, ...] = ()
    news: Feed | None = None


def feeds(  # noqa: PLR0913, PLR0917 - all that feeds are made of
    stories: Stories,
    topics: Topics,
    config: Config,
    records: Callable[[list[Candidate]], StoryRecords],
    digests: "Sequence[DueDigest]" = (),
    history: History = NoHistory(),  # noqa: B008 - it never changes
    news: Sequence[Candidate] | None = None,
) -> Feeds:
    """The feeds of each kind, with their items, each of which is made when it is asked for.

    ``stories`` are in order; ``records`` is asked once for the records of all that any feed shows. The feeds of
    digests stand behind that of everything. ``news`` are the stories of the last days, where there is to be a
    list of these.
    """
    drafts = [(kind, draft) for kind in KINDS for draft in kind.drafts(stories, topics, config)]
    slugs = {draft.topic.slug for _, draft in drafts if draft.topic}
    if len(slugs) < len(topics.by_slug):
        topics = _with_feeds(topics, slugs)
    every_document = [
        document
        for kind, draft in drafts
        for document in documents.of(
            [layout.feed_name(kind, slug) for slug in (*draft.former, draft.slug)],
            draft,
            config.feeds.archive_size,
            history,
        )
    ]
    of_feeds = (story for document in every_document for story in document.stories)
    of_digests = (story for due in digests for story in due.stories)
    story_items = StoryItems(chain(of_feeds, of_digests, news or ()), records, topics, config)
    made = [(one, _feed(one, story_items, topics, config)) for one in every_document]
    everything, *others = (feed for document, feed in made if not document.number)
    editions: Iterable[Feed] = ()
    if digests:
        from feedtool.feeds.digests import feed as digest_feed  # late: few sites have any

        editions = (
            digest_feed.feed(due, config.site, topics, story_items.record) for due in digests
        )
    return Feeds(
        (everything, *editions, *others),
        tuple(feed for document, feed in made if document.number),
        None if news is None else _news(news, story_items, config.site),
    )


def belonging(stories: Stories, topics: Topics, config: Config) -> dict[str, frozenset[str]]:
    """The ids of all stories that belong to each feed, those behind its limit included, by its name."""
    every = config._replace(feeds=config.feeds._replace(archive_size=1))
    offered = stories.under(every)
    return {
        layout.feed_name(kind, draft.slug): frozenset(
            story.id for story in (*draft.stories, *(draft.older or ()))
        )
        for kind in KINDS
        for draft in kind.drafts(offered, topics, every)
    }


def _with_feeds(topics: Topics, slugs: Container[str]) -> Topics:
    """The topics, those marked that have no feed."""
    known = topics.by_slug.items()
    marked = {slug: topic._replace(has_feed=slug in slugs) for slug, topic in known}
    return topics._replace(by_slug=marked)


def _feed(document: FeedDocument, items: StoryItems, topics: Topics, config: Config) -> Feed:
    draft, is_archive = document.draft, document.number > 0
    feed = Feed(
        name=document.name,
        # Readers know a feed by its id, so that it stays what it was before the first change of its name.
        # Archives are documents of the same feed.
        id=urls.urn(config.site.url + document.first_name),
        title=draft.title,
        label=draft.label,
        description=draft.description,
        updated=max([story.updated for story in document.stories], default=NEVER),
        items=items.items(document.stories),
        topic=draft.topic,
        keys=items.keys(document.stories),
        podcast=draft.podcast,
        chain=document.chain,
        former=document.former,
        query_name=draft.query_name,
        language=draft.language,
        memory="" if is_archive else draft.memory,
        max_bytes=config.feeds.max_bytes,
    )
    is_ended = draft.has_ended and not is_archive
    return _ended(feed, draft, topics, config.site) if is_ended else feed


def _news(stories: Sequence[Candidate], items: StoryItems, site: Site) -> Feed:
    """The list of the stories of the last days, which nobody subscribes to."""
    return Feed(
        name=layout.NEWS_SITEMAP,
        id=urls.urn(site.url + layout.NEWS_SITEMAP),
        title=site.title,
        label=site.title,
        description=site.description,
        updated=max((story.updated for story in stories), default=NEVER),
        items=items.items(stories),
        keys=items.keys(stories),
    )


def _ended(feed: Feed, draft: Draft, topics: Topics, site: Site) -> Feed:
    """The feed of a topic that has ended, with the item that says so before all others."""
    topic = draft.topic
    last = topic and endings.last_item((feed.former or (feed.name,))[0], topic, topics, site)
    if topic is None or last is None:
        return feed
    return feed._replace(
        items=ItemsAfter(last, feed.items),
        keys=(ItemKey(last.id, last.heat, digest(last)), *feed.keys),
        updated=max(feed.updated, last.updated) if feed.items else last.updated,
        has_ended=True,
        is_gone=topic.is_gone,
    )
