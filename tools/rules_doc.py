"""Write docs/rules.md from the catalogue of rules: ``python tools/rules_doc.py docs/rules.md``."""

# ruff: noqa: INP001 - a script

import sys
from pathlib import Path

from feedtool.diagnostics.rule import Rule
from feedtool.rules.catalogue import groups

_HEAD = """\
# The rules

Everything that `feedtool validate` and `feedtool build` can say of a record or of the configuration.
`feedtool rules CODE` shows the same on a terminal.

**Error**: this record, or this part of it, cannot be published. **Warning**: it is published, mended or
poorer than it could be; only `--strict` makes it count. **Information**: something was noticed.

What decorates a story never keeps it out: a story in `related`, a picture in `images` or
`provider.images`, `provider.domain`, `featuredContent`, `ampWebUrl`, `cdnAmpWebUrl`, `type`,
`category`, `quality`, `locale`, `secured`. The smallest part that makes sense without its fault is left
out and reported at its place, in JSON with `"costs": "part"`: `validate` exits with 1, and `build`
publishes the story without the part, and exits with 1 as well. What a story is nothing without (title,
dates, addresses, `published` and its like, `id`, `heat`, `topics`, `excerpt`, the provider's name)
keeps it out where it is wrong: `"costs": "record"`. A schema of your own may ask more of `type`,
`category`, `quality`, `locale` and `secured`; then a fault there keeps the record out as well.

Choose with `select` and `ignore` in the table `[validate]` of `feedtool.toml`, or with `--select` and
`--ignore`: codes, beginnings of codes (`url` stands for all that begin with `url-`), `all`, or
`default`. A comment in a record silences a problem of its line, on a line of its own the whole record:
`# feedtool: ignore=excerpt-cut`. What keeps a record out of every feed is always reported.

`errors` and `warnings` in the same table change what a code weighs on a site: `warnings = ["record-conflict"]`,
`errors = ["excerpt-cut"]`. What keeps a record out stays an error.

The examples show the lines concerned; the rest of the record is good.
"""


def document() -> str:
    """The document: a table of the codes, then a section for each."""
    parts = [_HEAD]
    for group in groups():
        rows = "".join(map(_row, group.rules))
        parts.append(f"## {group.title}\n\n| code | | |\n| --- | --- | --- |\n{rows}")
    for group in groups():
        parts += map(_section, group.rules)
    return "\n".join(parts)


def _row(rule: Rule) -> str:
    return f"| [`{rule.code}`](#{rule.code}) | {_kind(rule)} | {rule.title} |\n"


def _kind(rule: Rule) -> str:
    return str(rule.severity) if rule.on else f"{rule.severity}, off by default"


def _section(rule: Rule) -> str:
    see = f"\nSee <{rule.link}>.\n" if rule.link else ""
    return (
        f"### {rule.code}\n\n**{rule.title}** ({_kind(rule)}). {rule.why}\n\n"
        f"Wrong:\n\n{_code(rule, rule.bad)}\nRight:\n\n{_code(rule, rule.good)}{see}"
    )


def _code(rule: Rule, example: str) -> str:
    language = "toml" if rule.code.startswith("config-") else "yaml"
    return f"```{language}\n{example.rstrip()}\n```\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(document(), "utf-8")
