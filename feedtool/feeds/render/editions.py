"""The page of an edition of a digest, which a mail program shows as well as a browser.

One column, no script, no style but what stands at the elements, no picture; every address is absolute, and
no colour of ours is set, so that each program shows it in its own, by day and by night.
"""

from itertools import groupby

from feedtool.feeds import layout
from feedtool.feeds.render import pages
from feedtool.model.config import Site
from feedtool.model.digest import Edition


def page(edition: Edition, name: str, site: Site) -> bytes:
    """The page of an edition of the digest of a name."""
    return pages.page(
        pages.EDITION,
        layout.edition_path(name, edition.period),
        site,
        site.language,
        edition=edition,
        sections=[
            (topic, list(stories))
            for topic, stories in groupby(edition.stories, key=lambda story: story.topic)
        ],
        canonical=site.url + layout.edition_path(name, edition.period),
        digest_page=site.url + layout.named_page(name),
    )
