"""Some of the faults of ``make faults``, and what the document says of all of them."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import record
from tests.integration import support

DOCUMENT = support.ROOT / "docs" / "reliability.md"
SOME = 60


@pytest.mark.program
@pytest.mark.slow
def test_a_build_survives_faults_and_the_next_heals_them() -> None:
    support.needs("strace")
    done = subprocess.run(
        [sys.executable, "tools/faults.py", "--most", str(SOME)],
        cwd=support.ROOT,
        env=support.environment(PYTHONPATH=str(support.ROOT)),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert fired(done.stdout) >= SOME * 0.9, done.stdout


def test_the_document_tells_of_a_thousand_faults_and_no_damage() -> None:
    text = DOCUMENT.read_text("utf-8")
    assert fired(text) >= 1000
    _, _, _, *damage = sums(text)
    assert set(damage) == {"0"}


def fired(text: str) -> int:
    return int(sums(text)[1].replace(",", ""))


def sums(text: str) -> list[str]:
    """The last row of the table: all faults together."""
    found = re.search(r"^\| (all \|.*) \|$", text, re.MULTILINE)
    assert found
    return found[1].split(" | ")


@pytest.mark.program
def test_what_is_flushed_before_a_build_ends(tmp_path: Path) -> None:
    """Each file of the output and the folder that has its name; and the cache."""
    strace = support.needs("strace")
    site = tmp_path / "site"
    (site / "seeds").mkdir(parents=True)
    (site / "seeds" / "one.md").write_text(record(title="One"), "utf-8")
    (site / "feedtool.toml").write_text(
        '[site]\ntitle = "T"\nurl = "https://example.org/"\n', "utf-8"
    )

    def flushed() -> list[str]:
        trace = tmp_path / "trace"
        subprocess.run(
            [strace, "-f", "-y", "-qq", "-o", trace, "-e", "trace=fsync,fdatasync",
             support.SCRIPT, "build", "-q", "--now", support.NOW],
            cwd=site, env=support.environment(), check=True, timeout=60,
        )  # fmt: skip
        return re.findall(r"sync\(\d+<(.*?)>", trace.read_text("utf-8"))

    feed, cache = f"{site}/output/.all.rss.feedtool-staged", f"{site}/.feedtool-cache/builds.sqlite"
    first = flushed()
    assert feed in first
    assert f"{site}/output" in first
    assert cache in first
    (site / "seeds" / "another.md").write_text(
        record(title="Another", originalUrl="https://example.org/2"), "utf-8"
    )
    second = flushed()
    assert feed in second
    assert cache in second
