"""Real sites of other generators: accepted with a short configuration, built, checked."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration import support

pytestmark = pytest.mark.shared

SITES = support.SHARED / "field" / "sites"
LATER = "2099-01-01T00:00:00Z"
# What README lets an owner write, in at most 15 lines.
CONFIGS = {
    "ruby": """\
[site]
title = "Ruby News"
url = "https://feeds.example.org/ruby/"
home = "https://www.ruby-lang.org/"
[records]
path = "content"
preset = "jekyll"
timezone = "UTC"
[fields]
link = ["permalink", "/{lang}/news/{:year}/{:month}/{:day}/{:slug}/"]
""",
    "18f": """\
[site]
title = "18F"
url = "https://feeds.example.org/18f/"
home = "https://18f.gsa.gov/"
[records]
path = "content"
preset = "eleventy"
timezone = "America/New_York"
[fields]
link = ["permalink", "/{:year}/{:month}/{:day}/{:slug}/"]
""",
    "rust": """\
[site]
title = "Rust Blog"
url = "https://feeds.example.org/rust/"
home = "https://blog.rust-lang.org/"
[records]
path = "content"
preset = "zola"
timezone = "UTC"
""",
    "gopher": """\
[site]
title = "Gopher Academy Blog"
url = "https://feeds.example.org/gopher/"
home = "https://blog.gopheracademy.com/"
[records]
path = "content"
preset = "hugo"
timezone = "UTC"
""",
}


@pytest.fixture
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of a site, with its configuration."""
    name = request.param
    shutil.copytree(SITES / name / "content", tmp_path / "content")
    (tmp_path / "feedtool.toml").write_text(CONFIGS[name], "utf-8")
    return tmp_path


def served(folder: Path, name: str) -> Iterator[str]:
    """Where the generator serves the posts of a site, by its own rules as its owner knows them."""
    for file in (folder / "content").rglob("*.md"):
        text = file.read_text("utf-8")
        below = file.relative_to(folder / "content")
        date, slug = below.stem[:10], below.stem[11:]
        if name == "rust":
            path = re.search(r'^path = "(.+)"$', text, re.MULTILINE)
            assert path is not None
            yield f"https://blog.rust-lang.org/{path[1]}/"
        elif name == "gopher":
            yield f"https://blog.gopheracademy.com/{below.parent}/{below.stem.lower()}/"
        else:
            own = re.search(r"^date: *['\"]?(\d{4}-\d\d-\d\d)", text, re.MULTILINE)
            place = re.search(r"^permalink: (\S+)$", text, re.MULTILINE)
            day = (own[1] if own else date).replace("-", "/")
            home = "18f.gsa.gov" if name == "18f" else "www.ruby-lang.org/en/news"
            yield f"https://{home}{place[1] if place else f'/{day}/{slug}/'}"


@pytest.mark.parametrize(
    ("folder", "name"), [(name, name) for name in CONFIGS], indirect=["folder"]
)
def test_every_post_is_published_at_its_own_address_and_check_says_nothing(
    folder: Path, name: str
) -> None:
    assert len(CONFIGS[name].splitlines()) <= 15
    built = support.feedtool("build", "--output-format", "json", "--now", LATER, cwd=folder)
    report = json.loads(built.stdout)
    assert report["records"] == report["valid"] == report["published"] > 30
    assert report["problems"] == []
    feed = json.loads((folder / "output" / "all.json").read_text("utf-8"))
    assert sorted(item["url"] for item in feed["items"]) == sorted(served(folder, name))
    checked = support.feedtool("check", "--output-format", "json", cwd=folder)
    assert json.loads(checked.stdout)["problems"] == []


# What takes the place of a line of a post, and the problem that this is: its code, and the key that is marked.
SLIPS = {
    "no title": (r"^title( *[:=])", r"titel\1", "schema-required", None),
    "no date": (r"^date *[:=].*\n", "", "schema-required", None),
    "a date that is none": (r"^(date *[:=] *).*$", r'\1"soon"', "schema-format", "date"),
    "a list for a title": (r"^(title *[:=] *).*$", r"\1[1]", "schema-type", "title"),
    "a quote too few": (r"^(title *[:=] *).*$", r'\1"A title', "-syntax", "title"),
}
DATED = re.compile(r"^(title)( *[:=])", re.MULTILINE)


@pytest.mark.parametrize("folder", CONFIGS, indirect=True)
def test_wrong_posts_are_told_of_at_their_places_under_their_own_keys(folder: Path) -> None:
    posts = sorted((folder / "content").rglob("*.md"))
    plain = next(
        one
        for one in posts
        if re.search(r"^title *[:=] *[\"\w]", one.read_text("utf-8"), re.MULTILINE)
    )
    right = plain.read_text("utf-8")
    if not re.search(r"^date\b", right, re.MULTILINE):
        right = DATED.sub(r"date\2 2020-01-01\n\1\2", right, count=1)
    # Neither the address nor the name tells of a date.
    right = re.sub(r'^path = ".*"$', 'path = "wrong"', right, flags=re.MULTILINE)
    for number, (pattern, instead, code, key) in enumerate(SLIPS.values()):
        wrong = re.sub(pattern, instead, right, count=1, flags=re.MULTILINE)
        assert wrong != right
        (folder / "content" / f"wrong-{number}.md").write_text(wrong, "utf-8")
        done = support.feedtool(
            "validate", "--output-format", "json", f"content/wrong-{number}.md", cwd=folder
        )
        assert done.returncode == 1
        problem = json.loads(done.stdout)["problems"][0]
        assert problem["code"].endswith(code)
        assert problem["hint"]
        if key is not None:
            lines = wrong.splitlines()
            assert lines[problem["line"] - 1].startswith(key)
            assert problem["pointer"] in (f"/{key}", None)
