"""What the fuzzer ever found, and some seconds of plain mutation of good inputs."""

import random
from pathlib import Path

import pytest

from tests.conftest import files
from tests.tables import each
from tools import fuzz

FOUND = [file for file in files(Path(__file__).parent, "*/*") if file.suffix != ".pyc"]
# What still does harm, and why.
MUTATIONS = 150
# What means something somewhere: pieces of YAML, XML, JSON, and characters that are not what they seem.
PIECES = (
    b"---\n", b"\n", b"\r", b"\t", b": ", b"- ", b"[", b"{", b"}", b"&a ", b"*a", b"<<: ", b"!!int ",
    b"|\n", b"'", b'"', b"\\", b"<", b">", b"]]>", b"<![CDATA[", b"<!DOCTYPE a>", b"<!--", b"&amp;",
    b"&#0;", b"&x;", b"xmlns=''", b"\x00", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbf\xbe",
    b"\xe2\x80\xae", b"\xef\xbb\xbf", b"\xff\xfe", b"9" * 400, b"0x", b".nan", b"null", b"true",
    b"2023-02-30T25:61:61Z", b"javascript:", b"https://[", b"https://a:b@c/", b"%00", b"\\ud800",
)  # fmt: skip


@each("file", FOUND)
def test_what_was_found_does_no_harm_any_more(file: Path) -> None:
    fuzz.TARGETS[file.parent.name](file.read_bytes())


@pytest.mark.parametrize("target", fuzz.TARGETS)
def test_mutations_do_no_harm(target: str) -> None:
    drawn = random.Random(target)
    good = fuzz.seeds(target)
    assert good
    for content in good:
        fuzz.TARGETS[target](content)
    for _ in range(MUTATIONS):
        fuzz.TARGETS[target](mutated(drawn.choice(good), good, drawn))


def mutated(content: bytes, good: list[bytes], drawn: random.Random) -> bytes:
    """The content with up to four changes: a piece put in, a part cut out, doubled or taken from elsewhere."""
    for _ in range(drawn.randint(1, 4)):
        start, end = sorted(drawn.randint(0, len(content)) for _ in range(2))
        end = min(end, start + 200)
        other = drawn.choice(good)
        place = drawn.randint(0, len(other))
        put = drawn.choice(
            (drawn.choice(PIECES), b"", content[start:end] * 2, other[place : place + 200])
        )
        content = content[:start] + put + content[drawn.choice((start, end)) :]
    return content
