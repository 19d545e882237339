"""What is said: problems and builds, for people and for machines."""

from collections.abc import Callable, Mapping

from feedtool.problems import Findings
from feedtool.report import github, json, junit, sarif, text
from feedtool.report.text import Style
from feedtool.rules import Rule

Report = Callable[[Findings, Mapping[str, Rule], Style], str]

REPORTS: Mapping[str, Report] = {
    "text": text.render,
    "json": json.render,
    "github": github.render,
    "sarif": sarif.render,
    "junit": junit.render,
}

__all__ = ["REPORTS", "Report", "Style"]
