"""Why a file has no front matter, or one that does not end, and which lines to write."""

import re

from feedtool.diagnostics.problem import Problem
from feedtool.frontmatter.source import FENCE, SourceText

# A message and a hint.
_Cause = tuple[str, str]

# What looks like a fence and is none: more or fewer hyphens, dashes of word processors, other signs,
# or blanks before it.
_LIKE_A_FENCE = re.compile(
    r"^[^\S\r\n]*(?:(?!-[ \t]*\r?$)[-\u2010-\u2015\u2212]{1,9}|[~=*_]{3,9}|\+\+\+|\.\.\.|```(?:ya?ml)?)"
    r"[ \t]*\r?$",
    re.MULTILINE,
)
_EXAMPLE = "begin the file with a record between two lines ---: `feedtool rules front-matter-missing` shows one"


def unclosed(source: SourceText, start: int) -> Problem:
    """The problem of a front matter without an end: the line that was meant to be it, if there is one."""
    if like := _LIKE_A_FENCE.search(source.text, start):
        line = source.span(*like.span()).line
        hint = f"write --- on line {line}: three hyphens and nothing else"
    else:
        line = _last_line_of_fields(source, start)
        hint = f"add a line that holds only --- below line {line}; a file still being written ends like this"
    return source.problem("front-matter-unclosed", (0, start), advice=hint)


def missing(source: SourceText) -> Problem:
    """The problem of a file that does not begin with a front matter: what stands there instead."""
    first = source.text.partition("\n")[0]
    cause, hint = next(found for look in _LOOKS if (found := look(source, first)))
    place = 0, len(first.rstrip("\r"))
    return source.problem("front-matter-missing", place, cause=cause, advice=hint)


def _empty(source: SourceText, _first: str) -> _Cause | None:
    return None if source.text.strip() else ("the file is empty", _EXAMPLE)


def _blanks_before(source: SourceText, _first: str) -> _Cause | None:
    return _TOO_LATE if FENCE.match(source.text.lstrip()) else None


def _toml(_source: SourceText, first: str) -> _Cause | None:
    if not first.startswith("+++"):
        return None
    return "the front matter is TOML", (
        "write --- for both lines +++, `key: value` for each `key = value`, and for a table such as "
        "[provider] a line provider: with its fields below, indented by two spaces"
    )


def _json(_source: SourceText, first: str) -> _Cause | None:
    if not first.startswith("{"):
        return None
    return "the front matter is JSON", (
        "add a line that holds only --- before the first line, and another one behind the last }"
    )


def _odd_fence(source: SourceText, _first: str) -> _Cause | None:
    like = _LIKE_A_FENCE.match(source.text)
    if like is None:
        return None
    lines = "on line 1"
    if closing := _LIKE_A_FENCE.search(source.text, like.end()):
        lines = f"on line 1 and on line {source.span(*closing.span()).line}"
    hint = f"write --- {lines}: three hyphens and nothing else"
    return "the first line is not quite the beginning of a front matter", hint


def _carriage_returns(source: SourceText, _first: str) -> _Cause | None:
    if source.text.count("\r") < 2 or "\n" in source.text:  # noqa: PLR2004 - one line may end so
        return None
    return "the lines end with CR alone", "save the file with line ends LF, or CRLF as on Windows"


def _text_before(source: SourceText, first: str) -> _Cause | None:
    is_field = re.match(r"[\w-]+ ?:", first)
    return _TOO_LATE if len(FENCE.findall(source.text)) > 1 and not is_field else None


def _no_opening(source: SourceText, first: str) -> _Cause:
    """A file without the first fence, and perhaps without the last."""
    message, hint = _NONE, "add a line that holds only --- before the first line"
    if FENCE.search(source.text):
        return message, hint
    if not re.match(r"[\w-]+:\s", first):
        return message, _EXAMPLE
    return message, f"{hint}, and another one below line {_last_line_of_fields(source, 0)}"


_NONE = "the file has no front matter"
_TOO_LATE = "the front matter does not begin on the first line", "delete what precedes ---"
# The first that finds something has the word; the last one always does.
_LOOKS = (
    _empty,
    _blanks_before,
    _toml,
    _json,
    _odd_fence,
    _carriage_returns,
    _text_before,
    _no_opening,
)


def _last_line_of_fields(source: SourceText, start: int) -> int:
    """The last line of the fields: behind a blank line, what looks like none of them is text."""
    end, blank = start, False
    for line in re.finditer(r".*\n?", source.text[start:]):
        bare = line[0].rstrip()
        if not bare:
            blank = True
        elif re.match(r"(?:[ \t]+\S|- |#)|[\w\"'-]+ ?:(?:\s|$)", bare) or not blank:
            end, blank = start + line.start() + len(bare), False
        else:
            break
    return source.span(end, end).line
