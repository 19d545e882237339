"""Front matter: the YAML block at the head of a text file, read as JSON would read it.

One pass over libyaml's events makes the value; the same pass, run again with a notebook, tells where
each value stands. PyYAML's own constructor is not used: it resolves ``no``, ``010``, ``1:30`` and
dates to what no author meant, takes the last of two equal keys, follows aliases into bombs, and
raises errors that are no YAMLError.
"""

import math
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar, NamedTuple

import yaml

from feedtool import syntax
from feedtool.problems import Problem, Span

MAX_DEPTH = 16
MAX_NODES = 5_000
MAX_SCALAR = 200_000
MAX_DIGITS = 18

Value = None | bool | int | float | str | list["Value"] | dict[str, "Value"]

_FENCE = re.compile(r"^---[ \t]*\r?(?:\n|\Z)", re.MULTILINE)
# YAML 1.2 section 10.2 (the JSON schema), with the spellings of null that section 10.3 adds.
LITERALS: dict[str, bool | None] = {
    "true": True, "false": False, "null": None, "Null": None, "NULL": None, "~": None, "": None,
}  # fmt: skip
# Booleans to YAML 1.1 (https://yaml.org/type/bool.html), texts to YAML 1.2: every reader differs.
AMBIGUOUS = frozenset(
    spelling
    for word in ("yes", "no", "on", "off")
    for spelling in (word, word.capitalize(), word.upper())
)
INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)", re.ASCII)
FLOAT = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?", re.ASCII)

