"""Blocks in a style of their own: what they write in another way is rewritten as ordinary lines, and read so.

First the values that go on below the line of their key, then single lines. The block counts only where all of
its lines are ordinary in the end: a text over several lines that was not rewritten as one begins with a line
that is not, so nothing is rewritten within a text.
"""

import re

from feedtool.frontmatter import lines, ordinary
from feedtool.frontmatter.scalars import MAX_SCALAR, YamlValue

_KEY = rf"(?:{lines.KEY}|\"{lines.KEY}\"|'{lines.KEY}')"
_ITEM = rf"(?:{lines.ITEM})"
_ITEMS = rf"{_ITEM}(?:, ?{_ITEM})*"
_FIELD = rf"{_KEY}: {_ITEM}"
# From a line break on, which is looked for many times as fast as the beginning of a line.
_HEAD = rf"\n( *+)(- )?({_KEY}) *+:"
# The beginning of a line that is further in than the key before it.
_DEEPER = r"\n(?(2)\1  |\1) "
_ROWS = rf"((?:\n*{_DEEPER}[^\n]*+)+)"

# A text marked as one, a text that goes on below, or a list in brackets, which may end as far out as its key.
_BELOW = re.compile(
    rf"{_HEAD}[ \t]++(?:([|>])(-?)[ \t]*+|([\w\"'][^\n]*+)|\[[ \t]*+){_ROWS}(\n *+\][ \t]*+(?=\n))?",
    re.ASCII,
)
_ROW_OF_LIST = re.compile(rf"{_ITEMS},?", re.ASCII)
# A value that has the line below its key to itself.
_NEXT_LINE = re.compile(
    rf"{_HEAD}[ \t]*+{_DEEPER} *+({lines.DOUBLE}|{lines.SINGLE}|[A-Za-z][^\n:#]*+)(?=\n)", re.ASCII
)
# A mapping in braces behind a key; one that is an item, if what comes next is no further in than its hyphen.
_IN_BRACES = rf"\{{ ?({_FIELD}(?:, ?{_FIELD})*) ?\}}[ \t]*+(?=\n)"
_BRACES = re.compile(rf"(\n *+(?:- )?{_KEY} *+:)[ \t]++{_IN_BRACES}", re.ASCII)
_BLANK = r"(?:\n *+(?:#[^\n]*+)?(?=\n))*"
_ITEM_IN_BRACES = re.compile(rf"(\n( *+)- ){_IN_BRACES}(?!{_BLANK}\n\2 )", re.ASCII)
_FURTHEST = 64
_FIELDS = re.compile(_FIELD, re.ASCII)

_LONE_TAB = re.compile(r"(?:\A|\n) *+\t[ \t\r]*+(?=\n)")
# What each of the lines of a style is written as, and characters without which no line is of it.
_LINES = [
    (sign, re.compile(pattern, re.ASCII), new)
    for sign, pattern, new in (
        # a hyphen alone
        ("-", r"\n( *+)- *+\n\1  (?=[A-Za-z_\"'])", r"\n\1- "),
        # tabs behind a line, behind a colon, before a comment
        ("\t", r"\t[ \t]*+(?=\n)", ""),
        ("\t", rf"(\n *+(?:- )?{_KEY} *+:)[ \t]++", r"\1 "),
        (
            "\t",
            rf"(\n *+(?:- )?{_KEY} *+:(?: (?:{lines.DOUBLE}|{lines.SINGLE}|\w[^\n\t\"'#]*+)|))[ \t]++(?=#)",
            r"\1 ",
        ),
        # keys in quotes, blanks before a colon
        ('"', rf'(\n *+(?:- )?)"({lines.KEY})"(?= *+:[ \t\n])', r"\1\2"),
        ("'", rf"(\n *+(?:- )?)'({lines.KEY})'(?= *+:[ \t\n])", r"\1\2"),
        (" :", rf"(\n *+(?:- )?{lines.KEY}) ++:(?=[ \n])", r"\1:"),
        # a comma behind the last item, the end of a document
        ("]", rf"(\n *+(?:- )?{_KEY} *+: \[ ?{_ITEMS}) ?, ?\](?=[ \t]*+\n)", r"\1]"),
        ("\n...", r"\n\.\.\.[ \t]*+\n++\Z", "\n"),
    )
]


