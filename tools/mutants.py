"""Check mutants of feeds: ``python tools/mutants.py COUNT [FOLDER] [--seed N]``.

Each mutant is a feed of the folder (the W3C suite where it is at hand, else our own cases) with one part
dropped, emptied, replaced by something nasty, cut off or with a bit flipped. None may make the checker
raise. Equal arguments give equal mutants; what fails is written out, so that it can become a test.
"""

# ruff: noqa: INP001, S311, T201 - a script, and no secrets

import argparse
import gzip
import random
import re
import sys
import time
import traceback
from datetime import UTC, datetime
from pathlib import Path

from feedtool.check import PROFILES, CheckOptions, check

ROOT = Path(__file__).parents[1]
SUITE = ROOT.parent / "shared" / "w3c-feed-tests" / "cases"
CASES = ROOT / "tests" / "check" / "cases"
FAILED = ROOT / "tests" / "fuzz" / "check"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
_TEXT = re.compile(rb">([^<]*)<")
_ATTRIBUTE = re.compile(rb"=\s*(?:\"([^\"]*)\"|'([^']*)')")
_TAG = re.compile(rb"<[^!?][^>]*>")
_VALUE = re.compile(rb"\"[^\"]*\"|[0-9]+|[][{}:,]")
_NASTY = (
    b"", b" ", b"x", b"&#0;", b"<", b"&nope;", b"&nbsp;", b"]]>", b"<![CDATA[<a", b"\x00", b"\xff",
    b"\xed\xa0\x80", b"\xef\xbf\xbe", "\u0661".encode(), b"%", b"((((", b"-1", b"1e999", b"9" * 400,
    b"2003-99-99T99:99:99Z", b"0000-01-01T00:00:00Z", b"Sat, 31 Dec 9999 23:59:59 -2359",
    b"http://[", b"http://\xc3\xa9:99999999999/", b"tag:", b"urn:", b"data:x", b"x@y", b"a/b;c=\"",
    b"<a href=", b"\xe2\x80\xae", b"null", b"[[[[",
)  # fmt: skip


def mutant(data: bytes, chance: random.Random) -> bytes:
    """The document with one change."""
    kind = chance.randrange(6)
    at = chance.randrange(len(data) + 1)
    if kind == 0:
        return data[:at]
    if kind == 1 and at < len(data):
        return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]
    pattern = (_TEXT, _ATTRIBUTE, _TAG, _VALUE)[kind - 2] if kind > 1 else _TEXT
    places = list(pattern.finditer(data))
    if not places:
        return data[:at] + chance.choice(_NASTY) + data[at:]
    found = chance.choice(places)
    start, end = found.span(found.lastindex or 0)
    return data[:start] + chance.choice(_NASTY) + data[end:]


def tried(data: bytes, chance: random.Random) -> None:
    """Check a document in one of the ways that there are."""
    fallback = chance.choice(("utf-8", "us-ascii"))
    profile = chance.choice(PROFILES)
    base = chance.choice((None, "https://example.org/feed"))
    options = CheckOptions(profile=profile, base=base, fallback_encoding=fallback, now=NOW)
    for problem in check("feed", data, options):
        assert problem.message  # noqa: S101


def documents(folder: Path) -> list[bytes]:
    """The documents below a folder."""
    files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
    read = (gzip.decompress(f.read_bytes()) if f.suffix == ".gz" else f.read_bytes() for f in files)
    return [data for data in read if len(data) < 100_000]  # noqa: PLR2004


def main() -> int:
    """Try so many mutants; gives how many made the checker fail."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("folder", type=Path, nargs="?", default=SUITE if SUITE.is_dir() else CASES)
    given = parser.parse_args()
    chance = random.Random(given.seed)
    known = documents(given.folder)
    failed, slowest = 0, 0.0
    for number in range(given.count):
        data = mutant(known[number % len(known)], chance)
        begin = time.process_time()
        try:
            tried(data, chance)
        except Exception:  # noqa: BLE001 - whatever it is, it is what is looked for
            failed += 1
            traceback.print_exc(limit=-3)
            (FAILED / f"mutant-{given.seed}-{number}").write_bytes(data)
        slowest = max(slowest, time.process_time() - begin)
    print(f"{given.count} mutants, {failed} failures, the slowest took {slowest:.2f} s")
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main())
