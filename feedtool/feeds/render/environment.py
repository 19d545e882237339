"""The templates of the pages. The only module that knows minijinja, which reads them as a build begins.

Templates are given plain values, and make HTML of them: every text is escaped, and a value that is missing
is an error.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from feedtool.feeds import layout
from feedtool.imports import late
from feedtool.text import plain

with late.module("html", escape=plain.escape):  # which brings a table of two thousand names
    from minijinja import Environment, safe

TEMPLATES = Path(__file__).with_name("templates")
STYLE = "style.css"
# What the policy of the pages knows the style by: its SHA-256. To work it out loads OpenSSL; a test does.
STYLE_DIGEST = "9SuAbhWsMHfxylb6xF4xOn/C2PIMvwVINkvzC5acwT8="
# Where a template has this, HTML that is there already is put in. No value can hold it: its "<" is escaped.
PLACE = "<!-- html -->"
# What minijinja escapes as other entities than published pages have, which would all change; in HTML a slash
# stands for itself. Escaping alone writes them: no template has one, the ampersand of a text is escaped, and
# HTML of others is put in when this is done.
REWRITTEN = {"&#x2f;": "/", "&#x27;": "&#39;", "&quot;": "&#34;"}


def render(template: str, values: Mapping[str, object], html: str = "") -> str:
    """What a template makes of some values, with the HTML at its place for that."""
    made = _environment().render_template(template, **values)
    for entity, usual in REWRITTEN.items():
        made = made.replace(entity, usual)
    return made.replace(PLACE, html) if html else made


def trusted(html: str) -> str:
    """HTML that templates take as it is: words of ours, and texts that were escaped."""
    return safe(html)


@cache
def _environment() -> Environment:
    made = Environment(
        globals={
            "style": trusted((TEMPLATES / STYLE).read_text("utf-8")),
            "style_digest": STYLE_DIGEST,
            "landing_page": layout.LANDING_PAGE,
            "opml": layout.OPML,
            "opml_type": layout.OPML_TYPE,
        },
        undefined_behavior="strict",
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for file in TEMPLATES.glob("*.html"):
        made.add_template(file.name, file.read_text("utf-8"))
    return made
