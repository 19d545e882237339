"""The podcast of a configuration: what its table says, and what the site says where the table does not."""

import uuid
from collections.abc import Iterator

from feedtool.diagnostics.problem import Problem
from feedtool.model.config import Config
from feedtool.model.podcast import Podcast
from feedtool.text import urls
from feedtool.toml.reader import Table

# Where its feed is, below the address of the output.
FEED = "podcast.rss"
# Of the UUIDs that shows are known by: https://podcasting2.org/docs/podcast-namespace/tags/guid
_NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")


def with_podcast(config: Config, show: Table) -> Config:
    """The configuration with the podcast that its table describes; ``problems`` finds none in it."""
    site = config.site
    author = show.get("author") or (site.author.name if site.author else site.title)
    owner: Table = show.get("owner") or _site_owner(config)
    funding, license_ = show.get("funding"), show.get("license")
    podcast = Podcast(
        title=show.get("title", site.title),
        description=show.get("description", site.description),
        author=author,
        owner_name=str(owner.get("name", author)),
        owner_email=owner["email"],
        image=urls.to_uri(show["image"]),
        categories=tuple(tuple(name.split(" > ")) for name in show["categories"]),
        explicit=show["explicit"],
        guid=show["guid"].lower() if "guid" in show else _guid(f"{site.url}{FEED}"),
        limit=show["limit"],
        kind=show.get("type"),
        is_complete=show["complete"],
        is_locked=show.get("locked"),
        funding=(urls.to_uri(funding["url"]), funding["text"]) if funding else None,
        license=(license_["name"], _uri(license_.get("url"))) if license_ else None,
    )
    return config._replace(podcast=podcast)


def problems(config: Config, show: Table) -> Iterator[Problem]:
    """What is wrong with the table that the schema cannot say: the paths are still empty."""
    if "owner" not in show and not _site_owner(config):
        message = "directories write to the owner of a podcast, and neither [podcast] nor [site] has an address"
        hint = 'add owner = { email = "editors@example.org" } to [podcast]'
        yield Problem("", "config-invalid", message, pointer="/podcast", hint=hint)
    if "rss" not in config.feeds.formats:
        message = "a podcast needs RSS: directories take no other format"
        hint = 'add "rss" to the formats'
        yield Problem("", "config-invalid", message, pointer="/feeds/formats", hint=hint)


def _site_owner(config: Config) -> Table:
    author = config.site.author
    return {"name": author.name, "email": author.email} if author and author.email else {}


def _guid(address: str) -> str:
    """The UUID of a show by the address of its feed, less the scheme and slashes at the end."""
    return str(uuid.uuid5(_NAMESPACE, address.partition("://")[2].rstrip("/")))


def _uri(address: str | None) -> str | None:
    return None if address is None else urls.to_uri(address)
