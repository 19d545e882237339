"""Search for inputs that break feedtool: ``python tools/fuzz.py TARGET SECONDS`` (pip install atheris).

The targets are front-matter, record and check. What breaks one is written to tests/fuzz/TARGET/, where
a test tries it again for ever.
"""

# ruff: noqa: INP001 - a script

import pkgutil
import sys
import tempfile
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import feedtool

ROOT = Path(__file__).parents[1]
FOUND = ROOT / "tests" / "fuzz"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
_CONFIG = '[site]\ntitle = "A site"\nurl = "https://example.org/"\n'
_XML = ("rss", "atom", "opml")
# What a run of libFuzzer may take for one input, and in all: as for the worst record.
_MAX = 20_000
_LIMITS = ("-timeout=10", "-rss_limit_mb=1500", f"-max_len={_MAX}", "-print_final_stats=1")


def front_matter(data: bytes) -> None:
    """Reading gives a document, or problems that say where; all readers agree; none ever raises."""
    from feedtool import frontmatter
    from feedtool.frontmatter import careful, ordinary, source
    from feedtool.frontmatter.odd import entries, pieces

    text = data.decode("utf-8", "replace")
    block = text.removeprefix("---\n").partition("\n---")[0] + "\n"
    careful_too = careful.Pass(source.of_text("a.md", block)).run()
    for quick in filter(None, (ordinary.read(block), pieces.read(block))):
        # To repr, 1, 1.0 and True are not one value.
        assert (repr(quick), []) == (repr(careful_too[0]), careful_too[1])  # noqa: S101
    assert repr(entries.read(source.of_text("a.md", block))) == repr(careful_too)  # noqa: S101
    document, problems = frontmatter.parse("a.md", data)
    assert (document is None) == bool(problems)  # noqa: S101
    assert all(problem.path == "a.md" and problem.message for problem in problems)  # noqa: S101


def record(data: bytes) -> None:
    """A record is refused with problems, or every feed that it is in can be read back."""
    from lxml import etree

    from feedtool.feeds import render
    from feedtool.lint import load
    from feedtool.storage.place import Raw

    config, options, _ = _site()
    parsed = load.examine(Raw("a.md", data), options, None)
    if parsed.record is None:
        assert parsed.problems  # noqa: S101
        return
    feeds = _feeds([data])
    files: dict[str, bytes] = {}
    for feed in feeds:
        files.update(render.files(feed, config.site, config.feeds.formats))
    files.update(render.site_files(feeds, config.site, config.feeds.formats))
    for path, content in files.items():
        assert Path(path).parent.as_posix() in (".", "topics")  # noqa: S101
        content.decode("utf-8")
        if path.endswith(_XML):
            etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


class _Records:
    """The records of some stories, as ``assemble`` asks for them."""

    def __init__(self, records: Iterable[Any]) -> None:
        self._records = list(records)

    def record(self, place: int) -> Any:
        """The record of one of the stories."""
        return self._records[place]

    def digest(self, place: int) -> str:
        """Nothing: no feed is held against another here."""
        del place
        return ""


def _feeds(contents: list[bytes]) -> Any:
    """The feeds of some records, by the way of a build."""
    from feedtool.build.reading import facts as selection_facts
    from feedtool.build.reading import summary
    from feedtool.feeds import assemble, select, stories
    from feedtool.feeds.queries import Stories
    from feedtool.model import topics
    from feedtool.records import parse
    from feedtool.storage.place import Raw

    config, options, known = _site()
    asked = summary.SummaryOptions(config.feeds.min_heat)
    raws = {f"{number}.md": Raw(f"{number}.md", text) for number, text in enumerate(contents)}
    facts = {
        path: summary.summarize(path, "", raw, options, asked)[0].facts
        for path, raw in raws.items()
    }
    candidates = [selection_facts.candidate(path, "", one) for path, one in facts.items() if one]
    selection = select.select(candidates, NOW)
    selected = selection.stories
    named = topics.with_named(known, (name for one in selected for name in one.topics))

    def records(shown: list[Any]) -> _Records:
        parsed = (parse.parse(raws[one.path], options).record for one in shown)
        return _Records(map(stories.with_merged, parsed, shown))

    return assemble.feeds(Stories(selection, named, config, NOW), named, config, records).feeds


@cache
def _site() -> tuple[Any, Any, Any]:
    from feedtool.config import settings, taxonomy
    from feedtool.rules import reading

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "feedtool.toml"
        file.write_text(_CONFIG, encoding="utf-8")
        loaded = settings.load(file, {})
        known = taxonomy.known(loaded.topics, ())
        return loaded, reading.options(loaded, known), known


def check(data: bytes) -> None:
    """Checking a feed gives problems; it never raises."""
    from feedtool import check as checker

    options = checker.CheckOptions(base="https://example.org/all.rss", now=NOW)
    for problem in checker.check("a.rss", data, options):
        assert problem.message  # noqa: S101


TARGETS: dict[str, Callable[[bytes], None]] = {
    "front-matter": front_matter,
    "record": record,
    "check": check,
}


def seeds(target: str) -> list[bytes]:
    """Good inputs to begin with."""
    texts = [file.read_bytes() for file in sorted((ROOT / "seeds").glob("*.md"))]
    if target != "check":
        return texts
    from feedtool.feeds import render

    config, _, _ = _site()
    feeds = _feeds(texts)
    formats = config.feeds.formats
    files = [*render.site_files(feeds, config.site, formats)]
    for feed in feeds:
        files += render.files(feed, config.site, formats)
    return [content for path, content in files if not path.endswith(".html")]


def cases(target: str) -> list[bytes]:
    """More inputs to begin with: of each rule of feeds one that breaks it and one that does not."""
    if target != "check":
        return []
    files = (file for file in (ROOT / "tests" / "check" / "cases").rglob("*") if file.is_file())
    return [content for file in sorted(files) if len(content := file.read_bytes()) <= _MAX]


def main() -> None:
    """Fuzz the target that the command line names, for so many seconds."""
    if len(sys.argv) != 3:  # noqa: PLR2004
        sys.exit(str(__doc__).partition("\n\n")[0])
    target, duration = sys.argv[1:]
    atheris = import_module("atheris")
    with atheris.instrument_imports(include=["feedtool", "yaml"]):
        # All of it, for what is imported late, when a target first needs it, would not be watched.
        for module in pkgutil.walk_packages(feedtool.__path__, "feedtool."):
            import_module(module.name)
    found = FOUND / target
    found.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as corpus:
        for number, content in enumerate((*seeds(target), *cases(target))):
            (Path(corpus) / str(number)).write_bytes(content)
        prefix = f"-artifact_prefix={found}/"
        arguments = [sys.argv[0], f"-max_total_time={duration}", prefix, *_LIMITS, corpus]
        atheris.Setup(arguments, TARGETS[target])
        atheris.Fuzz()


if __name__ == "__main__":
    main()
