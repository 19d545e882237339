"""What an object costs in a remote folder: ``make remote``.

Cold builds of records in a bucket, of few and of more, beside builds of the same files on a disk. The server
is moto, on this machine; it does not count, only the processor time of feedtool does. What a network adds
is its own: 32 requests are on their way at once.
"""

import argparse
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.request import urlopen

import corpus
import timing
from timing import Program

PROGRAM = str(Path(sys.executable).with_name("feedtool"))
BUILD = (PROGRAM, "build", "--no-cache", "--quiet", "--jobs", "1", "--now", "2040-01-01T00:00:00Z")


@contextmanager
def server() -> Iterator[str]:
    """The address of an S3 server with nothing in it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        address = f"http://127.0.0.1:{port}"
        while process.poll() is None:
            try:
                urlopen(f"{address}/moto-api/", timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        try:
            yield address
        finally:
            process.kill()


def programs(address: str, folder: Path, counts: list[int]) -> dict[tuple[str, int], Program]:
    """Builds of so many records, from a disk and from a bucket."""
    import fsspec

    bucket = fsspec.filesystem("s3", endpoint_url=address, key="test", secret="test")
    found = {}
    for count in counts:
        site = folder / str(count)
        corpus.write(count, site)
        bucket.mkdir(f"records-{count}")
        bucket.put(f"{site / 'news'}/", f"records-{count}/news/", recursive=True)
        clear = partial(shutil.rmtree, site / "output", ignore_errors=True)
        far = ("--seeds", f"s3://records-{count}/news")
        found["disk", count] = Program(BUILD, site, clear)
        found["bucket", count] = Program((*BUILD, *far), site, clear)
    return found


def main() -> None:
    """Measure, and print one row for each number of records."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--records", type=int, nargs=2, default=[1_000, 4_000], metavar="N")
    parser.add_argument("--turns", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, server() as address:
        timing.ENVIRONMENT.update(
            AWS_ENDPOINT_URL=address, AWS_ACCESS_KEY_ID="test", AWS_SECRET_ACCESS_KEY="test",
            AWS_DEFAULT_REGION="us-east-1", HOME=name,
        )  # fmt: skip
        costs = timing.in_turns(programs(address, Path(name), given.records), given.turns)
    seconds = {key: statistics.median(cost.cpu for cost in runs) for key, runs in costs.items()}
    few, many = given.records
    print(f"| records in | {few:,}: cpu s | {many:,}: cpu s | one more, µs |")
    print("| --- | --: | --: | --: |")
    for place in ("disk", "bucket"):
        low, high = seconds[place, few], seconds[place, many]
        each = (high - low) / (many - few) * 1e6
        print(f"| {place} | {low:.2f} | {high:.2f} | {each:,.0f} |")


if __name__ == "__main__":
    main()
