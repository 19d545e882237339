"""Markdown as HTML. The only module that knows cmark, GitHub's own library for it."""

import cmarkgfm.cmark
from cmarkgfm.cmark import Options

_EXTENSIONS = ["table", "strikethrough", "autolink", "tasklist"]


def to_html(text: str, *, smart: bool = False, breaks: bool = False) -> str:
    """Markdown as HTML, which is not safe yet: HTML that stands in it is kept as it is.

    ``smart`` sets quotation marks and dashes as printers do, ``breaks`` keeps each break of a line.
    """
    options: int = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    if smart:
        options |= Options.CMARK_OPT_SMART
    if breaks:
        options |= Options.CMARK_OPT_HARDBREAKS
    html: str = cmarkgfm.cmark.markdown_to_html_with_extensions(
        text, options=options, extensions=_EXTENSIONS
    )
    return html
