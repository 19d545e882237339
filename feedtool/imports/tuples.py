"""Named tuples as ``typing`` has them, declared in a ninth of the time.

``typing.NamedTuple`` looks at each annotation, and has Python compile a constructor, of each class that is
imported, whether it is used or not: 6 % of what a hook on one file takes, or a build where nothing has changed.
"""

import sys
from collections import _tuplegetter  # type: ignore[attr-defined]
from collections.abc import Iterable
from functools import cache
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any, Self

__all__ = ["NamedTuple"]


class _Declaration(type):
    """Makes a named tuple of the body of a class."""

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> "_Declaration":
        has_fields = any(getattr(base, "_fields", ()) for base in bases)
        return super().__new__(cls, name, bases, body if has_fields else _with_fields(name, body))


def _with_fields(name: str, body: dict[str, Any]) -> dict[str, Any]:
    """The body of a class whose annotations are the fields of a named tuple."""
    fields = tuple(body.get("__annotations__", ()))
    defaults = {field: body.pop(field) for field in fields if field in body}
    if tuple(defaults) != fields[len(fields) - len(defaults) :]:
        raise TypeError(f"in {name} a field without a default follows one that has a default")
    return {
        **body,
        **{field: _tuplegetter(place, None) for place, field in enumerate(fields)},
        "__slots__": (),
        "__match_args__": fields,
        "_fields": fields,
        "_field_defaults": defaults,
    }


class _Tuple(tuple[Any, ...], metaclass=_Declaration):
    """What named tuples have in common."""

    __slots__ = ()  # as every class below it
    if TYPE_CHECKING:
        _fields: tuple[str, ...]
        _field_defaults: dict[str, Any]

    def __new__(cls, *values: Any, **named: Any) -> Self:
        """Make the first tuple of a class, and the constructor that makes all others."""
        cls.__new__ = staticmethod(_constructor(cls))  # type: ignore[method-assign]
        return cls(*values, **named)

    @classmethod
    def _make(cls, values: Iterable[Any]) -> Self:
        made = tuple.__new__(cls, values)
        if len(made) != len(cls._fields):
            raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
        return made

    def _replace(self, /, **changes: Any) -> Self:
        made = self._make(map(changes.pop, self._fields, self))
        if changes:
            raise ValueError(f"Got unexpected field names: {list(changes)!r}")
        return made

    def _asdict(self) -> dict[str, Any]:
        return dict(zip(self._fields, self, strict=True))

    def __repr__(self) -> str:
        values = (f"{field}={value!r}" for field, value in zip(self._fields, self, strict=True))
        return f"{type(self).__name__}({', '.join(values)})"

    def __getnewargs__(self) -> tuple[Any, ...]:
        """What a tuple is made of again that was copied or pickled."""
        return tuple(self)


def _constructor(of: type[_Tuple]) -> FunctionType:
    """A function that makes a tuple of values for the fields of a class, by place or by name."""
    name = f"{of.__name__}.__new__"
    code = _code(len(of._fields)).replace(
        co_name="__new__", co_qualname=name, co_varnames=("_cls", *of._fields)
    )
    return FunctionType(code, _KNOWN, "__new__", tuple(of._field_defaults.values()))


@cache
def _code(number: int) -> CodeType:
    """The code of a function that makes a tuple of so many values: one for all classes with as many fields."""
    names = "".join(f"_{place}, " for place in range(number))
    made: FunctionType = eval(f"lambda _cls, {names}: _new(_cls, ({names}))")  # noqa: S307  # nosec B307 - numbers
    return made.__code__


# All that the constructors know.
_KNOWN = {"__builtins__": {}, "_new": tuple.__new__}


# From Python 3.14 on the body of a class holds a function that makes its annotations, and not themselves.
if TYPE_CHECKING or sys.version_info >= (3, 14):
    from typing import NamedTuple
else:
    NamedTuple = _Tuple
