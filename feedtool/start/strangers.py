"""What a folder may hold that looks like a site, and has no records that feedtool reads."""

from collections.abc import Iterator
from pathlib import Path

from feedtool.imports.tuples import NamedTuple
from feedtool.start import places


class Stranger(NamedTuple):
    """Something that is not read: what it is, globs of the files that tell of it, and what to do.

    One of these files must hold ``mark`` in what it begins with.
    """

    title: str
    globs: tuple[str, ...]
    advice: str
    mark: bytes = b""


_EXPORT = "convert it to Markdown files with front matter, and begin there"
_FAR = 20_000
STRANGERS = (
    Stranger(
        "a site of Lektor",
        ("*.lektorproject",),
        "contents.lr files have no front matter; Lektor's own plugin lektor-atom makes its feeds",
    ),
    Stranger(
        "a site of Publii",
        ("input/db.sqlite",),
        "its posts are in a database; Publii writes a feed of its own, which feedtool check can check",
    ),
    Stranger(
        "a book of mdBook",
        ("book.toml",),
        "chapters have neither dates nor front matter, and are no stories",
    ),
    Stranger(
        "an export of WordPress",
        ("*.xml",),
        f"{_EXPORT}: wordpress-export-to-markdown does",
        b"wordpress.org/export/",
    ),
    Stranger("an export of Blogger", ("*.xml", "*.atom"), _EXPORT, b"blogger.com"),
    Stranger("an export of Ghost", ("*.json",), _EXPORT, b'"posts":['),
    Stranger("an export of Bear Blog", ("post_export.csv",), _EXPORT),
    Stranger(
        "a vault of Obsidian",
        (".obsidian",),
        'notes have no addresses: set path, preset = "eleventy" and, under [fields], '
        'title = ["title", "{:name}"] and link, the form of the addresses that they are served at',
    ),
    Stranger(
        "a folder of Org files",
        ("*.org", "*/*.org", "*/*/*.org"),
        "they have no front matter: export them as Markdown that has, as ox-hugo does",
        b"#+",
    ),
    Stranger(
        "a site of Sphinx",
        ("conf.py", "docs/conf.py", "source/conf.py", "docs/source/conf.py"),
        "its pages have no dates; posts of ABlog are read if they are Markdown and conf.py has blog_baseurl",
        b"extensions",
    ),
)


def of_folder(folder: Path) -> tuple[str, str] | None:
    """What a folder holds that is not read, with the file that tells of it, and what to do; else None."""
    for one in STRANGERS:
        for file in _files(folder, one):
            if not one.mark or one.mark in places.content(file, _FAR):
                return f"{one.title} ({file.relative_to(folder).as_posix()})", one.advice
    return None


def _files(folder: Path, stranger: Stranger) -> Iterator[Path]:
    for glob in stranger.globs:
        try:
            yield from sorted(folder.glob(glob))[:_MOST]
        except OSError:
            return


# So many files are looked into.
_MOST = 20
