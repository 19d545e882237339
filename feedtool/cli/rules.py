"""``feedtool rules``."""

import textwrap
from collections.abc import Mapping

import click

from feedtool.check import RULES as FEED_RULES
from feedtool.check import FeedRule
from feedtool.cli.output import echo
from feedtool.cli.telling import exit_code
from feedtool.problems import UsageError
from feedtool.record_rules import RULES as RECORD_RULES
from feedtool.rules import Rule
from feedtool.schema import did_you_mean

RULES: Mapping[str, Rule] = {**RECORD_RULES, **FEED_RULES}


@click.command()
@click.argument("code", required=False)
@click.pass_context
def rules(ctx: click.Context, code: str | None) -> None:
    """List the codes of problems, or explain one with an example before and after.

    \b
    Examples:
      feedtool rules
      feedtool rules yaml-duplicate-key
    """
    if code is None:
        width = max(len(name) for name in RULES)
        for rule in RULES.values():
            on = "" if rule.on else f" ({_when(rule)})"
            echo(f"{rule.code:{width}}  {rule.severity:7}  {rule.summary}{on}")
        return
    if code not in RULES:
        hint = did_you_mean(code, RULES)
        ctx.exit(exit_code(UsageError(f"there is no code {code}" + (f"; {hint}" if hint else ""))))
    echo(_explained(RULES[code]))


def _explained(rule: Rule) -> str:
    on = "" if rule.on else f", {_when(rule)}"
    parts = [
        f"{rule.code} ({rule.severity}{on})",
        textwrap.fill(f"{rule.summary}.", 80),
        textwrap.fill(rule.why, 80),
        f"Wrong:\n{textwrap.indent(rule.bad.rstrip(), '    ')}",
        f"Right:\n{textwrap.indent(rule.good.rstrip(), '    ')}",
    ]
    return "\n\n".join([*parts, *([f"See {rule.link}"] if rule.link else [])])


def _when(rule: Rule) -> str:
    """When a rule that is off by default is reported."""
    if isinstance(rule, FeedRule):
        profiles = [name for name, severity in rule.severities.items() if severity]
        return f"only with --profile {' or '.join(profiles)}"
    return "only if selected"
