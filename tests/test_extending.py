"""The steps of ARCHITECTURE.md, "To add …", followed to the letter: with a toy, in a copy of feedtool."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.checkout import Checkout
from tests.conftest import ROOT, record


def places(what: str) -> list[str]:
    """The places that the document names where it says how to add something, in order."""
    section = (ROOT / "ARCHITECTURE.md").read_text("utf-8").partition("\n## To add …\n")[2]
    step = re.search(rf"^- \*\*{what}\*\*:(.*?)(?=^- |\Z)", section, re.MULTILINE | re.DOTALL)
    assert step, f"ARCHITECTURE.md does not say how to add {what}"
    return re.findall(r"`([^`]+)`", step[1])


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout.copied(tmp_path)


def story(name: str, **changed: Any) -> str:
    return record(title=f"Story {name}", originalUrl=f"https://example.org/{name}", **changed)


# --- a format

TOY_FORMAT = '''\
"""A list of links."""

from feedtool.feeds.layout import feed_url


def write(feed, site):
    lines = ["toylist 1.0 by feedtool", feed_url(feed, site, "toylist")]
    return "".join(f"{line}\\n" for line in [*lines, *(item.id for item in feed.items)]).encode()


def ids(written):
    return frozenset(written.decode().splitlines()[2:])
'''
TOY_LINE = (
    'Format("toylist", "Toy list", "text/x-toylist", "toylist", "feedtool.feeds.render.toylist:write",'
    ' "feedtool.feeds.render.toylist:ids", rb"\\Atoylist 1.0 by feedtool\\n", rb"\\n(.+)\\n", b"")'
)


def with_a_format(checkout: Checkout) -> None:
    """Follow the steps of the document."""
    module, line, schema, *documents = places("a format")
    assert (module, line) == ("feeds/render/", "feeds/formats.FORMATS")
    (checkout.folder / "feedtool" / module / "toylist.py").write_text(TOY_FORMAT, "utf-8")
    checkout.append(line, TOY_LINE)
    path = checkout.folder / schema
    known = json.loads(path.read_text("utf-8"))
    known["properties"]["feeds"]["properties"]["formats"]["items"]["enum"].append("toylist")
    path.write_text(json.dumps(known), "utf-8")
    # What these must say is held by tests/feeds/test_formats.py.
    assert documents == ["README.md", "docs/operations.md"]


def test_a_format_is_built_and_linked_and_gone_when_it_is_switched_off(checkout: Checkout) -> None:
    with_a_format(checkout)
    report = checkout.build('[feeds]\nformats = ["rss", "toylist"]\n', a=story("a"), b=story("b"))
    assert report["problems"] == []
    assert {"all.toylist", "topics/ai.toylist"} <= {
        path for feed in report["feeds"] for path in feed["files"]
    }
    output = checkout.output()
    assert output["topics/ai.toylist"].startswith(
        "toylist 1.0 by feedtool\nhttps://example.org/topics/ai.toylist\n"
    )
    for page in ("topics/ai.html", "index.html"):
        assert re.search(
            r'<a [^>]*type="text/x-toylist" href="[^"]*topics/ai\.toylist"', output[page]
        )
        assert "Toy list" in output[page]
    assert 'xmlUrl="https://example.org/all.rss"' in output["feeds.opml"]

    (checkout.site / "output" / "topics" / "notes.toylist").write_text(
        "a toylist of mine\n", "utf-8"
    )
    assert checkout.build('[feeds]\nformats = ["rss"]\n')["removed"] == 2
    output = checkout.output()
    assert {path for path in output if path.endswith(".toylist")} == {"topics/notes.toylist"}
    assert not [
        path
        for path, text in output.items()
        if path != "topics/notes.toylist" and "toylist" in text
    ]


def test_what_a_format_has_published_is_known_by_its_ids(checkout: Checkout) -> None:
    with_a_format(checkout)
    config = '[feeds]\nformats = ["toylist"]\nmax_new = 1\n'
    assert checkout.build(config, a=story("a"))["written"] > 0
    assert 'xmlUrl="https://example.org/all.toylist"' in checkout.output()["feeds.opml"]
    report = checkout.build(config, b=story("b"), c=story("c"))
    assert {problem["code"] for problem in report["problems"]} == {"guard-new"}


# --- a kind of feed

TOY_KIND = """

def of_toys(stories, topics, config):
    for slug, topic in topics.by_slug.items():
        toys = [story for story in stories if story.heat >= 90 and topic.name in story.topics]
        if toys:
            yield Draft(slug, f"Toys: {topic.name}", "Toys", "Toys now.", toys[:5], topic)
