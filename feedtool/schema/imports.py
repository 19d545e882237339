"""What the import of jsonschema-rs brings along, less what nobody here needs."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

_EMAIL = "email.utils"


@contextmanager
def without_email() -> Iterator[None]:
    """For so long a stand-in for ``email.utils`` leaves a date as the text that it is.

    jsonschema-rs has the date of its own build parsed as it is imported (``__build__``), by a module that
    imports sockets, calendars, locales and random numbers: together an eighth of what ``validate FILE``
    takes. Nobody here reads that date. Whatever else is asked of the stand-in, the module itself gives.
    """
    if _EMAIL in sys.modules:
        yield
        return
    stand_in = ModuleType(_EMAIL)
    vars(stand_in).update(parsedate_to_datetime=str, __getattr__=_of_the_module)
    sys.modules[_EMAIL] = stand_in
    try:
        yield
    finally:
        if sys.modules.get(_EMAIL) is stand_in:
            del sys.modules[_EMAIL]


def _of_the_module(name: str) -> Any:
    if name.startswith("__"):  # what the import system asks of each module
        raise AttributeError(name)
    del sys.modules[_EMAIL]
    return getattr(import_module(_EMAIL), name)
