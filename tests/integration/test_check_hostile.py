"""``feedtool check`` as a process, on what is made to hurt it: little time, little memory, no traceback.

The limits are the kernel's: a process that needs more than a few seconds of a processor is killed.
"""

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import pytest

# macOS has no bound on the memory of a process that it keeps to.
pytestmark = pytest.mark.linux

SECONDS, MEGABYTES = 5, 200
MEGABYTE = 1 << 20
ENVIRONMENT = {"PATH": os.environ["PATH"], "HOME": "/nowhere"}  # noqa: TID251

HEAD = b'<?xml version="1.0" encoding="utf-8"?>\n'
CHANNEL = b"<title>t</title><link>https://example.org/</link><description>d</description>"
LAUGHS = b'<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY %c "%s">' % (name, b"&%c;" % (name - 1) * 10) for name in b"bcdefghij"
)
PARAMETERS = b'<!ENTITY % a "ha">' + b"".join(
    b'<!ENTITY %% %c "%s">' % (name, b"%%%c;" % (name - 1) * 10) for name in b"bcdefghij"
)


class Run(NamedTuple):
    """What came of a run: its exit code, the codes of the problems, what it said, megabytes."""

    code: int
    codes: set[str]
    said: str
    peak: float


def rss(inner: bytes, doctype: bytes = b"") -> bytes:
    return b'%s%s<rss version="2.0"><channel>%s%s</channel></rss>' % (HEAD, doctype, CHANNEL, inner)


def html(text: bytes) -> bytes:
    return rss(b"<item><title>t</title><description><![CDATA[%s]]></description></item>" % text)


def doctype(inner: bytes) -> bytes:
    return b"<!DOCTYPE rss [%s]>" % inner


def json_feed(items: bytes) -> bytes:
    return b'{"version": "https://jsonfeed.org/version/1.1", "title": "t", "items": [%s]}' % items


def numbered(template: bytes, count: int) -> bytes:
    return b"".join(template % number for number in range(count))


