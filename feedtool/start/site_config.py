"""The configuration for a site that was found in a folder, with what was found as comments."""

from collections.abc import Iterator, Sequence

from feedtool.model.site import TITLES
from feedtool.start import places
from feedtool.start.collections import Collection
from feedtool.start.permalinks.placeholders import own_keys
from feedtool.start.sites import FoundSite
from feedtool.toml import writer

_PLACE = "https://www.example.org/"
_OUTSIDE = "../feeds"
_EXAMPLE = ["/{:year}/{:month}/{:day}/{:slug}/"]


def text(site: FoundSite) -> str:
    """The text of the configuration."""
    return "\n".join(_lines(site)) + "\n"


def _lines(site: FoundSite) -> Iterator[str]:
    where = _in_comment(", ".join(site.paths))
    of = f" ({site.config})" if site.config else ""
    title = site.relative or TITLES[site.preset]
    yield f"# feedtool found a site of {title}{of}: {_counted(site.posts)} in {where}."
    if site.has_more:
        yield (
            f"# It looked at {places.MOST_FILES:,} files, and there are more: "
            "see that path and include name all posts."
        )
    yield from (f"# {line}." for line in unread(site))
    yield "# The README explains every key."
    parts = (_site, _records, _fields, _defaults, _authors, _feeds, _topics)
    for part in parts:
        if lines := list(part(site)):
            yield ""
            yield from lines


def _site(site: FoundSite) -> Iterator[str]:
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


def _records(site: FoundSite) -> Iterator[str]:
    for index, one in enumerate(site.collections):
        yield from [""] * bool(index)
        yield from _collection(site, one)
    if site.collections:
        return
    yield "[records]"
    yield f"path = {writer.dumps(_one_or_all(site.paths))}"
    if site.include:
        yield f"include = {writer.dumps(list(site.include))}"
    others = "".join(f"; {writer.dumps(one)} fits nearly as well" for one in site.others)
    comment = f"  # told by the posts{others}" if others else ""
    if site.relative:
        comment = f"  # there is none for {site.relative}: the nearest, with the lines of [fields]"
    yield f"preset = {writer.dumps(site.preset)}{comment}"
    yield _timezone(site)


def _collection(site: FoundSite, one: Collection) -> Iterator[str]:
    """A section whose addresses have a form of their own."""
    yield "[[records]]"
    yield f"path = {writer.dumps(one.path)}"
    if one.include:
        yield f"include = {writer.dumps(list(one.include))}"
    yield f"preset = {writer.dumps(site.preset)}"
    yield _timezone(site)
    if one.form:
        yield _unmade(site, one.form)
    if one.form or one.link:
        yield "[records.fields]"
        yield _no_template(site) if one.form else f"link = {writer.dumps(list(one.link))}"
    if one.language:
        yield "[records.defaults]"
        yield f"lang = {writer.dumps(one.language)}"


def _timezone(site: FoundSite) -> str:
    comment = (
        ""
        if site.timezone
        else "  # of dates that name none; the site's own configuration tells of none"
    )
    return f"timezone = {writer.dumps(site.timezone or 'UTC')}{comment}"


def _fields(site: FoundSite) -> Iterator[str]:
    if site.link or site.has_jekyll_feed or site.fields:
        yield "[fields]"
        if site.link:
            comment = (
                "  # change where posts are served at other addresses" if site.relative else ""
            )
            yield f"link = {writer.dumps(list(site.link))}{comment}"
        for name, sources in site.fields:
            yield f"{name} = {writer.dumps(_one_or_all(sources))}"
        if site.has_jekyll_feed:
            yield 'id = ":jekyll-id"  # as jekyll-feed has it: no post is new to those who read its feed'
    elif site.form:
        yield _unmade(site, site.form)
        yield "[fields]"
        yield _no_template(site)
    elif site.config is None:
        yield "# [fields]  # where posts are served at other addresses than those that the preset makes"
        yield f"# link = {writer.dumps([*own_keys(site.preset), *_EXAMPLE])}"


def _unmade(site: FoundSite, form: str) -> str:
    return (
        f"# {site.form_of} has {_in_comment(form)} for addresses, of which no template can be made."
    )


def _no_template(site: FoundSite) -> str:
    # Nikola has no key for it: then feedtool has.
    own = own_keys(site.preset) or ("permalink",)
    example = writer.dumps([*own, *_EXAMPLE])
    return f"link = {writer.dumps(list(own))}  # change: write where posts are served, such as {example}"


def _defaults(site: FoundSite) -> Iterator[str]:
    if site.defaults:
        yield f"[defaults]  # as {site.config} has it"
        yield from (f"{name} = {writer.dumps(value)}" for name, value in site.defaults.items())


def _authors(site: FoundSite) -> Iterator[str]:
    if site.people:
        yield "[authors]"
        yield from (
            f"{writer.dumps(key)} = {writer.dumps(name)}" for key, name in site.people.items()
        )


def _feeds(site: FoundSite) -> Iterator[str]:
    lies_among = "." in site.paths
    if lies_among or site.languages:
        yield "[feeds]"
    if lies_among:
        yield f"output = {writer.dumps(_OUTSIDE)}  # change: a folder that does not lie among the posts"
    if site.languages:
        yield f"languages = {writer.dumps(list(site.languages))}"


def _topics(site: FoundSite) -> Iterator[str]:
    if site.topics:
        yield f"# Topics of the posts: {', '.join(f'{name} ({number})' for name, number in _shown(site))}."


def _one_or_all(given: Sequence[str]) -> str | list[str]:
    return list(given) if len(given) > 1 else given[0]


def unread(site: FoundSite) -> Iterator[str]:
    """What lies among the posts and is not read, in words."""
    for suffix, number in site.unread:
        lie = "lies" if number == 1 else "lie"
        yield f"{_counted(number)} {suffix} {lie} there too, which feedtool does not read"


def _counted(files: int) -> str:
    return "1 file" if files == 1 else f"{files:,} files"


def _shown(site: FoundSite) -> Iterator[tuple[str, int]]:
    for name, number in site.topics:
        yield _in_comment(name)[:60], number


def _in_comment(text: str) -> str:
    """A text as a comment may hold it: on one line, and nothing in it that TOML forbids."""
    return "".join(one if one.isprintable() else " " for one in text)
