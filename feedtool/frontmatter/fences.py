"""The front matter of a file: between which lines it stands, and what it holds."""

import re
from collections.abc import Callable

from feedtool.diagnostics.problem import Problem
from feedtool.frontmatter import ordinary
from feedtool.frontmatter.document import Document
from feedtool.frontmatter.scalars import YamlValue
from feedtool.frontmatter.source import FENCE, SourceText, decode, of_text

# Compiled at its first use: few blocks have three hyphens in them.
_INDENTED_FENCE = r"(?m)^[ \t]+---[ \t]*\r?$"


# A document, or None and the problems that keep it from being read.
Result = tuple[Document | None, tuple[Problem, ...]]


def parse(path: str, content: bytes, again: Callable[[SourceText], Result] | None = None) -> Result:
    """The front matter of a text file, or None and the problems that keep it from being read.

    A byte order mark and CRLF line ends are fine; the first line is ``---`` and so is the last. ``again`` reads
    a block that is refused, by other rules.
    """
    text = decode(path, content)
    if isinstance(text, Problem):
        return None, (text,)
    opening = FENCE.match(text)
    if opening is None:
        from feedtool.frontmatter.slips import fences as slips  # late: few files lack one

        return None, (slips.missing(of_text(path, text)),)
    first = text.find("---", opening.end())
    closing = FENCE.search(text, first) if first >= 0 else None
    if closing is None:
        from feedtool.frontmatter.slips import fences as slips

        return None, (slips.unclosed(of_text(path, text), opening.end()),)
    source = SourceText(path, text, opening.end(), closing.start())
    indented = None
    if first < source.end:
        indented = re.compile(_INDENTED_FENCE).search(text, source.start, source.end)
    if indented is not None:
        problem = source.problem("front-matter-indented-fence", indented.span())
        return None, (problem,)
    return mapping(source, again)


def parse_yaml(path: str, content: bytes) -> Result:
    """The mapping that a whole YAML file holds, or None and the problems, as ``parse`` gives them."""
    text = decode(path, content)
    if isinstance(text, Problem):
        return None, (text,)
    return mapping(of_text(path, text))


def mapping(source: SourceText, again: Callable[[SourceText], Result] | None = None) -> Result:
    """The mapping that a block holds, as ``parse`` gives it."""
    found = ordinary.read(source.block)
    if found is not None:
        return Document(source.path, found, source, is_ordinary=True), ()
    # Late: most blocks are ordinary.
    from feedtool.frontmatter.odd import pieces, styles

    found = styles.read(source.block) or pieces.read(source.block)
    if found:
        return Document(source.path, found, source), ()
    from feedtool.frontmatter.odd import entries

    value, problems = entries.read(source)
    if problems:
        document, left = (None, ()) if again is None else again(source)
        return (document, left) if document or left else (None, tuple(problems))
    if isinstance(value, dict):
        return Document(source.path, value, source), ()
    what = "empty" if value is None else f"a {_kind(value)}"
    place = source.start, source.start + len(source.block.rstrip())
    return None, (source.problem("front-matter-not-mapping", place, kind=what),)


def _kind(value: YamlValue) -> str:
    return "list" if isinstance(value, list) else "single value"
