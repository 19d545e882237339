"""Problems as JUnit XML, the dialect that CI servers read: a test case for each file."""

import re
from collections.abc import Mapping
from xml.etree import ElementTree as ET  # it writes XML and reads none  # nosec B405

from feedtool.diagnostics.problem import Findings, Problem, Severity
from feedtool.diagnostics.rule import Rule
from feedtool.report import words
from feedtool.report.formats.text import Style

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(findings: Findings, _rules: Mapping[str, Rule], style: Style) -> str:
    """The findings as one test suite; a file with an error fails, warnings are its output."""
    by_path: dict[str, list[Problem]] = {path: [] for path in findings.files}
    for problem in style.listed(findings.problems):
        by_path.setdefault(problem.path, []).append(problem)
    failures = sum(any(_fails(p) for p in problems) for problems in by_path.values())
    counts = {"tests": str(len(by_path)), "failures": str(failures), "errors": "0"}
    counts["time"] = _seconds(sum(findings.seconds.values()))
    root = ET.Element("testsuites", {"name": "feedtool", **counts})
    suite = ET.SubElement(root, "testsuite", {"name": "feedtool", **counts})
    for path, problems in by_path.items():
        case = ET.SubElement(
            suite, "testcase", classname="feedtool", name=_legal(path or "feedtool")
        )
        case.set("time", _seconds(findings.seconds.get(path, 0)))
        wrong = [problem for problem in problems if _fails(problem)]
        rest = [problem for problem in problems if not _fails(problem)]
        if wrong:
            message = _legal(_message(wrong))
            failure = ET.SubElement(case, "failure", message=message, type=wrong[0].code)
            failure.text = _lines(wrong)
        if rest:
            output = ET.SubElement(case, "system-out")
            output.text = _lines(rest)
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode")


def _seconds(number: float) -> str:
    return f"{number:.6f}"


def _message(wrong: list[Problem]) -> str:
    """What is wrong first, and how much there is besides."""
    more = f" (and {words.count(len(wrong) - 1, 'more error')})" if len(wrong) > 1 else ""
    return wrong[0].message + more


def _fails(problem: Problem) -> bool:
    return problem.severity is Severity.ERROR


def _lines(problems: list[Problem]) -> str:
    return "\n".join(_legal(words.line(problem)) for problem in problems)


def _legal(text: str) -> str:
    return _ILLEGAL.sub("\ufffd", words.printable(text))
