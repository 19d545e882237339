"""Markdown as HTML. The only module that knows cmark, GitHub's own library for it."""

import re

import cmarkgfm.cmark
from cmarkgfm.cmark import Options

# `Term` and `: what it means` on lines of their own, as kramdown, Goldmark and PHP Markdown Extra have them.
# No further than to the next paragraph: HTML that nobody closed would be read through from each of its own.
_DEFINITION = re.compile(
    r"<p>((?:(?!</?p>|\n: ).){1,500}?)(?:</p>\n<p>|\n): ((?:(?!</?p>).)*)</p>\n", re.DOTALL
)
_EXTENSIONS = ["table", "strikethrough", "autolink", "tasklist"]


def to_html(
    text: str, *, smart: bool = False, breaks: bool = False, definitions: bool = False
) -> str:
    """Markdown as HTML, which is not safe yet: HTML that stands in it is kept as it is.

    ``smart`` sets quotation marks and dashes as printers do, ``breaks`` keeps each break of a line, with
    ``definitions`` there are lists of terms and what they mean.
    """
    options: int = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    if smart:
        options |= Options.CMARK_OPT_SMART
    if breaks:
        options |= Options.CMARK_OPT_HARDBREAKS
    html: str = cmarkgfm.cmark.markdown_to_html_with_extensions(
        text, options=options, extensions=_EXTENSIONS
    )
    if definitions and (">: " in html or "\n: " in html):
        html = _DEFINITION.sub(_defined, html).replace("</dl>\n<dl>\n", "")
    return html


def _defined(found: re.Match[str]) -> str:
    """The list that a paragraph of terms and meanings is."""
    terms = "".join(f"<dt>{term}</dt>\n" for term in found[1].split("\n"))
    meanings = "".join(f"<dd>{meaning}</dd>\n" for meaning in found[2].split("\n: "))
    return f"<dl>\n{terms}{meanings}</dl>\n"
