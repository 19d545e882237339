"""The rules of records and of the configuration: what ``build`` and ``validate`` can say of them.

``feedtool rules`` prints this catalogue, ``docs/rules.md`` is made from it, and a test runs each example.
The lines of an example stand in for those fields of a record that is good otherwise, or are added to
it; where an example begins with ``---`` it is a whole file. A comment ``# feedtool.toml: key = value`` tells
of the configuration, ``# schema: {...}`` of a schema of the user's own, ``# name.md`` begins a file of
that name. Other comments stand for what no text can show.
"""

from collections.abc import Mapping

from feedtool.record_rules import configuration, content, fields, files, publishing, syntax
from feedtool.rules import Rule

RULES: Mapping[str, Rule] = {
    rule.code: rule
    for rule in (
        *files.RULES,
        *syntax.RULES,
        *fields.RULES,
        *content.RULES,
        *publishing.RULES,
        *configuration.RULES,
    )
}
