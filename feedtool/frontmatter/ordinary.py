"""The quick reading of an ordinary block, by a compiled YAML reader: most records are ordinary.

yaml-rs follows YAML 1.2, libyaml YAML 1.1, and JSON's values are a part of both. So yaml-rs is asked
only about blocks whose every line means the same to all three; a test holds it to what the careful pass
reads. The rest, and what it refuses, is left to the careful pass, which has the words.

It is an extra, ``feedtool[fast]``: it is young and has one author, and what makes it panic ends the whole
process, as 100,000 times ``- `` does. Without it the careful pass reads everything, to the same values.
"""

import re
from functools import cache
from typing import Any

from feedtool.diagnostics import room
from feedtool.frontmatter.scalars import (
    AMBIGUOUS,
    LITERALS,
    MAX_DEPTH,
    MAX_SCALAR,
    YamlValue,
    max_nodes,
)

# A line break to YAML 1.1 alone (section 4.1.4), or no character of YAML (section 4.1.1).
_STRANGE = re.compile("[\x80-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def read(block: str) -> dict[str, YamlValue] | None:
    """The mapping that a block holds; None where it is out of the ordinary, or there is no quick reader."""
    reader = _reader()
    if reader is None or len(block) > MAX_SCALAR or not _ordinary().fullmatch(block):
        return None
    if not block.isascii() and _STRANGE.search(block):
        return None
    try:
        value: Any = reader.loads(block, parse_datetime=False)
    except reader.YAMLDecodeError:
        return None
    most = max_nodes(len(block))
    # No block holds more values than characters.
    few = len(block) < most or _nodes(value) <= most
    return value if isinstance(value, dict) and few else None


@cache
def _reader() -> Any:
    """The library yaml-rs; None where it is not installed."""
    try:
        room.require_room(6)
        import yaml_rs
    except ImportError:
        return None
    return yaml_rs


@cache
def _ordinary() -> re.Pattern[str]:
    """Any number of lines, each with a key, a value, both or neither, that mean the same to all readers.

    A run of characters keeps what it took (``*+``), and a line does (``(?>…)``), so that no text takes
    long. Repeated groups do not: until Python 3.11.5 some that did failed to match what they should.
    """
    words = "|".join(sorted(_words()))
    ends = r"(?=[ \r\n])"
    double = r'"[^"\\\x00-\x1f\x7f]*+(?:\\["\\nrt][^"\\\x00-\x1f\x7f]*+)*"'
    single = r"'[^'\x00-\x1f\x7f]*+(?:''[^'\x00-\x1f\x7f]*+)*'"
    number = rf"-?(?:0|[1-9][0-9]{{0,14}}+)(?:\.[0-9]{{1,15}}+)?{ends}"
    time = r"[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2})?"
    date = rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(?:[T ]{time})?{ends}"
    # Without quotes: from a letter, or what is not ASCII, to the end of the line, ": " or " #".
    inside = r"(?:[^:#\x00-\x1f\x7f]++|:(?=[^ \x00-\x1f\x7f])|(?<! )#)*"
    text = rf"(?!(?:{words}) *+[#\r\n])[^\x00-@\[-`{{-\x7f]{inside}(?=[#\r\n])"
    plain = rf"(?:(?:[Tt]rue|TRUE|[Ff]alse|FALSE|null){ends}|{text})"
    inner = rf"(?!(?:{words}) *+[,\]])[A-Za-z][\w./+-]*+(?: [\w./+-]++)*"
    entry = rf"(?:{double}|{inner}|{single})"
    flow = rf"\[(?: ?{entry}(?:, ?{entry})*)? ?\]"
    value = rf"(?:{double}|{number}|{plain}|{single}|{date}|{flow})"
    key = rf"(?!(?:{words}):)[A-Za-z_][\w-]{{0,63}}+:"
    # Each level takes a column, but for two that begin with a line and one that is a flow.
    indent = rf" {{0,{MAX_DEPTH - 4}}}+"
    comment = r" *+(?:(?<![^ \n])#[^\x00-\x1f\x7f]*+)?"
    line = rf"{indent}(?:(?:- )?{key}(?: {{1,8}}+{value})?|- {value})?{comment}\r?\n"
    # A block scalar as most are: of the mapping itself, all of it two columns further in than its key.
    scalar = rf"{key} [|>]-?\n(?:  [^ \x00-\x1f\x7f][^\x00-\x1f\x7f]*+\n)+"
    return re.compile(rf"(?>{line}|{scalar})*", re.ASCII)


def _words() -> set[str]:
    """What is no text to some reader, in all its spellings."""
    spellings = (str.lower, str.capitalize, str.upper)
    return {spell(word) for word in AMBIGUOUS | LITERALS.keys() for spell in spellings} - {""}


def _nodes(value: YamlValue) -> int:
    if isinstance(value, dict):
        return 1 + len(value) + sum(map(_nodes, value.values()))
    return 1 + sum(map(_nodes, value)) if isinstance(value, list) else 1
