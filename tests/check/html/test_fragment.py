"""HTML in feeds, and the places of what is wrong in it."""

from random import Random

import pytest

from feedtool.check.html import fragment
from feedtool.check.html.styles import unsafe_style
from tests.tables import each


@each(
    ("text", "codes"),
    [
        ("<p>Fine <b>text</b></p>", []),
        ("2 < 3 & 4 > 3", []),
        ("<p>one<p>two<ul><li>a<li>b</ul>", []),
        ("<p><a", ["html-invalid"]),
        ("<script>x()</script>", ["html-unsafe-element"]),
        ("<bogus>x</bogus>", ["html-unknown-element"]),
        ("<my-card>x</my-card>", ["html-custom-element"]),
        ('<a href="https://example.org/" onclick="x()">x</a>', ["html-unsafe-attribute"]),
        ('<a href="JavaScript:x()">x</a>', ["html-active-url"]),
        ('<a href=" file:///home/ann/a.html">x</a>', ["html-local-url"]),
        ('<a href="C:\\Users\\ann\\a.html">x</a>', ["html-local-url"]),
        ('<a href="c.html">x</a>', []),
        ("<div>x", ["html-unclosed"]),
        ("x</div>", ["html-stray-end-tag"]),
        ("&#133;", ["html-invalid"]),
        ("&#99999999999999;", ["html-invalid"]),
        ("<![if x]>", ["html-invalid"]),
    ],
)
def test_fragments(text: str, codes: list[str]) -> None:
    assert [fault.code for fault in fragment.fragment(text)] == codes


@pytest.mark.parametrize(
    "text",
    [
        '<a class="x" href="/one">x</a>',
        '<img alt="" width="1" height="1" src="a.png">',
        '<img alt="" width="1" height="1" src="https://example.org/a.png" srcset="b.png 2x">',
        '<video poster="/a.png"></video>',
    ],
)
def test_relative_addresses_wherever_they_stand(text: str) -> None:
    assert [f.code for f in fragment.rss_fragment(text) if f.code.startswith("html-relative-url")]
    assert not [f.code for f in fragment.fragment(text) if f.code.startswith("html-relative-url")]


def test_the_place_of_an_element_on_a_later_line() -> None:
    text = "<p>one</p>\n<p>two</p><script>x</script>"
    (fault,) = fragment.fragment(text)
    assert text[fault.start : fault.end] == "<script"


@each(
    ("style", "bad"),
    [
        ("color: red", ""),
        ("margin: 0 15px 0 0;", ""),
        ("font-family: 'Lucida Console'", ""),
        ("border: 1px solid rgb(0, 0, 0)", ""),
        ("margin: 99999em", "margin: 99999em"),
        ("position: absolute", "position: absolute"),
        ("background: url(x)", "background: url(x)"),
    ],
)
def test_styles(style: str, bad: str) -> None:
    assert unsafe_style(style) == bad


def test_a_long_style_takes_no_time() -> None:
    assert unsafe_style("a-" * 100_000)


_PIECES = (
    "<p>", "</p>", "<b>", "</b>", "<br>", "<br/>", "</br>", "<li>", "</li>", "<P>", "</P>", "</p >",
    '<img src="http://a/b">', '<img src="x" width="1" height="2"/>', '<a href="http://x/">', "</a>",
    '<a href="/x">', '<a href="jav&#97;script:x">', "<a href='x'>", '<p style="color:red">',
    '<p style="top:0">', "<!-- x -->", "<![CDATA[", "<script>", "</script>", "x", "&amp;", "&#8217;",
    "&#0;", "<", ">", '"', '<a title="a>b">', '<a title="a<b">', "<my-x>", "<foo>", "<?php ?>",
    "<textarea>", "</textarea>", "<svg>", '<A ONCLICK="x">', "< p>", "<p", '<p a="1"b="2">',
    '<img srcset="/x 1x" width="1" height="1">',
)  # fmt: skip


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_a_text_that_needs_no_second_look_has_nothing_wrong(kind: str) -> None:
    relative = kind == "rss"
    chance = Random(7)
    plain = 0
    for _ in range(20_000):
        text = "".join(chance.choices(_PIECES, k=chance.randint(1, 6)))
        if fragment._is_plain(text, relative=relative):
            plain += 1
            assert fragment._Reader(text, relative=relative).read() == ()
    assert plain > 100
