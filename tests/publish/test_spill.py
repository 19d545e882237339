from pathlib import Path

import pytest

from feedtool.diagnostics.errors import StorageError
from feedtool.publish.spill import SomeFiles, SpilledFiles

FILES = {"a": b"one", "b": b"", "c": b"three" * 1000, "d": b"four"}


@pytest.mark.parametrize("in_memory", [0, 3, 10, 10_000])
def test_whatever_is_in_memory_the_files_are_the_same(in_memory: int) -> None:
    spilled = SpilledFiles(iter(FILES.items()), in_memory)
    assert spilled == FILES
    assert [*spilled] == [*FILES]
    assert [spilled[path] for path in reversed(FILES)] == [*reversed(FILES.values())]
    with pytest.raises(KeyError):
        spilled["e"]


def test_some_of_them_have_an_order_of_their_own() -> None:
    some = SomeFiles(SpilledFiles(FILES.items(), 0), ["d", "a"])
    assert [*some.items()] == [("d", b"four"), ("a", b"one")]
    assert len(some) == 2
    with pytest.raises(KeyError):
        some["b"]


def test_where_there_is_no_room_for_them_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(StorageError, match="cannot keep files in"):
        SpilledFiles(FILES.items(), 0)
