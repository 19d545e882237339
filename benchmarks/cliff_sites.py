"""The sites of ``cliffs``, and how to make them: with a fault in each record, or odd in some other way.

The records have the shape of a large site's: 28 KB each, nearly all of it related stories.
"""

import json
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from large_record import RELATED, record

SCHEMA = Path(__file__).parents[1] / "schemas" / "record.schema.json"
CONFIG = """\
[site]
title = "A large site"
url = "https://example.org/"
"""
AZURE = '[topics.azure]\nname = "Azure"\n'

# Fills a folder with so many records and a configuration: equal count, equal bytes.
Site = Callable[[Path, int], None]
# A record's text, and the number of the record, to what it is in a case.
Change = Callable[[str, int], str]

COMMON = ("--jobs", "1", "--now", "2024-01-01T00:00:00Z", "--quiet")
BUILD = ("build", "--no-cache", *COMMON)
AGAIN = ("build", *COMMON)
VALIDATE = ("validate", ".", *COMMON)


@dataclass(frozen=True)
class Case:
    """What is measured: a site beside its clean one.

    ``prepared_by`` are commands that are run once in each; with ``changes_records`` both are made anew for
    each run, and with ``is_again`` what an earlier run wrote stays. A case may end with other exit codes
    than a build with problems does.
    """

    name: str
    site: Site
    command: tuple[str, ...] = BUILD
    clean: Site = lambda folder, count: fill(folder, count)  # noqa: PLW0108 - it stands further down
    prepared_by: tuple[tuple[str, ...], ...] = ()
    changes_records: bool = False
    is_again: bool = False
    exit_codes: tuple[int, ...] = (0, 1)


def fill(
    folder: Path,
    count: int,
    change: Change = lambda text, _: text,
    config: str = '[records]\npath = "news"\n' + AZURE,
    folders: int = 1,
) -> None:
    """Write the records of a site, each changed, and its configuration."""
    (folder / "feedtool.toml").write_text(CONFIG + config, "utf-8")
    for number in range(count):
        home = folder / ("news" if folders == 1 else f"news/{number % folders}")
        home.mkdir(parents=True, exist_ok=True)
        text = change(record(number, random.Random(number)), number)
        (home / f"{number:06d}.md").write_bytes(text.encode())


def each(change: Callable[[str], str], config: str | None = None) -> Site:
    """A site with one change in each record."""
    changed = partial(fill, change=lambda text, _: change(text))
    return partial(changed, config=config) if config else changed


def replaced(old: str, new: str, count: int = 1) -> Site:
    """A site with a part of each record replaced."""
    return each(lambda text: text.replace(old, new, count))


def matched(pattern: str, new: str, count: int = 1) -> Site:
    """The same with a pattern; what is new may hold what was matched."""
    return each(lambda text: re.sub(pattern, new, text, count=count))


def in_related(pattern: str, new: str) -> Site:
    """A site with one related story of each record changed, which stands somewhere in their midst."""

    def change(text: str) -> str:
        before, entry, rest = text.rpartition(text.split("\n  - title")[RELATED // 2])
        return before + re.sub(pattern, new, entry, count=1) + rest

    return each(change)


def own_schema(change: Callable[[str], str] = str) -> Site:
    """A site with a schema of its own, which says what the shipped one says."""

    def make(folder: Path, count: int) -> None:
        (folder / "own.json").write_text(SCHEMA.read_text("utf-8"), "utf-8")
        config = '[records]\npath = "news"\nschema = "own.json"\n' + AZURE
        fill(folder, count, lambda text, _: change(text), config)

    return make


def known_topics(name: Callable[[int], str], known: int = 4000) -> Site:
    """A site that knows thousands of topics and takes no others; each record names one."""
    topics = "".join(f'[topics.topic-{n}]\nname = "Topic {n}"\n' for n in range(known))
    config = f'[records]\npath = "news"\n[feeds]\nunknown_topics = "error"\n{topics}'
    return partial(
        fill, change=lambda text, n: text.replace("- Azure", f"- {name(n)}"), config=config
    )


def topics(lines: Callable[[int], str], count: int = 5000) -> Site:
    """A site that describes so many topics."""
    described = "".join(lines(number) for number in range(count))
    return partial(fill, config=f'[records]\npath = "news"\n{described}')


def named(key: str, name: Callable[[int], str], count: int = 1000) -> Site:
    """A site whose configuration has so many names in a list."""
    names = ", ".join(f'"{name(number)}"' for number in range(count))
    return partial(fill, config=f'[records]\npath = "news"\n{AZURE}{key} = [{names}]\n')


def in_folders(folders: int) -> Site:
    """A site whose records lie in so many folders, if there are as many; each is configured."""

    def make(folder: Path, count: int) -> None:
        filled = min(folders, count)
        paths = ", ".join(f'"news/{n}"' for n in range(filled))
        fill(folder, count, config=f"[records]\npath = [{paths}]\n{AZURE}", folders=filled)

    return make


def in_json(field: str) -> Site:
    """A site of posts whose front matter is JSON, with a field in each."""
    config = f'[records]\npath = "news"\npreset = "hugo"\ntimezone = "UTC"\n{AZURE}'

    def change(text: str) -> str:
        lines = (line.strip() for line in text.split("\n") if ": " in line)
        texts = ",\n".join(f"    {json.dumps(line)}" for line in lines)
        known = '"title": "A story", "date": "2020-06-30T12:42:00Z"'
        return f'{{\n  {known},\n  {field},\n  "lines": [\n{texts}\n  ]\n}}\n\nA story.\n'

    return each(change, config)


def posts(preset: str, head: str, body: str = "") -> Site:
    """A site of posts of another generator, each with this head, in which ``N`` is its number."""
    config = (
        f'[records]\npath = "news"\npreset = "{preset}"\ntimezone = "UTC"\n'
        f'[fields]\nlink = "/{{:name}}/"\n{AZURE}'
    )
    return partial(fill, change=lambda _, n: head.replace("N", f"{n}") + body, config=config)


def in_first_record(old: str, new: str) -> Site:
    """A site with a part of its first record replaced."""
    return partial(fill, change=lambda text, n: text if n else text.replace(old, new))
