"""YAML as a generator reads it, where that is more than JSON: names for values, yes and no, a key twice.

What a generator takes is no fault of its author's. Values that an alias repeats are counted each time, so that
few lines which stand for millions of values are refused before anybody walks over them.
"""

import re
from collections.abc import Callable
from functools import cached_property
from typing import Any, ClassVar

import yaml

from feedtool.diagnostics.problem import Problem, Severity
from feedtool.frontmatter import loader
from feedtool.frontmatter.careful import Pass, TooMuchError
from feedtool.frontmatter.dialects.dialect import Dialect
from feedtool.frontmatter.document import Document
from feedtool.frontmatter.located import MergedNames
from feedtool.frontmatter.places import YamlPlaces
from feedtool.frontmatter.scalars import AMBIGUOUS, MAX_DEPTH, MAX_SCALAR, YamlValue
from feedtool.frontmatter.source import SourceText
from feedtool.imports.tuples import NamedTuple


class DialectDocument(Document):
    """A front matter that only a dialect can read; ``remarks`` are warnings about it."""

    def __init__(
        self,
        value: dict[str, YamlValue],
        source: SourceText,
        remarks: tuple[Problem, ...],
        merged: MergedNames,
    ) -> None:
        super().__init__(source.path, value, source)
        self.remarks, self._merged = remarks, merged

    @cached_property
    def _places(self) -> YamlPlaces:
        return YamlPlaces(self._source, self._written, is_ordinary=False, merged=self._merged)


def read(source: SourceText, dialect: Dialect) -> tuple[Document | None, tuple[Problem, ...]]:
    """What a block holds that only a dialect takes, or None and what is wrong with it even so."""
    if dialect.has_tabs and "\t" in source.block:
        source = _with_spaces(source)
    reading = DialectPass(source, dialect)
    value, problems = reading.run()
    if problems or not isinstance(value, dict):
        return None, tuple(problems)
    return DialectDocument(value, source, tuple(reading.remarks), reading.merged), ()


def _with_spaces(source: SourceText) -> SourceText:
    """The same with spaces for the tabs that lines begin with, so that everything stands where it did."""
    block = re.sub(r"(?m)^[ \t]+", lambda blanks: " " * len(blanks[0]), source.block)
    text = source.text[: source.start] + block + source.text[source.end :]
    return SourceText(source.path, text, source.start, source.end)


class _Anchored(NamedTuple):
    """A value that has a name, how many values it is made of, and how deeply they are nested."""

    value: YamlValue
    nodes: int
    depth: int


# The types whose names say no more than how a value looks.
_PLAIN_TAGS = tuple(
    f"tag:yaml.org,2002:{name}"
    for name in ("int", "float", "bool", "null", "timestamp", "map", "seq")
)
_TEXT_TAGS = ("tag:yaml.org,2002:str", "!")
_KNOWN_TAGS = (None, *_PLAIN_TAGS, *_TEXT_TAGS)
_MERGE = "<<"
_CODE, _MOST_REMARKS = "field-repeated", 100


class _Opened:
    """A collection that is being read: its name, the values seen before it, and its depth so far."""

    def __init__(self, anchor: str | None, before: int) -> None:
        self.anchor, self.before, self.depth = anchor, before, 1


