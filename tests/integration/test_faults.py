"""Some of the faults of ``make faults``, and what the document says of all of them."""

import re
import subprocess
import sys

import pytest

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
