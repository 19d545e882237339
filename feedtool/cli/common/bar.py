"""The progress bar of a long run on a terminal; it is cleared before anything else is written."""

import os
import sys
import time
from contextlib import suppress

TYPE_CHECKING = False  # typing's own takes longer to import than the version to print
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TypeVar

    from click._termui_impl import ProgressBar

    T = TypeVar("T")

# Nobody misses a bar in a run of a second, or in a step that is as good as done.
_AFTER = 1.0
_AFTER_STEP = 0.2
_EACH = 0.1
_WIDEST = 36
_TO_LINE_START_AND_CLEAR, _SHOW_CURSOR = "\r\033[K", "\033[?25h"


class _BarState:
    """The one bar of this process, if there is any, and when the process began."""

    bar: "ProgressBar[int] | None" = None
    begun: float = time.monotonic()


_STATE = _BarState()


def follow(items: "Iterable[T]", total: int, doing: str) -> "Iterator[T]":
    """The items, with a bar that moves on with each of them, once that has taken a second."""
    due = max(_STATE.begun + _AFTER, time.monotonic() + _AFTER_STEP)
    done = drawn = 0
    try:
        for item in items:
            yield item
            done += 1
            now = time.monotonic()
            if now >= due:
                due = now + _EACH
                _draw(done, drawn, total, doing)
                drawn = done
    finally:
        clear()


def clear() -> None:
    """Take the bar away, and leave the cursor where it began."""
    if _STATE.bar is None:
        return
    _STATE.bar = None
    with suppress(OSError, ValueError):
        sys.stderr.write(_TO_LINE_START_AND_CLEAR + _SHOW_CURSOR)
        sys.stderr.flush()


def _columns() -> int:
    """How wide the terminal is; one that does not say so is as wide as most."""
    return os.get_terminal_size(sys.stderr.fileno()).columns or 80


def _draw(done: int, drawn: int, total: int, doing: str) -> None:
    with suppress(OSError, ValueError):  # a terminal that has gone stops no build
        if _STATE.bar is None:
            import click  # late: few runs take so long

            _STATE.bar = click.progressbar(
                length=total,
                label=doing,
                show_eta=False,
                show_pos=True,
                width=max(1, min(_WIDEST, _columns() - len(f"{doing}  []  {total}/{total}") - 1)),
                file=sys.stderr,
            )
            drawn = 0
        _STATE.bar.update(done - drawn)