DOCUMENTS: dict[str, tuple[Callable[[], bytes], str]] = {
    "billion laughs": (lambda: rss(b"&j;", doctype(LAUGHS)), "xml-entity-expansion"),
    "quadratic blowup": (
        lambda: rss(b"&a;" * 20_000, doctype(b'<!ENTITY a "%s">' % (b"a" * 100_000))),
        "xml-entity-expansion",
    ),
    "laughs in an attribute": (
        lambda: rss(b'<item a="&j;"/>', doctype(LAUGHS)),
        "xml-entity-expansion",
    ),
    "parameter entities": (lambda: rss(b"", doctype(PARAMETERS + b"%j;")), ""),
    "external file": (
        lambda: rss(
            b"<item><title>&x;</title></item>", doctype(b'<!ENTITY x SYSTEM "/etc/passwd">')
        ),
        "xml-external-entity",
    ),
    "external address": (
        lambda: rss(b"&x;", doctype(b'<!ENTITY x SYSTEM "http://127.0.0.1:1/">')),
        "xml-external-entity",
    ),
    "external document type": (
        lambda: rss(b"", b'<!DOCTYPE rss SYSTEM "http://127.0.0.1:1/rss.dtd">'),
        "xml-external-entity",
    ),
    "gzip": (lambda: gzip.compress(rss(b"")), "document-compressed"),
    "gzip bomb": (lambda: gzip.compress(b" " * 100 * MEGABYTE, 1), "document-compressed"),
    "deep": (lambda: rss(b"<a>" * 100_000), "xml-too-deep"),
    "deep where nothing is checked": (
        lambda: rss(b'<x:a xmlns:x="urn:isbn:1">' * 100_000),
        "xml-too-deep",
    ),
    "deep outlines": (
        lambda: HEAD + b'<opml version="2.0"><body>' + b'<outline text="x">' * 100_000,
        "xml-too-deep",
    ),
    "deep xhtml": (
        lambda: rss(b'<item><body xmlns="http://www.w3.org/1999/xhtml">' + b"<div>" * 100_000),
        "xml-too-deep",
    ),
    "deep html": (lambda: html(b"<div>" * 100_000), ""),
    "deep json": (lambda: json_feed(b"[" * 100_000), "json-not-well-formed"),
    "deep objects": (lambda: json_feed(b'{"a":' * 100_000), "json-not-well-formed"),
    "nuls": (lambda: b"\0" * 10 * MEGABYTE, "document-empty"),
    "nuls in a feed": (lambda: rss(b"\0" * 1000), "xml-not-well-formed"),
    "surrogates": (
        lambda: rss("<item><title>\ud800</title></item>".encode("utf-8", "surrogatepass")),
        "encoding-undecodable",
    ),
    "surrogates of UTF-16": (
        lambda: (
            b"\xff\xfe"
            + "<rss version='2.0'><channel>\ud800x</channel></rss>".encode(
                "utf-16-le", "surrogatepass"
            )
        ),
        "encoding-undecodable",
    ),
    "surrogates in JSON": (lambda: json_feed(b'{"id": "\\ud800"}'), "json-lone-surrogate"),
    "truncated": (lambda: rss(b"<item><title>t</title></item>")[:-40], "xml-not-well-formed"),
    "truncated in a letter": (lambda: rss("ü".encode())[:-18], "xml-not-well-formed"),
    "half a unit of UTF-16": (
        lambda: "<rss version='2.0'/>".encode("utf-16") + b"\n",
        "encoding-undecodable",
    ),
    "UTF-7": (
        lambda: b'<?xml version="1.0" encoding="utf-7"?><rss version="2.0"/>',
        "encoding-unsafe",
    ),
    "attributes": (
        lambda: rss(b"<item %s/>" % numbered(b" a%d='1'", 100_000)),
        "xml-many-attributes",
    ),
    "long attribute": (
        lambda: rss(b"<item a='%s'/>" % (b"x" * 10 * MEGABYTE)),
        "xml-tag-too-long",
    ),
    "long address": (
        lambda: rss(b"<item><link>http://%s</link></item>" % (b"a." * 5 * MEGABYTE)),
        "uri-too-long",
    ),
    "long date": (lambda: rss(b"<pubDate>%s</pubDate>" % (b"1 " * 5 * MEGABYTE)), "date-rfc822"),
    "long words": (lambda: rss(b"<item><guid>%s</guid></item>" % (b"a" * 10 * MEGABYTE)), ""),
    "namespaces": (
        lambda: rss(b"<item %s/>" % numbered(b" xmlns:a%d='u:'", 1_000_000)),
        "xml-tag-too-long",
    ),
    "html attributes": (lambda: html(b"<a %s>" % numbered(b" a%d=1", 100_000)), "html-invalid"),
    "html tags unfinished": (lambda: html(b"<a href=x " * 100_000), "html-invalid"),
    "html comments unfinished": (lambda: html(b"<!--" * 100_000), "html-invalid"),
    "html references": (lambda: html(b"&#0;" * 200_000), "html-invalid"),
    "long number": (
        lambda: json_feed(b'{"id": %s}' % (b"9" * 1_000_000)),
        "jsonfeed-item-id-number",
    ),
    "distinct problems": (
        lambda: rss(numbered(b"<item><title>t</title><link>x%d</link></item>", 200_000)),
        "problems-too-many",
    ),
    "carriage returns": (lambda: rss(b"\r" * 1_000_000), ""),
}
# These take a second or more of a processor, for they are large.
LARGE: dict[str, tuple[Callable[[], bytes], str]] = {
    "elements": (lambda: rss(numbered(b"<item><title>%d</title></item>", 200_000)), ""),
    "distinct namespaces": (
        lambda: rss(numbered(b"<item><x:a xmlns:x='urn:isbn:%d'/></item>", 100_000)),
        "",
    ),
    "one line of text": (
        lambda: rss(b"<item><description>%s</description></item>" % (b"word " * 10 * MEGABYTE)),
        "feed-large",
    ),
    "one line of JSON": (
        lambda: json_feed(b'{"id": "1", "content_text": "%s"}' % (b"word " * 10 * MEGABYTE)),
        "feed-large",
    ),
    "tiny JSON items": (lambda: json_feed(b"{}," * 1_000_000 + b"{}"), "problems-too-many"),
}


