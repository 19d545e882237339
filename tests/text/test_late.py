"""Patterns that are compiled when they are first used."""

import re
import subprocess
import sys

from feedtool.text import late


def test_a_late_pattern_does_what_a_compiled_one_does() -> None:
    pattern = late.LatePattern("(A)b", re.IGNORECASE)
    found = pattern.match("aB", 0)
    assert found is not None
    assert found.groups() == ("a",)
    assert pattern.sub("x", "ab AB") == "x x"
    assert pattern.flags & re.IGNORECASE


def test_what_is_imported_later_compiles_at_once() -> None:
    compiled = re.compile
    with late.patterns():
        assert re.compile is not compiled
    assert re.compile is compiled


PROBE = """
import re
from feedtool.toml import reader
import string
made = []
compiled = re.compile
re.compile = lambda *given: made.append(given) or compiled(*given)
assert reader.read('a = "x"\\nb = true\\nc = ["y"]') == {"a": "x", "b": True, "c": ["y"]}
print(len(made))
assert reader.read("a = 1_000\\nb = 1.5e3\\nc = 0xff") == {"a": 1000, "b": 1500.0, "c": 255}
assert reader.read("a = 2024-05-01T10:00:00Z") == {"a": "2024-05-01T10:00:00+00:00"}
assert string.Template("$a").substitute(a=1) == "1"
print(len(made) > 0)
"""


def test_texts_alone_need_none_of_the_patterns_of_tomllib() -> None:
    done = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "True"]
