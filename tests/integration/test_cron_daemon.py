"""The crontab line of docs/operations.md, run by the real cron: silent when well, a mail when not.

Cron sees a folder of our own as /etc/cron.d, and a program of ours as the one that sends mail, by mounts
that no other process sees. It starts jobs when a minute begins, so that the test takes up to one.
"""

import os
import re
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration import support
from tests.integration.recipes import adapted, recipes

pytestmark = [pytest.mark.program, pytest.mark.slow]

# Everything is bound, so that nothing of the machine's own cron, if there is one, is seen or run.
MOUNTED = """
set -e
mount --make-rprivate /
mount --bind {folder}/cron.d /etc/cron.d
mount --bind {folder}/empty /var/spool/cron
mount --bind {folder}/crontab /etc/crontab
mount -t tmpfs tmpfs /run
mount -t overlay -o lowerdir={folder}/programs:/usr/sbin overlay /usr/sbin
exec cron -f -L 15
"""
SENDMAIL = """#!/bin/sh
cat >{folder}/mail.$$.new
mv {folder}/mail.$$.new {folder}/mail.$$
"""
PATIENCE = 100


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("cron.d", "empty", "programs", "good", "bad"):
        (tmp_path / name).mkdir()
    (tmp_path / "crontab").touch()
    sendmail = tmp_path / "programs" / "sendmail"
    sendmail.write_text(SENDMAIL.format(folder=tmp_path), encoding="utf-8")
    sendmail.chmod(0o755)
    support.seeds_config(tmp_path / "good")
    bad = support.seeds_config(tmp_path / "bad")
    bad.write_text(bad.read_text("utf-8").replace(str(support.SEEDS), "seeds"), encoding="utf-8")
    (tmp_path / "bad" / "seeds").mkdir()
    (tmp_path / "bad" / "seeds" / "2026-broken.md").write_text("---\ntitle: [\n---\n", "utf-8")
    return tmp_path


@pytest.fixture
def cron(folder: Path) -> Iterator["subprocess.Popen[bytes]"]:
    support.needs("cron")
    if os.geteuid() != 0:
        pytest.skip("cron and mounts need root")
    lines = []
    for site in ("good", "bad"):
        changes = {
            "*/10 * * * * feedtool": "* * * * * root",
            "/srv/feedtool/.venv/bin/feedtool": str(support.SCRIPT),
            "/srv/news": str(folder / site),
        }
        lines.append(adapted(recipes("crontab")[0], changes))
    # One of Debian's rules: no dots in the names of the files.
    file = folder / "cron.d" / "feedtool"
    file.write_text("".join(lines), encoding="utf-8")
    file.chmod(0o644)
    script = MOUNTED.format(folder=folder)
    daemon = subprocess.Popen(
        ["unshare", "--mount", "sh", "-c", script],
        stderr=subprocess.PIPE,
        env=support.environment(),
    )
    time.sleep(1)
    if daemon.poll() is not None and daemon.stderr:
        pytest.skip(f"cron cannot be run apart: {daemon.stderr.read().decode()}")
    yield daemon
    daemon.terminate()
    daemon.wait(10)
    if daemon.stderr:
        daemon.stderr.close()


@pytest.mark.usefixtures("cron")
def test_cron_publishes_in_silence_and_mails_what_went_wrong(folder: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and not (mails := mails_of(folder)):
        time.sleep(0.5)
    time.sleep(1)  # a second mail would come about now
    (mail,) = mails
    assert re.search(r"^To: ann@example\.org$", mail, re.MULTILINE)
    head, _, body = mail.partition("\n\n")
    assert "seeds/2026-broken.md:" in body
    assert "nothing was published" in body
    assert "Traceback" not in body
    assert "build --quiet" in head  # the subject names the command
    expected = support.tree(folder / "good" / "output")
    assert expected
    assert expected == support.tree(support.build(folder / "good" / "feedtool.toml"))


def mails_of(folder: Path) -> list[str]:
    return [file.read_text("utf-8") for file in folder.glob("mail.*") if file.suffix != ".new"]
