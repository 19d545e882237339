"""Many rows to a text, whatever becomes of them."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool.storage import database
from feedtool.storage.rows import MANY, Rows


@pytest.fixture
def rows() -> Iterator[Rows]:
    held = database.in_memory()
    yield Rows(held, "records")
    held.close()


def test_rows_are_kept_many_to_a_text(rows: Rows) -> None:
    rows.add([(1, "ä"), (2, None)])
    rows.add([(3, ["\udcff"])])
    rows.add([])
    assert sorted(rows) == [[1, "ä"], [2, None], [3, ["\udcff"]]]
    assert rows.texts() == [1, 2]


def test_texts_of_few_rows_are_made_into_larger_ones(rows: Rows) -> None:
    rows.add((number,) for number in range(MANY))
    for number in range(MANY, 2 * MANY):
        rows.add([(number,)])
    rows.change(rows.texts(), lambda row: row)
    assert sorted(rows) == [[number] for number in range(2 * MANY)]
    assert len(rows.texts()) == 2


def test_texts_that_stay_are_not_written_again(rows: Rows) -> None:
    rows.add((number,) for number in range(MANY))
    written = rows._database._connection.total_changes
    rows.change(rows.texts(), lambda row: row)
    assert rows._database._connection.total_changes == written


def test_few_are_kept_as_rows_however_many_came(rows: Rows) -> None:
    for number in range(150):
        rows.add([(number,)])
    assert len([*rows]) == 150
    assert not rows._kept


@given(st.lists(st.lists(st.integers(0, 400), unique=True), max_size=8))
def test_rows_may_come_change_and_go(turns: list[list[int]]) -> None:
    held = database.in_memory()
    rows, expected = Rows(held, "records"), dict[int, int]()
    for turn, numbers in enumerate(turns):
        earlier = rows.texts()
        rows.add((number, turn) for number in numbers)
        gone = {number for number in expected if number in numbers or number % 7 == turn}
        rows.change(
            earlier,
            lambda row, gone=gone: None if row[0] in gone else [row[0], row[1] + row[0] % 2],  # type: ignore[misc]
        )
        expected = {key: on + key % 2 for key, on in expected.items() if key not in gone}
        expected |= dict.fromkeys(numbers, turn)
        assert sorted(rows) == sorted([key, on] for key, on in expected.items())
        assert len(rows.texts()) <= 2 + len(expected) // (MANY // 2)
    held.close()


def names(rows: Rows) -> list[int]:
    return sorted(map(int, rows._database.names("records")))


def test_a_change_costs_what_was_changed(rows: Rows) -> None:
    for first in range(0, 10 * MANY, MANY):
        rows.add([str(number), "x" * 100] for number in range(first, first + MANY))
    before = {number: rows._database.get("records", str(number)) for number in names(rows)}
    assert rows.can_put(10)
    rows.put([[str(number), "new"] for number in range(0, 10 * MANY, MANY)], gone=["7"])
    now = {number: rows._database.get("records", str(number)) for number in names(rows)}
    assert before.items() <= now.items()
    assert sum(len(text or "") for text in now.values()) < 1.01 * sum(
        map(len, filter(None, before.values()))
    )
    found = dict(rows)
    assert len(found) == 10 * MANY - 1
    assert [found["0"], found["1"], found.get("7")] == ["new", "x" * 100, None]


def test_small_changes_do_not_leave_many_texts(rows: Rows) -> None:
    rows.add([str(number), 0] for number in range(MANY))
    for turn in range(MANY):
        rows.replace([[str(turn), turn]])
    assert len(names(rows)) < 12
    assert sorted(rows) == sorted([str(number), number] for number in range(MANY))
    for turn in range(MANY):
        rows.replace([["one", turn]])
    assert len(names(rows)) < 12


def test_of_many_changes_all_is_put_in_order(rows: Rows) -> None:
    rows.add([str(number), 0] for number in range(MANY))
    rows.replace([[str(number), 1] for number in range(10)], gone=["20"])
    rows.replace([[str(number), 2] for number in range(5, 2 * MANY)], gone=["0"])
    assert min(names(rows)) > 0
    expected = [[str(number), 1] for number in range(1, 5)]
    expected += [[str(number), 2] for number in range(5, 2 * MANY)]
    assert sorted(rows) == sorted(expected)


def test_where_a_change_is_lost_the_rows_before_it_are_back(rows: Rows) -> None:
    rows.add([[str(number), 0] for number in range(9)])
    rows.put([["1", 1]], gone=["2"])
    rows._database.drop("records", ["-1"])
    assert sorted(Rows(rows._database, "records")) == [[str(number), 0] for number in range(9)]


@given(
    st.lists(
        st.tuples(
            st.sets(st.integers(0, 2 * MANY), max_size=MANY), st.sets(st.integers(0, 2 * MANY))
        ),
        max_size=8,
    ),
    st.booleans(),
)
def test_rows_are_those_that_were_put_last(
    turns: list[tuple[set[int], set[int]]],
    reopened: bool,  # noqa: FBT001
) -> None:
    held = database.in_memory()
    rows, expected = Rows(held, "files"), dict[str, int]()
    for turn, (put, gone) in enumerate(turns):
        rows.replace([(str(number), turn) for number in put], [str(one) for one in gone - put])
        expected |= dict.fromkeys(map(str, put), turn)
        expected = {name: on for name, on in expected.items() if int(name) not in gone - put}
        if reopened:
            rows = Rows(held, "files")
        assert sorted(rows) == sorted([name, on] for name, on in expected.items())
    held.close()