"""


def with_a_kind(checkout: Checkout) -> None:
    """Follow the steps of the document."""
    module, line = places("a kind of feed")
    checkout.replace(checkout.file(module), "\n\ndef _draft(", f"{TOY_KIND}\n\ndef _draft(")
    checkout.append(line, 'Kind("toy/{slug}", "of_toys")')


def test_a_kind_of_feed_is_published_and_linked_and_gone_with_its_stories(
    checkout: Checkout,
) -> None:
    with_a_kind(checkout)
    report = checkout.build(a=story("a", heat=95), b=story("b", heat=20))
    assert report["problems"] == []
    assert [feed["name"] for feed in report["feeds"]] == ["all", "ai", "toy/ai"]
    output = checkout.output()
    own = {f"toy/ai.{extension}" for extension in ("rss", "atom", "json", "html")}
    assert own == {path for path in output if path.startswith("toy/")}
    feed = json.loads(output["toy/ai.json"])
    assert feed["feed_url"] == "https://example.org/toy/ai.json"
    assert [item["title"] for item in feed["items"]] == ["Story a"]
    assert output["feeds.opml"].count('xmlUrl="https://example.org/toy/ai.rss"') == 1
    assert output["feeds.opml"].count('xmlUrl="https://example.org/topics/ai.rss"') == 1
    assert output["index.html"].count('<a href="toy/ai.html">') == 1
    assert output["index.html"].count("<details open>") == 1
    assert '<a href="../topics/ai.html">' in output["toy/ai.html"]

    (checkout.site / "output" / "toy" / "mine.json").write_text("{}", "utf-8")
    report = checkout.build(a=story("a", heat=50))
    assert report["removed"] == len(own)
    output = checkout.output()
    assert {path for path in output if path.startswith("toy/")} == {"toy/mine.json"}
    assert "toy/ai" not in output["feeds.opml"] + output["index.html"]


def test_where_a_kind_of_feed_stands_no_records_may_be(checkout: Checkout) -> None:
    with_a_kind(checkout)
    (checkout.site / "seeds").rename(checkout.site / "records")
    (checkout.site / "output").mkdir()
    (checkout.site / "output" / "toy").symlink_to("../records")
    report = checkout.build('[records]\npath = "records"\n')
    assert [problem["code"] for problem in report["problems"]] == ["usage"]
    assert "is the records folder" in report["problems"][0]["message"]


# --- a field of a record


def with_a_field(checkout: Checkout) -> None:
    """Follow the steps of the document, for a text that people read and a story can do without."""
    (
        schema, key, config, record_class, mapping, never_published, convert, additions, labels, prose,
        synonyms, *only_if_required,
    ) = places("a field of a record")  # fmt: skip
    path = checkout.folder / schema
    known = json.loads(path.read_text("utf-8"))
    text = {"$ref": "#/$defs/text", "description": "A toy.", "examples": ["A note."]}
    known["properties"]["toyNote"] = text
    path.write_text(json.dumps(known), "utf-8")
    path = checkout.folder / config
    known = json.loads(path.read_text("utf-8"))
    section, _, name = key.partition(".")
    required = known["properties"][section]["properties"][name]
    required["items"]["enum"].append("toyNote")
    path.write_text(json.dumps(known), "utf-8")

    module, _, name = record_class.partition(".")
    last = "    related: tuple[Related, ...] = ()\n"
    text_of_module = checkout.file(module).read_text("utf-8")
    assert text_of_module.index(f"class {name}(") < text_of_module.index(last)
    checkout.replace(checkout.file(module), last, f"{last}    toynote: str | None = None\n")
    module, _, name = mapping.partition(".")
    assert (name, never_published) == ("SHIPPED", "_NEVER_PUBLISHED")
    last = '        "secured": ("secured",),\n'
    checkout.replace(checkout.file(module), last, f'{last}        "toynote": ("toyNote",),\n')
    module, _, name = convert.partition(".")
    assert name == "record"
    last = '        topics=tuple(fields.texts("topics")),\n'
    new = '        toynote=fields.text("toynote") if fields.has("toynote") else None,\n'
    checkout.replace(checkout.file(module), last, last + new)
    module, _, name = additions.partition(".")
    assert labels == "_LABELS"
    last = '"cached_amp_link"))'
    checkout.replace(checkout.file(module), f'{name} = frozenset((*_OF_ADDITIONS, "amp_link", {last}',
                     f'{name} = frozenset((*_OF_ADDITIONS, "toynote", "amp_link", {last}')  # fmt: skip
    module, _, name = prose.partition(".")
    assert name == "View.prose"
    checkout.replace(checkout.file(module), '("title", "excerpt", "provider_name")',
                     '("title", "excerpt", "provider_name", "toynote")')  # fmt: skip
    assert checkout.file(synonyms).is_file()
    assert only_if_required == ["start/story.fields", "start/starter/record.md"]


def test_a_field_is_known_read_and_judged(checkout: Checkout) -> None:
    with_a_field(checkout)
    checkout.write(
        '[records]\nrequire = ["toyNote"]\n',
        good=story("good", toyNote="A note."),
        lacking=story("lacking"),
        misspelt=story("misspelt", toyNot="A note."),
        wrong=story("wrong", toyNote=7),
        copied=story("copied", toyNote="Q&amp;A"),
    )
    found = {
        (Path(problem["path"]).stem, problem["code"], problem["costs"])
        for problem in checkout.problems()
    }
    assert found == {
        ("lacking", "schema-required", "record"),
        ("misspelt", "schema-required", "record"),
        ("wrong", "schema-type", "part"),
        ("copied", "text-entities", None),
    }
    assert b"toyNote" in checkout.run("validate", "seeds/misspelt.md").stdout
    assert checkout.run("validate", "--fix", "seeds/copied.md").returncode == 0
    assert 'toyNote: "Q&A"' in (checkout.site / "seeds" / "copied.md").read_text("utf-8")


# --- a rule of records, with a fix

TOY_CHECK = """
def _toys(view, record, context):
    for field, pointer, value, _ in view.prose():
        if "toy!" in value:
            yield FINDING("toy-mark", pointer, name=view.name(field), instead=value.replace("toy!", "toy"))

