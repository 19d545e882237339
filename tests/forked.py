"""The command line in a copy of a process that has all imports: all that a run of its own has, but for these.

The copies are made by a small process (tests/forkserver.py), not by the one of the tests: to copy that, which
holds thousands of tests, page by page, takes longer than what most runs do.
"""

import atexit
import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from subprocess import CompletedProcess

SERVER = Path(__file__).with_name("forkserver.py")
SECONDS = 60


def feedtool(  # noqa: PLR0913 - what a process is given, each by its name
    arguments: Sequence[str | bytes | Path],
    *,
    cwd: Path | None = None,
    env: Mapping[str, str],
    stdin: bytes = b"",
    seconds: int = SECONDS,
    memory: int = 0,
) -> CompletedProcess[bytes]:
    """What a run of ``feedtool`` writes and exits with; it is ended when the seconds are over.

    Where ``memory`` is given, it gets no more bytes of address space, what is imported already among them.
    """
    told = [os.fsdecode(argument) for argument in arguments]
    umask = os.umask(0o077)
    os.umask(umask)
    wanted = {
        "arguments": told,
        "cwd": os.fspath(cwd or Path.cwd()),
        "env": dict(env),
        "seconds": seconds,
        "memory": memory,
        "umask": umask,
        "user": os.geteuid(),
    }
    with (
        tempfile.TemporaryFile() as request,
        tempfile.TemporaryFile() as given,
        tempfile.TemporaryFile() as out,
        tempfile.TemporaryFile() as err,
    ):
        for file, content in (request, json.dumps(wanted).encode()), (given, stdin):
            file.write(content)
            file.seek(0)
        server = _server()
        socket.send_fds(server, [b"\n"], [file.fileno() for file in (request, given, out, err)])
        status = server.recv(16)
        assert status, "the process that makes the copies has ended"
        out.seek(0)
        err.seek(0)
        return CompletedProcess(
            told, os.waitstatus_to_exitcode(int(status)), out.read(), err.read()
        )


@cache
def _server() -> socket.socket:
    """Where a process is asked for copies of itself; it ends with this one, or when its socket is closed."""
    here, there = socket.socketpair()
    with there:
        process = subprocess.Popen(
            # As in the tests themselves, a warning is an error.
            [sys.executable, "-P", "-W", "error", SERVER, str(there.fileno())],
            pass_fds=[there.fileno()],
            stdin=subprocess.DEVNULL,
        )
    atexit.register(process.wait)
    atexit.register(here.close)
    return here
