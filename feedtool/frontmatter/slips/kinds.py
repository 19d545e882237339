"""What a YAML syntax error means to an author: where the slip is, which one, and what mends it.

A parser notices a slip where it can go no further, which may be lines behind it. Each function below
knows one slip by what the parser says and by what stands around the place; the first one to
recognise its slip speaks.
"""

import re

from feedtool.imports.tuples import NamedTuple


class YamlFault(NamedTuple):
    """A syntax error of the parser, in the text of the file.

    ``message`` and ``context`` are its words, ``offset`` is where it stopped, ``opened`` where the
    construct in ``context`` began; ``value`` is the stretch of the last value before.
    """

    text: str
    message: str
    context: str
    offset: int
    opened: int | None
    value: tuple[int, int] | None

    @property
    def line(self) -> tuple[int, int]:
        """The stretch of the line that the parser stopped on."""
        return line_at(self.text, self.offset)

    @property
    def before(self) -> str:
        """What stands on the line before the place."""
        return self.text[self.line[0] : self.offset]


class Slip(NamedTuple):
    """A slip: its stretch of the text, what it is, and what mends it, with ``sure`` beyond doubt."""

    start: int
    end: int
    message: str
    hint: str
    sure: bool = False


def explain(fault: YamlFault) -> Slip:
    """The slip behind a fault; the parser's own words where it is none of those known here."""
    for look in _LOOKS:
        if slip := look(fault):
            return slip
    return Slip(fault.offset, fault.offset + 1, fault.message, "check the YAML around here")


def line_at(text: str, offset: int) -> tuple[int, int]:
    """The stretch of the line that an offset is on, without its line end."""
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    return text.rfind("\n", 0, offset) + 1, end - (text[end - 1 : end] == "\r" and end > offset)


def _conflict(fault: YamlFault) -> Slip | None:
    match = re.search(r"^<{7} [^\r\n]*", fault.text[: fault.line[1]], re.MULTILINE)
    if match is None:
        return None
    message = "a merge that was not finished: git marked both versions here"
    hint = "keep one of them, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"
    return Slip(*match.span(), message, hint, sure=True)


def _document_end(fault: YamlFault) -> Slip | None:
    """A line that holds only ``...``: to YAML the end of the document, with text behind it."""
    found = re.search(r"^\.\.\.(?=[ \t]*\r?$)", fault.text[: fault.line[1]], re.MULTILINE)
    if found is None or ("quoted" in fault.context and (fault.opened or 0) < found.start()):
        return None
    message = "a line that holds only ... ends the record to YAML, and more stands below"
    return Slip(*found.span(), message, "delete the line", sure=True)


def _hash_in_brackets(fault: YamlFault) -> Slip | None:
    """A list in brackets whose rest a # makes a comment: hashtags."""
    bracket = fault.text.rfind("[", 0, fault.offset + 1)
    if bracket < 0:
        return None
    rest = fault.text[bracket : line_at(fault.text, bracket)[1]].rstrip()
    sign = re.search(r"(?<=[\s\[])#", rest)
    if sign is None or not rest.endswith("]") or "]" in rest[: sign.start()]:
        return None
    place = bracket + sign.start(), bracket + len(rest)
    message = "a # begins a comment, and the closing bracket is in it"
    return Slip(*place, message, "put each item that begins with # in quotes")


def _tab(fault: YamlFault) -> Slip | None:
    if fault.text[fault.offset : fault.offset + 1] != "\t":
        return None
    place = fault.offset, fault.offset + 1
    if fault.before.strip():
        return Slip(*place, "a tab where YAML takes none", "put a plain space in its place")
    return Slip(*place, "a tab in the indentation", "indent with plain spaces")


def _unclosed_quote(fault: YamlFault) -> Slip | None:
    """A quoted text that ends nowhere, or only at the next quote, lines below."""
    start = _opening_quote(fault)
    if start is None:
        return None
    quote = fault.text[start]
    end = line_at(fault.text, start)[1]
    return Slip(start, end, "a quote opens here and is not closed", f"close it with {quote}")


def _opening_quote(fault: YamlFault) -> int | None:
    opened, value = fault.opened, fault.value
    if opened is not None and "quoted scalar" in fault.context:
        ends = ("end of stream", "document")
        return opened if any(word in fault.message for word in ends) else None
    if opened is not None and "simple key" in fault.context:
        return opened if fault.text[opened] in "'\"" else None
    if value and _is_quoted(fault, value) and value[1] >= fault.line[0]:
        # A whole line of another key in it: nobody meant that.
        swallowed = re.search(r"\n\s*(?:- +)?[\w-]+:(?:\s|$)", fault.text[slice(*value)])
        return value[0] if swallowed else None
    return None


