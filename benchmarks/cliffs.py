"""What a site costs beside the same site without a fault: ``python benchmarks/cliffs.py``, ``make cliffs``.

Each case and its clean site take turns, in one process each; a row has the seconds of the processor, and the
median of the ratios of each turn. All cases take some minutes; ``--records 200 --turns 3`` give a first idea,
``--only topics`` measures the cases whose names hold that. Cases are listed in ``cliff_cases``.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import takewhile
from pathlib import Path

import timing
from cliff_cases import CASES
from cliff_sites import COMMON, Case, Site
from timing import Program

RECORDS = 1_000


def main() -> None:
    """Measure, and print one row a case."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--records", type=int, default=RECORDS, metavar="N", help="of each site")
    parser.add_argument("--turns", type=int, default=5, metavar="N")
    parser.add_argument("--only", default="", metavar="WORDS", help="cases whose names hold this")
    parser.add_argument(
        "--feedtool",
        type=Path,
        default=Path(sys.executable).with_name("feedtool"),
        metavar="PROGRAM",
    )
    given = parser.parse_args()
    chosen = [case for case in CASES if given.only in case.name]
    if not chosen:
        parser.error(f"no case has {given.only!r} in its name")
    print(f"{given.records:,} records, seconds of the processor")
    for row in table(chosen, given.feedtool.absolute(), given.records, given.turns):
        print(row, flush=True)


def table(cases: list[Case], feedtool: Path, records: int, turns: int) -> Iterator[str]:
    """The rows, as Markdown."""
    yield "| case | command | clean | case | ratio |"
    yield "| --- | --- | --: | --: | --: |"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for case in cases:
            programs = {
                what: program(site, case, feedtool, folder / what, records)
                for what, site in (("clean", case.clean), ("case", case.site))
            }
            for one in programs.values():  # warms the disk
                timing.once(one)
            costs = timing.in_turns(programs, turns)
            clean, faulty = costs["clean"], costs["case"]
            yield (
                f"| {case.name} | `{' '.join(takewhile(lambda word: word not in COMMON, case.command))}` "
                f"| {timing.median(clean, timing.cpu):.2f} "
                f"| {timing.median(faulty, timing.cpu):.2f} "
                f"| {timing.ratio(clean, faulty, timing.cpu):.2f} |"
            )


def program(site: Site, case: Case, feedtool: Path, folder: Path, records: int) -> Program:
    """What is run in a site of so many records, which is made for it."""
    make(site, folder, records)
    for command in case.prepared_by:
        timing.once(Program((str(feedtool), *command), folder, accepted=(0, 1)))
    run = Program((str(feedtool), *case.command), folder, accepted=case.exit_codes)
    if case.is_again:
        return run
    if case.changes_records:
        return replace(run, before=partial(make, site, folder, records))
    return replace(run, before=partial(clear, folder))


def make(site: Site, folder: Path, records: int) -> None:
    """Make a site anew."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    site(folder, records)


def clear(folder: Path) -> None:
    """Take away what the last run wrote."""
    shutil.rmtree(folder / "output", ignore_errors=True)


if __name__ == "__main__":
    main()
