"""The rules of records and of the configuration: what ``build`` and ``validate`` can say of them.

``feedtool rules`` prints this catalogue, ``docs/rules.md`` is made from it, and a test runs each example.
The lines of an example stand in for those fields of a record that is good otherwise, or are added to
it; where an example begins with ``---`` it is a whole file. A comment ``# feedtool.toml: key = value`` tells
of the configuration, ``# schema: {...}`` of a schema of the user's own, ``# name.md`` begins a file of
that name. Other comments stand for what no text can show.
"""

from collections.abc import Mapping
from dataclasses import replace

from feedtool.diagnostics.rule import Group, Rule
from feedtool.diagnostics.selector import stands_for
from feedtool.diagnostics.words import bodies as of_bodies
from feedtool.diagnostics.words import configuration as of_configuration
from feedtool.diagnostics.words import frontmatter as of_front_matter
from feedtool.diagnostics.words import schema as of_schema
from feedtool.diagnostics.words.templates import Words
from feedtool.rules.catalogue import (
    configuration,
    content,
    enclosures,
    fields,
    files,
    ledger,
    publishing,
    syntax,
)

# The words of what is found below the rules stand with those who find it.
_WORDS: Mapping[str, Words] = {
    **of_front_matter.WORDS,
    **of_schema.WORDS,
    **of_bodies.WORDS,
    **of_configuration.WORDS,
}


def _worded(rule: Rule) -> Rule:
    words = _WORDS.get(rule.code)
    return rule if words is None else replace(rule, message=words.message, hint=words.hint)


RULES: Mapping[str, Rule] = {
    rule.code: _worded(rule)
    for rule in (
        *files.RULES,
        *syntax.RULES,
        *fields.RULES,
        *content.RULES,
        *enclosures.RULES,
        *publishing.RULES,
        *ledger.RULES,
        *configuration.RULES,
    )
}
# The codes of what ``validate --fix`` mends: a function of ``lint/fixes`` makes the fixes of each.
FIXABLE = frozenset(rule.code for rule in RULES.values() if rule.fixable)

_RECORDS, _BUILD = ("validate", "build"), ("build",)
_ALL = (*_RECORDS, "check")

# The groups in order; codes or beginnings of codes say which rules are in one, the first that fits.
_GROUPS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "The file": (
        _RECORDS,
        ("file-unreadable", "file-not", "file-too-large", "file-binary", "file-passed-over", "front", "body"),
    ),
    "YAML": (_RECORDS, ("yaml",)),
    "Fields": (_RECORDS, ("schema", "field", "head", "record-unfit", "text-empty")),
    "Texts": (_RECORDS, ("title", "text", "excerpt")),
    "Links, pictures, topics": (_RECORDS, ("url", "related", "image", "audio", "topic-duplicate")),
    "Publishing": (
        _RECORDS,
        (
            "published", "unpublished", "draft", "date", "updated", "file-date-mismatch",
            "record-conflict", "record-duplicate", "record-id-changed", "topic-unknown",
            "story-cluster", "topic-slug-clash", "records", "query",
        ),
    ),
    "Comments": (_RECORDS, ("ignore",)),
    "Building": (_BUILD, ("feed-trimmed", "guard", "redirects", "cache")),
    "The ledger": (("build", "ledger"), ("ledger",)),
    "The configuration": (_ALL, ("config",)),
    "The topic registry": (_RECORDS, ("registry",)),
}  # fmt: skip


def groups() -> tuple[Group, ...]:
    """The rules in groups; raises LookupError for a rule that is in none."""
    left = dict(RULES)
    found = []
    for title, (commands, beginnings) in _GROUPS.items():
        codes = [code for code in left if any(stands_for(entry, code) for entry in beginnings)]
        found.append(Group(title, commands, tuple(left.pop(code) for code in codes)))
    if left:
        raise LookupError(f"rules of no group: {', '.join(left)}")
    return tuple(found)
