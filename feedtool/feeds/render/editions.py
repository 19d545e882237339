"""The page of an edition of a digest, which a mail program shows as well as a browser.

One column, no script, no style but what stands at the elements, no picture; every address is absolute, and
no colour of ours is set, so that each program shows it in its own, by day and by night.
"""

from itertools import groupby

from feedtool.feeds import layout
from feedtool.feeds.render import pages
from feedtool.model.config import Site
from feedtool.model.digest import Edition
from feedtool.text import dates


def page(edition: Edition, name: str, site: Site) -> bytes:
    """The page of an edition of the digest of a name."""
    path = layout.edition_path(name, edition.period)
    return pages.page(
        "edition.html",
        path,
        site,
        site.language,
        title=edition.title,
        edition={
            "id": edition.id,
            "period": edition.period,
            "published": dates.rfc3339(edition.published),
            "count": len(edition.stories),
            "more": edition.more,
            "heading": edition.heading,
        },
        sections=[
            {"topic": topic, "stories": [story._asdict() for story in stories]}
            for topic, stories in groupby(edition.stories, key=lambda story: story.topic)
        ],
        canonical=site.url + path,
        digest_page=site.url + layout.named_page(name),
    )
