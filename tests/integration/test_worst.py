"""The worst that one record can be costs less than 10 s and 1.5 GB of address space, and says what is wrong."""

from pathlib import Path

import pytest

from tests import forked
from tests.conftest import record, write_config
from tests.integration import support

# macOS has no bound on the memory of a process.
pytestmark = [pytest.mark.linux, pytest.mark.slow]

SECONDS = 10
# Of these, a copy of a process that has all imports is spared what it takes to import them.
STARTED = 1
MEMORY = 1500 << 20
ROOM = (1 << 20) - 2_000  # what a record may hold, less its other fields


def fill(piece: str) -> str:
    return piece * (ROOM // len(piece.encode()))


def with_line(line: str, text: str = record()) -> str:
    return text.replace("category", f"{line}\ncategory", 1)


STORY = {
    "title": "A",
    "originalUrl": "https://example.org/",
    "publishedDateTime": "2023-09-01T09:19:00Z",
}

WORST = {
    "brackets": with_line("x: " + fill("[")),
    "braces": with_line("x: " + fill("{a: ")),
    "dashes": with_line("x:\n  " + fill("- ")),
    "anchors": with_line("x: [" + ", ".join(f"&a{n} b" for n in range(70_000)) + "]"),
    "aliases": with_line("x: &a [b]\ny: [" + fill("*a, ") + "]"),
    "merges": with_line("\n".join(f"a{n}: &a{n} {{<<: *a{n - 1}}}" for n in range(1, 20_000))),
    "keys": with_line("\n".join(f"k{n}: {n}" for n in range(70_000))),
    "equal keys": with_line(fill("a: b\n")),
    "large key": with_line(fill("k") + ": 1"),
    "scalar": record(excerpt=fill("x")),
    "quoted scalar": with_line('x: "' + fill("\\u0041") + '"'),
    "block scalar": with_line("x: |\n" + fill("  x\n")),
    "blanks": record(title=fill(" ")),
    "problems": record(topics=["\u202e"] * 100_000),
    "wrong values": record(topics=list(range(100_000))),
    "related": record(related=[STORY] * 8_000),
    "related, no stories": record(related=[0] * 200_000),
    "integer": with_line("x: " + fill("9")),
    "heat": record().replace("heat: 70", "heat: " + fill("9")),
    "float": with_line("x: 1e" + fill("9")),
    "hexadecimal": with_line("x: 0x" + fill("f")),
    "entities": record(excerpt=fill("&amp;")),
    "entities of entities": record(excerpt="&" + fill("amp;")),
    "numbered entities": record(title=fill("&#x41;")),
    "open tags": record(excerpt=fill("<div>")),
    "tags": record(excerpt=fill("<b>x</b>")),
    "tables": record(excerpt=fill("<table><td>")),
    "attributes": record(excerpt="<a " + fill("b=c ") + ">"),
    "brackets in text": record(excerpt=fill("<")),
    "comments in text": record(excerpt=fill("<!--")),
    "mojibake": record(excerpt=fill("â€™")),
    "combining": record(title="e" + fill("\u0301")),
    "date": record(publishedDateTime="2023-09-01T09:19:00." + fill("0") + "Z"),
    "digits for a date": record(publishedDateTime=fill("1")),
    "url": record(originalUrl="https://example.org/" + fill("a")),
    "url of dots": record(originalUrl="https://example.org/" + fill("../")),
    "url of escapes": record(originalUrl="https://example.org/" + fill("%41")),
    "query": record(originalUrl="https://example.org/?" + fill("utm_a=b&")),
    "host": record(originalUrl="https://" + fill("a.") + "org/"),
    "host outside ASCII": record(originalUrl="https://" + fill("ü") + ".org/"),
    "user": record(originalUrl="https://" + fill("a:") + "@example.org/"),
    "port": record(originalUrl="https://example.org:" + fill("1") + "/"),
    "domain": record(provider={"name": "A", "domain": fill("a-")}),
    "labels": record(provider={"name": "A", "domain": fill("a.") + "org"}),
    "secured": record(secured=fill("A")),
    "topics": record(topics=[f"Topic {n}" for n in range(60_000)]),
    "topic": record(topics=[fill("ü")]),
    "images": record(images=[{"url": "https://example.org/a.png"}] * 20_000),
    "comments": with_line(fill("# feedtool: ignore=excerpt-cut\n")),
    "ignores": with_line("# feedtool: ignore=" + fill("a,") + "b"),
    "ignores of problems": with_line(
        "# feedtool: ignore=" + ",".join(f"a{n}" for n in range(60_000)),
        record(topics=list(range(60_000))),
    ),
    "tags of YAML": with_line("x: " + fill("!a ") + "b"),
    "documents": record() + fill("---\n"),
    "block scalars": with_line("x: |\n  a: 1\n  b: 2\n" * 60 + "y: {}"),
    "lines in a block scalar": with_line("x: |\n" + "  a: b\n" * 25_000 + "y: {}"),
    "empty flows": with_line("x: [ ]\n" * 60 + "y: {}"),
    "signs of comments": with_line("x: 1 " + fill("# ")) + "feedtool: is named in the body",
    "delete character": with_line(
        "x: 1 # \x7f", record(excerpt="An excerpt").replace("An ", "A\x7f ")
    ),
    "body": record(fill("x")),
    "body of HTML": record(fill("<p>")),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    write_config(folder)
    (folder / "seeds").mkdir()
    for number in range(60):
        good = record(title="A good one", originalUrl=f"https://example.org/good/{number}")
        (folder / "seeds" / f"good-{number}.md").write_text(good, encoding="utf-8")
    return folder


@pytest.mark.parametrize("command", [("build", "--no-cache"), ("validate",)], ids=" ".join)
@pytest.mark.parametrize("name", WORST)
def test_the_worst_record(name: str, command: tuple[str, ...], site: Path) -> None:
    bad = site / "seeds" / "worst.md"  # the last of all
    bad.write_text(WORST[name], encoding="utf-8")
    assert bad.stat().st_size <= 1 << 20
    done = forked.feedtool(
        (*command, "--now", support.NOW),
        cwd=site,
        env=support.environment(),
        seconds=SECONDS - STARTED,
        memory=MEMORY,
    )
    assert done.returncode in (0, 1), done.stderr.decode()[-2000:]
    assert b"Traceback" not in done.stderr
    assert len(done.stdout + done.stderr) < 8 << 20
    if "build" in command:
        assert "A good one" in (site / "output" / "all.atom").read_text("utf-8")
    bad.unlink()