class DialectPass(Pass):
    """One pass over the events of a block, by a dialect; ``remarks`` are warnings.

    ``merged`` are the names of the fields that each merge key brings in, by the offset of the key in the file.
    """

    def __init__(self, source: SourceText, dialect: Dialect) -> None:
        super().__init__(source)
        self._dialect = dialect
        self.merged: dict[int, list[str]] = {}
        self._anchors: dict[str, _Anchored] = {}
        self._opened: list[_Opened] = []
        # The mappings that take fields of others, by identity, with the key << in each.
        self._merging: dict[int, yaml.NodeEvent] = {}
        self.remarks: list[Problem] = []

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        text = event.value
        self._refuse_unknown_tag(event)
        if len(text) > MAX_SCALAR:
            self._report(event, "yaml-too-large", characters=len(text))
            text = ""
        is_text = bool(event.style) or event.tag in _TEXT_TAGS or self._expects_key()
        value = text if is_text else self._plain(event, text)
        self._add(event, value)
        if event.anchor is not None:
            self._anchors[event.anchor] = _Anchored(value, 1, 0)

    def _plain(self, event: yaml.ScalarEvent, text: str) -> YamlValue:
        if text in AMBIGUOUS and self._dialect.knows_words:
            return text.lower() in ("yes", "on") if self._dialect.has_yes else text
        known = len(self._problems)
        value = super()._plain(event, text)
        if self._problems[known:] and self._problems[-1].code == "yaml-number-too-large":
            self._problems.pop()
            return text  # a number that long is an identifier
        return value

    def _open(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        self._refuse_unknown_tag(event)
        self._opened.append(_Opened(event.anchor, self._nodes))
        anchor, tag = event.anchor, event.tag
        event.anchor = event.tag = None  # which have been seen to
        super()._open(event)
        event.anchor, event.tag = anchor, tag

    def _close(self, event: yaml.Event) -> None:
        closed = self._stack[-1]
        super()._close(event)
        if key := self._merging.pop(id(closed.container), None):
            self._merge(closed.container, key)
        opened = self._opened.pop()
        if self._opened:
            self._opened[-1].depth = max(self._opened[-1].depth, opened.depth + 1)
        if opened.anchor is not None:
            nodes = self._nodes - opened.before
            self._anchors[opened.anchor] = _Anchored(closed.container, nodes, opened.depth)

    def _alias(self, event: yaml.AliasEvent) -> None:
        found = self._anchors.get(event.anchor or "")
        if found is None:
            super()._alias(event)
            return
        if len(self._stack) + found.depth > MAX_DEPTH:
            advice = "write out what the names stand for"
            self._report(event, "yaml-too-deep", limit=MAX_DEPTH, advice=advice)
            raise TooMuchError
        self._nodes += found.nodes - 1
        self._add(event, found.value)
        if self._opened:
            self._opened[-1].depth = max(self._opened[-1].depth, found.depth + 1)

    def _key(self, top: Any, event: yaml.NodeEvent, value: YamlValue) -> None:
        if value == _MERGE and not getattr(event, "style", None):
            self._merging[id(top.container)] = event
            self.merged[self._source.start + loader.start(event)] = []
            top.key = _MERGE
            return
        if self._dialect.takes_last and isinstance(value, str) and value in top.seen:
            self._repeated(event, loader.start(top.seen[value]), value)
            del top.seen[value]
        super()._key(top, event, value)

    def _merge(self, container: Any, key: yaml.NodeEvent) -> None:
        """Give a mapping the fields that it takes from others, but for those that it has."""
        taken = container.pop(_MERGE, None)
        names = self.merged[self._source.start + loader.start(key)]
        for other in taken if isinstance(taken, list) else [taken]:
            if not isinstance(other, dict):
                self._report(key, "yaml-merge-key")
                return
            for name, value in other.items():
                if name not in container:
                    container[name] = value
                    names.append(name)

    def _repeated(self, event: yaml.NodeEvent, first: int, key: str) -> None:
        """Warn of a key that comes again, at its first place, which does not count."""
        if len(self.remarks) == _MOST_REMARKS:
            return
        from feedtool.diagnostics.words.frontmatter import WORDS  # late: few heads need any

        span, again = self._span(first, first + len(key)), self._event_span(event)
        advice = "delete this line: the other one counts"
        advice = advice if span.line < again.line else "write it once"
        parts = {"key": repr(key), "line": again.line, "advice": advice}
        made = WORDS[_CODE].problem(self._source.path, _CODE, parts, span)
        self.remarks.append(made._replace(severity=Severity.WARNING))

    def _refuse_unknown_tag(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.tag not in _KNOWN_TAGS:
            advice = self._line_or(event, "delete the word that begins with !")
            self._report(event, "yaml-tag", advice=advice)

    _HANDLERS: ClassVar[dict[type[yaml.Event], Callable[[Any, Any], None]]] = {
        **Pass._HANDLERS,  # noqa: SLF001 - of the class below
        yaml.ScalarEvent: _scalar,
        yaml.MappingStartEvent: _open,
        yaml.SequenceStartEvent: _open,
        yaml.MappingEndEvent: _close,
        yaml.SequenceEndEvent: _close,
        yaml.AliasEvent: _alias,
    }
