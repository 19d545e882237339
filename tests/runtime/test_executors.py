"""Executors that are found by entry point."""

import subprocess
from pathlib import Path

import pytest

from feedtool.build.reading import scan
from feedtool.diagnostics.errors import UsageError
from feedtool.runtime.executors import batch_size, prepare
from tests.conftest import record, write_config
from tests.integration import support

PLUGIN = '''
from concurrent.futures import Executor, Future

class Here(Executor):
    """Runs each call as it comes, and leaves word of it."""

    def submit(self, fn, /, *args, **kwargs):
        future = Future()
        future.set_result(fn(*args, **kwargs))
        with open("calls", "a") as calls:
            print(fn.__name__, file=calls)
        return future

    def map(self, fn, *iterables, timeout=None, chunksize=1, **_):
        return (self.submit(fn, *args).result() for args in zip(*iterables))

def prepare(address, patience):
    assert (address, patience) == ("there", 7)
    return Here
'''


def test_another_package_may_offer_one(tmp_path: Path) -> None:
    """All that it takes: a function and the metadata of a distribution."""
    installed = tmp_path / "installed"
    metadata = installed / "toycluster-1.0.dist-info"
    metadata.mkdir(parents=True)
    (installed / "toycluster.py").write_text(PLUGIN, "utf-8")
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: toycluster\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text("[feedtool.executors]\ntoy = toycluster:prepare\n")
    site = tmp_path / "site"
    (site / "seeds").mkdir(parents=True)
    write_config(site)
    for number in range(scan.BATCH + 1):  # fewer are parsed here
        text = record(originalUrl=f"https://example.org/{number}")
        (site / "seeds" / f"{number}.md").write_text(text, "utf-8")
    toy = ("--executor", "toy", "--scheduler", "there", "--scheduler-timeout", "7")
    done = subprocess.run(
        [support.SCRIPT, "build", "--quiet", *toy],
        cwd=site,
        env=support.environment(PYTHONPATH=str(installed)),
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert (site / "calls").read_text("utf-8")
    assert (site / "output" / "all.rss").exists()


def test_a_name_that_none_has() -> None:
    with pytest.raises(
        UsageError, match="slurm: there is none of that name; installed are dask, processes"
    ):
        prepare("slurm", "there", 1)


def test_batches_are_small_where_there_are_few_files_and_never_many_megabytes() -> None:
    assert [batch_size(number) for number in (1, 500, 10_000, 1_000_000)] == [
        25, 25, 100, 250,
    ]  # fmt: skip