# What a process held at its peak counts that of the one that began it: a small one begins it here.
LAUNCHER = f"""
import os, resource, subprocess, sys
resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
_, status, used = os.wait4(subprocess.Popen(sys.argv[1:]).pid, 0)
with open("peak", "w") as file:
    file.write(str(used.ru_maxrss))
sys.exit(os.waitstatus_to_exitcode(status) % 256)
"""


def check(*arguments: str, cwd: Path, stdin: bytes = b"") -> Run:
    """Run ``feedtool check`` within the limits."""
    command = [sys.executable, "-m", "feedtool", "check", "--output-format", "json", *arguments]
    (cwd / "in").write_bytes(stdin)
    with (cwd / "in").open("rb") as source, (cwd / "out").open("wb") as out:
        done = subprocess.run(
            [sys.executable, "-c", LAUNCHER, *command],
            cwd=cwd,
            env=ENVIRONMENT,
            stdin=source,
            stdout=out,
            stderr=subprocess.PIPE,
            check=False,
        )
    said = (cwd / "out").read_text("utf-8")
    codes = {problem["code"] for problem in json.loads(said)["problems"]} if said else set()
    peak = int((cwd / "peak").read_text()) / (MEGABYTE if sys.platform == "darwin" else 1024)
    return Run(done.returncode, codes, done.stderr.decode(), peak)


def unharmed(run: Run, code: str, exits: Iterable[int] = (0, 1)) -> None:
    assert run.code in exits, run.said
    assert "Traceback" not in run.said
    assert run.peak < MEGABYTES
    assert not code or code in run.codes, run.codes


@pytest.mark.slow
@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_hostile_document_is_judged_in_no_time(name: str, tmp_path: Path) -> None:
    make, code = DOCUMENTS[name]
    (tmp_path / "feed").write_bytes(make())
    unharmed(check("feed", cwd=tmp_path), code)


@pytest.mark.slow
@pytest.mark.parametrize("name", LARGE)
def test_a_large_document_is_judged_in_little_memory(name: str, tmp_path: Path) -> None:
    make, code = LARGE[name]
    (tmp_path / "feed").write_bytes(make())
    unharmed(check("feed", cwd=tmp_path), code)


@pytest.mark.parametrize("start", [b"<rss><channel><title>", b'{"title": "'])
def test_a_line_of_a_gigabyte_is_not_read(start: bytes, tmp_path: Path) -> None:
    with (tmp_path / "feed").open("wb") as file:
        file.write(start)
        file.truncate(1 << 30)
    unharmed(check("feed", cwd=tmp_path), "document-too-large")


def test_what_is_no_file_is_told_or_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.rss")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "device.rss").symlink_to("/dev/zero")
    (tmp_path / "feed.rss").write_bytes(rss(b""))
    (tmp_path / "linked.rss").symlink_to("feed.rss")
    unharmed(check(".", cwd=tmp_path), "rss-self-link-missing")
    # Named, a FIFO that nobody writes to is an empty document.
    unharmed(check("pipe.rss", cwd=tmp_path), "document-empty")


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/null", "loop"])
def test_a_device_is_read_no_further_than_a_feed(path: str, tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    unharmed(check(path, cwd=tmp_path), "", (0, 1, 2, 3))


def test_stdin_is_read_no_further_than_a_feed(tmp_path: Path) -> None:
    unharmed(check("-", cwd=tmp_path, stdin=b"<" * 70 * MEGABYTE), "document-too-large")
