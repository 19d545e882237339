"""Markdown as HTML: what posts are written in."""

import time

import pytest

from feedtool.records.bodies import articles, markdown
from tests.tables import each

LINK, HOME = "https://a.example/b/", "https://a.example/"


def test_tables_footnotes_strikethrough_and_bare_addresses() -> None:
    html = markdown.to_html(
        "| a | b |\n|---|---|\n| 1 | 2 |\n\nSee[^n] ~~this~~ https://e.example/x.\n\n[^n]: A note.\n"
    )
    assert "<td>2</td>" in html
    assert "<del>this</del>" in html
    assert '<a href="https://e.example/x">https://e.example/x</a>.' in html
    assert 'href="#fn-n"' in html
    assert 'id="fn-n"' in html


def test_links_by_reference_raw_html_and_signs_in_code() -> None:
    html = markdown.to_html("[a][1] <kbd>x</kbd> `a < b && c`\n\n[1]: /there\n")
    assert html == (
        '<p><a href="/there">a</a> <kbd>x</kbd> <code>a &lt; b &amp;&amp; c</code></p>\n'
    )


def test_what_only_some_generators_do() -> None:
    text = 'It\'s "so" -- a...\nb'
    assert markdown.to_html(text) == "<p>It's &quot;so&quot; -- a...\nb</p>\n"
    assert markdown.to_html(text, smart=True) == "<p>It’s “so” – a…\nb</p>\n"
    assert "<br />" in markdown.to_html(text, breaks=True)


@pytest.mark.parametrize("text", ["Term\n: a\n: b\n", "Term\n\n: a\n\n: b\n"])
def test_lists_of_terms(text: str) -> None:
    html = markdown.to_html(text, definitions=True)
    assert html.split() == ["<dl>", "<dt>Term</dt>", "<dd>a</dd>", "<dd>b</dd>", "</dl>"] or (
        "<dt>Term</dt>" in html and "<dd>a</dd>" in html
    )
    assert "<dl>" not in markdown.to_html(text)


N = 50_000
HOSTILE = {
    "brackets": "[" * N,
    "links": "[a](" * (N // 4),
    "pictures": "![[" * (N // 3),
    "quotes": ">" * N,
    "lists": "- " * (N // 2) + "a",
    "nested lists": "".join("  " * depth + "- a\n" for depth in range(200)),
    "emphasis": "*a **a " * (N // 7),
    "backticks": "".join("`" * length + " " for length in range(300)),
    "elements": "<div>" * (N // 5),
    "formatting": "".join(f"<b id={one}>" for one in range(70)) + "<p>" * (N // 3),
    "tables": "|" + "a|" * 1000 + "\n|" + "-|" * 1000 + "\n" + "|\n" * 1000,
    "footnotes": "[^1]: x\n\n" + "[^1]" * (N // 4),
    "headings": "# a\n" * (N // 4),
    "attributes": "<p " + "a=1 " * (N // 4) + ">",
    "terms": "a\n: b\n" * (N // 6),
}


@each("text", HOSTILE.values())
def test_no_body_takes_long(text: str) -> None:
    began = time.process_time()
    html = markdown.to_html(text, smart=True, definitions=True)
    if len(html) < 40 * N:  # what is larger is never cleaned
        articles.clean(html, LINK, HOME)
    assert time.process_time() - began < 2  # a fifth of a second where nothing else runs


def test_paragraphs_that_nobody_closed_take_no_long() -> None:
    began = time.process_time()
    markdown.to_html("<p>a\n: " * 40_000, definitions=True)
    assert time.process_time() - began < 5  # far less than a second where nothing else runs
