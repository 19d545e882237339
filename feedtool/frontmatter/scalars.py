"""What a scalar of a front matter means: YAML 1.2's JSON schema (section 10.2), and its bounds."""

import re

MAX_DEPTH = 16
MAX_SCALAR = 200_000
MAX_DIGITS = 18

# Each value of a record takes characters, its key and a line break among them: so many values any file may
# hold, and one more for each few characters. It keeps the time and the memory for the worst file of
# a size in proportion to those for a usual one.
_FEW_NODES = 5_000
_CHARACTERS_A_NODE = 16


def max_nodes(characters: int) -> int:
    """How many values, keys among them, a block of so many characters may hold."""
    return _FEW_NODES + characters // _CHARACTERS_A_NODE


YamlValue = None | bool | int | float | str | list["YamlValue"] | dict[str, "YamlValue"]

# YAML 1.2 section 10.2 (the JSON schema), with the spellings that section 10.3 and YAML 1.1 both add.
LITERALS: dict[str, bool | None] = {
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
    "null": None, "Null": None, "NULL": None, "~": None, "": None,
}  # fmt: skip
# Booleans to YAML 1.1 (https://yaml.org/type/bool.html), texts to YAML 1.2: every reader differs.
AMBIGUOUS = frozenset(
    spelling
    for word in ("yes", "no", "on", "off")
    for spelling in (word, word.capitalize(), word.upper())
)
INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)", re.ASCII)
# A date begins as a number does: without going back over its digits that it is none shows in half of the time.
FLOAT = re.compile(r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][-+]?[0-9]++)?", re.ASCII)