def _is_quoted(fault: YamlFault, value: tuple[int, int]) -> bool:
    start, end = value
    return fault.text[start : start + 1] in ("'", '"') and not fault.text[end : fault.offset].strip(
        " "
    )


def _behind_quote(fault: YamlFault) -> Slip | None:
    if fault.value is None or not _is_quoted(fault, fault.value):
        return None
    if "flow" in fault.context and fault.text[fault.offset : fault.offset + 1] in ("'", '"'):
        return _no_comma(fault)
    quote = fault.text[fault.value[0]]
    other, escaped = ("single", r"\"") if quote == '"' else ("double", "''")
    return Slip(
        fault.offset,
        max(fault.line[1], fault.offset + 1),
        "text behind the closing quote",
        f"put {other} quotes around all of it, or {escaped} for each {quote} within the value",
    )


def _behind_bracket(fault: YamlFault) -> Slip | None:
    if not _breaks_off(fault) or fault.before.rstrip(" ")[-1:] not in ("]", "}"):
        return None
    place = fault.offset, max(fault.line[1], fault.offset + 1)
    hint = "put the whole value in quotes, or delete what stands behind the bracket"
    return Slip(*place, "text behind the closing bracket", hint)


def _breaks_off(fault: YamlFault) -> bool:
    words = ("expected key", "<block end>", "expected '-'", "<document start>")
    return any(word in fault.message for word in words)


def _bracket(fault: YamlFault) -> Slip | None:
    """A list or mapping in brackets that is not closed, or lacks a comma."""
    if fault.opened is None or not re.search("flow (sequence|mapping)", fault.context):
        return None
    opening = fault.text[fault.opened]
    closing = {"[": "]", "{": "}"}.get(opening, "]")
    if fault.line[0] <= fault.opened and closing in fault.text[fault.offset : fault.line[1]]:
        return _no_comma(fault)
    message = f"the bracket {opening} is not closed"
    return Slip(fault.opened, fault.opened + 1, message, f"close the bracket with {closing}")


def _no_comma(fault: YamlFault) -> Slip:
    message = "a comma is missing before this, or quotes around a text"
    return Slip(fault.offset, fault.offset + 1, message, "put a comma between the items")


def _no_colon(fault: YamlFault) -> Slip | None:
    if fault.opened is None or "expected ':'" not in fault.message:
        return None
    return _bare(fault.text, fault.opened)


def _bare(text: str, offset: int) -> Slip:
    """A line that should be ``key: value`` and is not."""
    line = text[offset : line_at(text, offset)[1]].rstrip()
    found = (message for pattern, message in _BARE if re.match(pattern, line))
    message = next(found, "a line without `key: value`")
    return Slip(offset, offset + len(line), message, _FIELD_HINT)


_FIELD_HINT = (
    "a field is a name, a colon, a blank and its value; a value of several lines goes in quotes"
)
_BARE = (
    (r"(?://|<!--|/\*|;)", "this is no comment in YAML"),
    (r"[\w-]+:\S", "there is no space behind the colon"),
    (
        r"[\w-]+ *:?[\u00a0\u2000-\u200b\u3000\ufeff]",
        "a blank here is no plain space: it was pasted from a page",
    ),
    (r"[\w-]+ *(?:=|\uff1a|;)", "there is no colon behind the key"),
    (r"-\w", "there is no space behind the hyphen"),
    (r"[\w-]+ [\w.-]+$", "there is no colon behind the key"),
)


def _colon(fault: YamlFault) -> Slip | None:
    """A colon that the parser did not expect: in a text, or on a line that belongs elsewhere."""
    if "mapping values are not allowed" not in fault.message:
        return None
    if re.fullmatch(r"\s*(?:- +)?[\w-]+", fault.before):
        return _stray_line(fault)
    message = "a second `: ` in a value without quotes"
    return Slip(fault.offset, fault.offset + 1, message, "put the value in quotes")


_ODD_BLANKS = r" *[^\S\r\n\t ][^\S\r\n]*"


def _stray_line(fault: YamlFault) -> Slip:
    start, _ = fault.line
    key = fault.offset - len(fault.before.lstrip())
    above = _line_above(fault.text, start)
    if above is not None and not re.search(r":\s|:$", fault.text[slice(*above)]):
        return _bare(fault.text, above[0])
    for line in (above and above[0], start):
        if line is not None and (
            odd := re.compile(_ODD_BLANKS).match(fault.text, line_at(fault.text, line)[0])
        ):
            message = "the indentation holds a blank that is no plain space"
            return Slip(*odd.span(), message, "indent with spaces: this was pasted from a page")
    message = "this line is indented further than the one that it belongs with"
    hint = "begin both in the same column; a value of several lines goes in quotes"
    return Slip(key, fault.offset, message, hint)


