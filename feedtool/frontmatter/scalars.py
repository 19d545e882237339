"""What a scalar of a front matter means: YAML 1.2's JSON schema (section 10.2), and its bounds."""

import math
import re

MAX_DEPTH = 16
MAX_NODES = 5_000
MAX_SCALAR = 200_000
MAX_DIGITS = 18

Value = None | bool | int | float | str | list["Value"] | dict[str, "Value"]

# YAML 1.2 section 10.2 (the JSON schema), with the spellings of null that section 10.3 adds.
LITERALS: dict[str, bool | None] = {
    "true": True, "false": False, "null": None, "Null": None, "NULL": None, "~": None, "": None,
}  # fmt: skip
# Booleans to YAML 1.1 (https://yaml.org/type/bool.html), texts to YAML 1.2: every reader differs.
AMBIGUOUS = frozenset(
    spelling
    for word in ("yes", "no", "on", "off")
    for spelling in (word, word.capitalize(), word.upper())
)
INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)", re.ASCII)
FLOAT = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?", re.ASCII)

# Instead of a number that is too large to be read.
NO_VALUE = object()


def number(text: str) -> int | float | str | object:
    """What an unquoted scalar that begins like a number is; NO_VALUE where it is too large a number."""
    if INTEGER.fullmatch(text):
        return int(text) if len(text) <= MAX_DIGITS else NO_VALUE
    if not FLOAT.fullmatch(text):
        return text
    number = float(text)
    return number if math.isfinite(number) else NO_VALUE
