"""Write docs/rules.md from the catalogue of rules: ``python tools/rules_doc.py docs/rules.md``."""

# ruff: noqa: INP001 - a script

import sys
from collections.abc import Iterator
from pathlib import Path

from feedtool.record_rules import RULES
from feedtool.rules import Rule

_HEAD = """\
# The rules

Everything that `feedtool validate` and `feedtool build` can say of a record or of the configuration.
An error keeps a record out of every feed; a warning does not, unless `--strict` makes it count.
`feedtool rules CODE` shows the same on a terminal.

Choose with `select` and `ignore` in the table `[validate]` of `feedtool.toml`, or with `--select` and
`--ignore`: codes, beginnings of codes (`url` stands for all that begin with `url-`), `all`, or
`default`. A comment in a record silences a problem of its line, on a line of its own the whole record:
`# feedtool: ignore=excerpt-cut`. What keeps a record out of every feed is always reported.

The examples show the lines concerned; the rest of the record is good.
"""
_FAMILIES = {
    "Publishing": (
        "published", "unpublished", "date", "updated", "file-date-mismatch",
        "record-conflict", "record-duplicate", "records", "topic-unknown", "topic-slug-clash",
    ),
    "The file": ("file", "front", "body"),
    "YAML": ("yaml",),
    "Fields": ("schema", "record-unfit", "text-empty"),
    "Texts": ("title", "text", "excerpt"),
    "Links, pictures, topics": ("url", "related", "image", "topic-duplicate"),
    "Comments": ("ignore",),
    "Building": ("guard",),
    "The configuration": ("config", "registry"),
}  # fmt: skip
# Families as they stand in the document.
_ORDER = (*list(_FAMILIES)[1:6], "Publishing", *list(_FAMILIES)[6:])


def document() -> str:
    """The document: a table of the codes, then a section for each."""
    found = dict(_by_family())
    families = {title: found[title] for title in _ORDER}
    parts = [_HEAD]
    for title, rules in families.items():
        parts.append(
            f"## {title}\n\n| code | | |\n| --- | --- | --- |\n" + "".join(map(_row, rules))
        )
    for rules in families.values():
        parts += map(_section, rules)
    return "\n".join(parts)


def _by_family() -> Iterator[tuple[str, list[Rule]]]:
    left = dict(RULES)
    for title, beginnings in _FAMILIES.items():
        codes = [code for code in left if _begins(code, beginnings)]
        yield title, [left.pop(code) for code in codes]
    if left:
        raise SystemExit(f"of no family: {', '.join(left)}")


def _begins(code: str, beginnings: tuple[str, ...]) -> bool:
    return any(code == beginning or code.startswith(f"{beginning}-") for beginning in beginnings)


def _row(rule: Rule) -> str:
    return f"| [`{rule.code}`](#{rule.code}) | {_kind(rule)} | {rule.summary} |\n"


def _kind(rule: Rule) -> str:
    return str(rule.severity) if rule.on else f"{rule.severity}, off by default"


def _section(rule: Rule) -> str:
    see = f"\nSee <{rule.link}>.\n" if rule.link else ""
    return (
        f"### {rule.code}\n\n**{rule.summary}** ({_kind(rule)}). {rule.why}\n\n"
        f"Wrong:\n\n{_code(rule, rule.bad)}\nRight:\n\n{_code(rule, rule.good)}{see}"
    )


def _code(rule: Rule, example: str) -> str:
    language = "toml" if rule.code.startswith("config-") else "yaml"
    return f"```{language}\n{example.rstrip()}\n```\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(document(), "utf-8")
