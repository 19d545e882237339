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
    lines = ["toy 1.0 by feedtool", feed_url(feed, site, "toy")]
    return "".join(f"{line}\\n" for line in [*lines, *(item.id for item in feed.items)]).encode()


def ids(written):
    return frozenset(written.decode().splitlines()[2:])
'''
TOY_LINE = (
    'Format("toy", "Toy list", "text/x-toy", "txt", "feedtool.feeds.render.toy:write",'
    ' "feedtool.feeds.render.toy:ids", rb"\\Atoy 1.0 by feedtool\\n")'
)


def with_a_format(checkout: Checkout) -> None:
    """Follow the steps of the document."""
    module, line, schema, *documents = places("a format")
    assert (module, line) == ("feeds/render/", "feeds/formats.FORMATS")
    (checkout.folder / "feedtool" / module / "toy.py").write_text(TOY_FORMAT, "utf-8")
    checkout.append(line, TOY_LINE)
    path = checkout.folder / schema
    known = json.loads(path.read_text("utf-8"))
    known["properties"]["feeds"]["properties"]["formats"]["items"]["enum"].append("toy")
    path.write_text(json.dumps(known), "utf-8")
    # What these must say is held by tests/feeds/test_formats.py.
    assert documents == ["README.md", "docs/operations.md"]


def test_a_format_is_built_and_linked_and_gone_when_it_is_switched_off(checkout: Checkout) -> None:
    with_a_format(checkout)
    report = checkout.build('[feeds]\nformats = ["rss", "toy"]\n', a=story("a"), b=story("b"))
    assert report["problems"] == []
    assert {"all.txt", "topics/ai.txt"} <= {
        path for feed in report["feeds"] for path in feed["files"]
    }
    output = checkout.output()
    assert output["topics/ai.txt"].startswith(
        "toy 1.0 by feedtool\nhttps://example.org/topics/ai.txt\n"
    )
    for page in ("topics/ai.html", "index.html"):
        assert re.search(r'<a [^>]*type="text/x-toy" href="[^"]*topics/ai\.txt"', output[page])
        assert "Toy list" in output[page]
    assert 'xmlUrl="https://example.org/all.rss"' in output["feeds.opml"]

    (checkout.site / "output" / "topics" / "notes.txt").write_text("toy of mine\n", "utf-8")
    assert checkout.build('[feeds]\nformats = ["rss"]\n')["removed"] == 2
    output = checkout.output()
    assert {path for path in output if path.endswith(".txt")} == {"topics/notes.txt"}
    assert not [
        path for path, text in output.items() if path != "topics/notes.txt" and "toy" in text
    ]


def test_what_a_format_has_published_is_known_by_its_ids(checkout: Checkout) -> None:
    with_a_format(checkout)
    config = '[feeds]\nformats = ["toy"]\nmax_new = 1\n'
    assert checkout.build(config, a=story("a"))["written"] > 0
    assert 'xmlUrl="https://example.org/all.txt"' in checkout.output()["feeds.opml"]
    report = checkout.build(config, b=story("b"), c=story("c"))
    assert {problem["code"] for problem in report["problems"]} == {"guard-new"}


# --- a kind of feed

TOY_KIND = """
def _hot(stories, topics, config):
    for slug, topic in topics.by_slug.items():
        hot = [story for story in stories if story.heat >= 90 and topic.name in story.topics]
        if hot:
            yield Draft(slug, f"Hot: {topic.name}", "Hot", "Hot now.", hot[:5], topic)

"""


def with_a_kind(checkout: Checkout) -> None:
    """Follow the steps of the document."""
    module, line = places("a kind of feed")
    path = checkout.folder / "feedtool" / f"{module}.py"
    path.write_text(path.read_text("utf-8").replace("\nALL = ", f"{TOY_KIND}\nALL = ", 1), "utf-8")
    checkout.append(line, 'Kind("hot/{slug}", _hot)')


def test_a_kind_of_feed_is_published_and_linked_and_gone_with_its_stories(
    checkout: Checkout,
) -> None:
    with_a_kind(checkout)
    report = checkout.build(a=story("a", heat=95), b=story("b", heat=20))
    assert report["problems"] == []
    assert [feed["name"] for feed in report["feeds"]] == ["all", "ai", "hot/ai"]
    output = checkout.output()
    own = {f"hot/ai.{extension}" for extension in ("rss", "atom", "json", "html")}
    assert own == {path for path in output if path.startswith("hot/")}
    feed = json.loads(output["hot/ai.json"])
    assert feed["feed_url"] == "https://example.org/hot/ai.json"
    assert [item["title"] for item in feed["items"]] == ["Story a"]
    assert output["feeds.opml"].count('xmlUrl="https://example.org/hot/ai.rss"') == 1
    assert output["feeds.opml"].count('xmlUrl="https://example.org/topics/ai.rss"') == 1
    assert output["index.html"].count('<a href="hot/ai.html">') == 1
    assert output["index.html"].count("<details open>") == 1
    assert '<a href="../topics/ai.html">' in output["hot/ai.html"]

    (checkout.site / "output" / "hot" / "mine.json").write_text("{}", "utf-8")
    report = checkout.build(a=story("a", heat=50))
    assert report["removed"] == len(own)
    output = checkout.output()
    assert {path for path in output if path.startswith("hot/")} == {"hot/mine.json"}
    assert "hot/ai" not in output["feeds.opml"] + output["index.html"]


def test_where_a_kind_of_feed_stands_no_records_may_be(checkout: Checkout) -> None:
    with_a_kind(checkout)
    (checkout.site / "seeds").rename(checkout.site / "records")
    (checkout.site / "output").mkdir()
    (checkout.site / "output" / "hot").symlink_to("../records")
    report = checkout.build('[records]\npath = "records"\n')
    assert [problem["code"] for problem in report["problems"]] == ["usage"]
    assert "is the records folder" in report["problems"][0]["message"]
