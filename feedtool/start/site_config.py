"""The configuration for a site that was found in a folder, with what was found as comments."""

from collections.abc import Iterator

from feedtool.model.site import TITLES
from feedtool.start.sites import FoundSite
from feedtool.toml import writer

_PLACE = "https://www.example.org/"
_EXAMPLE = ["permalink", "/{:year}/{:month}/{:day}/{:slug}/"]


def text(site: FoundSite) -> str:
    """The text of the configuration."""
    return "\n".join(_lines(site)) + "\n"


def _lines(site: FoundSite) -> Iterator[str]:
    where = _in_comment(", ".join(site.paths))
    of = f" ({site.config})" if site.config else ""
    yield f"# feedtool found a site of {TITLES[site.preset]}{of}: {site.posts:,} files in {where}."
    yield "# The README tells of every key."
    yield ""
    yield "[site]"
    yield f"title = {writer.dumps(site.title or 'My site')}{'' if site.title else '  # change'}"
    home = site.home or _PLACE
    yield f"url = {writer.dumps(home + 'feeds/')}  # change: where the folder of the feeds will be served"
    origin = (
        f"of {site.config}"
        if site.home
        else "change: where the site is, which links are relative to"
    )
    yield f"home = {writer.dumps(home)}  # {origin}"
    if site.language:
        yield f"language = {writer.dumps(site.language)}"
    yield ""
    yield "[records]"
    yield f"path = {writer.dumps(list(site.paths) if len(site.paths) > 1 else site.paths[0])}"
    if site.include:
        yield f"include = {writer.dumps(list(site.include))}"
    others = "".join(f"; {writer.dumps(one)} fits nearly as well" for one in site.others)
    yield f"preset = {writer.dumps(site.preset)}" + (
        f"  # told by the posts{others}" if others else ""
    )
    comment = (
        ""
        if site.timezone
        else "  # of dates that name none; the site's own configuration tells of none"
    )
    yield f"timezone = {writer.dumps(site.timezone or 'UTC')}{comment}"
    if site.link or site.has_jekyll_feed:
        yield ""
        yield "[fields]"
        if site.link:
            yield f"link = {writer.dumps(list(site.link))}"
        if site.has_jekyll_feed:
            yield 'id = ":jekyll-id"  # as jekyll-feed has it: no post is new to those who read its feed'
    elif site.config is None:
        yield ""
        yield "# [fields]  # where posts are served at other addresses than those that the preset makes"
        yield f"# link = {writer.dumps(_EXAMPLE)}"
    if site.topics:
        yield ""
        yield f"# Topics of the posts: {', '.join(f'{name} ({number})' for name, number in _shown(site))}."


def _shown(site: FoundSite) -> Iterator[tuple[str, int]]:
    for name, number in site.topics:
        yield _in_comment(name)[:60], number


def _in_comment(text: str) -> str:
    """A text as a comment may hold it: on one line, and nothing in it that TOML forbids."""
    return "".join(one if one.isprintable() else " " for one in text)
