"""A process that has imported all of feedtool, and runs the command line in a copy of itself for each request.

Run by tests/forked.py, with the number of a socket. A request is four open files: what is wanted, as JSON, and
the standard streams of the run. The answer is the status that the run ended with.
"""

import gc
import json
import os
import re
import resource
import signal
import socket
import sys
import traceback
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import NoReturn

import feedtool as package
from feedtool import cli

# What stands in the middle of a function, or only for types: an import that a run makes late, or never.
LATE = re.compile(r"(?m)^ +(?:import|from) ([a-z]\w*(?:\.\w+)*)(?: import (\w+(?:, \w+)*))?")
# Those of the extras: hardly any run needs them, and they are large.
EXTRAS = ("distributed", "fsspec")


def serve(requests: socket.socket) -> None:
    """Answer requests until there is nobody left to ask."""
    # What a run imports late is here already when it begins: to import it is most of what a short run takes.
    for module in walk_packages(package.__path__, f"{package.__name__}."):
        if not module.name.endswith(".__main__"):
            import_module(module.name)
    for name in _imported_late():
        if not name.startswith(EXTRAS):
            with suppress(ImportError):
                import_module(name)
    gc.freeze()  # or the first look for garbage would copy, in each run, all that has been imported
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    while True:
        asked, files, _, _ = socket.recv_fds(requests, 1, 4)
        if not asked:
            return
        process = os.fork()
        if process == 0:
            requests.close()
            _run(*files)
        for file in files:
            os.close(file)
        _, status = os.waitpid(process, 0)
        requests.send(str(status).encode())


def _imported_late() -> Iterator[str]:
    """The modules that functions of feedtool import, and names in them that may be modules as well."""
    (folder,) = package.__path__
    for file in sorted(Path(folder).rglob("*.py")):
        for module, names in LATE.findall(file.read_text("utf-8")):
            yield module
            yield from (f"{module}.{name}" for name in names.split(", ") if name)


def _run(request: int, *streams: int) -> NoReturn:
    code = 70
    try:
        with open(request, encoding="utf-8") as file:
            wanted = json.load(file)
        signal.alarm(wanted["seconds"])
        if wanted["memory"]:
            resource.setrlimit(resource.RLIMIT_AS, (wanted["memory"], wanted["memory"]))
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
            os.close(stream)
        sys.stdin, sys.stdout, sys.stderr = (
            open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115
            for number, mode in enumerate(("r", "w", "w"))
        )
        os.environ.clear()  # noqa: TID251
        os.environ.update(wanted["env"])  # noqa: TID251
        os.umask(wanted["umask"])
        os.chdir(wanted["cwd"])
        if os.geteuid() != wanted["user"]:
            os.seteuid(wanted["user"])
        sys.argv = ["feedtool", *wanted["arguments"]]
        code = cli.run()
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:  # noqa: BLE001 - whatever it is, it must not go on as a second server
        os.write(2, traceback.format_exc().encode())
    finally:
        os._exit(code)


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as requests:
        serve(requests)
