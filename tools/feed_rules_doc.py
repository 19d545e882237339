"""Write docs/feed-rules.md: ``python tools/feed_rules_doc.py docs/feed-rules.md``."""

# ruff: noqa: INP001 - a script

import sys
from pathlib import Path

from feedtool.check import PROFILES, RULES
from feedtool.check.catalogue.acting import ACTING
from feedtool.diagnostics.rule import Rule

_HEAD = """\
# The rules of feeds

Everything that `feedtool check` can say of an RSS, Atom, RSS 1.0, JSON Feed or OPML document, and how much it
weighs by each profile. `feedtool rules CODE` shows the same on a terminal. The examples stand where the
first column of a section says; the rest of the document is good. Where two severities stand, the lesser is for
what costs nobody anything: an element that an extension may have got since, a wrong namespace of which nothing
occurs.

By default

- an **error** is what a specification forbids, which the rule cites, *and* a reader, a store or a directory
  acts on (it says which), or by which a part of the content is lost;
- a **warning** costs some subscribers something;
- **information** is worth knowing.

So an unknown name in a namespace that still grows is information, as an unknown namespace is, unless it is a
slip for a name that does something. An empty optional element is a warning, whatever it should hold. What a
specification forbids and nobody acts on is an error in the `strict` profile alone, and a limit that only one
page of Apple's ever had, in `w3c`.

"""


def document() -> str:
    """The document: a table of the codes with their severities, then a section for each."""
    names = " | ".join(PROFILES)
    table = [f"| code | {names} | |", "| --- |" + " --- |" * (len(PROFILES) + 1)]
    table += map(_row, RULES.values())
    return _HEAD + "\n".join(table) + "\n\n" + "\n".join(map(_section, RULES.values()))


def _row(rule: Rule) -> str:
    levels = " | ".join(_weight(rule, profile) for profile in PROFILES)
    return f"| [`{rule.code}`](#{rule.code}) | {levels} | {_cell(rule.title)} |"


def _weight(rule: Rule, profile: str) -> str:
    """The severity in a profile, and the lesser one if the rule has that."""
    usual = str(rule.severities[profile] or "")
    lesser = str(rule.lesser[profile] or "nothing") if rule.lesser else usual
    return usual if lesser == usual else f"{usual or 'nothing'} or {lesser}"


def _section(rule: Rule) -> str:
    see = f"\nSee <{rule.link}>.\n" if rule.link else ""
    if rule.code in ACTING:
        see += f"\nActed on by {ACTING[rule.code]}.\n"
    return (
        f"## {rule.code}\n\n**{_cell(rule.title)}**. {rule.why}\n\n"
        f"Wrong ({rule.place}):\n\n{_code(rule.bad)}\nRight:\n\n{_code(rule.good)}{see}"
    )


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


def _code(example: str) -> str:
    fence = "````" if "```" in example else "```"
    text = "".join(c if c.isprintable() or c in "\n\t" else f"\\x{ord(c):02x}" for c in example)
    return f"{fence}\n{text.rstrip()}\n{fence}\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(document(), "utf-8")
