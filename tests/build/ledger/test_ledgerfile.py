import os
from pathlib import Path

import pytest

from feedtool.build.ledger import ledgerfile
from feedtool.diagnostics.errors import StorageError
from feedtool.storage import atomic
from tests.conftest import make_config


def test_a_ledger_is_written_whole_and_only_where_it_differs(tmp_path: Path) -> None:
    file = ledgerfile.of(make_config(tmp_path))
    assert (file.content, file.digest) == (None, None)
    written = ledgerfile.write(file, "# a ledger\n")
    assert file.path.read_text("utf-8") == "# a ledger\n"
    assert written == ledgerfile.of(make_config(tmp_path))
    os.utime(file.path, (1, 1))
    ledgerfile.write(written, "# a ledger\n")
    assert file.path.stat().st_mtime == 1
    assert [one.name for one in tmp_path.iterdir() if "staged" in one.name] == []


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / ledgerfile.FILE_NAME).mkdir()
    with pytest.raises(StorageError, match=r"feedtool\.lock"):
        ledgerfile.of(make_config(tmp_path))


def test_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept/ledger").write_text("", "utf-8")
    (tmp_path / ledgerfile.FILE_NAME).symlink_to("kept/ledger")
    ledgerfile.write(ledgerfile.of(make_config(tmp_path)), "# a ledger\n")
    assert (tmp_path / ledgerfile.FILE_NAME).is_symlink()
    assert (tmp_path / "kept/ledger").read_text("utf-8") == "# a ledger\n"


def test_what_a_build_that_was_killed_has_left_does_not_stop_the_next(tmp_path: Path) -> None:
    file = ledgerfile.of(make_config(tmp_path))
    atomic.stage(file.path, b"half")
    ledgerfile.write(file, "# a ledger\n")
    assert [one.name for one in tmp_path.iterdir() if "lock" in one.name] == ["feedtool.lock"]


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / ledgerfile.FILE_NAME).symlink_to(ledgerfile.FILE_NAME)
    with pytest.raises(StorageError, match="links"):
        ledgerfile.write(ledgerfile.of(make_config(tmp_path)), "# a ledger\n")
