"""SARIF 2.1.0. The schema below keeps of the OASIS one what concerns the objects that are written."""

import json
from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import metadata
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest

from feedtool import check as feeds
from feedtool.check import CheckOptions
from feedtool.diagnostics.problem import Findings, Patch, Problem, Severity, Span
from feedtool.report import report
from feedtool.report.formats.text import Style
from feedtool.rules.catalogue import RULES
from tests.tables import each

PROBLEM = Problem(
    "seeds/ä b.md", "schema-type", "is wrong", Span(7, 8, 7, 12), pointer="/heat", hint="mend it"
)
WARNING = Problem("b.md", "text-whitespace", "m", Span(8, 1, 9, 2), Severity.WARNING)
NOTE = Problem("/c.md", "no-such-rule", "m", severity=Severity.INFO)
FILES = ("seeds/ä b.md", "b.md", "/c.md")


def obj(required: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
    return {
        "type": "object", "required": list(required), "properties": properties,
        "additionalProperties": False,
    }  # fmt: skip


def array(items: Any, **more: Any) -> dict[str, Any]:
    return {"type": "array", "items": items} | more


TEXT = {"type": "string"}
POSITIVE = {"type": "integer", "minimum": 1}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
MESSAGE = obj(("text",), text=TEXT, markdown=TEXT)
WORDS = obj(("text",), text=TEXT, markdown=TEXT, id=TEXT, arguments=array(TEXT))
URI = {"type": "string", "format": "uri-reference", "pattern": r"^[!#-;=?-Z_a-z~]*$"}
LOCATION = obj(
    uri=URI, uriBaseId=TEXT, index={"type": "integer", "minimum": -1}, description=MESSAGE
)
RULE = obj(
    ("id",),
    id=TEXT,
    name=TEXT,
    shortDescription=MESSAGE,
    fullDescription=MESSAGE,
    help=MESSAGE,
    messageStrings={"type": "object", "additionalProperties": MESSAGE},
    helpUri={"type": "string", "format": "uri", "pattern": "^https://"},
    defaultConfiguration=obj(level=LEVEL, enabled={"type": "boolean"}),
)
REGION = obj(startLine=POSITIVE, startColumn=POSITIVE, endLine=POSITIVE, endColumn=POSITIVE)
RESULT = obj(
    ("message",),
    ruleId=TEXT,
    ruleIndex={"type": "integer", "minimum": -1},
    level=LEVEL,
    message=WORDS,
    locations=array(
        obj(physicalLocation=obj(("artifactLocation",), artifactLocation=LOCATION, region=REGION))
    ),
    partialFingerprints={"type": "object", "additionalProperties": TEXT},
    properties={"type": "object"},
    fixes=array(
        obj(
            ("artifactChanges",),
            description=MESSAGE,
            artifactChanges=array(
                obj(
                    ("artifactLocation", "replacements"),
                    artifactLocation=LOCATION,
                    replacements=array(
                        obj(
                            ("deletedRegion",),
                            deletedRegion=REGION,
                            insertedContent=obj((), text=TEXT),
                        ),
                        minItems=1,
                    ),
                ),
                minItems=1,
            ),
        ),
        uniqueItems=True,
    ),
)
RUN = obj(
    ("tool",),
    tool=obj(
        ("driver",),
        driver=obj(
            ("name",),
            name=TEXT,
            semanticVersion=TEXT,
            informationUri=URI,
            rules=array(RULE, uniqueItems=True),
        ),
    ),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    originalUriBaseIds={"type": "object", "additionalProperties": LOCATION},
    artifacts=array(obj(location=LOCATION), uniqueItems=True),
    results=array(RESULT),
)
SARIF = obj(
    ("version", "runs"),
    **{"$schema": {"type": "string", "format": "uri"}},
    version={"enum": ["2.1.0"]},
    runs=array(RUN),
)


def render(*problems: Problem, most: int | None = None) -> dict[str, Any]:
    text = report("sarif")(Findings(FILES, problems), RULES, Style(most=most))
    said: dict[str, Any] = json.loads(text)
    jsonschema.validate(said, SARIF)
    return said


def results(*problems: Problem) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = render(*problems)["runs"][0]["results"]
    return found


def test_the_check_can_fail() -> None:
    said = render(PROBLEM)
    said["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(said, SARIF)


def test_a_log() -> None:
    said = render(PROBLEM, WARNING, NOTE)
    assert said["$schema"].endswith("/sarif-schema-2.1.0.json")
    assert said["version"] == "2.1.0"
    (run,) = said["runs"]
    assert run["tool"]["driver"]["name"] == "feedtool"
    assert [artifact["location"]["uri"] for artifact in run["artifacts"]] == [
        "seeds/%C3%A4%20b.md", "b.md", "file:///c.md",
    ]  # fmt: skip


def test_a_result() -> None:
    (result,) = results(PROBLEM)
    fingerprints = result.pop("partialFingerprints")
    assert result == {
        "ruleId": "schema-type",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "is wrong (mend it)"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "seeds/%C3%A4%20b.md", "uriBaseId": "SRCROOT"},
                    "region": {"startLine": 7, "startColumn": 8, "endLine": 7, "endColumn": 12},
                }
            }
        ],
        "properties": {"group": 1},
    }
    assert list(fingerprints) == ["feedtool/v2"]


