"""Templates: every text is escaped as on pages of old, HTML stands as it is, and nothing may be missing."""

import base64
import hashlib
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from minijinja import TemplateError

from feedtool.feeds.render import environment, pages
from tests.conftest import ROOT
from tests.feeds.render.test_render import FORMATS, SITE, feed, item
from tests.tables import each

# What published pages have in place of a character of a text.
ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;"})
TEMPLATES = sorted(environment.TEMPLATES.iterdir())


def moved(**changes: Any) -> dict[str, Any]:
    """The values of a small template."""
    return {"language": "en", "title": "T", "url": "https://a.example/", "links": []} | changes


def story(**changes: Any) -> dict[str, Any]:
    """The values of a template that has a place for HTML."""
    texts = dict.fromkeys(
        ("title", "link", "provider", "icon", "published", "day", "excerpt", "english"), ""
    )
    nothing: dict[str, Any] = {
        "picture": None,
        "enclosure": None,
        "video": None,
        "topics": [],
        "related": [],
    }
    return {**texts, **nothing, "has_content": True} | changes


@given(st.text(st.sampled_from("&<>\"'/ #x2f39;{}%") | st.characters(codec="utf-8")))
@example("&#x2f; &#x27; &#39; &quot; &amp; &lt;")
@example("{{ url }} {% if x %} {# x #}")
@example(environment.PLACE)
def test_every_text_is_escaped_as_it_was_before(text: str) -> None:
    html = environment.render("moved.html", moved(title=text))
    assert f"<h1>{text.translate(ENTITIES)}</h1>" in html
    assert html.count("</h1>") == 1


def test_html_stands_at_its_place_as_it_is() -> None:
    content = "<p title=\"&quot;&#x27;&#x2f;\">'a' / {{ b }}</p>"
    html = environment.render("story.html", story(title=environment.PLACE), content)
    assert f'<div dir="auto">{content}</div>' in html
    assert html.count(content) == 1


@pytest.mark.parametrize("name", moved())
def test_a_value_that_is_missing_is_an_error(name: str) -> None:
    values = {key: value for key, value in moved().items() if key != name}
    with pytest.raises(TemplateError, match="undefined"):
        environment.render("moved.html", values)


PROBE = """
import sys
sys.modules["markupsafe"] = None
from tests.feeds.render.test_environment import some_pages
sys.stdout.buffer.write(some_pages())
"""


def some_pages() -> bytes:
    """Pages with all that templates take as it is."""
    made = feed(item(title="a/b 'c'"))
    sites = (SITE._replace(language=language) for language in ("en", "de", "ar"))
    return b"".join(pages.feed_page(made, site, FORMATS) for site in sites)


def test_they_are_the_same_without_markupsafe_which_minijinja_takes_where_it_is() -> None:
    without = subprocess.check_output([sys.executable, "-c", PROBE], cwd=ROOT, timeout=60)
    assert without == some_pages()
    assert b"/<wbr>" in without
    assert b"</style>" in without


def test_so_is_one_that_is_missing_in_another() -> None:
    with pytest.raises(TemplateError, match="undefined"):
        environment.render("moved.html", moved(links=[{"type": "text/html"}]))


@each("file", TEMPLATES)
def test_what_is_rewritten_is_written_by_escaping_alone(file: Any) -> None:
    text = file.read_text("utf-8")
    assert not any(entity in text for entity in environment.REWRITTEN)
    assert text.count(environment.PLACE) <= 1


def test_the_digest_is_that_of_the_style() -> None:
    style = (environment.TEMPLATES / environment.STYLE).read_bytes()
    assert base64.b64encode(hashlib.sha256(style).digest()).decode() == environment.STYLE_DIGEST
