"""Where each value of a sound block stands: one walk over its events, which asks nothing else of them."""

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from feedtool.diagnostics.pointer import escape
from feedtool.frontmatter import loader
from feedtool.frontmatter.source import FoundValue, SourceText

# What stands between which offsets of the file, by JSON pointer (RFC 6901). Lines are counted for those places
# alone that are asked for.
Notebook = dict[str, FoundValue]
# The names of the fields that a merge key brings in, by the offset of the key in the file.
MergedNames = Mapping[int, Sequence[str]]

_BLANKS = " \t\r\n"
_STARTS = frozenset((yaml.MappingStartEvent, yaml.SequenceStartEvent))
_ENDS = frozenset((yaml.MappingEndEvent, yaml.SequenceEndEvent))


class _Holder:
    """A collection whose end has not come yet: its pointer, and where what it holds ends so far."""

    def __init__(self, pointer: str, start: int, end: int, *, is_list: bool) -> None:
        self.pointer, self.start, self.end = pointer, start, end
        self.is_list, self.items = is_list, 0
        # The key whose value comes next, and where it stands.
        self.key: str | None = None
        self.key_place: tuple[int, int] = (0, 0)


class _Walk:
    """The places that are known, and what is open."""

    def __init__(self, source: SourceText, merged: MergedNames) -> None:
        self.notebook: Notebook = {}
        self._block, self._base, self._merged = source.block, source.start, merged
        self._open: list[_Holder] = []
        # What aliases stand for, which may be keys.
        self._texts: dict[str, str] = {}

    def take(self, event: Any) -> None:
        """Note what the next event tells."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            if event.anchor is not None:
                self._texts[event.anchor] = event.value
            self._value(event, event.value)
        elif kind is yaml.AliasEvent:
            self._value(event, self._texts.get(event.anchor, ""))
        elif kind in _ENDS:
            self._close(event)
        elif kind in _STARTS:
            pointer = self._value(event, "")
            start, end = loader.start(event), loader.end(event)
            is_list = kind is yaml.SequenceStartEvent
            self._open.append(_Holder(pointer, start, end, is_list=is_list))

    def _value(self, event: yaml.NodeEvent, text: str) -> str:
        """Note a value, or keep a key for the value behind it; gives the pointer to a value.

        ``text`` is what a key says.
        """
        start, end = loader.start(event), loader.end(event)
        first = self._base + start
        place = first, first + len(self._block[start:end].rstrip(_BLANKS))
        if not self._open:
            self.notebook[""] = FoundValue(place, None)
            return ""
        top = self._open[-1]
        top.end = max(top.end, end)
        if top.is_list:
            pointer = f"{top.pointer}/{top.items}"
            top.items += 1
            self.notebook[pointer] = FoundValue(place, None)
            return pointer
        if top.key is None:
            top.key, top.key_place = text, place
            return ""
        key, top.key = top.key, None
        pointer = f"{top.pointer}/{escape(key)}"
        if top.key_place[0] in self._merged:
            for name in self._merged[top.key_place[0]]:
                self.notebook[f"{top.pointer}/{escape(name)}"] = FoundValue(place, top.key_place)
        else:
            self.notebook[pointer] = FoundValue(place, top.key_place)
        return pointer

    def _close(self, event: yaml.Event) -> None:
        closed, end = self._open.pop(), loader.end(event)
        if end == loader.start(event):  # of block style, which has no sign at its end
            end = closed.end
        if self._open:
            self._open[-1].end = max(self._open[-1].end, end)
        if noted := self.notebook.get(closed.pointer):
            place = self._base + closed.start, self._base + max(closed.start, end)
            self.notebook[closed.pointer] = FoundValue(place, noted.key)


def located(source: SourceText, merged: MergedNames | None = None) -> tuple[Notebook, bool]:
    """Where each value of a block stands, and whether the block is YAML: else what stands before the fault."""
    walk = _Walk(source, merged or {})
    try:
        for event in loader.events(source.block):
            walk.take(event)
    except yaml.YAMLError:
        return walk.notebook, False
    return walk.notebook, True