def _line_above(text: str, start: int) -> tuple[int, int] | None:
    """The stretch of the nearest line above that holds more than blanks and a comment."""
    while start > 0:
        start, end = line_at(text, start - 1)
        line = text[start:end].strip()
        if line and not line.startswith("#"):
            return None if line == "---" else (start + text[start:end].index(line), end)
    return None


def _beginning(fault: YamlFault) -> Slip | None:
    """A value that begins with a character that means something else to YAML."""
    scans = ("an alias", "an anchor", "a tag", "a directive", "parsing a node")
    place = None
    if any(scan in fault.context for scan in scans):
        place = fault.opened
    elif any(word in fault.message for word in ("start any token", "node content", "not allowed")):
        place = fault.offset
    if place is None or not (character := fault.text[place : place + 1]).strip():
        return None
    before = fault.text[line_at(fault.text, place)[0] : place].strip()
    if character == "*" and fault.text[place + 1 : place + 2] == " " and not before:
        return Slip(
            place,
            place + 1,
            "a list item begins with a hyphen, not with *",
            "begin each item with - and a blank",
        )
    what = "a value" if before else "a line"
    hint = "put the value in quotes" if before else "put the text in quotes, or delete the line"
    if character == "-":
        what, hint = "a value behind its key", f"{hint}; a list begins on the next line"
    return Slip(place, place + 1, f"{what} cannot begin with {character}", hint)


def _block_text(fault: YamlFault) -> Slip | None:
    if "block scalar" not in fault.context:
        return None
    return Slip(
        fault.offset,
        max(fault.line[1], fault.offset + 1),
        "text on the line of | or >, which announce a text on the lines below",
        "put the value in quotes, or begin the text on the next line, indented",
    )


def _escape(fault: YamlFault) -> Slip | None:
    if not re.search("escape|hexa?decimal", fault.message):
        return None
    if "Unicode" in fault.message:
        found = re.compile(r"\\u[dD][89a-fA-F]|\\U(?!000|0010)").search(
            fault.text, fault.line[0] if fault.opened is None else fault.opened
        )
        start = found.start() if found else fault.offset
        message, hint = "an escape that is no character", "put the character itself there"
    else:
        start = fault.text.rfind("\\", 0, fault.offset + 1)
        message = "a backslash within double quotes that begins no known escape"
        hint = r"double each backslash in the value: \\, or put single quotes around it"
    return Slip(start, start + 2, message, hint)


def _indentation(fault: YamlFault) -> Slip | None:
    if not _breaks_off(fault) or fault.before.strip():
        return None
    above = _line_above(fault.text, fault.line[0])
    if "<document start>" in fault.message and above is not None:
        first = _first_line(fault.text, above)
        if fault.text[first[0] : first[0] + 1] in (" ", "\t"):
            hint = "begin it in the first column, as the others do"
            return Slip(*first, "the first line is indented, and others are not", hint)
        return None
    line = fault.offset, max(fault.line[1], fault.offset + 1)
    if not fault.before and fault.text[fault.offset : fault.offset + 2] == "- ":
        return Slip(*line, "a list item, and no list stands here", "delete the hyphen, or indent")
    if fault.text[fault.offset : fault.offset + 1] == ":":
        return Slip(*line, "there is no key before the colon", _FIELD_HINT)
    hint = "mend the indentation: begin in the same column as the lines that it belongs with"
    return Slip(*line, "the indentation of this line fits none above", hint)


def _first_line(text: str, line: tuple[int, int]) -> tuple[int, int]:
    """The first line of the YAML block that a line is in, as it stands."""
    while (above := _line_above(text, line_at(text, line[0])[0])) is not None:
        line = above
    return line_at(text, line[0])


def _broken_off(fault: YamlFault) -> Slip | None:
    if not _breaks_off(fault):
        return None
    place = fault.offset, fault.offset + 1
    return Slip(*place, "this belongs to nothing above", "check the YAML around here")


_LOOKS = (
    _conflict,
    _document_end,
    _hash_in_brackets,
    _tab,
    _unclosed_quote,
    _behind_quote,
    _behind_bracket,
    _bracket,
    _no_colon,
    _colon,
    _block_text,
    _escape,
    _beginning,
    _indentation,
    _broken_off,
)
