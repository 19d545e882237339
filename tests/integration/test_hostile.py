"""Records that somebody made to do harm, and files that are none, fail alone, quickly, and say why."""

import os
import shutil
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from threading import Event, Thread

import pytest

from tests import forked
from tests.conftest import record
from tests.integration import support

# macOS has no bound on the memory of a process, and no file names of any bytes.
pytestmark = pytest.mark.linux

SOMEONE = 65534  # nobody
SECONDS = 10
MEMORY = 1500 << 20


# What the judge would have refused, and only a picture is wrong with: the story is published without it,
# and the build says so with exit code 1.
PICTURES = ("img_javascript.md", "img_negative_size.md", "img_svg_data.md", "img_string_list.md")


@pytest.mark.shared
@pytest.mark.slow
def test_every_hostile_record_ends_as_expected(tmp_path: Path) -> None:
    """The judge gives each record 10 s, 1.5 GB, and a folder of its own."""
    hostile = support.needs_shared() / "hostile"
    config = tmp_path / "feedtool.toml"
    config.write_text(
        '[site]\ntitle = "A"\nurl = "https://example.org/"\n[records]\nrequire = ["provider"]\n',
        encoding="utf-8",
    )
    command = (
        f"'{support.SCRIPT}' build --config '{config}' --seeds {{seeds}} --output {{out}}"
        f" --now {support.NOW} --accept-loss"
    )
    done = subprocess.run(
        [sys.executable, hostile / "check_hostile.py", command],
        env=support.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [line.split("\t") for line in done.stdout.splitlines() if "\t" in line]
    found = {name: (expected, code, wrong) for name, expected, code, _, wrong, *_ in lines}
    wanted = dict.fromkeys(PICTURES, ("reject", "rc=1", "published"))
    assert found == wanted, done.stdout + done.stderr


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with a good record, which must be published whatever else is there."""
    (tmp_path / "feedtool.toml").write_text(
        '[site]\ntitle = "A"\nurl = "https://example.org/"\n', encoding="utf-8"
    )
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "good.md").write_text(record(title="The good one"), encoding="utf-8")
    return tmp_path


def build(site: Path, *, as_someone: bool = False) -> subprocess.CompletedProcess[bytes]:
    """One build within the bounds of time and memory, perhaps as a user without rights."""
    user = os.geteuid()
    if as_someone:
        os.seteuid(SOMEONE)
    try:
        return forked.feedtool(
            ["build", "-q", "--now", support.NOW],
            cwd=site,
            env=support.environment(),
            seconds=SECONDS,
            memory=MEMORY,
        )
    finally:
        os.seteuid(user)


def assert_only(site: Path, done: subprocess.CompletedProcess[bytes], *words: str) -> None:
    """The build published the good record and nothing else, and said these words of the rest."""
    said = done.stderr.decode()
    assert "Traceback" not in said
    assert done.returncode == (1 if words else 0), said
    for word in words:
        assert word in said
    feed = (site / "output" / "all.atom").read_text("utf-8")
    assert (feed.count("<entry>"), "The good one" in feed) == (1, True)


def fifo(path: Path) -> None:
    os.mkfifo(path)


def unix_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server, pytest.MonkeyPatch.context() as patch:
        patch.chdir(path.parent)  # such a path may have 107 bytes at most
        server.bind(path.name)


def device(path: Path) -> None:
    try:
        os.mknod(path, 0o666 | stat.S_IFCHR, os.makedev(1, 5))  # /dev/zero: it never ends
    except PermissionError:
        pytest.skip("a device needs root")


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1 << 30)


def loop(path: Path) -> None:
    path.symlink_to(path.name)


def link_to_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def link_out(path: Path) -> None:
    outside = path.parents[1] / "outside.md"
    outside.write_text(record(title="Outside", originalUrl="https://example.org/o"), "utf-8")
    path.symlink_to(outside)


def dangling(path: Path) -> None:
    path.symlink_to("nowhere.md")


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (fifo, "file-not-regular"),
        (unix_socket, "file-not-regular"),
        (device, "file-not-regular"),
        (sparse, "file-too-large"),
        (loop, "file-not-regular"),
        (link_to_device, "file-not-regular"),
        (link_out, "file-not-regular"),
        (dangling, "file-not-regular"),
    ],
)
def test_what_is_no_record_is_named(make: Callable[[Path], None], code: str, site: Path) -> None:
    make(site / "seeds" / "odd.md")
    assert_only(site, build(site), "seeds/odd.md", code)


def test_a_process_of_its_own_names_it_too(site: Path) -> None:
    fifo(site / "seeds" / "odd.md")
    done = support.started("build", "-q", "--now", support.NOW, cwd=site, timeout=SECONDS)
    assert_only(site, done, "seeds/odd.md", "file-not-regular")


def test_a_link_to_a_folder_is_not_followed(site: Path) -> None:
    (site / "outside").mkdir()
    (site / "outside" / "b.md").write_text(
        record(title="Outside", originalUrl="https://example.org/o"), "utf-8"
    )
    (site / "seeds" / "out").symlink_to(site / "outside")
    (site / "seeds" / "round").symlink_to(".")
    assert_only(site, build(site))


def someone_owns(site: Path) -> None:
    """Give the site to a user without rights, who can reach it."""
    support.let_in(site)
    for path in (site, *site.rglob("*")):
        os.chown(path, SOMEONE, SOMEONE, follow_symlinks=False)


@pytest.fixture
def as_someone(site: Path) -> Iterator[bool]:
    """Whether builds must change their user to have no more rights than any."""
    if os.geteuid() == 0:
        someone_owns(site)
    yield os.geteuid() == 0
    for folder in [path for path in site.rglob("*") if path.is_dir()]:
        folder.chmod(0o755)


def test_an_unreadable_file_is_named(site: Path, *, as_someone: bool) -> None:
    (site / "seeds" / "private.md").write_text(record(), "utf-8")
    (site / "seeds" / "private.md").chmod(0)
    done = build(site, as_someone=as_someone)
    assert_only(site, done, "seeds/private.md", "Permission denied")


def test_an_unreadable_folder_stops_the_build(site: Path, *, as_someone: bool) -> None:
    """Nobody knows how many records are in there: nothing is published rather than too little."""
    (site / "seeds" / "private").mkdir(mode=0)
    done = build(site, as_someone=as_someone)
    said = done.stderr.decode()
    assert (done.returncode, said.count("\n"), "Traceback" in said) == (2, 1, False), said
    assert "private" in said
    assert not (site / "output" / "all.atom").exists()


@pytest.mark.parametrize("make", [fifo, unix_socket, sparse, loop, link_to_device, link_out])
def test_the_same_as_a_user_without_rights(
    make: Callable[[Path], None], site: Path, *, as_someone: bool
) -> None:
    make(site / "seeds" / "odd.md")
    assert_only(site, build(site, as_someone=as_someone), "seeds/odd.md")


@pytest.mark.program
@pytest.mark.parametrize(
    ("fault", "word"),
    [
        ("openat:error=ENOENT", "No such file"),
        ("openat:error=EACCES", "Permission denied"),
        ("read:error=EIO", "Input/output error"),
        ("newfstatat:error=EIO", "Input/output error"),
        ("fstat:error=EIO", "Input/output error"),
        ("read:retval=0", "seeds/only/odd.md"),
    ],
)
def test_a_file_that_goes_or_fails_between_listing_and_reading(
    fault: str, word: str, site: Path
) -> None:
    done = build_with(fault, site)
    if done is not None:
        assert_only(site, done, "seeds/only/odd.md", word)


@pytest.mark.program
@pytest.mark.parametrize("error", ["EMFILE", "ENFILE", "ENOMEM"])
def test_what_the_system_lacks_between_listing_and_reading_is_no_fault_of_a_file(
    error: str, site: Path
) -> None:
    done = build_with(f"openat:error={error}", site)
    assert done is not None
    assert done.returncode == 3
    assert done.stderr.startswith(b"feedtool: cannot read seeds/only/odd.md: ")
    assert done.stderr.count(b"\n") == 1
    assert not (site / "output" / "all.rss").exists()


def build_with(fault: str, site: Path) -> "subprocess.CompletedProcess[bytes] | None":
    """A build in which a call for one of the files fails; None where this C library makes another call."""
    strace = support.needs("strace")
    odd = site / "seeds" / "only" / "odd.md"
    odd.parent.mkdir()
    odd.write_text(record(title="Odd", originalUrl="https://example.org/o"), encoding="utf-8")
    call = fault.partition(":")[0]
    trace = site / "trace"
    # A file is opened relative to its folder, which is what strace then knows of the call.
    path = odd.parent if call == "openat" else odd
    done = subprocess.run(
        [strace, "-f", "-qq", "-o", trace, "-P", path, "-e", f"trace={call}",
         "-e", f"inject={fault}", support.SCRIPT, "build", "-q", "--now", support.NOW],
        cwd=site,
        env=support.environment(),
        capture_output=True,
        timeout=SECONDS * 3,
        check=False,
    )  # fmt: skip
    if "fstat" in call and "INJECTED" not in trace.read_text("utf-8"):
        return None  # one of the two is what this C library calls
    assert "INJECTED" in trace.read_text("utf-8")
    return done


@pytest.mark.slow
def test_records_that_change_while_they_are_read(site: Path) -> None:
    """A writer in place and a remover race the builds: each record is published whole or is named."""
    stop = Event()
    writer = Thread(target=disturb, args=(site / "seeds", stop))
    writer.start()
    try:
        deadline = time.monotonic() + 5
        while time.monotonic() < deadline:
            done = build(site)
            said = done.stderr.decode()
            assert "Traceback" not in said
            assert done.returncode in (0, 1), said
            feed = (site / "output" / "all.atom").read_text("utf-8")
            assert "The good one" in feed
            assert feed.count("<entry>") == feed.count("</entry>") <= 2
            assert ("whole to its end" in feed) == (feed.count("<entry>") == 2)
    finally:
        stop.set()
        writer.join()


def disturb(folder: Path, stop: Event) -> None:
    """Write a record piece by piece, and remove it, over and over."""
    text = record(
        originalUrl="https://example.org/o", excerpt="x " * 2000 + "whole to its end", heat=70
    )
    for turn in count():
        if stop.is_set():
            return
        with (folder / "odd.md").open("w", encoding="utf-8", buffering=1) as file:
            for start in range(0, len(text), 997):
                file.write(text[start : start + 997])
                file.flush()
        if turn % 3 == 0:
            shutil.copy(folder / "odd.md", folder / "passing.md")
            (folder / "passing.md").unlink()
            (folder / "odd.md").unlink()
