"""Nothing makes the checker fail, hang, fetch or fill the memory."""

import random
import socket
import time
from collections.abc import Iterator

import pytest

from feedtool.check import PROFILES, CheckOptions, check
from tests.check.cases import FOLDER, content
from tests.conftest import files
from tests.tables import each
from tools import mutants

RSS = b'<rss version="2.0"><channel><title>%s</title></channel></rss>'
BOMB = b"".join(
    b'<!ENTITY %c "%s">' % (name, b"&%c;" % (name - 1) * 10) for name in range(ord("b"), ord("k"))
)
HOSTILE = {
    "nothing": b"",
    "nuls": b"\x00" * 100_000,
    "gzip": b"\x1f\x8b\x08\x00" * 100,
    "bomb": b'<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">' + BOMB + b"]>" + RSS % b"&j;",
    "quadratic": b'<!DOCTYPE rss [<!ENTITY a "'
    + b"a" * 100_000
    + b'">]>'
    + RSS % (b"&a;" * 10_000),
    "external": b'<!DOCTYPE rss SYSTEM "http://127.0.0.1:1/x.dtd" [<!ENTITY x SYSTEM "file:///etc/passwd">'
    b'<!ENTITY % y SYSTEM "http://127.0.0.1:1/y.dtd"> %y;]>' + RSS % b"&x;",
    "deep": b"<a>" * 100_000,
    "deep feed": b"<opml version='2.0'><body>" + b"<outline text='x'>" * 100_000,
    "deep json": b'{"items": ' + b"[" * 100_000,
    "one line": RSS % (b"<item><link>x</link></item>" * 30_000),
    "attributes": b"<rss " + b" ".join(b"a%d=''" % n for n in range(20_000)) + b"/>",
    "attribute": b"<rss version='" + b"x" * 5_000_000 + b"'/>",
    "namespaces": b"<rss " + b" ".join(b"xmlns:a%d='u:%d'" % (n, n) for n in range(5_000)) + b"/>",
    "surrogates": '<rss version="2.0"><channel><title>\ud800</title></channel></rss>'.encode(
        "utf-8", "surrogatepass"
    ),
    "json surrogate": b'{"version": "\\ud800", "items": []}',
    "truncated": (RSS % b"x")[:-20],
    "half a letter": (RSS % "ü".encode())[:36],
    "html": RSS % b"" + b"",
    "markup": b"<rss version='2.0'><channel><item><description><![CDATA["
    + b"<a href=x " * 20_000
    + b"]]></description></item></channel></rss>",
    "style": b"<rss version='2.0'><channel><item><description>&lt;p style='"
    + b"a:b(" * 20_000
    + b"'&gt;</description></item></channel></rss>",
    "comments in a date": b"<rss version='2.0'><channel><pubDate>"
    + b"(" * 200_000
    + b"</pubDate></channel></rss>",
    "unclosed divs": b"<rss version='2.0'><channel><item><description>"
    + b"&lt;div&gt;" * 20_000
    + b"</description></item></channel></rss>",
    "e-mail": b"<rss version='2.0'><channel><webMaster>"
    + b"a." * 100_000
    + b"</webMaster></channel></rss>",
    "tag": b"<rss version='2.0'><channel><docs>tag:" + b"a-" * 100_000 + b"</docs></channel></rss>",
    "numbers": b'{"items": [{"id": ' + b"9" * 1_000_000 + b"}]}",
}


@pytest.fixture(autouse=True)
def _offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        pytest.fail("the checker used the network")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@each("name", HOSTILE)
def test_a_hostile_document_is_a_problem_in_no_time(name: str) -> None:
    begin = time.process_time()
    problems = check("feed", HOSTILE[name], CheckOptions(profile="strict"))
    assert problems
    assert time.process_time() - begin < 10  # a guard against hanging, not a claim of speed


def test_no_text_of_a_file_comes_in() -> None:
    problems = check("feed", HOSTILE["external"], CheckOptions(profile="strict"))
    assert not [problem for problem in problems if "root:" in problem.message]


def _mutants(data: bytes, chance: random.Random) -> Iterator[bytes]:
    for _ in range(3):
        at, end = sorted((chance.randrange(len(data) + 1), chance.randrange(len(data) + 1)))
        yield data[:at]
        yield data[:at] + data[end:]
        yield data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
        yield (
            data[:at]
            + chance.choice([b"&", b"<", b"]]>", b'"', b"\x00", b"&#0;", "é".encode()])
            + data[at:]
        )


def test_mutants_make_nothing_fail() -> None:
    chance = random.Random(7)
    known = mutants.documents(FOLDER)
    for number in range(2000):
        mutants.tried(mutants.mutant(known[number % len(known)], chance), chance)


def test_mutants_of_all_cases_make_nothing_fail() -> None:
    chance = random.Random(4287)
    cases = [path for path in files(FOLDER, "*/fail-*") if path.suffix != ".gz"]
    for path in chance.sample(cases, 60):
        for mutant in _mutants(content(path), chance):
            for profile in PROFILES:
                check("feed", mutant, CheckOptions(profile=profile))
