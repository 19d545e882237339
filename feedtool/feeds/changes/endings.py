"""The last item of a feed whose topic has ended: it says so, and where to go on."""

from feedtool.feeds import layout
from feedtool.model.config import Site
from feedtool.model.feed import Item
from feedtool.model.record import Provider
from feedtool.model.topics import Topic, Topics
from feedtool.text import urls


def last_item(name: str, topic: Topic, topics: Topics, site: Site) -> Item | None:
    """The item that ends the feed of a name; None where its topic goes on.

    Its id is made from the path that the feed began with, so that it stays what it is.
    """
    if topic.ended is None:
        return None
    successor = topics.by_slug.get(topic.successor) if topic.successor else None
    text = topic.end_note or "This feed has ended: nothing new will appear in it."
    if successor is not None and not topic.end_note:
        text += f" Its stories go on in {successor.name}."
    shown = successor if successor is not None and successor.has_feed else topic
    return Item(
        id=urls.urn(f"{site.url}{name}#ended"),
        title=f"{topic.name} has ended",
        excerpt=text,
        link=site.url + layout.topic_page(shown),
        via=None,
        kind="article",
        published=topic.ended,
        updated=topic.ended,
        heat=0,
        provider=Provider(site.title, site.url),
        topics=(topic,),
        image=None,
        video=None,
        related=(),
    )
