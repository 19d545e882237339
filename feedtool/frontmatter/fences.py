"""The front matter of a file: between which lines it stands, and what it holds."""

import re

from feedtool.diagnostics.problem import Problem
from feedtool.frontmatter import ordinary
from feedtool.frontmatter.document import Document
from feedtool.frontmatter.scalars import YamlValue
from feedtool.frontmatter.source import SourceText, decode, of_text

_FENCE = re.compile(r"^---[ \t]*\r?(?:\n|\Z)", re.MULTILINE)
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
        return None, (_no_front_matter(of_text(path, text)),)
    first = text.find("---", opening.end())
    closing = _FENCE.search(text, first) if first >= 0 else None
    if closing is None:
        return None, (_unclosed(of_text(path, text), opening.end()),)
    source = SourceText(path, text, opening.end(), closing.start())
    indented = None
    if first < source.end:
        indented = _INDENTED_FENCE.search(text, source.start, source.end)
    if indented is not None:
        problem = source.problem(
            "front-matter-indented-fence",
            "a line that holds only --- stands within the front matter",
            indented.span(),
            "delete the line, or write the value that it is part of on one line: other tools end here",
        )
        return None, (problem,)
    return _mapping(source)


# What looks like a fence and is none: more or fewer hyphens, dashes of word processors, other signs,
# or blanks before it.
_LIKE_A_FENCE = re.compile(
    r"^[^\S\r\n]*(?:(?!-[ \t]*\r?$)[-\u2010-\u2015\u2212]{1,9}|[~=*_]{3,9}|\+\+\+|\.\.\.|```(?:ya?ml)?)"
    r"[ \t]*\r?$",
    re.MULTILINE,
)


def _unclosed(source: SourceText, start: int) -> Problem:
    """The problem of a front matter without an end: the line that was meant to be it, if there is one."""
    code, message = "front-matter-unclosed", "the front matter is not closed"
    if like := _LIKE_A_FENCE.search(source.text, start):
        line = source.span(*like.span()).line
        return source.problem(
            code, message, (0, start), f"write --- on line {line}: three hyphens and nothing else"
        )
    line = source.span(*(2 * (_end_of_fields(source.text, start),))).line
    hint = f"add a line that holds only --- below line {line}; a file still being written ends like this"
    return source.problem(code, message, (0, start), hint)


def _end_of_fields(text: str, start: int) -> int:
    """Where the last line of the fields ends: behind a blank line, what looks like none of them is text."""
    end, blank = start, False
    for line in re.finditer(r".*\n?", text[start:]):
        bare = line[0].rstrip()
        if not bare:
            blank = True
        elif re.match(r"(?:[ \t]+\S|- |#)|[\w\"'-]+ ?:(?:\s|$)", bare) or not blank:
            end, blank = start + line.start() + len(bare), False
        else:
            break
    return end


def parse_yaml(path: str, content: bytes) -> tuple[Document | None, tuple[Problem, ...]]:
    """The mapping that a whole YAML file holds, or None and the problems, as ``parse`` gives them."""
    text = decode(path, content)
    if isinstance(text, Problem):
        return None, (text,)
    return _mapping(of_text(path, text))


_EXAMPLE = "begin the file with a record between two lines ---: `feedtool rules front-matter-missing` shows one"


def _no_front_matter(source: SourceText) -> Problem:
    first = source.text.partition("\n")[0]
    if not source.text.strip():
        message = "the file is empty"
        hint = _EXAMPLE
    elif _FENCE.match(source.text.lstrip()):
        message, hint = (
            "the front matter does not begin on the first line",
            "delete what precedes ---",
        )
    elif first.startswith("+++"):
        message = "the front matter is TOML"
        hint = (
            "write --- for both lines +++, `key: value` for each `key = value`, and for a table such as "
            "[provider] a line provider: with its fields below, indented by two spaces"
        )
    elif first.startswith("{"):
        message = "the front matter is JSON"
        hint = "add a line that holds only --- before the first line, and another one behind the last }"
    elif like := _LIKE_A_FENCE.match(source.text):
        message = "the first line is not quite the beginning of a front matter"
        hint = "write --- on line 1: three hyphens and nothing else"
        if closing := _LIKE_A_FENCE.search(source.text, like.end()):
            line = source.span(*closing.span()).line
            hint = f"write --- on line 1 and on line {line}: three hyphens and nothing else"
    elif source.text.count("\r") > 1 and "\n" not in source.text:
        message, hint = (
            "the lines end with CR alone",
            "save the file with line ends LF, or CRLF as on Windows",
        )
    elif len(_FENCE.findall(source.text)) > 1 and not re.match(r"[\w-]+ ?:", first):
        message, hint = (
            "the front matter does not begin on the first line",
            "delete what precedes ---",
        )
    elif _FENCE.search(source.text):
        message, hint = (
            "the file has no front matter",
            "add a line that holds only --- before the first line",
        )
    else:
        line = source.span(*(2 * (_end_of_fields(source.text, 0),))).line
        message = "the file has no front matter"
        hint = (
            f"add a line that holds only --- before the first line, and another one below line {line}"
            if re.match(r"[\w-]+:\s", first)
            else _EXAMPLE
        )
    return source.problem("front-matter-missing", message, (0, len(first.rstrip("\r"))), hint)


def _mapping(source: SourceText) -> tuple[Document | None, tuple[Problem, ...]]:
    found = ordinary.read(source.block)
    if found is not None:
        return Document(source.path, found, source, is_ordinary=True), ()
    from feedtool.frontmatter.careful import Pass  # late: most blocks are ordinary

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
        "put the fields of a record here: `feedtool rules front-matter-missing` shows a whole one",
    )
    return None, (problem,)


def _kind(value: YamlValue) -> str:
    return "list" if isinstance(value, list) else "single value"