_UNLIKE_TEXT = AMBIGUOUS | LITERALS.keys()
_INDENTED_FENCE = re.compile(r"^[ \t]+---[ \t]*\r?$", re.MULTILINE)
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))(?P<text>#[^\n]*?feedtool:[^\r\n]*)", re.MULTILINE)
_SURROGATE = re.compile("[\ud800-\udfff]")
# What YAML refuses in its source (YAML 1.1 section 4.1).
_UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


_NO_KEY = object()


class Place(NamedTuple):
    """Where a value stands, and its key where it has one."""

    value: Span
    key: Span | None


class Comment(NamedTuple):
    """A comment from its ``#`` to the end of the line, and whether it has the line to itself."""

    text: str
    span: Span
    own_line: bool


@dataclass(frozen=True)
class Document:
    """A front matter that parsed: its mapping, and on demand the place of everything in it."""

    path: str
    value: dict[str, Value]
    _source: "_Source"

    @property
    def text(self) -> str:
        """The whole file as characters, less a byte order mark."""
        return self._source.text

    def offsets(self, span: Span) -> tuple[int, int]:
        """Where a span of this document begins and ends in ``text``."""
        return self._source.offset(span.line, span.column), self._source.offset(
            span.end_line, span.end_column
        )

    @cached_property
    def places(self) -> dict[str, Place]:
        """The places by JSON pointer (RFC 6901): ``/topics/0``; the whole mapping is ``""``."""
        notebook: dict[str, Place] = {}
        _Pass(self._source, notebook).run()
        return notebook

    @cached_property
    def comments(self) -> tuple[Comment, ...]:
        """The comments that hold ``feedtool:``, in order of place (YAML 1.1 section 4.2.2)."""
        source, found = self._source, []
        scalars = sorted(self._scalars())
        for match in _COMMENT.finditer(source.text, source.start, source.end):
            span = source.span(match.start("text"), match.end("text"))
            before = bisect_right(scalars, span)
            if not before or not _covers(scalars[before - 1], span):
                line_start = source.text.rfind("\n", 0, match.start("text")) + 1
                own_line = not source.text[line_start : match.start("text")].strip()
                found.append(Comment(match["text"], span, own_line))
        return tuple(found)

    def _scalars(self) -> Iterator[Span]:
        """The places of all keys, and of all values that hold no others."""
        parents = {pointer.rpartition("/")[0] for pointer in self.places if pointer}
        for pointer, place in self.places.items():
            if place.key is not None:
                yield place.key
            if pointer not in parents:
                yield place.value


def parse(path: str, content: bytes) -> tuple[Document | None, tuple[Problem, ...]]:
    """The front matter of a text file, or None and the problems that keep it from being read.

    A byte order mark and CRLF line ends are fine; the first line is ``---`` and so is the last.
    """
    source = _decode(path, content)
    if isinstance(source, Problem):
        return None, (source,)
    opening = _FENCE.match(source.text)
    if opening is None:
        return None, (_no_front_matter(source),)
    first = source.text.find("---", opening.end())
    closing = _FENCE.search(source.text, first) if first >= 0 else None
    if closing is None:
        problem = source.problem(
            "front-matter-unclosed",
            "the front matter is not closed",
            (0, opening.end()),
            "end it with a line that holds only ---; a file still being written ends like this",
        )
        return None, (problem,)
    indented = None
    if first < closing.start():
        indented = _INDENTED_FENCE.search(source.text, opening.end(), closing.start())
    if indented is not None:
        problem = source.problem(
            "front-matter-indented-fence",
            "a line that holds only --- stands within the front matter",
            indented.span(),
            "other tools end the front matter here: write the value on one line",
        )
        return None, (problem,)
    return _mapping(_Source(path, source.text, opening.end(), closing.start()))


def parse_yaml(path: str, content: bytes) -> tuple[Document | None, tuple[Problem, ...]]:
    """The mapping that a whole YAML file holds, or None and the problems, as ``parse`` gives them."""
    source = _decode(path, content)
    return (None, (source,)) if isinstance(source, Problem) else _mapping(source)


@dataclass(frozen=True)
class _Source:
    """A decoded file and the stretch of it that is YAML; offsets count characters of the file."""

    path: str
    text: str
    start: int
    end: int

    @property
    def block(self) -> str:
        return self.text[self.start : self.end]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def span(self, start: int, end: int) -> Span:
        """The span between two offsets. Lines end at LF alone, as editors count them."""
        first, last = (bisect_right(self._line_starts, offset) for offset in (start, end))
        starts = self._line_starts
        return Span(first, start - starts[first - 1] + 1, last, end - starts[last - 1] + 1)

    def offset(self, line: int, column: int) -> int:
        return self._line_starts[line - 1] + column - 1

    def problem(
        self, code: str, message: str, place: tuple[int, int], hint: str | None = None
    ) -> Problem:
        return Problem(self.path, code, message, self.span(*place), hint=hint)


def _decode(path: str, content: bytes) -> _Source | Problem:
    try:
        text = content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        good = content[: error.start].decode("utf-8").removeprefix("\ufeff")
        line = good.count("\n") + 1
        column = len(good) - (good.rfind("\n") + 1) + 1
        return Problem(
            path,
            "file-not-utf8",
            f"byte 0x{content[error.start]:02x} is not UTF-8",
            Span(line, column, line, column + 1),
            hint="save the file as UTF-8",
        )
    source = _Source(path, text, 0, len(text))
    nul = text.find("\0")
    if nul >= 0:
        hint = "a write that was cut short by a power failure leaves such files: restore it"
        return source.problem("file-binary", "the file holds NUL characters", (nul, nul + 1), hint)
    return source


def _no_front_matter(source: _Source) -> Problem:
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


def _mapping(source: _Source) -> tuple[Document | None, tuple[Problem, ...]]:
    ordinary = _read_ordinary(source.block)
    if ordinary is not None:
        return Document(source.path, ordinary, source), ()
    value, problems = _Pass(source, None).run()
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


def _read_ordinary(block: str) -> dict[str, Value] | None:  # noqa: C901, PLR0911, PLR0912, PLR0915
    """The mapping that a block holds; None where it is out of the ordinary, for the pass to say how.

    The same reading as the pass makes of the same events, in one loop: a call for each event would
    cost more than the event. Whatever is wrong, or may be, is left to the pass.
    """
    if len(block) > MAX_SCALAR or _LOADER is _PythonLoader:
        return None
    loader = _LOADER(block)
    following: Callable[[], Any] = loader.get_event
    above: list[tuple[Any, Any]] = []
    container: Any = None
    key: Any = _NO_KEY
    value: Any
    left = MAX_NODES
    try:
        following(), following()  # the stream and the document begin
        while True:
            event: Any = following()
            kind = type(event)
            if kind is yaml.ScalarEvent:
                if event.anchor is not None or event.tag is not None:
                    return None
                value = event.value
                if not event.style and (value in _UNLIKE_TEXT or value[0] in "-0123456789"):
                    if value in AMBIGUOUS:
                        return None
                    value = _number(value) if value not in LITERALS else LITERALS[value]
                    if value is _NO_KEY:
                        return None
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                if event.anchor is not None or event.tag is not None:
                    return None
                value = {} if kind is yaml.MappingStartEvent else []
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                value, (container, key) = container, above.pop()
                if container is None:
                    break
                continue
            else:  # an alias, or a document of one scalar
                return None
            left -= 1
            if left < 0:
                return None
            if container is None:
                if type(value) is not dict:
                    return None
            elif type(container) is list:
                container.append(value)
            elif key is _NO_KEY:
                if type(value) is not str or value in container or value == "<<":
                    return None
                key = value
                continue
            else:
                container[key] = value
                key = _NO_KEY
            if kind is not yaml.ScalarEvent:
                above.append((container, key))
                if len(above) > MAX_DEPTH:
                    return None
                container, key = value, _NO_KEY
        following()  # the document ends
        return value if type(following()) is yaml.StreamEndEvent else None
    except yaml.YAMLError:
        return None
    finally:
        loader.dispose()


def _number(text: str) -> int | float | str | object:
    """What an unquoted scalar that begins like a number is; _NO_KEY where it is too large a number."""
    if INTEGER.fullmatch(text):
        return int(text) if len(text) <= MAX_DIGITS else _NO_KEY
    if not FLOAT.fullmatch(text):
        return text
    number = float(text)
    return number if math.isfinite(number) else _NO_KEY


def _kind(value: Value) -> str:
    return "list" if isinstance(value, list) else "single value"


@dataclass
class _Open:
    """A collection whose end has not come yet; ``key`` waits for its value."""

    container: dict[str, Value] | list[Value]
    pointer: str
    start: int
    end: int
    key: Any = _NO_KEY
    key_span: Span | None = None
    seen: dict[str, int] = field(default_factory=dict)


class _TooMuch(Exception):
    """The block is deeper or larger than any record is; reading on would be a risk."""


class _Pass:
    """One pass over the events of a block; with a notebook it writes down the places."""

    def __init__(self, source: _Source, notebook: dict[str, Place] | None) -> None:
        self._source = source
        self._notebook = notebook
        self._problems: list[Problem] = []
        self._stack: list[_Open] = []
        self._root: Value = None
        self._documents = 0
        self._nodes = 0

    def run(self) -> tuple[Value, list[Problem]]:
        """The value of the block and what is wrong with it; the value counts only without problems."""
        try:
            for event in _events(self._source.block):
                self._HANDLERS[type(event)](self, event)
        except yaml.YAMLError as error:
            self._syntax(_syntax_problem(self._source, error))
        except _TooMuch:
            pass
        return self._root, self._problems

    def _syntax(self, problem: Problem) -> None:
        """Add a syntax error, unless it only follows from another problem of its line."""
        lines = [known.span.line for known in self._problems if known.span]
        if problem.span is None or problem.span.line not in lines:
            self._problems.append(problem)

    def _ignore(self, event: yaml.Event) -> None:
        pass

    def _document(self, event: yaml.Event) -> None:
        self._documents += 1
        if self._documents > 1:
            self._report(
                event, "yaml-multiple-documents", "a second YAML document begins here",
                "a record is one document: put a text with --- or ... at its line start in quotes",
            )  # fmt: skip
            raise _TooMuch

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        text = event.value
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        if len(text) > MAX_SCALAR:
            self._report(
                event, "yaml-too-large", f"the value has {len(text)} characters", _SIZE_HINT
            )
            text = ""
        self._add(event, text if event.style else self._plain(event, text))

    def _plain(self, event: yaml.ScalarEvent, text: str) -> Value:
        """What an unquoted scalar means."""
        if text in LITERALS:
            return LITERALS[text]
        if text[0] not in "-0123456789":
            if text in AMBIGUOUS and not self._expects_key():
                self._report(
                    event,
                    "yaml-ambiguous",
                    f"{text} is a text to some tools and true or false to others",
                    "write true or false, or put it in quotes",
                )
            return text
        if INTEGER.fullmatch(text):
            if len(text) <= MAX_DIGITS:
                return int(text)
        elif not FLOAT.fullmatch(text):
            return text
        elif len(text) <= MAX_SCALAR and math.isfinite(number := float(text)):
            return number
        self._report(event, "yaml-number-too-large", "the number is too large", "put it in quotes")
        return 0

    def _expects_key(self) -> bool:
        top = self._stack[-1] if self._stack else None
        return top is not None and isinstance(top.container, dict) and top.key is _NO_KEY

    def _open(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        container: dict[str, Value] | list[Value]
        container = {} if isinstance(event, yaml.MappingStartEvent) else []
        pointer = self._add(event, container)
        if len(self._stack) == MAX_DEPTH:
            self._report(
                event, "yaml-too-deep", f"more than {MAX_DEPTH} levels of nesting", _DEPTH_HINT
            )
            raise _TooMuch
        start, end = _start(event), _end(event)
        self._stack.append(_Open(container, pointer, start, end))

    def _close(self, event: yaml.Event) -> None:
        closed = self._stack.pop()
        flow = _end(event) > _start(event)
        end = _end(event) if flow else closed.end
        if self._stack:
            self._stack[-1].end = max(end, self._stack[-1].end)
        if self._notebook is not None and closed.pointer in self._notebook:
            key = self._notebook[closed.pointer].key
            self._notebook[closed.pointer] = Place(self._span(closed.start, end), key)

    def _alias(self, event: yaml.AliasEvent) -> None:
        self._report(
            event,
            "yaml-alias",
            f"*{event.anchor} stands for a value from elsewhere, and is not read",
            "put a text that begins with * in quotes, or write the value out",
        )
        self._add(event, None)

    def _add(self, event: yaml.NodeEvent, value: Value) -> str:
        """Put a value where it belongs, and give its JSON pointer."""
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._report(
                event, "yaml-too-large", f"more than {MAX_NODES:,} values in one record", _SIZE_HINT
            )
            raise _TooMuch
        if not self._stack:
            self._root = value
            return self._note("", event, None)
        top = self._stack[-1]
        top.end = max(top.end, _end(event))
        if isinstance(top.container, list):
            top.container.append(value)
            index = len(top.container) - 1
            return (
                "" if self._notebook is None else self._note(f"{top.pointer}/{index}", event, None)
            )
        if top.key is _NO_KEY:
            self._key(top, event, value)
            return ""
        key, top.key = top.key, _NO_KEY
        top.container[key] = value
        if self._notebook is None:
            return ""
        return self._note(f"{top.pointer}/{_escape(key)}", event, top.key_span)

    def _key(self, top: _Open, event: yaml.NodeEvent, value: Value) -> None:
        if not isinstance(value, str):
            self._report(
                event,
                "yaml-key-not-string",
                "a key of this mapping is not a text",
                "put it in quotes, or the whole value if it begins with {",
            )
        elif value == "<<" and not getattr(event, "style", None):
            self._report(event, "yaml-merge-key", "the merge key << is not read", _ALIAS_HINT)
        elif value in top.seen:
            line = self._span(top.seen[value], top.seen[value]).line
            self._report(
                event,
                "yaml-duplicate-key",
                f"the key {value!r} stands here a second time",
                f"it is also on line {line}: keep one of them",
            )
        top.key = value if isinstance(value, str) else ""
        top.seen[top.key] = _start(event)
        if self._notebook is not None:
            top.key_span = self._event_span(event)

    def _note(self, pointer: str, event: yaml.NodeEvent, key: Span | None) -> str:
        if self._notebook is not None:
            self._notebook[pointer] = Place(self._event_span(event), key)
        return pointer

    def _refuse_properties(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            self._report(
                event,
                "yaml-anchor",
                f"&{event.anchor} gives the value a name, and is not read",
                "put a text that begins with & in quotes, or delete the name",
            )
        if event.tag is not None:
            self._report(
                event,
                "yaml-tag",
                "a word behind ! names a type, and is not read",
                "put a text that begins with ! in quotes, or delete the type",
            )

    def _report(self, event: yaml.Event, code: str, message: str, hint: str) -> None:
        span = self._event_span(event)
        self._problems.append(Problem(self._source.path, code, message, span, hint=hint))

    def _event_span(self, event: yaml.Event) -> Span:
        start, end = _start(event), _end(event)
        return self._span(start, start + len(self._source.block[start:end].rstrip()))

    def _span(self, start: int, end: int) -> Span:
        return self._source.span(self._source.start + start, self._source.start + max(start, end))

    _HANDLERS: ClassVar[dict[type[yaml.Event], Callable[["_Pass", Any], None]]] = {
        yaml.ScalarEvent: _scalar,
        yaml.MappingStartEvent: _open,
        yaml.SequenceStartEvent: _open,
        yaml.MappingEndEvent: _close,
        yaml.SequenceEndEvent: _close,
        yaml.AliasEvent: _alias,
        yaml.DocumentStartEvent: _document,
        yaml.DocumentEndEvent: _ignore,
        yaml.StreamStartEvent: _ignore,
        yaml.StreamEndEvent: _ignore,
    }


def _covers(outer: Span, inner: Span) -> bool:
    start, end = (outer.line, outer.column), (outer.end_line, outer.end_column)
    return start <= (inner.line, inner.column) < end


def _escape(key: str) -> str:
    """A key as a reference token of a JSON pointer (RFC 6901 section 3)."""
    return key.replace("~", "~0").replace("/", "~1")


def _start(event: yaml.Event) -> int:
    return event.start_mark.index  # type: ignore[union-attr] # only a hand-made event has no marks


def _end(event: yaml.Event) -> int:
    return event.end_mark.index  # type: ignore[union-attr]


_SIZE_HINT = "no record is that large; is this the right file?"
_DEPTH_HINT = "no record is nested that deeply; check the brackets and the indentation"
_ALIAS_HINT = "write the value out where it is used"


class _PythonLoader(yaml.SafeLoader):
    """PyYAML's own parser, made to read what libyaml reads."""

    def scan_to_next_token(self) -> None:
        """Skip blanks, comments and line breaks; tabs too, where they are no indentation."""
        super().scan_to_next_token()
        while self.peek() == "\t" and (self.flow_level or not self.allow_simple_key):
            self.forward()
            super().scan_to_next_token()


_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", _PythonLoader)


def _events(block: str) -> Iterator[yaml.Event]:
    loader = _LOADER(block)
    try:
        while loader.check_event():
            event: yaml.Event = loader.get_event()  # type: ignore[no-untyped-call]
            if _LOADER is _PythonLoader and _SURROGATE.search(getattr(event, "value", "")):
                raise _no_character(event.start_mark)
            yield event
    except (OverflowError, ValueError):  # PyYAML's own parser passes any number on to chr()
        raise _no_character(loader.get_mark()) from None
    finally:
        loader.dispose()


def _no_character(mark: Any) -> yaml.YAMLError:
    return yaml.scanner.ScannerError(None, None, "invalid Unicode character escape", mark)


def _syntax_problem(source: _Source, error: yaml.YAMLError) -> Problem:
    unreadable = _UNREADABLE.search(source.text, source.start, source.end)
    if unreadable is not None:
        return source.problem(
            "yaml-control-character",
            f"the character U+{ord(unreadable[0]):04X} cannot stand in YAML",
            unreadable.span(),
            "delete it",
        )
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    opened = getattr(error, "context_mark", None)
    slip = syntax.explain(
        syntax.Fault(
            text=source.text[: source.end],
            said=str(getattr(error, "problem", None) or error),
            context=str(getattr(error, "context", None)),
            offset=min(source.start + (mark.index if mark else 0), source.end),
            opened=source.start + opened.index if opened else None,
            value=_last_value(source),
        )
    )
    return source.problem("yaml-syntax", slip.message, (slip.start, slip.end), slip.hint)


def _last_value(source: _Source) -> tuple[int, int] | None:
    """The stretch of the last value before a syntax error."""
    last = None
    try:
        for event in _events(source.block):
            if isinstance(event, yaml.ScalarEvent):
                last = source.start + _start(event), source.start + _end(event)
    except yaml.YAMLError:
        pass
    return last
