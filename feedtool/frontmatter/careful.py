"""The careful pass over the events of a block: it finds what the block says, and all that is wrong with it."""

import math
import re
from collections.abc import Callable
from typing import Any, ClassVar

import yaml

from feedtool.diagnostics.problem import Problem, Span
from feedtool.frontmatter import loader
from feedtool.frontmatter.scalars import (
    AMBIGUOUS,
    FLOAT,
    INTEGER,
    LITERALS,
    MAX_DEPTH,
    MAX_DIGITS,
    MAX_SCALAR,
    YamlValue,
    max_nodes,
)
from feedtool.frontmatter.source import SourceText

_NO_KEY = object()


class _Open:
    """A collection whose end has not come yet; ``key`` waits for its value."""

    def __init__(
        self,
        container: dict[str, YamlValue] | list[YamlValue],
        event: yaml.MappingStartEvent | yaml.SequenceStartEvent,
    ) -> None:
        self.container = container
        self.column, self.is_block = loader.column(event), not event.flow_style
        self.key: Any = _NO_KEY
        self.seen: dict[str, yaml.NodeEvent] = {}


class TooMuchError(Exception):
    """The block is deeper or larger than any record is; reading on would be a risk."""


class Pass:
    """One pass over the events of a block."""

    def __init__(self, source: SourceText, text: str | None = None) -> None:
        """``text`` is read in place of the block, of which it leaves parts out; all places are the same."""
        self._source = source
        self._text = source.block if text is None else text
        self._problems: list[Problem] = []
        self._stack: list[_Open] = []
        self._root: YamlValue = None
        self._documents = 0
        self._nodes, self._max_nodes = 0, max_nodes(len(source.block))

    def run(self) -> tuple[YamlValue, list[Problem]]:
        """The value of the block and what is wrong with it; the value counts only without problems."""
        try:
            handlers = self._HANDLERS
            for event in loader.events(self._text):
                handlers[type(event)](self, event)
        except yaml.YAMLError as error:
            from feedtool.frontmatter.slips import faults  # late: nearly every block is YAML

            self._syntax(faults.syntax_problem(self._source, error))
        except TooMuchError:
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
            advice = self._line_or(event, "a record is one document: delete this line")
            self._report(event, "yaml-multiple-documents", advice=advice)
            raise TooMuchError

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        text = event.value
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        if len(text) > MAX_SCALAR:
            self._report(event, "yaml-too-large", characters=len(text))
            text = ""
        self._add(event, text if event.style else self._plain(event, text))

    def _plain(self, event: yaml.ScalarEvent, text: str) -> YamlValue:
        """What an unquoted scalar means."""
        if text in LITERALS:
            return LITERALS[text]
        if text[0] not in "-0123456789":
            if text in AMBIGUOUS and not self._expects_key():
                self._report(event, "yaml-ambiguous", value=text, advice=self._meant(text))
            return text
        if INTEGER.fullmatch(text):
            if len(text) <= MAX_DIGITS:
                return int(text)
        elif not FLOAT.fullmatch(text):
            return text
        elif len(text) <= MAX_SCALAR and math.isfinite(number := float(text)):
            return number
        kind = self._kind()
        hint = f'write "{text}"' if len(text) <= _SHOWN else "put it in quotes"
        hint = "write a smaller number, such as 50" if kind == "integer" else hint
        self._report(event, "yaml-number-too-large", advice=hint)
        return 0

    def _meant(self, text: str) -> str:
        """How to write yes or no where the key says whether a text or a truth value is meant."""
        truth = "true" if text.lower() in ("yes", "on") else "false"
        return {"boolean": f"write {truth}", "string": f'write "{text}"'}.get(
            self._kind(), f'write {truth}, or "{text}" if it is a text'
        )

    def _kind(self) -> str:
        """The type that records have under the key whose value comes next; items of lists are texts."""
        from feedtool.diagnostics import schemas, synonyms  # late: only what is wrong needs it

        top = self._stack[-1] if self._stack else None
        if top is None or isinstance(top.container, list):
            return "string"
        key, kinds = str(top.key), schemas.record_kinds()
        meant = (kinds.get(field) for field in synonyms.fields_of(key))
        if synonyms.negates(key) or "boolean" in meant:
            return "boolean"
        return kinds.get(key, "")

    def _expects_key(self) -> bool:
        top = self._stack[-1] if self._stack else None
        return top is not None and isinstance(top.container, dict) and top.key is _NO_KEY

    def _open(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        container: dict[str, YamlValue] | list[YamlValue]
        container = {} if isinstance(event, yaml.MappingStartEvent) else []
        self._add(event, container)
        if len(self._stack) == MAX_DEPTH:
            advice = self._line_or(event, _DEPTH_HINT)
            self._report(event, "yaml-too-deep", limit=MAX_DEPTH, advice=advice)
            raise TooMuchError
        self._stack.append(_Open(container, event))

    def _close(self, _event: yaml.Event) -> None:
        self._stack.pop()

    def _alias(self, event: yaml.AliasEvent) -> None:
        advice = self._line_or(event, "write the value out")
        self._report(event, "yaml-alias", anchor=event.anchor, advice=advice)
        self._add(event, None)

    def _add(self, event: yaml.NodeEvent, value: YamlValue) -> None:
        """Put a value where it belongs."""
        self._nodes += 1
        if self._nodes > self._max_nodes:
            self._report(event, "yaml-too-large", limit=f"{self._max_nodes:,}")
            raise TooMuchError
        if not self._stack:
            self._root = value
            return
        top = self._stack[-1]
        container, key = top.container, top.key
        if isinstance(container, list):
            container.append(value)
        elif key is _NO_KEY:
            self._key(top, event, value)
        else:
            top.key = _NO_KEY
            container[key] = value

    def _key(self, top: _Open, event: yaml.NodeEvent, value: YamlValue) -> None:
        if not isinstance(value, str):
            self._report(
                event,
                "yaml-key-not-string",
                advice=self._line_or(event, "put the whole value in quotes")
                if isinstance(value, list | dict)
                else f'write "{self._source.block[loader.start(event) : loader.end(event)]}"',
            )
        elif value[:1].isspace():
            self._odd_blanks(event)
        elif value == "<<" and not getattr(event, "style", None):
            self._report(event, "yaml-merge-key")
        elif value in top.seen:
            line = self._event_span(top.seen[value]).line
            self._report(event, "yaml-duplicate-key", key=repr(value), line=line)
        top.key = value if isinstance(value, str) else ""
        top.seen[top.key] = event

    def _refuse_properties(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        # What goes on below the line that it begins on: that line alone cannot be written as a text.
        is_below = isinstance(event, yaml.CollectionStartEvent) and not event.flow_style
        is_below |= "\n" in self._text[loader.start(event) : loader.end(event)].rstrip()
        if event.anchor is not None:
            advice = f"delete &{event.anchor}"
            advice = advice if is_below else self._line_or(event, advice)
            self._report(event, "yaml-anchor", anchor=event.anchor, advice=advice)
        if event.tag is not None:
            advice = "delete the word that begins with !"
            advice = advice if is_below else self._line_or(event, advice)
            self._report(event, "yaml-tag", advice=advice)

    def _odd_blanks(self, event: yaml.NodeEvent) -> None:
        """Tell of a key whose indentation holds blanks that are no plain spaces, the first time only."""
        if any(problem.code == "yaml-syntax" for problem in self._problems):
            return
        from feedtool.frontmatter.slips import rewrites

        place = self._source.start + loader.start(event)
        hint = rewrites.hint(self._source, place) or "indent with plain spaces"
        slip = "the indentation holds blanks that are no plain spaces"
        self._problems.append(
            self._source.problem("yaml-syntax", (place, place + 1), slip=slip, advice=hint)
        )

    def _line_or(self, event: yaml.Event, hint: str) -> str:
        """What to write for the line of an event, where quotes make a text of it; else the hint."""
        from feedtool.frontmatter.slips import rewrites  # late: only what is wrong needs it

        start = self._source.start + loader.start(event)
        return rewrites.hint(self._source, start, ends_in_a_value=self._ends_line(event)) or hint

    def _ends_line(self, event: yaml.Event) -> bool:
        """Whether an event is a value behind its key or its hyphen, the last of its line in block style.

        The next line has to go on in one of the collections that are open.
        """
        text, end = self._text, loader.end(event)
        line_end = text.find("\n", end)
        line_end = len(text) if line_end < 0 else line_end
        is_one_line = "\n" not in text[loader.start(event) : line_end]
        if not is_one_line or text[end:line_end].strip() or not self._stack or self._expects_key():
            return False
        following = _NEXT.match(text, line_end + 1)
        return all(level.is_block for level in self._stack) and (
            following is not None
            and any(
                level.column == len(following[1])
                and isinstance(level.container, list) is bool(following[2])
                for level in self._stack
            )
        )

    def _report(self, event: yaml.Event, code: str, **parts: object) -> None:
        from feedtool.diagnostics.words.frontmatter import WORDS  # late: a good record needs none

        span = self._event_span(event)
        self._problems.append(WORDS[code].problem(self._source.path, code, parts, span))
        if len(self._problems) == _MOST_PROBLEMS:
            raise TooMuchError

    def _event_span(self, event: yaml.Event) -> Span:
        start, end = loader.start(event), loader.end(event)
        return self._span(start, start + len(self._source.block[start:end].rstrip(" \t\r\n")))

    def _span(self, start: int, end: int) -> Span:
        return self._source.span(self._source.start + start, self._source.start + max(start, end))

    _HANDLERS: ClassVar[dict[type[yaml.Event], Callable[[Any, Any], None]]] = {
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


# Each hint is tried before it is given, which takes its time: who has so many problems mends these first.
_MOST_PROBLEMS = 500
# The beginning of a line that goes on with a key, or behind a hyphen.
_NEXT = re.compile(r"( *)(- |)(?=[A-Za-z_\"'])")
_DEPTH_HINT = "no record is nested that deeply; check the brackets and the indentation"
_SHOWN = 100
