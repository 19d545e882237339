"""A line that YAML refuses, as its author may have meant it: quoted, closed, with its colon or its hyphen."""

import json
import re
from collections.abc import Iterator

from feedtool.diagnostics import schemas, synonyms
from feedtool.imports.tuples import NamedTuple

_KEY = r"[^\W\d][\w .-]{0,40}|\"[^\"]{1,40}\"|'[^']{1,40}'"
_ENTRY = re.compile(
    rf"(?P<indent> *)(?P<dash>(?:- +)*)(?:(?P<key>{_KEY}) ?:[ \t]+)?(?P<rest>.*)", re.DOTALL
)
# What opens and closes a quotation in print.
_WRAPPED = (
    "\u201c\u201d", "\u201c\u201c", "\u201d\u201d", "\u201e\u201c", "\u201e\u201d", "\u2018\u2019",
    "\u00ab\u00bb", "\u00bb\u00ab", "``",
)  # fmt: skip
_BULLET = "[-*+\u2022\u00b7\u2043\u2010-\u2015\u2212]"
QUOTED = r"(\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')"


class LineParts(NamedTuple):
    """The parts of a line: all that stands before its value, its key if it has one, and the value."""

    lead: str
    key: str | None
    value: str


def entry(line: str) -> LineParts:
    """The parts of a line."""
    found = _ENTRY.fullmatch(line)
    if found is None:
        return LineParts("", None, line.strip())
    lead, key = found["indent"] + found["dash"], found["key"]
    return LineParts(
        f"{lead}{key.strip()}: " if key else lead, key and key.strip(), found["rest"].strip()
    )


def is_name(word: str) -> bool:
    """Whether a word is the name of a field, here or elsewhere."""
    return (
        word in schemas.record_kinds() or bool(synonyms.fields_of(word)) or synonyms.negates(word)
    )


def is_text(key: str | None) -> bool:
    """Whether a field of this name holds a text."""
    return schemas.record_kinds().get(key or "") == "string"


def lines(line: str) -> Iterator[str]:
    """The line as it may have been meant, the likeliest first."""
    lead, key, value = entry(line)
    if key is not None or lead.strip():
        yield from (lead + other for other in values(value))
    if key is not None:
        return
    if value.endswith(",") and not lead.strip():  # an item of a list in brackets
        yield from (f"{lead}{other}," for other in values(value[:-1].rstrip()))
    for name, part in _entries(value):
        yield f"{lead}{name}: {part}"
        yield from (f"{lead}{name}: {other}" for other in values(part))
    if item := re.match(rf"(?:{_BULLET}|\d{{1,2}}[.)])\s*(?=[^\s\-*+=])(.*)", value):
        yield f"{lead}- {item[1].strip()}"
        yield from (f"{lead}- {other}" for other in values(item[1].strip()))
    if (table := re.fullmatch(r"\[([\w-]+)\]", value)) and is_name(
        table[1]
    ):  # as TOML begins a group
        yield f"{lead}{table[1]}:"
    if note := re.fullmatch(r"(?://+|<!--|/\*|;+) *(\S.*?) *(?:-->|\*/)?", value):
        yield f"{lead}# {note[1]}"


# Keys and values as people write them who do not know YAML's colon and blank.
_ENTRIES = (
    r"([\w-]+):(?!//)(\S.*)",
    r"([\w-]+)\s*(?:=>|:=|=|\uff1a|;)\s*(.*)",
    r"([\w-]+)\s*[:\ufe55]?[^\S \t]+:?\s*(.*)",
    r"[*_]{1,2}([\w-]+)\s*:?\s*[*_]{1,2}\s*:?\s*(.*)",
    r"[\"'`]([\w-]+)[\"'`]\s*:?\s*(.*)",
    r"[\"']([\w-]+): (.*?)[\"']?",
    r"[\"']([\w-]+)[\"']?:\s+(.*)",
    r"([\w-]+)\s+[-\u2010-\u2015>]+\s+(.*)",
)


def _entries(value: str) -> Iterator[tuple[str, str]]:
    """The keys and values that a line without ``key: value`` may stand for."""
    for pattern in _ENTRIES:
        if found := re.fullmatch(pattern, value):
            yield found[1], found[2].strip()
    if (found := re.fullmatch(r"([\w-]+) +(.+)", value)) and is_name(found[1]):
        plain = re.fullmatch(rf"[\w.-]+|https?://\S+|{QUOTED}", found[2])
        yield found[1], found[2] if plain else quoted(found[2])
    if re.fullmatch(r"[\w-]+", value) and is_name(value):
        yield value, "true" if schemas.record_kinds().get(value) == "boolean" else ""


def values(value: str) -> Iterator[str]:
    """A value as it may have been meant, the likeliest first."""
    if value[:1] in ("'", '"'):
        yield from _requoted(value)
    elif value[:1] in ("[", "{"):
        yield from _bracketed(value)
    elif value.endswith("]") and "," in value and "[" not in value:
        yield f"[{value}"
    yield from _unwrapped(value)
    if value:
        yield quoted(value)


def _requoted(value: str) -> Iterator[str]:
    """A text whose quotes do not fit, in quotes that do."""
    quote = value[0]
    if found := re.match(rf"{QUOTED}\s*[,;.]+$", value):
        yield found[1]
    closed = value.rstrip(",;")
    if closed.endswith(quote) and len(closed) > len(quote * 2):
        yield quoted(_bare(closed[1:-1], quote))
    elif quote not in value[1:] and value[1:]:
        yield quoted(value[1:])


def _bare(inner: str, quote: str) -> str:
    return inner.replace('\\"', '"') if quote == '"' else inner.replace("''", "'")


def _bracketed(value: str) -> Iterator[str]:
    """A list or fields in brackets, closed, with the commas and the quotes that they need."""
    closing = "]" if value[0] == "[" else "}"
    inner = re.sub(r"([\"'])\s+(?=[\"'])", r"\1, ", value.rstrip(",; "))
    yield inner
    yield inner + closing
    if closing == "]" and re.fullmatch(r"\[[^\[\]]*\]+", value):
        yield value.rstrip("]") + "]"
    if closing == "]" and re.fullmatch(r"\[[^\[\]\"']*\]?", value):
        items = [quoted(part.strip()) for part in value.strip("[]").split(",") if part.strip()]
        yield f"[{', '.join(items)}]"


def _unwrapped(value: str) -> Iterator[str]:
    """The text in quotation marks of print, or behind a sign that means something else to YAML."""
    if found := re.fullmatch(r"!!(?:str|int|bool|float|seq|map|null) (.+)", value):
        yield found[1]
    if len(value) > 1 and value[0] + value[-1] in _WRAPPED:
        yield quoted(value[1:-1].strip())
    if found := re.fullmatch(r"(?:- +)+(\S.*)|[|>?:,][+-]? +(\S.*)", value):
        yield quoted(found[1] or found[2])


def quoted(value: str) -> str:
    """A text in the quotes that need the fewest escapes within."""
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    if "'" not in value:
        return f"'{value}'"
    return json.dumps(value, ensure_ascii=False)
