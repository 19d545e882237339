from feedtool.feeds import layout
from feedtool.feeds.render.servers import moved
from tests.feeds.render.test_render import SITE, feed, item


def test_the_page_leads_on_and_is_ours() -> None:
    written = moved.page(feed(item(1), title="A <b> & c"), SITE, ("rss", "atom"))
    url = f"{SITE.url}topics/news.html"
    text = written.decode()
    assert f'<link rel="canonical" href="{url}">' in text
    assert f'<meta http-equiv="refresh" content="0; url={url}">' in text
    assert "<title>A &lt;b&gt; &amp; c</title>" in text
    assert text.count('rel="alternate"') == 2
    assert layout.is_marked("topics/old.html", written)
