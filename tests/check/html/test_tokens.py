from feedtool.check.html.tokens import HtmlAttribute, tokens
from tests.tables import each


def read(text: str) -> list[tuple[str, str, str]]:
    """The markup of a text: its kind, its name, and how it is written."""
    return [(one.kind, one.name, text[one.start : one.end]) for one in tokens(text)]


@each(
    ("text", "expected"),
    [
        ("a < b & c <3", []),
        ("<B>x</b >", [("start", "b", "<B>"), ("end", "b", "</b >")]),
        ("<br/>", [("start", "br", "<br/>")]),
        ("<!-- <b> -->", [("comment", "", "<!-- <b> -->")]),
        ("<!DOCTYPE html>", [("comment", "DOCTYPE html>", "<!DOCTYPE html>")]),
        ("<![CDATA[x]]>", [("declaration", "[CDATA[x]]>", "<![CDATA[x]]>")]),
        ("<?php x ?>", [("instruction", "php x ?", "<?php x ?>")]),
        ("<script><b></script>", [("start", "script", "<script>"), ("end", "script", "</script>")]),
        ("<b><a href='x", [("start", "b", "<b>"), ("broken", "<a href='x", "<a href='x")]),
        ("<!-- x", [("broken", "<!-- x", "<!-- x")]),
    ],
)  # fmt: skip
def test_the_markup_of_a_text(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert read(text) == expected


def test_attributes_have_values_and_places() -> None:
    (token,) = tokens("<A HREF='x&amp;y' b=c d \"e\">")
    assert token.attributes[:3] == (
        HtmlAttribute("href", "x&y", 3, 7), HtmlAttribute("b", "c", 18, 19), HtmlAttribute("d", "", 22, 23),
    )  # fmt: skip
