"""The front matter of any generator: YAML between ``---``, TOML between ``+++``, JSON, or without a fence."""

import json
import re
from collections.abc import Callable, Iterator
from functools import cached_property, partial
from typing import Any

from feedtool.diagnostics.problem import Problem, Span
from feedtool.frontmatter import Document, ValuePlace, fences
from feedtool.frontmatter.dialects.dialect import Dialect
from feedtool.frontmatter.located import Notebook, located
from feedtool.frontmatter.source import FENCE, FoundValue, SourceText, decode
from feedtool.records.sites.notations.headdocument import HeadDocument, HeadPlaces

# What a reader of a head gives: the document, or None and what keeps it from being read.
HeadResult = tuple[Document | None, tuple[Problem, ...]]

_TOML = re.compile(r"\+\+\+[ \t]*\r?(?:\n|\Z)")
_TOML_END = re.compile(r"^\+\+\+[ \t]*\r?$", re.MULTILINE)
_TOML_STRING = re.compile(r"\"[^\"\\]*+(?:\\.[^\"\\]*+)*\"|'[^']*'")
_JSON_FENCE = re.compile(r"---json[ \t]*\r?\n")
_JSON_END = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)
_NOTATION_CODE = "front-matter-syntax"


# YAML of no generator: yes and no mean what nobody can tell.
ANY = Dialect(knows_words=False)
# How a block is read that not every reader of YAML takes alike.
Again = Callable[[SourceText], HeadResult]


def read(
    path: str, content: bytes, *, loose: bool = False, dialect: Dialect | None = None
) -> HeadResult:
    """The front matter of a file in whatever notation it is, as ``frontmatter.parse`` gives that of YAML.

    ``loose`` is for a generator whose heads need no first fence, ``dialect`` of how it reads YAML; without
    one YAML is what all readers take alike.
    """
    again = None if dialect is None else partial(_again, dialect)
    may_have_dots = dialect is not None and dialect.ends_with_dots and b"\n..." in content
    if content.startswith((b"---\n", b"---\r\n")) and not may_have_dots:
        return fences.parse(path, content, again)
    text = decode(path, content)
    if isinstance(text, Problem):
        return None, (text,)
    made = _other(path, text, again, loose=loose)
    if made is None and may_have_dots:
        made = _dotted(path, text, again)
    return made or fences.parse(path, content, again)


def _again(dialect: Dialect, source: SourceText) -> HeadResult:
    """A block that not every reader of YAML takes alike, as the dialect has it."""
    from feedtool.frontmatter.dialects import reading  # late: few heads are out of the ordinary

    return reading.read(source, dialect)


_DOTS_OR_FENCE = re.compile(r"^(?:---|(\.\.\.))[ \t]*\r?$", re.MULTILINE)


def _dotted(path: str, text: str, again: Again | None) -> HeadResult | None:
    """A head that a line of three dots closes; None where there is none."""
    opening = FENCE.match(text)
    closing = opening and _DOTS_OR_FENCE.search(text, opening.end())
    if opening is None or closing is None or not closing[1]:
        return None
    return fences.mapping(SourceText(path, text, opening.end(), closing.start()), again)


def _other(path: str, text: str, again: Again | None, *, loose: bool) -> HeadResult | None:
    """A head in another notation than YAML; None where there is none."""
    if opening := _TOML.match(text):
        return _toml(path, text, opening.end())
    if opening := _JSON_FENCE.match(text):
        return _json(path, text, opening.end(), _JSON_END)
    if text.startswith("{"):
        return _json(path, text, 0, None)
    return _of_lines(path, text, again) if loose else None


def _fault(source: SourceText, message: str, span: Span, hint: str | None) -> HeadResult:
    return None, (_problem(source, message, span, hint),)


def _problem(source: SourceText, slip: str, span: Span, advice: str | None) -> Problem:
    from feedtool.diagnostics.words.frontmatter import WORDS  # late: a good post needs none

    parts = {"slip": slip, "advice": advice}
    return WORDS[_NOTATION_CODE].problem(source.path, _NOTATION_CODE, parts, span)


# --- TOML


