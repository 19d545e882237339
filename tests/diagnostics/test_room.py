import pytest

from feedtool.diagnostics import room


def test_where_there_is_room_nothing_happens() -> None:
    room.require_room()
    room.require_room(1)


def test_where_there_is_none_python_says_so() -> None:
    with pytest.raises(MemoryError):
        room.require_room(1 << 40)
