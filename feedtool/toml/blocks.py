"""Faults that take several lines: blocks of YAML, and values that are broken over lines."""

import re
from collections.abc import Iterator
from typing import Any

from feedtool.toml import coerce, lines, shape, sloppy, writer
from feedtool.toml.mends import Mend, NumberedLines
from feedtool.toml.shape import KeyPath

_MOST = 60
_OPENING = re.compile(r"(?P<indent>\s*)(?P<key>\w[\w -]*|\"[^\"]*\"|'[^']*')\s*:\s*(?:#.*)?$")
_PAIR = re.compile(r"\s*(?P<key>[\w-]+|\"[^\"]*\"|'[^']*')\s*[:=]\s*(?P<rest>\S.*)$")
_ITEM = re.compile(r"\s*-\s+(?P<rest>\S.*)$")


def yaml_block(work: NumberedLines, at: int, root: shape.Part) -> Iterator[Mend]:
    """What a key with a colon, and what is indented below it, is in TOML."""
    opening = _OPENING.match(work.lines[at])
    if opening is None:
        return
    parents = _parents(work, at, len(opening["indent"]))
    table = parents or (() if not opening["indent"] else work.table(at))
    key = opening["key"].strip("\"'")
    end, children = _children(work, at, len(opening["indent"]))
    path = (*table, key)
    if items := _items(children):
        value = next(coerce.candidates(items, shape.at(root, path)), items)
        text = f"{writer.key(key)} = {writer.dumps(value)}"
        yield Mend.of_lines(work, (at, end), text, "a list of YAML stands here")
    part = shape.at(root, path)
    if part is not None and shape.kind(part) not in (None, "object"):
        return
    is_small = table and table != ("topics",)
    if is_small and (fields := _fields(children, path, root)):
        text = f"{writer.key(key)} = {writer.dumps(fields)}"
        yield Mend.of_lines(work, (at, end), text, "a mapping of YAML stands here")
    if table == ("topics",):
        path = (*table, lines.slug(key) or key)
    yield Mend.of_lines(
        work, (at, at), f"[{writer.path(path)}]", "the header of a table stands in brackets"
    )


def _parents(work: NumberedLines, at: int, indent: int) -> KeyPath:
    """The keys that a line is indented below, as the file was written."""
    names: list[str] = []
    for line in reversed(work.above(at)):
        if not line.strip():
            continue
        own = len(line) - len(line.lstrip())
        if own < indent and (found := _OPENING.match(line)):
            names.append(found["key"].strip("\"'"))
            indent = own
        if indent == 0:
            break
    return tuple(reversed(names))


def _children(work: NumberedLines, at: int, indent: int) -> tuple[int, list[str]]:
    """The last line that is indented below one, and what stands in those lines."""
    end, found = at, []
    for number in range(at + 1, min(len(work.lines), at + _MOST)):
        line = work.lines[number]
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        own = len(line) - len(line.lstrip())
        if own < indent or (own == indent and not line.lstrip().startswith("- ")):
            break
        end = number
        found.append(line)
    return end, found


def _items(children: list[str]) -> list[Any]:
    found = [_ITEM.match(line) for line in children]
    if not found or any(item is None or _PAIR.match(item["rest"]) for item in found):
        return []
    meant = [sloppy.read(item["rest"]) for item in found if item]
    return [one.value for one in meant if one] if all(meant) else []


def _fields(children: list[str], path: KeyPath, root: shape.Part) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for line in children:
        found = _PAIR.match(line)
        meant = sloppy.read(found["rest"]) if found else None
        if found is None or meant is None:
            return {}
        key = found["key"].strip("\"'")
        wanted = shape.at(root, (*path, key))
        fits = shape.kind(wanted) in (None, "string") and isinstance(meant.value, str)
        fields[key] = (
            meant.value if fits else next(coerce.candidates(meant.value, wanted), meant.value)
        )
    return fields


def goes_on(work: NumberedLines, at: int) -> bool:
    """Whether the value of a line goes on on the next one: that one begins nothing else."""
    after = work.lines[at + 1].strip() if at + 1 < len(work.lines) else ""
    if work.lines[at].rstrip().endswith(("{", "[", "=")):
        return bool(after) and not _HEADER.match(after)
    return bool(after) and not re.match(r".*[=:]|[#/\[(]|-(?:\s|--)", after)


_HEADER = re.compile(r"\[+[^\[\]\"',]+\]+\s*(?:#.*)?$")


def broken_value(work: NumberedLines, at: int, table: KeyPath, root: shape.Part) -> Iterator[Mend]:
    """A value that goes on on further lines where TOML does not let it: all of it on one line."""
    text = _bare(work.lines[at])
    for last in range(at + 1, min(len(work.lines), at + _MOST)):
        more = _bare(work.lines[last])
        if _HEADER.match(more) and text.count("[") == text.count("]"):
            break
        text = f"{text} {more}" if more else text
        if not more or not _is_balanced(text):
            continue
        if '"' in text and re.sub(r"\\.", "", text).count('"') % 2:
            continue
        repaired = lines.repair(text, table, root)
        new = repaired.text if repaired and "\n" not in repaired.text else text
        said = repaired.message if repaired else ""
        message = "a table in braces stands on one line" if "{" in text else said or _BROKEN
        yield Mend.of_lines(work, (at, last), new, message)
        break


_BROKEN = "a value begins on the line of its key"


def _is_balanced(text: str) -> bool:
    return all(text.count(one) <= text.count(other) for one, other in ("{}", "[]"))


def _bare(line: str) -> str:
    """A line without its comment."""
    return re.sub(r"(?:^|\s)#.*$", "", line).strip() if line.count('"') % 2 == 0 else line.strip()
