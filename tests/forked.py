"""The command line in a copy of this process: all that a run of its own has, but for the imports."""

import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from subprocess import CompletedProcess
from typing import IO, NoReturn

import feedtool as package
from feedtool import cli

# What a run imports late is here already when it begins: to import it is most of what a short run takes.
for module in walk_packages(package.__path__, f"{package.__name__}."):
    if not module.name.endswith(".__main__"):
        import_module(module.name)

SECONDS = 60


def feedtool(
    arguments: Sequence[str | bytes | Path],
    *,
    cwd: Path | None = None,
    env: Mapping[str, str],
    stdin: bytes = b"",
    seconds: int = SECONDS,
) -> CompletedProcess[bytes]:
    """What a run of ``feedtool`` writes and exits with; it is ended when the seconds are over."""
    told = [os.fsdecode(argument) for argument in arguments]
    with (
        tempfile.TemporaryFile() as given,
        tempfile.TemporaryFile() as out,
        tempfile.TemporaryFile() as err,
    ):
        given.write(stdin)
        given.seek(0)
        process = os.fork()
        if process == 0:
            _run(told, cwd, env, (given, out, err), seconds)
        _, status = os.waitpid(process, 0)
        out.seek(0)
        err.seek(0)
        return CompletedProcess(told, os.waitstatus_to_exitcode(status), out.read(), err.read())


def _run(
    arguments: list[str],
    cwd: Path | None,
    env: Mapping[str, str],
    streams: tuple[IO[bytes], IO[bytes], IO[bytes]],
    seconds: int,
) -> NoReturn:
    code = 70
    try:
        signal.alarm(seconds)
        for number, stream in enumerate(streams):
            os.dup2(stream.fileno(), number)
        sys.stdin, sys.stdout, sys.stderr = (
            open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115
            for number, mode in enumerate(("r", "w", "w"))
        )
        os.environ.clear()  # noqa: TID251
        os.environ.update(env)  # noqa: TID251
        if cwd:
            os.chdir(cwd)
        sys.argv = ["feedtool", *arguments]
        sys.modules["__main__"].__package__ = None  # else click tells of `python -m pytest`
        code = cli.run()
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:  # noqa: BLE001 - whatever it is, it must not go on as a second pytest
        os.write(2, traceback.format_exc().encode())
    finally:
        os._exit(code)
