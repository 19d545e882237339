"""Regular expressions mean the same to every Python that feedtool runs on."""

import ast
import re
from pathlib import Path

import pytest

import feedtool
from tests.tables import each

_IN_BRACKETS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_POSSESSIVE_GROUP = re.compile(r"(?<!\()\)(?:[*+?]|\{\d*,?\d*\})\+")
# What cannot go wrong: these groups fail at single characters before any repetition, or where the text ends.
_SAFE = {"check/json/reader.py": 2, "check/xml/places.py": 1}
ROOT = Path(feedtool.__file__).parent
MODULES = {module.relative_to(ROOT).as_posix(): module for module in sorted(ROOT.rglob("*.py"))}


def possessive_groups(source: str) -> int:
    """How many texts of a module hold a possessive group: ``(?:…)*+``, and the like."""
    found = 0
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
            text = node.value if isinstance(node.value, str) else node.value.decode("latin-1")
            found += bool(_POSSESSIVE_GROUP.search(_IN_BRACKETS.sub("x", text)))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [(r"(?:a|bc)*+", 1), (r"(?:a|bc){1,9}+", 1), (r"(?>(?:a|bc)*)", 0), (r"[()]*+a++", 0)],
)
def test_a_possessive_group_is_found(text: str, expected: int) -> None:
    assert possessive_groups(f"PATTERN = {text!r}") == expected


@each("package", sorted({name.partition("/")[0] for name in MODULES}))
def test_no_group_is_possessive(package: str) -> None:
    """Python 3.11.0 to 3.11.4 go on behind what such a group has begun and not ended (gh-106052).

    ``(?>(?:…)*)`` means the same, and is right in all of them.
    """
    for name, module in MODULES.items():
        if name.partition("/")[0] == package:
            assert possessive_groups(module.read_text("utf-8")) == _SAFE.get(name, 0), name
