from xml.etree import ElementTree as ET

from feedtool.diagnostics.problem import Findings, Problem, Severity, Span
from feedtool.report import report
from feedtool.report.formats.text import Style
from tests.tables import each

ERROR = Problem("b.md", "schema-type", 'heat: "hot" & <b>', Span(7, 8, 7, 12), hint="write digits")
WARNING = Problem("b.md", "url-not-https", "m", Span(8, 1, 8, 2), Severity.WARNING)


def render(*problems: Problem, most: int | None = None) -> str:
    seconds = {"a.md": 0.5, "b.md": 0.00025}
    findings = Findings(("a.md", "b.md", "c.md"), problems, seconds=seconds)
    return report("junit")(findings, {}, Style(most=most))


def test_the_whole_of_it() -> None:
    other = Problem("c.md", "title-markup", "tags", Span(3, 8, 3, 9), Severity.WARNING)
    assert (
        render(ERROR, WARNING, other)
        == """\
<?xml version="1.0" encoding="utf-8"?>
<testsuites name="feedtool" tests="3" failures="1" errors="0" time="0.500250">
  <testsuite name="feedtool" tests="3" failures="1" errors="0" time="0.500250">
    <testcase classname="feedtool" name="a.md" time="0.500000" />
    <testcase classname="feedtool" name="b.md" time="0.000250">
      <failure message="heat: &quot;hot&quot; &amp; &lt;b&gt;" type="schema-type">\
b.md:7:8: error schema-type heat: "hot" &amp; &lt;b&gt; (write digits)</failure>
      <system-out>b.md:8:1: warning url-not-https m</system-out>
    </testcase>
    <testcase classname="feedtool" name="c.md" time="0.000000">
      <system-out>c.md:3:8: warning title-markup tags</system-out>
    </testcase>
  </testsuite>
</testsuites>"""
    )


def test_warnings_alone_are_no_failure() -> None:
    root = ET.fromstring(render(WARNING))
    assert root.get("failures") == "0"
    assert root.findall(".//failure") == []


def test_all_errors_of_a_file_are_one_failure() -> None:
    root = ET.fromstring(render(ERROR, ERROR))
    (failure,) = root.iter("failure")
    assert failure.get("message") == 'heat: "hot" & <b> (and 1 more error)'
    assert len((failure.text or "").splitlines()) == 2
    assert root.get("failures") == "1"


def test_a_file_that_was_not_found_by_itself_is_a_case_as_well() -> None:
    root = ET.fromstring(render(Problem("seeds", "records-none", "m")))
    assert [case.get("name") for case in root.iter("testcase")] == ["a.md", "b.md", "c.md", "seeds"]
    assert root.get("tests") == "4"


@each(
    "nasty",
    [
        "".join(map(chr, range(1, 160))),
        "\udcff",
        "]]><!--",
        "\u202e",
        "\ufffe\uffff",
    ],
)
def test_it_is_well_formed_whatever_it_holds(nasty: str) -> None:
    text = render(Problem(f"{nasty}.md", "x-y", nasty, hint=nasty))
    root = ET.fromstring(text.encode("utf-8"))
    assert len(root.findall(".//failure")) == 1
    assert not set(text) & set("\x00\x07\x1b\x7f\x9b\u202e")
