"""What a block says, and what is wrong with it, where the careful pass need go over few of its entries alone.

An entry is a key in the first column, with all lines up to the next one. What an ordinary one says hangs on no
other, and nothing is wrong with it but that its key may be there twice. Where each of the others is YAML by
itself, the pass finds in them what it finds in the block.
"""

import re
from collections import Counter
from itertools import islice, pairwise

import yaml

from feedtool.diagnostics.problem import Problem
from feedtool.frontmatter import loader, ordinary
from feedtool.frontmatter.careful import Pass
from feedtool.frontmatter.lines import LETTER
from feedtool.frontmatter.scalars import YamlValue, max_nodes
from feedtool.frontmatter.source import SourceText
from feedtool.imports.tuples import NamedTuple

# A line break is looked for many times as fast as the beginning of a line.
_FIRST, _START = re.compile(f"(?={LETTER})"), re.compile(f"\n(?={LETTER})")


class _BlockEntry(NamedTuple):
    """The lines of an entry, and what they hold; None where only the careful pass can tell.

    ``key`` is that of an ordinary one that is there twice, for which it has to tell as well.
    """

    text: str
    value: dict[str, YamlValue] | None
    key: str | None = None


def read(source: SourceText) -> tuple[YamlValue, list[Problem]]:
    """The value of a block and what is wrong with it, as the careful pass tells: see there."""
    block = source.block
    before, entries = _entries(block)
    odd = [entry for entry in entries if entry.value is None]
    known: list[YamlValue] = [entry.value for entry in entries if entry.value is not None]
    size = sum(len(entry.text) for entry in odd)
    is_small = ordinary.nodes(known) + size <= max_nodes(len(block))
    if before.strip() or not odd or size > len(block) // 2 or not is_small:
        return Pass(source).run()
    counts = [1 if entry.key else _keys(entry.text) for entry in odd]
    # Places are offsets: what is left out leaves a comment as long.
    text = before + "".join(
        entry.text if entry.value is None else _comment(entry.text) for entry in entries
    )
    value, problems = Pass(source, text).run() if all(counts) else (None, [])
    if not isinstance(value, dict) or any(
        key in value for entry in entries for key in entry.value or ()
    ):
        return Pass(source).run()
    twice = [entry.key for entry in odd]
    # The mapping has a key where it stands first.
    counts = [0 if key and key in twice[:n] else counts[n] for n, key in enumerate(twice)]
    if sum(counts) != len(value):
        return Pass(source).run()
    return _together(entries, value, counts), problems


def _entries(block: str) -> tuple[str, list[_BlockEntry]]:
    """What stands before the first entry, and the entries; those whose key is there twice are odd.

    No entries where nothing is odd but what makes up the larger half of the block: to read it does not pay.
    """
    starts = [match.end() for match in _START.finditer(block)]
    if _FIRST.match(block):
        starts.insert(0, 0)
    texts = [block[start:end] for start, end in pairwise([*starts, len(block)])]
    large = [text for text in texts if len(text) > len(block) // 2]
    values = [None if text in large else ordinary.read(text) for text in texts]
    if values.count(None) == len(large) and not _repeated(values):
        return block, []
    values = [ordinary.read(text) if text in large else values[n] for n, text in enumerate(texts)]
    repeated = _repeated(values)
    found = [
        (text, value, next(iter(repeated.intersection(value or ())), None))
        for text, value in zip(texts, values, strict=True)
    ]
    return block[: starts[0]], [
        _BlockEntry(text, None if key else value, key) for text, value, key in found
    ]


def _repeated(values: list[dict[str, YamlValue] | None]) -> set[str]:
    """The keys that are there twice."""
    times = Counter(key for value in values for key in value or ())
    return {key for key, number in times.items() if number > 1}


def _comment(text: str) -> str:
    # A blank line would be a part of a text above it that keeps them (`|+`).
    return f"{'#' * (len(text) - 1)}\n"


def _keys(text: str) -> int:
    """How many keys a text has that is a mapping by itself, in a document without marks; else 0."""
    try:
        events = [*loader.events(text)]
    except yaml.YAMLError:
        return 0
    documents = [
        event.explicit
        for event in events
        if isinstance(event, yaml.DocumentStartEvent | yaml.DocumentEndEvent)
    ]
    if documents != [False, False] or not isinstance(events[2], yaml.MappingStartEvent):
        return 0
    nodes = depth = 0
    for event in events:
        depth -= isinstance(event, yaml.CollectionEndEvent)
        nodes += depth == 1 and isinstance(event, yaml.NodeEvent)
        depth += isinstance(event, yaml.CollectionStartEvent)
    return nodes // 2


def _together(
    entries: list[_BlockEntry], of_odd: YamlValue, counts: list[int]
) -> dict[str, YamlValue]:
    """The mapping of all entries in their order; ``of_odd`` has what the odd ones hold, so many keys each."""
    left = iter(of_odd.items() if isinstance(of_odd, dict) else ())
    each = iter(counts)
    return {
        key: value
        for entry in entries
        for key, value in (islice(left, next(each)) if entry.value is None else entry.value.items())
    }
