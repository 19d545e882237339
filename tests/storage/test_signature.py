"""What a signature tells of a file that was not read."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from feedtool.storage import signature
from feedtool.storage.signature import Signature
from tests.tables import each

SECOND = 1_000_000_000


def test_a_file_keeps_its_signature_until_it_changes(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"one")
    before = signature.of_file(file)
    assert before is not None
    assert before == signature.of_file(file)
    os.utime(file, ns=(before.modified + 1, before.modified + 1))
    assert before != signature.of_file(file)
    file.unlink()
    assert signature.of_file(file) is None


ONE = Signature(3, 2**62 + 1, 2**62 + 2, 2**63)
REMOTE = Signature(3, tag='"e" 2026')


@each(
    "changed",
    [{"size": 4}, {"modified": SECOND}, {"changed": SECOND}, {"inode": 2}, {"tag": "another"}],
)
@each("one", [ONE, REMOTE])
def test_a_signature_with_another_value_is_another_as_a_text(
    one: Signature, changed: dict[str, Any]
) -> None:
    text = signature.as_text(one)
    assert text.isascii()
    assert text == signature.as_text(Signature(*one)) == signature.as_text(one[:])
    assert text != signature.as_text(one._replace(**changed))


def test_the_text_of_a_signature_is_the_same_in_any_process() -> None:
    code = f"from feedtool.storage import signature; print(signature.as_text({tuple(REMOTE)!r}))"
    run = [sys.executable, "-c", code]
    assert subprocess.check_output(run, text=True).strip() == signature.as_text(REMOTE)


def test_the_files_of_a_folder_are_looked_at_in_order_and_no_link_is_followed(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.md").write_bytes(b"one")
    (tmp_path / "link.md").symlink_to("a.md")
    first, missing, link = signature.of_files(tmp_path, ["a.md", "no.md", "link.md"])
    assert first == signature.of_file(tmp_path / "a.md")
    assert missing is None
    assert link not in (None, first)


def test_a_file_as_young_as_the_clock_may_change_again_unseen() -> None:
    now = 1_000 * SECOND + 5
    assert Signature(1, now - 2, now - 2, 1).is_settled(now)
    assert not Signature(1, now, now - 2, 1).is_settled(now)
    assert not Signature(1, now - 2, now, 1).is_settled(now)


def test_a_file_system_with_coarse_times_is_given_more_time() -> None:
    now = 1_000 * SECOND + 5
    coarse = now // SECOND * SECOND
    assert not Signature(1, coarse, coarse, 1).is_settled(now)
    assert Signature(1, coarse - 3 * SECOND, coarse - 3 * SECOND, 1).is_settled(now)


def test_the_tag_of_a_remote_file_is_its_content_s_and_needs_no_clock() -> None:
    assert Signature(3, tag="etag").is_settled(0)


@pytest.mark.parametrize("one", [ONE, REMOTE])
def test_a_file_that_was_only_renamed_or_linked_has_the_same_content(one: Signature) -> None:
    assert signature.is_same_content(one, one._replace(changed=one.changed + 1))
    for changed in ({"size": 4}, {"modified": 1}, {"inode": 2}, {"tag": "another"}):
        assert not signature.is_same_content(one, one._replace(**changed))
