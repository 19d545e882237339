"""Places are those of the value concerned, in characters from 1."""

from feedtool.check import Options, check
from feedtool.problems import Span

HEAD = '<rss version="2.0"><channel><title>x</title><link>https://example.org/</link>'
HEAD += "<description>x</description>\n"
TAIL = "</channel></rss>"


def _span(content: str | bytes, code: str) -> Span | None:
    data = content.encode() if isinstance(content, str) else content
    (problem,) = (p for p in check("feed", data, Options(profile="strict")) if p.code == code)
    return problem.span


def test_the_value_of_an_attribute() -> None:
    feed = f'{HEAD}<item><title>x</title>\n  <guid isPermaLink="no">1-2-3</guid></item>{TAIL}'
    assert _span(feed, "value-true-false-attribute") == Span(3, 22, 3, 24)


def test_a_text_without_the_white_space_around_it() -> None:
    feed = f"{HEAD}<item><title>x</title><comments>\n  /one  </comments></item>{TAIL}"
    assert _span(feed, "uri-not-absolute") == Span(3, 3, 3, 7)


def test_behind_entities_cdata_and_letters_of_many_bytes() -> None:
    text = "é&amp;<![CDATA[😀ü]]>&#233;<!-- no -->&lt;b&gt;x&lt;/b&gt;"
    feed = f"{HEAD}<item><title>{text}</title></item>{TAIL}"
    start = feed.splitlines()[1].index("&lt;/b") + 1
    assert _span(feed, "text-contains-html") == Span(2, start, 2, start + len("&lt;/b&gt;"))


def test_a_missing_child_is_shown_at_its_parent() -> None:
    feed = f"{HEAD}<item><title>x</title></item>{TAIL}"
    assert _span(feed, "rss-guid-missing") == Span(2, 1, 2, 6)


def test_lines_that_end_in_carriage_returns() -> None:
    feed = f"{HEAD}<item>\r\n<title>x</title>\r<comments>/one</comments></item>{TAIL}"
    assert _span(feed, "uri-not-absolute") == Span(4, 11, 4, 15)


def test_sixteen_bit_documents_count_in_characters() -> None:
    feed = (
        '<?xml version="1.0" encoding="utf-16"?>\n'
        f"{HEAD}<item><title>ü</title><comments>/one</comments></item>{TAIL}"
    )
    assert _span(feed.encode("utf-16"), "uri-not-absolute") == Span(3, 33, 3, 37)


def test_the_name_of_an_encoding() -> None:
    feed = '<?xml\n version="1.0" encoding="x-fake"?>\n<rss version="2.0"/>'
    assert _span(feed, "encoding-unknown") == Span(2, 26, 2, 32)


def test_a_value_of_json() -> None:
    feed = '{"version": "https://jsonfeed.org/version/1.1", "title": "ü",'
    feed += '\n "items": [{"id": 7, "content_text": "x"}]}'
    assert _span(feed, "jsonfeed-item-id-number") == Span(2, 19, 2, 20)


def test_problems_come_in_order_of_place() -> None:
    feed = f"{HEAD}<item><guid>1-2-3</guid><comments>/a</comments><pubDate>x</pubDate></item>{TAIL}"
    spans = [p.span for p in check("feed", feed.encode(), Options()) if p.span]
    assert spans == sorted(spans)
