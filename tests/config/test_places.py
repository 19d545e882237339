from pathlib import Path

import pytest

from feedtool.config import places
from feedtool.diagnostics.errors import UsageError
from feedtool.storage.place import Folders, Place, Url
from tests.tables import each

BASE = Path("/site")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("news", BASE / "news"), ("/news", Path("/news")), ("s3://x/news/", Url("s3://x/news"))],
)
def test_what_a_text_stands_for(text: str, expected: Place) -> None:
    assert places.place(BASE, text) == expected


def test_no_folder_has_a_null_character() -> None:
    with pytest.raises(UsageError, match="null character"):
        places.place(BASE, "a\0b")


@each("text", ["s3://", "s3:///", "memory://", "://news", "://"])
def test_a_url_that_names_no_folder_is_not_taken_for_one_of_this_machine(text: str) -> None:
    with pytest.raises(UsageError, match="names no folder"):
        places.place(BASE, text)


@each(
    ("said", "expected"),
    [
        ("news", BASE / "news"),
        (["news"], BASE / "news"),
        (["news", "old/news"], Folders(BASE, ("news", "old/news"))),
        (["old/a", "old/b"], Folders(BASE / "old", ("a", "b"))),
        (["news", "/other"], Folders(Path("/"), ("site/news", "other"))),
    ],
)
def test_several_folders_are_below_the_nearest_that_holds_them(
    said: str | list[str], expected: Place | Folders
) -> None:
    assert places.folders(BASE, said) == expected
    assert list(places.misplaced_folders(BASE, said)) == []


@each(
    ("said", "pointer", "left"),
    [
        (["a", "a/b"], "/records/path/1", '["a"]'),
        (["a/b", "a"], "/records/path/0", '["a"]'),
        (["a", "./a"], "/records/path/1", '["a"]'),
        (["a", "b", "b/../a"], "/records/path/2", '["a", "b"]'),
        (["a", "s3://x/b"], "/records/path/1", '["a"]'),
    ],
)
def test_no_folder_may_hold_another_or_be_elsewhere(
    said: list[str], pointer: str, left: str
) -> None:
    (found,) = places.misplaced_folders(BASE, said)
    assert (found.code, found.pointer) == ("config-invalid", pointer)
    assert found.hint == f"write path = {left}"


def test_of_very_many_wrong_folders_the_first_are_told() -> None:
    """Each hint names all the others, which for each of n folders would be n times n names."""
    said = ["a", *(f"a/{number}" for number in range(300))]
    assert len(list(places.misplaced_folders(BASE, said))) == 100


def test_of_each_folder_the_first_that_holds_it() -> None:
    every = [BASE / name for name in ("a/b", "c", "a", "a/b/d", "c")]
    a, b, c = BASE / "a", BASE / "a/b", BASE / "c"
    assert places.holders(every) == [a, None, None, b, c]
    assert places.holders([Url("s3://x"), BASE]) == [None, None]
