"""Write what Babel knows of languages: ``python tools/languages.py feedtool/feeds/render/languages.tsv``."""

# ruff: noqa: INP001 - a script

import sys
from collections import defaultdict
from pathlib import Path

from babel import localedata

from feedtool.feeds.render import languages


def tags() -> list[str]:
    """Every language that the Unicode CLDR has, as a BCP 47 tag."""
    return sorted(name.replace("_", "-") for name in localedata.locale_identifiers())


def table() -> str:
    """The lines of the table: the tags of the languages that are written alike, and how that is."""
    alike = defaultdict[str, list[str]](list)
    for tag in tags():
        if found := languages.of_babel(tag):
            alike[found.line()].append(tag.lower())
    return "".join(f"{' '.join(names)}\t{line}\n" for line, names in alike.items())


def main() -> None:
    """Write the table."""
    Path(sys.argv[1]).write_text(table(), "utf-8")


if __name__ == "__main__":
    main()
