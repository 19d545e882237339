"""``feedtool rules``."""

import textwrap
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import click

from feedtool.check import GROUPS as FEED_GROUPS
from feedtool.cli.common import completion, log
from feedtool.cli.common.command import Command
from feedtool.cli.common.options import no_code
from feedtool.cli.common.printer import report_error
from feedtool.cli.common.stdout import echo
from feedtool.diagnostics.errors import UsageError
from feedtool.diagnostics.rule import Group, Rule
from feedtool.diagnostics.selector import stands_for
from feedtool.rules.catalogue import groups

GROUPS: Sequence[Group] = (*groups(), *FEED_GROUPS)
RULES: Mapping[str, Rule] = {rule.code: rule for group in GROUPS for rule in group.rules}


@click.command(cls=Command)
@click.argument("code", required=False, shell_complete=completion.rules)
@click.option("--command", type=click.Choice(["validate", "build", "check"]),
              help="Only what this command reports; build --check adds what check does.")  # fmt: skip
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text",
              show_default=True, help="How to write it.")  # fmt: skip
@log.option
@click.pass_context
def rules(ctx: click.Context, code: str | None, command: str | None, output_format: str) -> None:
    """List the codes of problems, or explain one with an example before and after.

    A beginning of codes lists those under it, as it stands for them in --select and --ignore.

    \b
    Examples:
      feedtool rules
      feedtool rules date-
      feedtool rules yaml-duplicate-key
      feedtool rules --command check --output-format json
    """
    try:
        found = _of_command(_groups_of(code), code, command)
    except UsageError as error:
        ctx.exit(report_error(log.of(ctx), error))
    if output_format == "json":
        echo(_json(found))
    elif code is not None and code in RULES:
        echo(_rule_text(RULES[code]))
    else:
        echo(_list_text(found))


def _groups_of(code: str | None) -> list[Group]:
    """The groups with those rules alone that a code, or a beginning of codes, stands for.

    Raises UsageError where there are none.
    """
    if code is None:
        return list(GROUPS)
    if code in RULES:
        return _with_rules(GROUPS, lambda rule: rule.code == code)
    found = _with_rules(GROUPS, lambda rule: stands_for(code, rule.code))
    if not found:
        raise no_code(code, RULES)
    return found


def _of_command(found: Sequence[Group], code: str | None, command: str | None) -> list[Group]:
    """The groups whose rules a command reports; raises UsageError where none is left."""
    left = [group for group in found if command is None or command in group.commands]
    if not left:
        raise UsageError(f"{command} reports no code {code}")
    return left


def _with_rules(found: Sequence[Group], wanted: Callable[[Rule], bool]) -> list[Group]:
    kept = [group._replace(rules=tuple(filter(wanted, group.rules))) for group in found]
    return [group for group in kept if group.rules]


def _list_text(found: Sequence[Group]) -> str:
    width = max(len(rule.code) for group in found for rule in group.rules)
    return "\n\n".join(
        "\n".join([f"{group.title} ({', '.join(group.commands)})", *_rows(group.rules, width)])
        for group in found
    )


def _rows(rules: Sequence[Rule], width: int) -> list[str]:
    return [
        f"  {rule.code:{width}}  {rule.severity:7}  {rule.title}"
        + ("" if rule.on else f" ({_when_on(rule)})")
        for rule in rules
    ]


def _rule_text(rule: Rule) -> str:
    on = "" if rule.on else f", {_when_on(rule)}"
    fixable = ", validate --fix mends it" if rule.fixable else ""
    parts = [
        f"{rule.code} ({rule.severity}{on}{fixable})",
        textwrap.fill(f"{rule.title}.", 80),
        textwrap.fill(rule.why, 80),
        f"Wrong:\n{textwrap.indent(rule.bad.rstrip(), '    ')}",
        f"Right:\n{textwrap.indent(rule.good.rstrip(), '    ')}",
    ]
    return "\n\n".join([*parts, *([f"See {rule.link}"] if rule.link else [])])


def _when_on(rule: Rule) -> str:
    """When a rule that is off by default is reported."""
    if rule.optional:
        return "only if selected"
    profiles = [name for name, severity in rule.severities.items() if severity]
    return f"only with --profile {' or '.join(profiles)}"


def _json(found: Sequence[Group]) -> str:
    import json  # late: people read text

    members = [_members(rule, group) for group in found for rule in group.rules]
    return json.dumps({"version": 1, "rules": members}, ensure_ascii=False, indent=2)


def _members(rule: Rule, group: Group) -> dict[str, Any]:
    return {
        "code": rule.code,
        "severity": rule.severity,
        "on": rule.on,
        "profiles": dict(rule.severities) if len(rule.severities) > 1 else None,
        "severities": dict(rule.severities),
        "summary": rule.summary,
        "why": rule.why,
        "fixable": rule.fixable,
        "group": group.title,
        "commands": group.commands,
        "wrong": rule.bad,
        "right": rule.good,
        "link": rule.link,
        "place": rule.place or None,
        "messages": rule.messages,
        "hints": rule.hints,
    }