def test_each_result_points_at_its_rule() -> None:
    said = render(WARNING, PROBLEM, NOTE, PROBLEM)
    rules = said["runs"][0]["tool"]["driver"]["rules"]
    found = said["runs"][0]["results"]
    assert [rules[result["ruleIndex"]]["id"] for result in found] == [
        result["ruleId"] for result in found
    ]
    assert [rule["id"] for rule in rules] == ["no-such-rule", "schema-type", "text-whitespace"]
    assert [result["level"] for result in found] == ["warning", "error", "note", "error"]


def test_a_rule_comes_with_help() -> None:
    (rule,) = render(WARNING)["runs"][0]["tool"]["driver"]["rules"]
    known = RULES["text-whitespace"]
    assert rule["shortDescription"]["text"] == known.summary
    assert known.bad in rule["help"]["text"]
    assert known.good in rule["help"]["text"]
    assert rule["defaultConfiguration"] == {"level": "warning", "enabled": False}


def test_a_rule_has_a_name_for_people() -> None:
    assert render(WARNING)["runs"][0]["tool"]["driver"]["rules"][0]["name"] == "TextWhitespace"


def check(document: str) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """The results of a check, each with its rule."""
    problems = feeds.check("a.xml", document.encode(), CheckOptions())
    said = json.loads(report("sarif")(Findings(("a.xml",), problems), feeds.RULES, Style()))
    jsonschema.validate(said, SARIF)
    (run,) = said["runs"]
    for result in run["results"]:
        yield result, run["tool"]["driver"]["rules"][result["ruleIndex"]]


def resolved(result: dict[str, Any], rule: dict[str, Any]) -> str:
    """The message as its id and its arguments give it (section 3.11.7)."""
    template: str = rule["messageStrings"][result["message"]["id"]]["text"]
    return template.format(*result["message"]["arguments"])


FEED = """<rss version="2.0"><channel><title>News</title><link>https://example.org/</link>
<description>All</description><mood/><pubdate>x</pubdate><language>english, what else</language>
<item><title>One</title><pubDate>{}</pubDate></item></channel></rss>"""


def test_the_message_strings_of_a_rule_give_the_texts_of_its_results() -> None:
    found = list(check(FEED.format("32 January 2024")))
    assert len({result["message"]["id"] for result, _ in found}) > 2
    for result, rule in found:
        assert resolved(result, rule) == result["message"]["text"]
    unknown = next(rule for _, rule in found if rule["id"] == "element-unknown")
    assert unknown["messageStrings"] == {
        "hint-1": {"text": "There is no <{0}> in <{1}> (Did you mean <{2}>?)"},
        "hint-4": {
            "text": "There is no <{0}> in <{1}> (Remove it, or declare the namespace that it is of)"
        },
    }


def test_a_message_of_several_templates_has_a_message_string_for_each() -> None:
    rule = replace(
        RULES["text-mojibake"], message="{a} is wrong|{b} is short", hint="mend {a}|mend it"
    )
    problems = [
        Problem(
            "a.md",
            rule.code,
            rule.message_of(parts),
            hint=rule.hint_of(parts),
            parts=(*parts.items(),),
        )
        for parts in ({"a": "x"}, {"b": "y"})
    ]
    findings = Findings(("a.md",), tuple(problems))
    said = json.loads(report("sarif")(findings, {rule.code: rule}, Style()))
    jsonschema.validate(said, SARIF)
    (run,) = said["runs"]
    assert run["tool"]["driver"]["rules"][0]["messageStrings"] == {
        "hint-1": {"text": "{0} is wrong (mend {0})"},
        "hint-2-of-message-2": {"text": "{0} is short (mend it)"},
    }
    assert [result["message"] for result in run["results"]] == [
        {"text": "x is wrong (mend x)", "id": "hint-1", "arguments": ["x"]},
        {"text": "y is short (mend it)", "id": "hint-2-of-message-2", "arguments": ["y"]},
    ]