"""
TOY_RULE = """Rule(
        code="toy-mark",
        severities=WARNING,
        fixable=True,
        summary="A toy with a mark",
        why="Toys have none.",
        message="{name} has a mark behind toy",
        hint="write {instead}",
        bad='title: "A toy!"',
        good='title: "A toy"',
    )"""
TOY_FIX = """
def _toy_marks(view, _context):
    for _, pointer, value, _ in view.prose():
        if "toy!" in value:
            yield Fix("toy-mark", pointer, lambda text: text.replace("toy!", "toy"))

"""


def with_a_rule(checkout: Checkout) -> None:
    """Follow the steps of the document."""
    (
        checks, finding, rule, catalogue, groups, option, fixable, in_rule, kinds, cases, docs, _,
    ) = places("a rule of records")  # fmt: skip
    assert (rule, option, fixable, in_rule) == ("Rule", "--fix", "fixable", "Rule")
    module, _, name = checks.partition(".")
    check = TOY_CHECK.replace("FINDING", finding)
    checkout.replace(checkout.file(module), f"\n{name}: ", f"{check}\n{name}: ")
    checkout.append(checks, "_toys")
    checkout.append(f"{catalogue}content.RULES", TOY_RULE)
    checkout.replace(checkout.file(groups), '"Texts": (_RECORDS, (', '"Texts": (_RECORDS, ("toy", ')
    module, _, name = kinds.partition(".")
    checkout.replace(checkout.file(module), f"\n{name}: ", f"{TOY_FIX}\n{name}: ")
    checkout.append(kinds, "_toy_marks")
    # What these must hold is in the tests of this checkout, and in the lists that are made of it.
    assert (cases, docs) == ("tests/lint/test_fixes.CODES", "make docs")


def test_a_rule_is_told_explained_silenced_and_mended(checkout: Checkout) -> None:
    with_a_rule(checkout)
    silent = story("b", excerpt="A toy!").replace(
        '"A toy!"', '"A toy!" # feedtool: ignore=toy-mark'
    )
    checkout.write(a=story("a", excerpt="A toy!"), b=silent)
    (problem,) = checkout.problems()
    assert (problem["path"], problem["code"]) == ("seeds/a.md", "toy-mark")
    assert (problem["severity"], problem["pointer"]) == ("warning", "/excerpt")
    assert (problem["message"], problem["hint"]) == (
        "excerpt has a mark behind toy", "write A toy",
    )  # fmt: skip
    assert b"Toys have none." in checkout.run("rules", "toy-mark").stdout
    assert checkout.run("validate", "--fix").returncode == 0
    assert checkout.problems() == []
    assert 'excerpt: "A toy"\n' in (checkout.site / "seeds" / "a.md").read_text("utf-8")
    assert (checkout.site / "seeds" / "b.md").read_text("utf-8") == silent