def _toml(path: str, text: str, start: int) -> HeadResult:
    from feedtool.toml import faults, reader  # late: few sites have TOML

    closing = _TOML_END.search(text, start)
    if closing is None:
        unclosed = SourceText(path, text, start, len(text))
        advice = "add a line that holds only +++ below the last field"
        problem = unclosed.problem("front-matter-unclosed", (0, start), advice=advice)
        return None, (problem,)
    source = SourceText(path, text, start, closing.start())
    first, *_ = source.span(start, start)
    try:
        table = reader.read(source.block)
        if isinstance(table, reader.Stop):
            found = faults.faults(source.block, {})
            return None, tuple(
                _problem(source, one.message, _lower(one.span, first - 1), one.hint)
                for one in found
            )
        return HeadDocument("toml", table, source, _toml_places(source, first)), ()
    except (ValueError, RecursionError):  # a number of thousands of digits, brackets ditto
        message = "a number is too long, or brackets are nested too deeply"
        return _fault(
            source, message, source.span(start, start), "delete what nobody wrote by hand"
        )


def _lower(span: Span, lines: int) -> Span:
    return Span(span.line + lines, span.column, span.end_line + lines, span.end_column)


class _TomlHeadPlaces(HeadPlaces):
    """Places that are looked for when the first of them is asked for."""

    def __init__(self, source: SourceText, first: int) -> None:
        self._source, self._first = source, first

    def is_in_scalar(self, offset: int) -> bool:
        """Whether the sign # at an offset of the block stands within quotes on its line."""
        block = self._source.block
        before = block[block.rfind("\n", 0, offset) + 1 : offset]
        return any(sign in _TOML_STRING.sub("", before) for sign in "\"'")

    @property
    def all(self) -> dict[str, ValuePlace]:  # type: ignore[override] # made late
        if not hasattr(self, "_all"):
            self._all = dict(_places_in_toml(self._source, self._first))
        return self._all


def _toml_places(source: SourceText, first: int) -> HeadPlaces:
    return _TomlHeadPlaces(source, first)


def _places_in_toml(source: SourceText, first: int) -> Iterator[tuple[str, ValuePlace]]:
    from feedtool.diagnostics.pointer import escape
    from feedtool.toml import places

    end = source.start + len(source.block.rstrip())
    yield "", ValuePlace(source.span(source.start, max(end, source.start)), None)
    found = places.places(source.block)
    for path, spans in found.named.items():
        span = _lower(spans[0], first - 1)
        yield "".join(f"/{escape(key)}" for key in path), ValuePlace(span, span)
    for path, span in found.inner.items():
        yield "".join(f"/{escape(key)}" for key in path), ValuePlace(_lower(span, first - 1), None)


# --- JSON


def _json(path: str, text: str, start: int, end: re.Pattern[str] | None) -> HeadResult:
    source = SourceText(path, text, start, len(text))
    try:
        value, stop = json.JSONDecoder(parse_constant=_refuse).raw_decode(text, _skip(text, start))
    except json.JSONDecodeError as error:
        at = source.span(error.pos, error.pos)
        hint = "write JSON: keys and texts in double quotes, a comma between two fields, none behind the last"
        return _fault(source, f"this is no JSON: {error.msg}", at, hint)
    except (ValueError, RecursionError):
        message = "a number is beyond reason, or brackets are nested too deeply"
        return _fault(
            source, message, source.span(start, start), "delete what nobody wrote by hand"
        )
    if not isinstance(value, dict):
        message = "the record is a list or a single value, not a mapping"
        return _fault(source, message, source.span(start, stop), "write { and } around the fields")
    if (half := _half_of_pair(text, start, stop)) is not None:
        message = f"{half[0]} is half of a character, which no file can hold"
        hint = "write both halves, or the character itself"
        return _fault(source, message, source.span(*half.span()), hint)
    if end is not None and (closing := end.search(text, stop)) is None:
        return _fault(
            source,
            "the front matter is not closed",
            source.span(stop, stop),
            "add a line that holds only --- below the last }",
        )
    block_end = closing.start() if end is not None and closing else stop
    source = SourceText(path, text, _skip(text, start), block_end)
    return HeadDocument("json", value, source, _JsonHeadPlaces(source, stop)), ()


# Backslashes stand in texts alone. What is in group 1 is one of a surrogate pair, without the other.
_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)"
)


