"""Named tuples of our own: as those of ``typing`` in all that anybody asks of them."""

import ast
import copy
import pickle
import typing
from pathlib import Path
from typing import Any

import pytest

import feedtool
from feedtool.imports.tuples import NamedTuple


class Place(NamedTuple):
    """Where something is."""

    line: int
    column: int = 1
    name: str | None = None

    @property
    def is_first(self) -> bool:
        return self.line == 1

    def __str__(self) -> str:
        return f"{self.name}:{self.line}:{self.column}"


class Typed(typing.NamedTuple):
    """The same, by ``typing``."""

    line: int
    column: int = 1
    name: str | None = None


class Nothing(NamedTuple):
    """A tuple without fields."""


class NamedPlace(Place):
    """What is made of a named tuple has its fields."""

    def __hash__(self) -> int:
        return hash(self.name)


BOTH: tuple[Any, Any] = Place, Typed


@pytest.mark.parametrize("declared", BOTH)
def test_a_named_tuple_is_a_tuple_whose_values_have_names(declared: Any) -> None:
    place = declared(3, name="a.md")

    assert place == (3, 1, "a.md")
    assert hash(place) == hash((3, 1, "a.md"))
    assert (place.line, place.column, place.name) == tuple(place)
    assert repr(place) == f"{declared.__name__}(line=3, column=1, name='a.md')"
    assert place._asdict() == {"line": 3, "column": 1, "name": "a.md"}
    assert place._replace(column=7, name=None) == declared(3, 7)
    assert declared._make([1, 2, "b"]) == declared(line=1, column=2, name="b")
    assert not hasattr(place, "__dict__")
    with pytest.raises(AttributeError):
        place.line = 4
    match place:
        case declared(line, _, name=name):
            assert (line, name) == (3, "a.md")
        case _:
            pytest.fail("a pattern does not match it")


def test_what_a_class_says_of_itself_is_what_typing_says() -> None:
    for name in ("_fields", "_field_defaults", "__match_args__", "__slots__", "__annotations__"):
        assert getattr(Place, name) == getattr(Typed, name), name
    assert typing.get_type_hints(Place) == typing.get_type_hints(Typed)
    assert Place.__doc__ == "Where something is."


def test_a_class_has_methods_of_its_own() -> None:
    assert Place(1).is_first
    assert str(Place(3, name="a.md")) == "a.md:3:1"
    assert f"{Place(3)!r}" == "Place(line=3, column=1, name=None)"


def test_there_may_be_no_fields() -> None:
    assert Nothing() == ()
    assert repr(Nothing()) == "Nothing()"


def test_what_is_made_of_a_named_tuple_has_its_fields() -> None:
    assert NamedPlace(3, name="a.md") == Place(3, name="a.md")
    assert hash(NamedPlace(3, name="a.md")) == hash("a.md")
    assert NamedPlace(3)._replace(line=4).line == 4


@pytest.mark.parametrize("declared", BOTH)
@pytest.mark.parametrize(
    ("arguments", "named", "message"),
    [
        ((), {}, r"__new__\(\) missing 1 required positional argument: 'line'"),
        (
            (1, 2, "a", 4),
            {},
            r"__new__\(\) takes from 2 to 4 positional arguments but 5 were given",
        ),
        ((1,), {"row": 2}, r"__new__\(\) got an unexpected keyword argument 'row'"),
        ((1,), {"line": 2}, r"__new__\(\) got multiple values for argument 'line'"),
    ],
)
def test_wrong_arguments_are_errors_by_name(
    declared: Any, arguments: tuple[Any, ...], named: dict[str, Any], message: str
) -> None:
    for _ in range(2):  # the first call of a class makes its constructor
        with pytest.raises(TypeError, match=declared.__name__ + r"\." + message):
            declared(*arguments, **named)


@pytest.mark.parametrize("declared", BOTH)
def test_other_wrong_uses_are_errors(declared: Any) -> None:
    with pytest.raises(TypeError, match="Expected 3 arguments, got 2"):
        declared._make([1, 2])
    with pytest.raises((TypeError, ValueError), match=r"unexpected field names: \['row'\]"):
        declared(1)._replace(row=2)


@pytest.mark.parametrize("base", [NamedTuple, typing.NamedTuple])
def test_a_field_without_a_default_follows_none_with_one(base: Any) -> None:
    with pytest.raises(TypeError, match="default"):
        exec("class Wrong(base):\n    name: str = ''\n    line: int\n", {"base": base})


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_copies_are_equal_and_of_the_same_class(protocol: int) -> None:
    place = Place(3, name="a.md")

    for made in (
        pickle.loads(pickle.dumps(place, protocol)), copy.copy(place), copy.deepcopy(place)
    ):  # fmt: skip
        assert made == place
        assert type(made) is Place


def test_all_of_feedtool_declares_its_tuples_so() -> None:
    folder = Path(feedtool.__file__).parent
    by_typing = [
        str(path.relative_to(folder))
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "typing"
        if any(one.name == "NamedTuple" for one in node.names)
    ]

    assert by_typing == ["imports/tuples.py"]
