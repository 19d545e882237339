"""A signal ends a run wherever it comes, where Python ignores exceptions too."""

import os
import signal
import subprocess
import sys

import pytest

from feedtool.runtime import signals
from tests.tables import each

PROGRAM = """
import importlib.util, os, signal, sys, time
from feedtool.runtime import signals

def ask():
    os.kill(os.getpid(), signal.SIGTERM)

class Dying:
    def __del__(self):
        ask()
        for _ in range(10): pass

class Swallowing:
    # An importer of a module that goes on whatever is raised while it begins, as some that are compiled do.

    def find_spec(self, name, path, target=None):
        return importlib.util.spec_from_loader(name, self) if name == "compiled" else None

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        try:
            ask()
            for _ in range(10): pass
        except BaseException:
            pass

def within():
    with signals.later():
        ask()
        for _ in range(10): pass
        print("done")

signals.heed()
try:
    {body}
    time.sleep(30)
except signals.Stopped as stopped:
    print("stopped by", *stopped.args)
"""


@each(
    ("body", "told"),
    [("ask()", ""), ("Dying()", ""), ("os.register_at_fork(after_in_parent=ask); os.fork() or os._exit(0)", ""),
     ("within()", "done\n"), ("sys.meta_path.insert(0, Swallowing()); import compiled", "")],
)  # fmt: skip
def test_it_is_heeded(body: str, told: str) -> None:
    assert run(body) == f"{told}stopped by {signal.SIGTERM:d}\n"


def test_one_that_waits_comes_before_what_it_did_to_the_workers() -> None:
    body = "sys.meta_path.insert(0, Swallowing()); import compiled; signals.catch_up(); print('missed')"
    assert run(body) == f"stopped by {signal.SIGTERM:d}\n"


def test_one_that_has_waited_is_raised_once() -> None:
    body = (
        "sys.meta_path.insert(0, Swallowing())\n"
        "    try: import compiled; signals.catch_up()\n"
        "    finally: time.sleep(0.1); print('swept')"
    )
    assert run(body) == f"swept\nstopped by {signal.SIGTERM:d}\n"


def test_one_that_has_waited_for_an_import_waits_for_processes_to_begin_too() -> None:
    body = (
        "sys.meta_path.insert(0, Swallowing())\n"
        "    with signals.later():\n"
        "        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGTERM])  # it comes in the import\n"
        "        import compiled; time.sleep(0.1); print('done')"
    )
    assert run(body) == f"done\nstopped by {signal.SIGTERM:d}\n"


@pytest.mark.parametrize("sent", [signal.SIGHUP, signal.SIGINT, signal.SIGTERM])
def test_one_that_was_ignored_when_the_run_began_stays_so(sent: signal.Signals) -> None:
    body = f"os.kill(os.getpid(), {sent:d}); raise signals.Stopped('nothing')"
    assert run(body, ignored=sent) == "stopped by nothing\n"


def test_the_second_of_two_signals_at_once_does_not_end_the_way_out() -> None:
    body = "try: ask()\n    finally: os.kill(os.getpid(), signal.SIGHUP); print('swept')"
    assert run(body) == f"swept\nstopped by {signal.SIGTERM:d}\n"


def run(body: str, ignored: signal.Signals | None = None) -> str:
    """What the program says with this body; it must not complain."""
    begin = f"import signal; signal.signal({ignored:d}, signal.SIG_IGN)\n" if ignored else ""
    done = subprocess.run(
        [sys.executable, "-c", begin + PROGRAM.replace("{body}", body)],
        capture_output=True,
        text=True,
        timeout=20,
        check=True,
    )
    assert done.stderr == ""
    return done.stdout


def test_an_error_on_the_way_out_of_a_signal_does_not_hide_it() -> None:
    def close_at_the_end() -> None:
        try:
            raise signals.Stopped(signal.SIGTERM)
        finally:
            os.close(-1)

    with pytest.raises(OSError, match="Bad file descriptor") as caught:
        close_at_the_end()
    stopped = signals.behind(caught.value)
    assert stopped is not None
    assert stopped.args == (signal.SIGTERM,)
    assert signals.behind(OSError()) is None
