"""A value as people write it who do not know TOML: without quotes, with curly ones, as YAML or JSON has it."""

import re
from typing import Any

from feedtool.imports.tuples import NamedTuple
from feedtool.text import written_dates
from feedtool.toml import reader

QUOTES = "\"'\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u00ab\u00bb`\u00b4\u2032\u2033"
CURLY = QUOTES[2:]
_COMMENT = r"(?:#|//|/\*|;\s).*"
_QUOTED = re.compile(rf"([{QUOTES}])(?P<body>.*?)[{QUOTES}]\s*[,;]?\s*(?P<comment>{_COMMENT})?$")
_UNCLOSED = re.compile(rf"([{QUOTES}]{{1,3}})(?P<body>.*?)(?:\s+(?P<comment>{_COMMENT}))?$")
_BARE = re.compile(rf"(?P<body>.*?)\s*(?:[,;]\s*)?(?:(?:^|\s+)(?P<comment>{_COMMENT}))?$")
_DATE = re.compile(r"(?P<day>\d{4}-\d{1,2}-\d{1,2})(?:[Tt ]|$)")
_NULLS = ("null", "none", "nil", "~", "undefined")


class SloppyValue(NamedTuple):
    """A value, the comment behind it, and in a few words what keeps it from being TOML."""

    value: Any
    comment: str
    slip: str


def read(text: str) -> SloppyValue | None:
    """What is meant by what stands behind ``=`` on a line; None where nothing does."""
    text = text.strip()
    if text and reader.is_toml(f"v = {text}"):
        table = reader.read(f"v = {text}")
        value = table["v"] if isinstance(table, dict) else text
        return SloppyValue(value, _comment_behind(text), "")
    if not text or text[0] == "#":
        return None
    if text[0] in QUOTES:
        return _quoted(text)
    if text[0] == "(":
        text = f"[{text[1:].replace(')', ']')}"
    if text[0] in "[{":
        return _group(text)
    return _bare(text)


def _comment_behind(text: str) -> str:
    """The comment behind a value of TOML: the shortest end without which it still is one."""
    for found in re.finditer("#", text):
        if reader.is_toml(f"v = {text[: found.start()]}"):
            return text[found.start() :]
    return ""


def _quoted(text: str) -> SloppyValue:
    closed = _QUOTED.match(text)
    found = closed or _UNCLOSED.match(text)
    assert found is not None  # the second one takes whatever begins with a quote  # noqa: S101  # nosec B101
    body, comment = found["body"], _as_comment(found["comment"])
    if text[0] in CURLY:
        return SloppyValue(body, comment, "these quotes are no straight ones")
    if not closed:
        return SloppyValue(body.rstrip(" ,;"), comment, "the text is not closed by a quote")
    quoted = f"{text[0]}{body}{text[0]}"
    if reader.is_toml(f"v = {quoted}"):
        table = reader.read(f"v = {quoted}")
        return SloppyValue(
            table["v"] if isinstance(table, dict) else body, comment, _behind(text, body)
        )
    if "\\" in body and text[0] == '"':
        return SloppyValue(body, comment, "between double quotes a backslash begins an escape")
    return SloppyValue(body, comment, "there is a quote within the quotes")


def _behind(text: str, body: str) -> str:
    rest = text[len(body) + 2 :].strip()
    if rest[:1] in (",", ";"):
        return f"no {'comma' if rest[0] == ',' else 'semicolon'} stands behind a value"
    return "a comment begins with #" if rest else "a quote closes this text that did not open it"


