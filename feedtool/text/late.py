"""Patterns that are compiled when they are first used.

tomllib compiles three as it is imported, for numbers, dates and times, and ``string`` one for templates:
3 % of what ``validate FILE`` takes, and most configurations hold no more than texts.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
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
