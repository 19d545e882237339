"""The page at a path where a feed stood before it was renamed: it leads on to the page of the feed."""

from markupsafe import Markup

from feedtool.feeds import layout
from feedtool.feeds.formats import named
from feedtool.model.config import Site
from feedtool.model.feed import Feed

_PAGE = Markup("""\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<meta name="generator" content="feedtool">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={url}">
<link rel="canonical" href="{url}">
{alternates}</head>
<body>
<main><h1>{title}</h1>
<p><a href="{url}">{url}</a></p></main>
</body>
</html>
""")
_ALTERNATE = Markup('<link rel="alternate" type="{type}" title="{title}" href="{url}">\n')


def page(feed: Feed, site: Site, formats: tuple[str, ...]) -> bytes:
    """The page at any of the former paths of a feed."""
    alternates = Markup().join(
        _ALTERNATE.format(
            type=named(form).media_type, title=feed.title, url=layout.feed_url(feed, site, form)
        )
        for form in formats
    )
    html = _PAGE.format(
        language=site.language,
        title=feed.title,
        url=layout.page_url(feed, site),
        alternates=alternates,
    )
    return html.encode()
