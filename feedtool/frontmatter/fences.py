"""The front matter of a file: between which lines it stands, and what it holds."""

import re
from itertools import count

from feedtool.frontmatter.careful import Pass
from feedtool.frontmatter.document import Document
from feedtool.frontmatter.scalars import Value
from feedtool.frontmatter.source import Source, decode, whole
from feedtool.problems import Problem

_FENCE = re.compile(r"^---[ \t]*\r?(?:\n|\Z)", re.MULTILINE)
# How many blocks take the careful pass as long as the quick reader takes to be imported.
_FEW = 50
_blocks = count()

_INDENTED_FENCE = re.compile(r"^[ \t]+---[ \t]*\r?$", re.MULTILINE)


def parse(path: str, content: bytes) -> tuple[Document | None, tuple[Problem, ...]]:
    """The front matter of a text file, or None and the problems that keep it from being read.

    A byte order mark and CRLF line ends are fine; the first line is ``---`` and so is the last.
    """
    text = decode(path, content)
    if isinstance(text, Problem):
        return None, (text,)
    opening = _FENCE.match(text)
    if opening is None:
        return None, (_no_front_matter(whole(path, text)),)
    first = text.find("---", opening.end())
    closing = _FENCE.search(text, first) if first >= 0 else None
    if closing is None:
        problem = whole(path, text).problem(
            "front-matter-unclosed",
            "the front matter is not closed",
            (0, opening.end()),
            "end it with a line that holds only ---; a file still being written ends like this",
        )
        return None, (problem,)
    source = Source(path, text, opening.end(), closing.start())
    indented = None
    if first < source.end:
        indented = _INDENTED_FENCE.search(text, source.start, source.end)
    if indented is not None:
        problem = source.problem(
            "front-matter-indented-fence",
            "a line that holds only --- stands within the front matter",
            indented.span(),
            "other tools end the front matter here: write the value on one line",
        )
        return None, (problem,)
    return _mapping(source)


def parse_yaml(path: str, content: bytes) -> tuple[Document | None, tuple[Problem, ...]]:
    """The mapping that a whole YAML file holds, or None and the problems, as ``parse`` gives them."""
    text = decode(path, content)
    return (None, (text,)) if isinstance(text, Problem) else _mapping(whole(path, text))


def _no_front_matter(source: Source) -> Problem:
    first = source.text.partition("\n")[0]
    if not source.text.strip():
        message, hint = "the file is empty", "write the record between two lines that hold only ---"
    elif _FENCE.match(source.text.lstrip()):
        message, hint = (
            "the front matter does not begin on the first line",
            "delete what precedes ---",
        )
    elif first.startswith(("+++", "{")):
        kind = "TOML" if first.startswith("+") else "JSON"
        message, hint = f"the front matter is {kind}", "write it in YAML, between two lines ---"
    else:
        message, hint = "the file has no front matter", "begin it with a line that holds only ---"
    return source.problem("front-matter-missing", message, (0, len(first.rstrip("\r"))), hint)


def _mapping(source: Source) -> tuple[Document | None, tuple[Problem, ...]]:
    if next(_blocks) >= _FEW:
        from feedtool.frontmatter import ordinary

        found = ordinary.read(source.block)
        if found is not None:
            return Document(source.path, found, source), ()
    value, problems = Pass(source, None).run()
    if problems:
        return None, tuple(problems)
    if isinstance(value, dict):
        return Document(source.path, value, source), ()
    what = "empty" if value is None else f"a {_kind(value)}"
    problem = source.problem(
        "front-matter-not-mapping",
        f"the record is {what}, not a mapping",
        (source.start, source.start + len(source.block.rstrip())),
        "write one `key: value` a line",
    )
    return None, (problem,)


def _kind(value: Value) -> str:
    return "list" if isinstance(value, list) else "single value"
