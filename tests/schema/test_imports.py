"""While jsonschema-rs is imported, ``email.utils`` is one that can do little, and that nobody notices."""

import subprocess
import sys

import pytest

AS_EVER = "from email.utils import formatdate; assert formatdate(0).startswith('Thu, 01 Jan 1970')"


def run(code: str) -> str:
    """What Python prints that has imported nothing before."""
    head = "import sys; from feedtool.schema.imports import without_email\n"
    return subprocess.check_output([sys.executable, "-c", head + code], text=True, timeout=60)


@pytest.mark.parametrize("before", ["", "import email.utils\n"], ids=["new", "known"])
def test_the_module_is_as_ever_afterwards(before: str) -> None:
    run(f"{before}with without_email(): import jsonschema_rs\n{AS_EVER}")


def test_jsonschema_rs_needs_no_more_than_the_stand_in() -> None:
    code = "with without_email(): import jsonschema_rs\nprint({'email.utils', 'socket'} & sys.modules.keys())"
    assert run(code) == "set()\n"


def test_the_module_gives_what_the_stand_in_has_not() -> None:
    code = (
        "with without_email():\n"
        "    from email.utils import formatdate\n"
        "    assert formatdate(0).startswith('Thu, 01 Jan 1970')\n"
    )
    run(code + AS_EVER)


def test_an_import_that_fails_leaves_nothing_behind() -> None:
    code = (
        "try:\n"
        "    with without_email(): raise ImportError\n"
        "except ImportError:\n"
        "    assert 'email.utils' not in sys.modules\n"
    )
    run(code + AS_EVER)
