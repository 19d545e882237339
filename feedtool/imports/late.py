"""What libraries make ready as they are imported, and need for little: late, it is made when it is used.

Patterns: tomllib compiles three, for numbers, dates and times, and ``string`` one for templates: 3 % of what
``validate FILE`` takes, and most configurations hold no more than texts. Modules: jsonschema-rs has Python's
mail imported, lxml ``inspect``, feedgen a parser of dates.
"""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from importlib import import_module
from types import ModuleType
from typing import Any


class LatePattern:
    """Stands for a compiled pattern, and becomes one when anything is asked of it."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._given = pattern, flags

    @cached_property
    def _compiled(self) -> "re.Pattern[str]":
        return re.compile(*self._given)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what copying and pickling ask of any object
            raise AttributeError(name)
        return getattr(self._compiled, name)


@contextmanager
def patterns() -> Iterator[None]:
    """What is imported meanwhile gets such patterns."""
    compiled = re.compile
    re.compile = LatePattern  # type: ignore[assignment]
    try:
        yield
    finally:
        re.compile = compiled


@contextmanager
def module(name: str, **known: Any) -> Iterator[None]:
    """What is imported meanwhile gets a stand-in for a module, which has no more than is ``known``.

    The module itself is imported when anything else is asked of the stand-in, and when anybody imports it
    afterwards. Where it has been imported already, there is no stand-in.
    """
    if name in sys.modules:
        yield
        return
    stand_in = ModuleType(name)

    def of_the_module(wanted: str) -> Any:
        if wanted.startswith("__"):  # what the import system asks of each module
            raise AttributeError(wanted)
        _leave(name, stand_in)
        return getattr(import_module(name), wanted)

    vars(stand_in).update(known, __getattr__=of_the_module)
    sys.modules[name] = stand_in
    try:
        yield
    finally:
        if _leave(name, stand_in):
            above, _, last = name.rpartition(".")
            # Who has imported ``above.name`` looks it up there at each use.
            if above in sys.modules and last not in vars(sys.modules[above]):
                setattr(sys.modules[above], last, stand_in)


def _leave(name: str, stand_in: ModuleType) -> bool:
    """Whether a stand-in stood in the place of its module; it does no more."""
    is_there = sys.modules.get(name) is stand_in
    if is_there:
        del sys.modules[name]
    return is_there


def function(of: str, name: str) -> Callable[..., Any]:
    """A function of a module that is imported when it is first called."""

    def late(*given: Any, **named: Any) -> Any:
        return getattr(import_module(of), name)(*given, **named)

    return late
