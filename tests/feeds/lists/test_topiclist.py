import json
from pathlib import Path
from typing import Any

import pytest

from feedtool.feeds.lists import topiclist
from feedtool.feeds.queries import Stories
from feedtool.feeds.select import Selection
from feedtool.model.config import Config
from feedtool.model.topics import Topic, Topics
from tests.conftest import make_config, make_record
from tests.feeds.selected import NOW, candidate, feeds


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return make_config(tmp_path, "[feeds]\nlimit = 2\nmin_items = 2\nformats = ['rss']\n")


def value(config: Config, *known: Topic, **topics: str) -> dict[str, Any]:
    """The list of a site with a story of each topic that is named."""
    records = [make_record(name, topics=tuple(text.split())) for name, text in topics.items()]
    made = feeds(records, config, *known)
    named = Topics(
        {topic.slug: topic for topic in known}, {topic.slug: topic.slug for topic in known}
    )
    stories = Stories(Selection(tuple(map(candidate, records))), named, config, NOW)
    return topiclist.value(made.values(), named, stories, config)


AI = Topic("ai", "AI", description="Machines.", keywords=("ml",), hashtags=("#AI",))
CV = Topic("cv", "CV", parent="ai")


def test_it_tells_all_that_is_known_of_each_topic(config: Config) -> None:
    found = value(config, AI, CV, a="ai", b="ai", c="ai cv")
    assert (found["version"], found["stories"], found["url"]) == (1, 3, "https://example.org/")
    ai, cv = found["topics"]
    assert ai == {
        "slug": "ai",
        "name": "AI",
        "description": "Machines.",
        "parent": None,
        "stories": 3,
        "shown": 2,
        "keywords": ["ml"],
        "hashtags": ["#AI"],
        "feeds": {"rss": "https://example.org/topics/ai.rss"},
        "page": "https://example.org/topics/ai.html",
    }
    # It has too few stories for a feed.
    assert (cv["parent"], cv["stories"], cv["shown"], cv["feeds"], cv["page"]) == (
        "ai",
        1,
        0,
        {},
        None,
    )


def test_it_is_json_that_says_who_wrote_it(config: Config) -> None:
    found = value(config, AI, a="ai", b="ai")
    content = topiclist.render(found)
    assert json.loads(content) == found
    assert content.startswith(b'{\n  "version": 1,\n  "generator": "feedtool"')