def _bare(text: str) -> SloppyValue | None:
    found = _BARE.match(text)
    body = found["body"].strip() if found else text
    comment = _as_comment(found["comment"] if found else "")
    if not body:
        return None
    if body.lower() in _NULLS:
        return SloppyValue(None, comment, "TOML has no word for nothing")
    if reader.is_toml(f"v = {body}"):
        table = reader.read(f"v = {body}")
        slip = "a comment begins with #" if comment else "nothing stands behind a value"
        return SloppyValue(table["v"] if isinstance(table, dict) else body, comment, slip)
    body = body.strip("<>") if re.match(r"<\w+:", body) else body.rstrip(CURLY + "\"'")
    if body in ("True", "False", "TRUE", "FALSE"):
        return SloppyValue(body == body.capitalize() == "True" or body == "TRUE", comment,
                     "true and false are written in small letters")  # fmt: skip
    if found := _DATE.match(body):
        return _date(body, found["day"], comment)
    is_number = body[0].isdigit() and written_dates.parse(body) is None
    slip = "a number is written in digits alone" if is_number else "a text stands in quotes"
    return SloppyValue(body, comment, slip)


def is_like_date(text: str) -> bool:
    """Whether a value begins as a date does, be there such a day or not."""
    return _DATE.match(text.strip()) is not None


def _date(text: str, day: str, comment: str) -> SloppyValue:
    """A date that TOML does not know; nobody can tell which is meant by a day or an hour that is none."""
    written = written_dates.parse(text)
    if written is None:
        return SloppyValue(None, comment, f"{text} is no date")
    value = written.clock.date().isoformat() if text == day else text
    return SloppyValue(value, comment, "TOML writes a date as 2023-09-01T09:19:00Z, or in quotes")


def _as_comment(text: str | None) -> str:
    return f"# {re.sub(r'^(?:#|//|/[*]|;)+ *|[*]/ *$', '', text)}" if text else ""


def _group(text: str) -> SloppyValue | None:
    """A list in brackets, or a table in braces, with whatever is wrong in it."""
    opening = text[0]
    closing = "]" if opening == "[" else "}"
    parts, end = _split(text, closing)
    rest = text[end:].strip().lstrip(",;").strip()
    if rest and not re.match(r"#|//|/\*", rest):
        return None
    comment = _as_comment(rest)
    is_closed = text[:end].endswith(closing)
    slip = (
        ""
        if is_closed
        else f"the {'list' if closing == ']' else 'table'} is not closed by {closing}"
    )
    items: list[Any] = []
    table: dict[str, Any] = {}
    for part in parts:
        if opening == "{":
            found = re.match(
                rf"\s*[{QUOTES}]?([^=:{QUOTES}]+?)[{QUOTES}]?\s*[=:]\s*(.*)$", part, re.DOTALL
            )
            if not found:
                return None
            meant = read(found[2])
            table[found[1]] = meant.value if meant else None
            colon = re.match(r"[^=:]*:", part)
            own = "a colon stands where TOML has =" if colon else ""
            slip = slip or own or (meant.slip if meant else "")
        else:
            meant = read(part)
            items.append(meant.value if meant else None)
            slip = slip or (meant.slip if meant else "")
    if None in items or None in table.values():
        return None
    slip = slip or _between(text[:end], opening)
    return SloppyValue(items if opening == "[" else table, comment, slip)


def _between(text: str, opening: str) -> str:
    if opening == "[":
        return "one comma stands between two items of a list"
    is_trailing = re.search(r",\s*\}$", text)
    return "no comma stands before }" if is_trailing else "this key stands in quotes"


def _split(text: str, closing: str) -> tuple[list[str], int]:
    """What stands between the commas of a group, and where the group ends."""
    parts: list[str] = []
    start, position = 1, 1
    while position < len(text):
        character = text[position]
        if character in "\"'" and (closed := text.find(character, position + 1)) > 0:
            begins = not text[start:position].strip()
            position = closed + 1
            # Two texts side by side: the comma between them is missing.
            if begins and closing == "]" and re.match(r"\s*[\"']", text[position:]):
                parts.append(text[start:position])
                start = position
            continue
        if character in "[{":
            position += _split(text[position:], "]" if character == "[" else "}")[1]
            continue
        if character == "#" and text[position - 1].isspace():
            break
        if character in ",;" or character in "]}":
            parts.append(text[start:position])
            start = position + 1
            if character in "]}":
                return [part for part in parts if part.strip()], position + 1
        position += 1
    parts.append(text[start:position])
    return [part for part in parts if part.strip()], position