def _half_of_pair(text: str, start: int, stop: int) -> re.Match[str] | None:
    """The first escape that is half of a surrogate pair, which Python lets pass (RFC 8259, section 8.2)."""
    if "\\u" not in text[start:stop]:
        return None
    return next((one for one in _ESCAPE.finditer(text, start, stop) if one[1]), None)


def _skip(text: str, start: int) -> int:
    found = re.compile(r"\s*").match(text, start)
    return found.end() if found else start


def _refuse(name: str) -> Any:
    raise ValueError(name)


# Who asks for more places than this is better served with all of them.
_FEW = 8


class _JsonHeadPlaces(HeadPlaces):
    """Places that are looked for when they are asked for; YAML reads JSON, and knows all of them."""

    def __init__(self, source: SourceText, stop: int) -> None:
        self._source, self._stop = source, stop
        self._found: dict[str, FoundValue | None] = {}

    @cached_property
    def all(self) -> dict[str, ValuePlace]:  # type: ignore[override] # made late
        return {pointer: self._source.place(found) for pointer, found in self._noted.items()}

    def find(self, pointer: str) -> ValuePlace | None:
        """The place of one value; None where nothing stands at the pointer."""
        if pointer not in self._found:
            self._found[pointer] = self._look_for(pointer)
        found = self._found[pointer]
        return found and self._source.place(found)

    def _look_for(self, pointer: str) -> FoundValue | None:
        if len(self._found) >= _FEW:
            return self._noted.get(pointer)
        from feedtool.frontmatter.dialects import jsonsearch  # late: few places are asked for

        try:
            return jsonsearch.find(self._source.text, self._source.start, pointer)
        except RecursionError:  # of what was just not too deep to be read
            return self._noted.get(pointer)

    @cached_property
    def _noted(self) -> Notebook:
        source = SourceText(self._source.path, self._source.text, self._source.start, self._stop)
        notebook, _ = located(source)
        return {"": FoundValue((source.start, self._stop), None)} | notebook


# --- heads without a first fence: Pelican's metadata, Hexo's YAML, reStructuredText

_META_LINE = re.compile(r"[A-Za-z_][\w -]*:(?:[ \t\r\n]|\Z)")


def _of_lines(path: str, text: str, again: Again | None) -> HeadResult | None:
    """The head of a file that begins with fields, line by line; None where it begins with anything else."""
    from feedtool.records.sites.notations import docinfo, nikola  # late: few sites have any

    found = nikola.head(path, text) or (docinfo.head(path, text) if path.endswith(".rst") else None)
    return _without_fence(path, text, again) if found is None else (found, ())


def _without_fence(path: str, text: str, again: Again | None) -> HeadResult | None:
    """The head of a file that begins with ``Key: value``; None where it begins with anything else."""
    if not _META_LINE.match(text):
        return None
    closing = re.compile(r"^---+[ \t]*\r?$", re.MULTILINE).search(text)
    blank = re.compile(r"^[ \t]*\r?$", re.MULTILINE).search(text)
    if closing and (not blank or closing.start() < blank.start()):
        return fences.mapping(SourceText(path, text, 0, closing.start()), again)
    end = blank.start() if blank else len(text)
    return _metadata(SourceText(path, text, 0, end)), ()


def _metadata(source: SourceText) -> HeadDocument:
    """The fields of ``Key: value`` lines as Python-Markdown reads them; a longer value goes on indented."""
    value: dict[str, Any] = {}
    places = {"": ValuePlace(source.span(0, max(len(source.block.rstrip()), 0)), None)}
    key, at = "", 0
    for line in source.block.splitlines(keepends=True):
        name, colon, rest = line.partition(":")
        begin = at + len(name) + 1 + len(rest) - len(rest.lstrip(" \t"))
        if key and line[:1] in " \t":
            value[key] = f"{value[key]} {line.strip()}".strip()
        elif colon:
            key = name.strip().lower()
            value[key] = rest.strip()
            place = source.span(begin, max(begin, at + len(line.rstrip())))
            places[f"/{key}"] = ValuePlace(place, source.span(at, at + len(name)))
        at += len(line)
    return HeadDocument("metadata", value, source, HeadPlaces(places))
