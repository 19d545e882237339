"""What a signature tells of a file that was not read."""

import json
import os
from pathlib import Path

import pytest

from feedtool.storage import signature
from feedtool.storage.signature import Signature

SECOND = 1_000_000_000


def test_a_file_keeps_its_signature_until_it_changes(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"one")
    before = signature.of_file(file)
    assert before is not None
    assert before.is_same(signature.of_file(file))
    os.utime(file, ns=(before.modified + 1, before.modified + 1))
    assert not before.is_same(signature.of_file(file))
    file.unlink()
    assert signature.of_file(file) is None
    assert not before.is_same(None)


def test_another_file_of_the_same_size_and_times_is_another() -> None:
    one = Signature(3, SECOND, SECOND, 1)
    assert not one.is_same(one._replace(inode=2))
    assert not one.is_same(one._replace(size=4))
    assert not one.is_same(one._replace(changed=SECOND + 1))


def test_the_files_of_a_folder_are_looked_at_in_order_and_no_link_is_followed(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.md").write_bytes(b"one")
    (tmp_path / "link.md").symlink_to("a.md")
    first, missing, link = signature.of_files(tmp_path, ["a.md", "no.md", "link.md"])
    assert signature.from_plain(first) == signature.of_file(tmp_path / "a.md")
    assert missing is None
    assert link not in (None, first)


@pytest.mark.parametrize(
    "one", [Signature(3, 2**62 + 1, 2**62 + 2, 2**63), Signature(3, tag='"e" 2026'), None]
)
def test_a_signature_comes_back_from_json(one: Signature | None) -> None:
    assert signature.from_plain(json.loads(json.dumps(one))) == one


def test_what_is_no_signature_is_none() -> None:
    with pytest.raises(TypeError):
        signature.from_plain("1 1 1 1")


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
    one = Signature(3, tag="etag")
    assert one.is_settled(0)
    assert not one.is_same(one._replace(tag="another"))
