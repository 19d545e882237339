"""The table of a podcast: what it says, what stands for what it does not say, what is wrong with it."""

import json
import uuid
from pathlib import Path

import pytest

from feedtool.check.rules.namespaces.categories import CATEGORIES
from feedtool.config.feeds import podcast
from feedtool.diagnostics import schemas
from feedtool.diagnostics.errors import UsageError
from feedtool.feeds import kinds, layout
from feedtool.model.podcast import Podcast
from tests.conftest import make_config

NEEDED = '[podcast]\nimage = "https://example.org/a.jpg"\ncategories = ["Technology"]\nexplicit = false\n'
OWNER = 'owner = { email = "ann@example.org" }\n'


def show(folder: Path, more: str, *, site: str = "") -> Podcast:
    found = make_config(folder, f"{site}{NEEDED}{more}").podcast
    assert found is not None
    return found


def test_without_a_table_there_is_no_podcast(tmp_path: Path) -> None:
    assert make_config(tmp_path).podcast is None


def test_the_site_says_what_the_table_does_not(tmp_path: Path) -> None:
    assert show(tmp_path, OWNER) == Podcast(
        title="A site", description="A site", author="A site", owner_name="A site",
        owner_email="ann@example.org", image="https://example.org/a.jpg", categories=(("Technology",),),
        explicit=False, guid=str(uuid.uuid5(podcast._NAMESPACE, "example.org/podcast.rss")), limit=2000,
    )  # fmt: skip
    author = 'author = { name = "Ann", email = "ann@example.org" }\n'
    found = show(tmp_path, "", site=author)
    assert (found.author, found.owner_name, found.owner_email) == ("Ann", "Ann", "ann@example.org")


def test_all_that_the_table_can_say(tmp_path: Path) -> None:
    more = (
        'title = "T"\ndescription = "D"\nauthor = "A"\nowner = { name = "O", email = "o@example.org" }\n'
        'type = "serial"\ncomplete = true\nguid = "917393E3-1b1e-5cef-ace4-edaa54e1f810"\nlocked = false\n'
        'funding = { url = "https://example.org/pay", text = "Pay" }\nlimit = 5\n'
        'license = { name = "Ours", url = "https://example.org/ours" }\n'
    )
    assert show(tmp_path, more)._replace(image="", categories=()) == Podcast(
        "T", "D", "A", "O", "o@example.org", "", (), explicit=False,
        guid="917393e3-1b1e-5cef-ace4-edaa54e1f810", limit=5, kind="serial", is_complete=True,
        is_locked=False, funding=("https://example.org/pay", "Pay"),
        license=("Ours", "https://example.org/ours"),
    )  # fmt: skip


def test_the_guid_is_that_of_the_standard() -> None:
    """The example of https://podcasting2.org/docs/podcast-namespace/tags/guid."""
    assert podcast._guid("https://mp3s.nashownotes.com/pc20rss.xml") == (
        "917393e3-1b1e-5cef-ace4-edaa54e1f810"
    )


@pytest.mark.parametrize(
    ("text", "pointer", "hint"),
    [
        (NEEDED, "/podcast", 'add owner = { email = "editors@example.org" } to [podcast]'),
        (f'[feeds]\nformats = ["atom"]\n{NEEDED}{OWNER}', "/feeds/formats", 'add "rss" to the formats'),
    ],
)  # fmt: skip
def test_what_directories_would_refuse(tmp_path: Path, text: str, pointer: str, hint: str) -> None:
    with pytest.raises(UsageError) as refused:
        make_config(tmp_path, text)
    (found,) = refused.value.problems
    assert (found.code, found.pointer, found.hint) == ("config-invalid", pointer, hint)


def test_a_category_is_one_of_apple(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        make_config(tmp_path, NEEDED.replace("Technology", "Tecnology") + OWNER)
    (found,) = refused.value.problems
    assert "Technology" in str(found.hint)
    table = json.loads(schemas.shipped(schemas.CONFIG))["properties"]["podcast"]["properties"]
    listed = {tuple(name.split(" > ")) for name in table["categories"]["items"]["enum"]}
    assert listed == {(one,) for one in CATEGORIES} | {
        (one, below) for one, others in CATEGORIES.items() for below in others
    }


def test_its_feed_is_where_the_layout_has_it() -> None:
    assert layout.feed_path(kinds.PODCAST.name, "rss") == podcast.FEED
