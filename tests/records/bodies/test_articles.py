"""The HTML of articles: what stays, what addresses become, and what can be linked to."""

import time

import pytest

from feedtool.records.bodies import articles
from tests.tables import each

LINK, HOME = "https://a.example/blog/2020/post/", "https://a.example/blog/"


def clean(html: str) -> str:
    return articles.clean(html, LINK, HOME).html


KEPT = [
    '<h2 id="x">A</h2>',
    '<pre><code class="language-rust">a &lt; b</code></pre>',
    "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>",
    '<figure><img src="https://a.example/x.png" alt="X"><figcaption>C</figcaption></figure>',
    '<details open=""><summary>S</summary>D</details>',
    "<p>H<sub>2</sub>O <sup>2</sup> <mark>m</mark> <kbd>k</kbd></p>",
    "<dl><dt>T</dt><dd>D</dd></dl>",
    '<video src="https://a.example/v.mp4" controls=""></video>',
    '<ol start="3"><li>a</li></ol>',
    '<p><a href="#note-1">1</a></p>',
    '<ul><li><input type="checkbox" checked="" disabled=""> done</li></ul>',
]


@each("html", KEPT)
def test_what_articles_are_made_of_stays(html: str) -> None:
    assert clean(html) == html


@each(
    ("html", "left"),
    [
        ("<script>x</script><p>a</p>", "<p>a</p>"),
        ("<style>x</style><p>a</p>", "<p>a</p>"),
        ("<svg><text>x</text></svg><p>a</p>", "<p>a</p>"),
        ("<p onclick=x style=y class=z>a</p>", "<p>a</p>"),
        ("<custom-thing>a</custom-thing>", "a"),
        ('<p><a href="javascript:x">a</a></p>', "<p><a>a</a></p>"),
        ('<p>a<img src="data:image/png;base64,x"></p>', "<p>a</p>"),
        ('<img loading="lazy" srcset="/y 2x" src="/x" alt="">', '<img src="https://a.example/x" alt="">'),
        ('<video src="http://a.example/v.mp4"></video>', "<video></video>"),
        ('<form><input name="q"><p>a</p></form>', "<p>a</p>"),
        ("<!-- a --><p>b</p><p> </p>", "<p>b</p>"),
        ('<p id="a">x</p><p id="a">y</p>', '<p id="a">x</p><p>y</p>'),
        ('<pre><code class="hljs lang-js x">a</code></pre>', '<pre><code class="language-js">a</code></pre>'),
        ("<p> </p>", ""),
        ('<p>a<a href="/x"> </a></p>', "<p>a</p>"),
    ],
)  # fmt: skip
def test_what_is_left_out(html: str, left: str) -> None:
    assert clean(html) == left


@each(
    ("address", "whole"),
    [
        ("x.png", "https://a.example/blog/2020/post/x.png"),
        ("./x.png", "https://a.example/blog/2020/post/x.png"),
        ("../x", "https://a.example/blog/2020/x"),
        ("/a/b", "https://a.example/a/b"),
        ("//e.example/x", "https://e.example/x"),
        ("https://e.example/ä b?c&amp;d", "https://e.example/%C3%A4%20b?c&amp;d"),
        ("?a=b", "https://a.example/blog/2020/post/?a=b"),
        ("mailto:a@e.example", "mailto:a@e.example"),
    ],
)
def test_addresses_become_whole(address: str, whole: str) -> None:
    assert clean(f'<a href="{address}">a</a>') == f'<a href="{whole}">a</a>'


def test_headings_can_be_linked_to() -> None:
    assert clean("<h2>How it <em>works</em>!</h2><h2>How it works</h2>") == (
        '<h2 id="how-it-works">How it <em>works</em>!</h2><h2 id="how-it-works-1">How it works</h2>'
    )
    assert clean("<h2>A title {#own .x}</h2>") == '<h2 id="own">A title</h2>'
    assert clean('<h2 id="kept">A</h2>') == '<h2 id="kept">A</h2>'


def test_a_frame_becomes_a_link() -> None:
    html = '<iframe src="https://www.youtube.com/embed/abcdefgh" allowfullscreen></iframe>'
    address = "https://www.youtube.com/watch?v=abcdefgh"
    assert clean(html) == f'<a href="{address}">{address}</a>'


def test_the_first_picture_that_is_no_dot() -> None:
    html = '<img src="/dot.gif" width="1" height="1"><img src="/a.png" alt="An &quot;a&quot;">'
    assert articles.clean(html, LINK, HOME).picture == ("https://a.example/a.png", 'An "a"')
    assert articles.clean("<p>a</p>", LINK, HOME).picture is None


def test_what_lies_too_deep_keeps_its_text() -> None:
    html = clean("<div>" * 5000 + "deep" + "</div>" * 5000)
    assert "deep" in html
    assert html.count("<div>") == 80


@pytest.mark.parametrize(
    "piece", ["<b></i>", '<div title="<">', "<div><style></div></style>", "<span><p></span></p>"]
)
def test_tags_that_hide_how_deep_they_lie_take_no_long(piece: str) -> None:
    began = time.process_time()
    made = clean(piece * 60_000 + "<p>the end</p>")
    assert time.process_time() - began < 8  # about one second where nothing else runs
    assert "the end" in made


def test_of_very_many_tags_the_last_are_text() -> None:
    made = clean("<b>a</b>" * 15_000 + "<p>c &lt; <i>d</i> <</p>")
    assert made == "<b>a</b>" * 15_000 + "c &lt; d &lt;"


@each(
    ("address", "stays"),
    [
        ("/a.png", True),
        ("//cdn.example.org/a.png", True),
        ("https://example.org/a.png", True),
        ("./a.png", False),
        ("../../assets/a.png", False),
        ("a.png", False),
        ("~/assets/a.png", False),
    ],
)
def test_pictures_among_sources_are_left_out(address: str, stays: bool) -> None:  # noqa: FBT001
    html = f'<p>Text <img src="{address}" alt="A"> and <a href="b/">link</a></p>'
    home = "https://example.org/"
    made = articles.clean(html, f"{home}blog/a/", home, has_sources=True).html
    assert ("<img" in made) is stays
    assert 'href="https://example.org/blog/a/b/"' in made
