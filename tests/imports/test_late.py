"""Patterns that are compiled, and modules that are imported, when they are first used."""

import re
import subprocess
import sys

import pytest

from feedtool.imports import late


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


AS_EVER = "from email.utils import formatdate; assert formatdate(0).startswith('Thu, 01 Jan 1970')"


def run(code: str) -> str:
    """What Python prints that has imported nothing before."""
    head = "import sys; from feedtool.imports import late\n"
    return subprocess.check_output([sys.executable, "-c", head + code], text=True, timeout=60)


@pytest.mark.parametrize("before", ["", "import email.utils\n"], ids=["new", "known"])
def test_a_module_is_as_ever_afterwards(before: str) -> None:
    code = "with late.module('email.utils', parsedate=str): from email.utils import parsedate\n"
    run(f"{before}{code}{AS_EVER}")


def test_a_module_that_is_there_has_no_stand_in() -> None:
    code = "import email.utils as known\nwith late.module('email.utils', formatdate=str):\n"
    run(f"{code}    import email.utils\nassert email.utils is known is sys.modules['email.utils']")


def test_what_is_known_imports_nothing() -> None:
    code = (
        "with late.module('email.utils', parsedate=str, a=late.function('email.utils', 'parsedate')):\n"
        "    from email.utils import a, parsedate\n"
        "assert parsedate('x') == 'x'\n"
        "print('email.utils' in sys.modules)\n"
        "assert a('Thu, 01 Jan 1970 00:00:00 GMT')[0] == 1970\n"
        "print('email.utils' in sys.modules)\n"
    )
    assert run(code).split() == ["False", "True"]


@pytest.mark.parametrize("last", ["import email.utils\n", "from email import utils\n", ""])
def test_who_looks_a_module_up_in_its_package_finds_it(last: str) -> None:
    code = (
        "with late.module('email.utils', parsedate=str): import email.utils\n"
        "assert email.utils.parsedate('x') == 'x'\n"
        f"assert 'email.utils' not in sys.modules\n{last}"
    )
    run(f"{code}assert email.utils.formatdate(0).startswith('Thu, 01 Jan 1970')\n{AS_EVER}")


def test_the_module_gives_what_its_stand_in_has_not() -> None:
    code = (
        "with late.module('email.utils'):\n"
        "    from email.utils import formatdate\n"
        "    assert formatdate(0).startswith('Thu, 01 Jan 1970')\n"
    )
    run(code + AS_EVER)


def test_what_a_module_has_not_is_no_attribute_of_its_stand_in() -> None:
    code = "with late.module('email.utils'):\n    import email.utils as it\n    "
    run(f"{code}print(getattr(it, 'nothing', 1), hasattr(it, '__path__'))\n{AS_EVER}")


def test_an_import_that_fails_leaves_nothing_behind() -> None:
    code = (
        "try:\n"
        "    with late.module('email.utils'): raise ImportError\n"
        "except ImportError:\n"
        "    assert 'email.utils' not in sys.modules\n"
    )
    run(code + AS_EVER)
