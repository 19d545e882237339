"""The commonest documents that cannot be read on: one problem each, in its own words, with what mends it."""

from feedtool.check import CheckOptions, check
from tests.check.templates import NEWS
from tests.tables import each

_JSON = (
    '{"version": "https://jsonfeed.org/version/1.1", "title": "News", "language": "en",'
    ' "items": [{"id": "1", "content_text": "River"}]}'
)


def _cut(mark: str) -> str:
    return NEWS[: NEWS.rindex(mark) + len(mark)]


@each(
    ("text", "line", "says", "advises"),
    [
        (
            "<!-- by us -->\n" + NEWS,
            2,
            "<?xml does not begin it",
            "Remove what stands before <?xml",
        ),
        (_cut("<descr"), 12, "ends within <description> (line 12)", "It was cut off"),
        (_cut("The river"), 12, "ends within <description> (line 12)", "It was cut off"),
        (_cut("<title>On"), 10, "ends within <title> (line 10)", "It was cut off"),
        (_cut("</item>\n"), 13, "ends within <channel> (line 13)", "It was cut off"),
        (_cut('isPermaLink="fa'), 11, "ends within <guid> (line 11)", "It was cut off"),
        (NEWS + "x", 16, "something stands behind </rss>", "Remove what stands behind </rss>"),
        (NEWS + NEWS, 16, "another document begins behind </rss>", "End at </rss>"),
        (NEWS + "<!-- fine --><p/>", 16, "another document begins behind </rss>", "End at </rss>"),
        (
            NEWS.replace("river", "ri\x0fver"),
            12,
            "U+000F cannot be in XML",
            "Remove this character",
        ),
        (NEWS.replace("One", "One\x00"), 10, "U+0000 cannot be in XML", "Remove this character"),
        (NEWS.replace("One", "One\uffff"), 10, "U+FFFF cannot be in XML", "Remove this character"),
        (NEWS.replace("One", "One&#15;"), 10, "&#15; names a character that XML", "Remove &#15;"),
        (NEWS.replace("One", "A & B"), 10, "& begins nothing here", "Write &amp; for it"),
        (NEWS.replace("One", "A&B"), 10, "& begins nothing here", "Write &amp; for it"),
        (NEWS.replace("One", "1 < 2"), 10, "< begins nothing here", "Write &lt; for it"),
        (
            NEWS.replace("One</title>", "One"),
            13,
            "</item> stands where </title> should",
            "Close <title> before it",
        ),
        (
            NEWS.replace("]]>", ""),
            12,
            "what <![CDATA[ begins does not end",
            "Write ]]> where it ends",
        ),
        (
            NEWS.replace("<item>", '<item id="1" id="2">'),
            9,
            "an attribute is there twice",
            "Keep one of them",
        ),
        (_JSON[:-10], 1, "it ends too early", "It was cut off"),
        (_JSON[: _JSON.index("1.1")], 1, "it ends too early", "It was cut off"),
    ],
)
def test_what_is_broken_is_told_once(text: str, line: int, says: str, advises: str) -> None:
    found = check("feed", text.encode(), CheckOptions())
    assert len(found) == 1, found
    assert found[0].span is not None
    assert found[0].span.line == line
    assert says in found[0].message
    assert advises in (found[0].hint or "")
