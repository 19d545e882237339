"""What the validators of jsonschema-rs are given: formats, Python's patterns, and no network."""

import subprocess
import sys

import pytest

from feedtool.schema.libraries.compiled import compiled, with_python_patterns
from tests.tables import each

# White space to Python alone, and a line break before the end, which Python's ``$`` passes over.
READ_BY_PYTHON_ALONE = [("^\\s$", "\x85"), ("^a$", "a\n")]


@pytest.mark.parametrize(("pattern", "text"), READ_BY_PYTHON_ALONE)
def test_patterns_are_read_as_the_caller_says(pattern: str, text: str) -> None:
    assert not compiled({"pattern": pattern}).is_valid(text)
    assert with_python_patterns("2020-12", {"pattern": pattern}).is_valid(text)
    assert with_python_patterns("2020-12", {"pattern": pattern}).is_valid(7)


def test_our_formats_are_asserted() -> None:
    schema = {"format": "date-time"}
    for validator in (compiled(schema), with_python_patterns("7", schema)):
        assert validator.is_valid("2023-09-01T09:19:00Z")
        assert not validator.is_valid("2023-02-30T09:19:00Z")


@each("name", ["date", "ipv4", "uuid", "regex", "json-pointer"])
def test_formats_of_others_are_not_asserted_of_a_schema_of_a_user(name: str) -> None:
    assert with_python_patterns("2020-12", {"format": name}).is_valid("(")


@pytest.mark.parametrize(
    ("draft", "document"),
    [
        ("6", {"exclusiveMinimum": 3}),
        ("7", {"if": {"minimum": 4}, "else": False}),
        ("2019-09", {"items": [{"minimum": 4}]}),
        ("2020-12", {"prefixItems": [{"minimum": 4}]}),
    ],
)
def test_a_schema_is_read_by_its_draft(draft: str, document: dict[str, object]) -> None:
    value = [3] if draft.startswith("20") else 3
    good = [4] if draft.startswith("20") else 4
    validator = with_python_patterns(draft, document)
    assert validator.is_valid(good)
    assert not validator.is_valid(value)


def test_what_a_schema_does_not_hold_is_an_error() -> None:
    with pytest.raises(ValueError, match="example"):
        with_python_patterns("2020-12", {"$ref": "https://a.example/schema.json"})


def test_no_mail_is_imported_for_the_library() -> None:
    code = (
        "import sys\nfrom feedtool.schema.libraries.compiled import compiled\n"
        "compiled({})\nprint({'email.utils', 'socket'} & sys.modules.keys())"
    )
    command = [sys.executable, "-c", code]
    assert subprocess.check_output(command, text=True, timeout=60) == "set()\n"


def test_jsonschema_rs_needs_no_mail_of_python() -> None:
    code = (
        "import sys\n"
        "from feedtool.schema.libraries.compiled import compiled\n"
        "assert compiled({'type': 'string'}).is_valid('a')\n"
        "print({'email.utils', 'socket'} & sys.modules.keys())"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == "set()\n"