def test_a_text_with_braces_has_no_arguments_that_would_fill_them() -> None:
    texts = [result["message"] for result, _ in check(FEED.format("{0}"))]
    (braces,) = [message for message in texts if "{0}" in message["text"]]
    assert list(braces) == ["text"]


def test_what_was_worded_where_it_was_found_has_a_text_alone() -> None:
    assert results(PROBLEM)[0]["message"] == {"text": "is wrong (mend it)"}
    (rule,) = render(PROBLEM)["runs"][0]["tool"]["driver"]["rules"]
    assert "messageStrings" not in rule


def test_a_patch_is_a_fix_of_its_problem_once() -> None:
    patch = Patch(Span(8, 3, 8, 5), " ")
    findings = Findings(FILES, (WARNING, WARNING, PROBLEM), patches={WARNING: patch})
    said = json.loads(report("sarif")(findings, RULES, Style()))
    jsonschema.validate(said, SARIF)
    first, *others = said["runs"][0]["results"]
    (change,) = first["fixes"][0]["artifactChanges"]
    assert (
        change["artifactLocation"] == first["locations"][0]["physicalLocation"]["artifactLocation"]
    )
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 8, "startColumn": 3, "endLine": 8, "endColumn": 5},
            "insertedContent": {"text": " "},
        }
    ]
    assert all("fixes" not in other for other in others)


def test_equal_findings_have_fingerprints_of_their_own() -> None:
    found = results(PROBLEM, PROBLEM)
    assert found[0]["partialFingerprints"] != found[1]["partialFingerprints"]


def test_the_home_is_that_of_the_package() -> None:
    driver = render()["runs"][0]["tool"]["driver"]
    named = [url.partition(", ")[2] for url in metadata("feedtool").get_all("Project-URL") or []]
    assert driver.get("informationUri") == (named[0] if named else None)


def test_every_rule_can_be_told_of() -> None:
    problems = [Problem("a.md", code, "m", severity=rule.severity) for code, rule in RULES.items()]
    rules = render(*problems)["runs"][0]["tool"]["driver"]["rules"]
    assert {rule["id"]: rule.get("helpUri") for rule in rules} == {
        code: rule.link for code, rule in RULES.items()
    }


def test_a_problem_of_the_whole_file_has_no_region() -> None:
    (result,) = results(NOTE)
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "file:///c.md"}
    }


@each("path", ["a b.md", "-rf.md", "日本.md", "a%20b.md", "a:b.md", "a?b#c.md", "a\nb"])
def test_any_path_is_a_uri_that_leads_back(path: str) -> None:
    (result,) = results(Problem(path, "x-y", "m"))
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert unquote(location["uri"]) == path
    assert location["uri"].isascii()


def test_a_finding_is_known_again_when_its_line_has_moved() -> None:
    def fingerprint(problem: Problem) -> str:
        (result,) = results(problem)
        found: str = result["partialFingerprints"]["feedtool/v2"]
        return found

    moved = Problem(PROBLEM.path, PROBLEM.code, PROBLEM.message, Span(9, 8, 9, 12), pointer="/heat")
    elsewhere = Problem("b.md", PROBLEM.code, PROBLEM.message, Span(9, 8, 9, 12), pointer="/heat")
    assert fingerprint(moved) == fingerprint(PROBLEM)
    assert fingerprint(elsewhere) != fingerprint(PROBLEM)


def test_no_problem_is_an_empty_list() -> None:
    (run,) = render()["runs"]
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])


def test_only_so_many() -> None:
    assert len(render(PROBLEM, WARNING, NOTE, most=2)["runs"][0]["results"]) == 2


def test_what_no_encoding_holds_is_escaped() -> None:
    text = report("sarif")(Findings((), (Problem("a\udcff", "x-y", "\udcff"),)), {}, Style())
    assert text.encode()
    assert "a%FF" in text
