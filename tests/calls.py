"""What some code does in steps, which do not depend on the machine: how often each function is called."""

import cProfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import CodeType
from typing import Any


def calls(function: Callable[..., Any], *given: Any) -> Counter[tuple[str, str]]:
    """How often each function was called meanwhile, by module and name; built-in ones have no module."""
    profile = cProfile.Profile()
    profile.runcall(function, *given)
    counted = Counter[tuple[str, str]]()
    for one in profile.getstats():
        if isinstance(one.code, CodeType):
            counted[Path(one.code.co_filename).stem, one.code.co_name] += one.callcount
        else:
            counted["", one.code] += one.callcount
    return counted
