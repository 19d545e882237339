"""``feedtool rules``: the codes in groups, under a beginning, of a command, for people and machines."""

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from feedtool.cli.rules import GROUPS, RULES
from tests import forked
from tests.conftest import ROOT, files, record
from tests.integration import support
from tests.tables import each

KEYS = [
    "code", "severity", "on", "profiles", "severities", "summary", "why", "fixable", "group", "commands",
    "wrong", "right", "link", "place", "messages", "hints",
]  # fmt: skip


def run(*arguments: str) -> str:
    done = forked.feedtool(["rules", *arguments], env=support.environment())
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode()


def listed(*arguments: str) -> list[str]:
    """The codes in a list, in order."""
    return re.findall(r"^  (\S+) +(?:error|warning|info) ", run(*arguments), re.MULTILINE)


def in_json(*arguments: str) -> list[dict[str, Any]]:
    document = json.loads(run(*arguments, "--output-format", "json"))
    assert list(document) == ["version", "rules"]
    assert document["version"] == 1
    rules: list[dict[str, Any]] = document["rules"]
    return rules


def test_all_codes_are_listed_in_groups() -> None:
    assert listed() == list(RULES)
    titles = re.findall(r"^(?! )(.+) \((.+)\)$", run(), re.MULTILINE)
    assert titles == [(group.title, ", ".join(group.commands)) for group in GROUPS]
    assert len(titles) == len(set(titles)) > 10


@each("beginning", ["date-", "date", "schema", "schema-", "atom-link", "guard-"])
def test_a_beginning_lists_the_codes_under_it(beginning: str) -> None:
    stem = beginning.removesuffix("-")
    assert listed(beginning) == [code for code in RULES if code.startswith(f"{stem}-")]
    assert len(listed(beginning)) > 1


def test_a_code_is_explained_even_where_others_begin_with_it() -> None:
    assert run("html-relative-url").startswith("html-relative-url (warning)\n\nAn address in HTML")
    assert listed("html-relative-url-") == ["html-relative-url-other"]


@pytest.mark.parametrize("command", ["build", "validate", "check"])
def test_the_codes_of_a_command(command: str) -> None:
    of = {rule.code for group in GROUPS if command in group.commands for rule in group.rules}
    assert set(listed("--command", command)) == of
    assert {one["code"] for one in in_json("--command", command)} == of
    assert "config-syntax" in of
    assert ("yaml-syntax" in of) is (command != "check")
    assert ("rss-guid-weak" in of) is (command == "check")
    assert ("guard-items" in of) is (command == "build")


def test_what_fix_mends_is_said() -> None:
    assert run("url-tracking").startswith("url-tracking (warning, validate --fix mends it)\n")
    assert {one["code"] for one in in_json() if one["fixable"]} == {
        code for code, rule in RULES.items() if rule.fixable
    }


def test_machines_are_told_all_of_a_rule() -> None:
    told = in_json()
    assert [one["code"] for one in told] == list(RULES)
    assert all(list(one) == KEYS for one in told)
    (one,) = in_json("encoding-not-utf8")
    assert (one["severity"], one["on"], one["commands"]) == ("warning", False, ["check"])
    assert one["profiles"] == {
        "default": None, "strict": "warning", "podcast": "info", "w3c": "info",
    }  # fmt: skip
    assert one["severities"] == one["profiles"]
    (one,) = in_json("yaml-tag")
    assert (one["profiles"], one["severities"]) == (None, {"default": "error"})


def test_machines_are_told_the_words_of_a_rule_and_where_its_examples_stand() -> None:
    (one,) = in_json("element-unknown")
    assert one["place"] == "item"
    assert one["messages"] == ["There is no <{element}> in <{parent}>"]
    assert one["hints"][:2] == ["Did you mean <{instead}>?", "It belongs into <{home}>"]
    (one,) = in_json("related-self")
    assert (one["place"], one["messages"]) == (None, ["this related story is the record itself"])
    assert one["hints"] == ["delete the whole field {related_key}", "delete this item"]
    (one,) = in_json("yaml-duplicate-key")
    assert one["messages"] == ["the key {key} stands here a second time"]
    assert one["hints"] == ["delete one of the two: this, or the one on line {line}"]
    (one,) = in_json("guard-items")  # worded by what finds it
    assert (one["place"], one["messages"], one["hints"]) == (None, [], [])


# --- no code is missing


@cache
def texts_and_calls() -> tuple[list[ast.Constant], list[ast.Call]]:
    """All of them in the source of feedtool, less the two catalogues."""
    texts, calls = list[ast.Constant](), list[ast.Call]()
    for file in files(ROOT / "feedtool", "**/*.py"):
        if {"record_rules", "catalogue"} & set(file.parts):
            continue
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.append(node)
            elif isinstance(node, ast.Call):
                calls.append(node)
    return texts, calls


CODE = r"[a-z0-9]+(-[a-z0-9]+)+"
# What looks like a code and is none: a format of JSON Schema, a set of attributes seen, a key of Quarto, a
# protocol.
NO_CODES = {
    "problems-left", "xml-stylesheet", "date-time", "extension-attribute", "uri-template", "uri-reference",
    "json-pointer", "date-modified", "xml-rpc",
}  # fmt: skip


def test_every_text_of_a_known_family_is_a_code_that_is_listed() -> None:
    families = tuple({f"{code.partition('-')[0]}-" for code in RULES})
    texts, _ = texts_and_calls()
    like = {text for node in texts if re.fullmatch(CODE, text := str(node.value))}
    assert len(like & RULES.keys()) > 200
    assert {text for text in like if text.startswith(families)} - RULES.keys() == NO_CODES


# Where the code stands among the arguments of what makes a problem.
MAKERS = {"Problem": 1, "Finding": 0, "Fault": 0}


def codes_given(call: ast.Call) -> Iterator[str]:
    """The codes that stand in a call that makes a problem."""
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    if name not in MAKERS:
        return
    given = [word.value for word in call.keywords if word.arg == "code"]
    given += call.args[MAKERS[name] :][:1]
    for expression in given:
        for node in ast.walk(expression):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def test_every_code_that_a_problem_is_made_with_is_listed() -> None:
    """Of a family of its own too, as cache-unusable is."""
    _, calls = texts_and_calls()
    given = {code for call in calls for code in codes_given(call)}
    assert "cache-unusable" in given
    assert len(given) > 30
    assert {code for code in given if re.fullmatch(CODE, code)} - RULES.keys() == set()


# --- one notion of a beginning


@pytest.mark.parametrize("entry", ["schema", "schema-", "schema-type", "excerpt-cut,schema-"])
@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_select_and_ignore_know_the_same_beginnings(
    entry: str, option: str, tmp_path: Path
) -> None:
    (tmp_path / "a.md").write_text(record(heat="hot", excerpt="It is a"), "utf-8")
    arguments = ["validate", option, entry, "--output-format", "json", "a.md"]
    done = forked.feedtool(arguments, cwd=tmp_path, env=support.environment())
    assert [one["code"] for one in json.loads(done.stdout)["problems"]] == ["schema-type"]