def read(block: str) -> dict[str, YamlValue] | None:
    """The mapping that a block holds; None where it is out of the ordinary after all, or anything is wrong."""
    if len(block) > MAX_SCALAR or not block.endswith("\n") or block[0] in "{[":
        return None
    # A line that holds nothing but a tab is none.
    if "\t" in block and _LONE_TAB.search(block):
        return None
    before = text = "\n" + block.replace("\r\n", "\n")
    text = _BELOW.sub(_on_one_line, text)
    text = _NEXT_LINE.sub(r"\n\1\2\3: \4", text)
    if "{" in text:
        text = _without_braces(text)
    for sign, pattern, new in _LINES:
        if sign in text:
            text = pattern.sub(new, text)
    return ordinary.read_text(text[1:], block) if text != before else None


def _on_one_line(found: re.Match[str]) -> str:
    """A value with rows below it on the line of its key; as it is where that is not certain."""
    indent, hyphen, key, style, strip, first, below, closing = found.groups()
    rows = below[1:].split("\n")
    value: str | None = None
    if any(row.isspace() for row in rows):  # blanks alone, or a part of the text
        return found[0]
    if style:
        text = _of_block(rows, style)
        value = None if text is None else _quoted(text if strip else f"{text}\n")
    elif first:
        parts = [part.strip(" \t") for part in (first, *rows)]
        value = _in_quotes(parts) if first[0] in "\"'" else _plain(parts)
    else:
        value = _list([*rows, closing] if closing else rows)
    if value is None or (closing and (style or first)):
        return found[0]
    return f"\n{indent}{hyphen or ''}{key}: {value}"


def _of_block(rows: list[str], style: str) -> str | None:
    """The text of a block scalar (YAML 1.1 section 9.3), without the break at its end."""
    margin = len(rows[0]) - len(rows[0].lstrip(" "))
    if any(row[:margin].strip(" ") for row in rows) or not rows[0]:
        return None
    rows = [row[margin:] for row in rows]
    if style == "|":
        return "\n".join(rows)
    return None if any(row.startswith(" ") for row in rows) else _folded(rows)


def _in_quotes(parts: list[str]) -> str | None:
    """A text in quotes, of several lines."""
    folded = _folded(parts)
    # Breaks that are left are of the text; a quote is closed all the same.
    line = folded.replace("\n", "\\n")
    if folded[0] == '"':
        is_sound = not any(part.endswith("\\") for part in parts)
        return line if is_sound and re.fullmatch(lines.DOUBLE, line) else None
    return _quoted(folded[1:-1].replace("''", "'")) if re.fullmatch(lines.SINGLE, line) else None


def _plain(parts: list[str]) -> str | None:
    """A text without quotes, of several lines."""
    for part in parts:
        if part and (": " in part or " #" in part or part[-1] == ":" or not re.match(r"\w", part)):
            return None
    return _quoted(_folded(parts))


def _list(rows: list[str]) -> str | None:
    """A list in brackets, of several lines, the last of which closes it."""
    *items, end = (row.strip() for row in rows)
    if end != "]" or not items or not all(map(_ROW_OF_LIST.fullmatch, items)):
        return None
    is_sound = all(row.endswith(",") for row in items[:-1])
    return f"[{' '.join(items).removesuffix(',')}]" if is_sound else None


def _without_braces(text: str) -> str:
    """The text with the fields that stand in braces on a line each."""
    # Further in than any other line, so that none of these goes on with the mapping.
    column = 3 + max(map(len, re.findall(r"\n( ++)", text)), default=0)
    if column > _FURTHEST:
        return text
    text = _BRACES.sub(lambda found: found[1] + _fields(found[2], column), text)
    return _ITEM_IN_BRACES.sub(
        lambda found: found[1] + _fields(found[3], len(found[2]) + 2).lstrip(), text
    )


def _fields(text: str, column: int) -> str:
    return "".join(f"\n{' ' * column}{field}" for field in _FIELDS.findall(text))


def _folded(rows: list[str]) -> str:
    """Rows as one text (section 5.4): a break is a blank, blank rows are breaks."""
    text, breaks = rows[0], 0
    for row in rows[1:]:
        if row:
            text += ("\n" * breaks or " ") + row
        breaks = 0 if row else breaks + 1
    return text


def _quoted(text: str) -> str:
    text = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{text}"'
