"""What servers send in place of a feed, or before it: one problem each, with what mends it."""

from feedtool.check import CheckOptions, check
from tests.check.templates import NEWS
from tests.tables import each

_PAGE = "<!DOCTYPE html>\n<html><head>{}<title>News</title></head><body>{}</body></html>\n"
_XHTML = """\
<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><body><p>News<br></p></body></html>
"""
_LINK = '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'
_WARNING = "<br />\n<b>Warning</b>:  Undefined variable $x in <b>/srv/feed.php</b> on line <b>3</b><br />\n"


@each(
    ("text", "line", "says", "advises"),
    [
        (_PAGE.format("", ""), 1, "A web page is no feed", "Publish a feed in place of the page"),
        (
            _PAGE.format("", "").lower(),
            1,
            "A web page is no feed",
            "Publish a feed in place of the page",
        ),
        (
            "\n<!-- cached -->\n<HTML><body>x</body></HTML>",
            2,
            "A web page is no feed",
            "place of the page",
        ),
        (_XHTML, 1, "A web page is no feed", "place of the page"),
        (
            _PAGE.format(_LINK, ""),
            1,
            "A web page is no feed",
            "the feed that the page names: /feed.xml",
        ),
        (
            _PAGE.format("", '<input type="password">'),
            1,
            "asks for a password",
            "place of the page",
        ),
        (
            _PAGE.format("<script>'<rss version=2.0>'</script>", ""),
            1,
            "A web page is no",
            "the page",
        ),
        (
            "Error establishing a database connection",
            1,
            "Text is no feed: “Error est",
            "in place of the text",
        ),
        ("\n\n# News\n", 3, "Text is no feed: “# News”", "in place of the text"),
        ("%PDF-1.7\n\x01\x02", 1, "A file that is no text is no feed", "in place of"),
        (
            _WARNING + NEWS,
            1,
            "A message of a program stands before the feed: “Warning",
            "before <?xml in line 3",
        ),
        (
            "Notice: x" + NEWS.partition("\n")[2],
            1,
            "A message of a program",
            "before <rss in line 1",
        ),
        (
            "x" + NEWS,
            1,
            "Something else stands before the feed: “x”",
            "Remove what stands before <?xml in line 1",
        ),
        ("", 1, "The document is empty", "Publish a feed"),
        (" \n", 1, "The document is empty", "Publish a feed"),
    ],
)
def test_what_is_broken_is_told_once(text: str, line: int, says: str, advises: str) -> None:
    found = check("feed", text.encode(), CheckOptions())
    assert len(found) == 1, found
    assert found[0].span is not None
    assert found[0].span.line == line
    assert says in found[0].message
    assert advises in (found[0].hint or "")
