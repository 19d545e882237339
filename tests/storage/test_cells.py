"""Values as a database holds them."""

import json
import os
import sqlite3
from contextlib import closing

import pytest

from feedtool.storage import cells
from tests.tables import each


@each("value", [{"a": [1, None, True]}, "Zoë", "a\ud800b", ["\udcff.md"], ""])
def test_any_value_becomes_a_text_that_sqlite_takes_and_json_reads(value: object) -> None:
    text = cells.dumps(value)
    with closing(sqlite3.connect(":memory:")) as connection:
        assert connection.execute("SELECT ?", (text,)).fetchone() == (text,)
    assert json.loads(text) == value


def test_texts_are_short() -> None:
    assert cells.dumps({"a": [1, 2], "b": "Zoë"}) == '{"a":[1,2],"b":"Zoë"}'


def test_names_of_files_of_any_bytes_have_keys_of_their_own() -> None:
    names = ["a.md", "Zoë.md", os.fsdecode(b"\xff.md"), os.fsdecode(b"\xfe.md")]
    keys = [cells.key(name) for name in names]
    assert keys[:2] == names[:2]
    assert keys[2] == "//ff2e6d64"
    assert len(set(keys)) == len(names)


@pytest.mark.parametrize("value", [None, 1, 1.5, b"a"])
def test_what_is_no_text_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="where a text belongs"):
        cells.text(value)


def test_a_row_is_as_it_was_written_or_refused() -> None:
    checksum = cells.checksum("files", "a", "value")
    assert cells.checked("files", "a", "value", checksum) == "value"
    for table, name, value in [
        ("meta", "a", "value"),
        ("files", "b", "value"),
        ("files", "a", "valuf"),
    ]:
        with pytest.raises(ValueError, match="not as it was written"):
            cells.checked(table, name, value, checksum)
    with pytest.raises(ValueError, match="not as it was written"):
        cells.checked("files", "a", "value", str(checksum))
