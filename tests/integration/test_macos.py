"""What Linux has and macOS has not: nothing needs it. A Python without it runs every command."""

import errno
import fcntl
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from feedtool.cli.common import options
from feedtool.storage import atomic, reading
from tests.conftest import files, record, write_config
from tests.integration import support

# Enough records that processes are begun for them.
RECORDS = options.WORTH_PROCESSES + 50
# Python imports it before all else. The names are those that Python's documentation says macOS lacks.
LIKE_MACOS = """
import errno, mmap, os, posix, resource, select, signal, socket, sys, sysconfig, time
sysconfig.get_config_vars()  # which Python keeps in a module that is named for its system
for module, names in {
    os: "O_DIRECT O_NOATIME O_PATH O_TMPFILE copy_file_range eventfd fdatasync getrandom getresgid"
        " getresuid getxattr listxattr memfd_create pidfd_open pipe2 posix_fadvise posix_fallocate"
        " removexattr sched_getaffinity sched_getparam sched_getscheduler sched_setaffinity"
        " setns setresgid setresuid setxattr splice unshare",
    mmap: "MAP_POPULATE MAP_STACK MADV_REMOVE MADV_HUGEPAGE MADV_DONTFORK MADV_DODUMP",
    resource: "prlimit RLIMIT_MSGQUEUE RLIMIT_RTTIME RLIMIT_SIGPENDING",
    select: "epoll",
    signal: "pidfd_send_signal sigtimedwait sigwaitinfo",
    socket: "AF_NETLINK AF_PACKET SOCK_CLOEXEC SOCK_NONBLOCK",
    time: "CLOCK_BOOTTIME CLOCK_TAI pthread_getcpuclockid",
}.items():
    for name in names.split():
        for home in (module, posix):
            if hasattr(home, name):
                delattr(home, name)
os.process_cpu_count = os.cpu_count  # Python 3.13 makes it of what the system has
sys.platform = "darwin"
"""


@pytest.fixture(scope="module")
def like_macos(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a Python that has what macOS has, and begins its processes anew as it does there."""
    folder = tmp_path_factory.mktemp("macos")
    (folder / "sitecustomize.py").write_text(LIKE_MACOS, "utf-8")
    return support.environment(PYTHONPATH=str(folder))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    write_config(folder)
    (folder / "seeds").mkdir()
    for number in range(RECORDS):
        text = record(originalUrl=f"https://example.org/{number}", title=f"Story {number}")
        (folder / "seeds" / f"{number}.md").write_text(text, "utf-8")
    return folder


def test_every_command_runs_on_macos(site: Path, like_macos: dict[str, str]) -> None:
    """With two processes too, whatever this machine has; the feeds are the same."""
    build = ("build", "-q", "--no-cache", "--now", support.NOW)
    assert support.feedtool(*build, "--jobs", "2", cwd=site).returncode == 0
    expected = support.tree(site / "output")
    for arguments in ([*build], [*build, "--jobs", "2"], ["validate", "--jobs", "2"], ["check"]):
        for file in files(site / "output", "**/*.rss"):
            if arguments[0] == "build":
                file.unlink()
        done = support.feedtool(*arguments, cwd=site, env=like_macos)
        assert done.returncode == 0, (arguments, done.stderr.decode())
        assert b"Traceback" not in done.stderr
        assert support.tree(site / "output") == expected


def test_processes_that_cannot_begin_later_are_an_error_too(
    site: Path, like_macos: dict[str, str]
) -> None:
    """They begin one by one there, when there is work for them."""
    few_files = ["sh", "-c", 'ulimit -n 20; exec "$@"', "sh"]
    done = subprocess.run(
        [*few_files, support.SCRIPT, "validate", "--jobs", "64"],
        cwd=site,
        env=like_macos,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (3, b"")
    assert done.stderr.startswith(
        b"feedtool: cannot begin 64 worker processes: Too many open files"
    )


def test_processors_are_counted_where_nobody_says_which_of_them_are_ours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "process_cpu_count", os.cpu_count, raising=False)
    pool = options.executor(None, options.WORTH_PROCESSES, ())
    assert pool is not None or os.cpu_count() == 1
    if pool is not None:
        pool.shutdown()


@pytest.mark.parametrize("number", [51, fcntl.F_GETFD], ids=["refused", "taken"])
def test_a_file_is_flushed_to_the_disk_itself(
    number: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """By the call that macOS has for it, or, where a file system does not know that, by fsync."""
    if sys.platform != "darwin":
        monkeypatch.setattr(fcntl, "F_FULLFSYNC", number, raising=False)
    atomic.stage(tmp_path / "all.rss", b"<rss/>")
    atomic.put_in_place(tmp_path / "all.rss")
    atomic.flush_folder(tmp_path)
    assert (tmp_path / "all.rss").read_bytes() == b"<rss/>"


def test_a_socket_is_no_ordinary_file_whatever_the_system_says_of_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)  # the name of a socket may not be long
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
        with pytest.raises(reading.NotOrdinaryError):
            reading.read("socket")
    assert {errno.ENXIO, errno.EOPNOTSUPP} <= set(reading._NOT_ORDINARY)
