"""Addresses that are made of the folders of posts: Eleventy, Docusaurus, Nikola."""

from collections.abc import Mapping
from typing import Any

from feedtool.start.configurations import BLOG_BASE
from feedtool.start.permalinks.placeholders import text


def _of_eleventy(_config: Mapping[str, Any], path: str) -> tuple[str, ...]:
    """The folders above the posts are part of their addresses, less the one that it begins at."""
    above = path.removeprefix("content").removeprefix("src").strip("/")
    return ("permalink", f"/{above}/{{:folder}}/{{:name}}/") if above else ()


def _of_docusaurus(config: Mapping[str, Any], _path: str) -> tuple[str, ...]:
    """The blog may be served at another place than that of its files."""
    base = text(config.get(BLOG_BASE))
    if base is None:
        return ()
    above = f"/{base.strip('/')}".rstrip("/")
    return (f"{above}/{{slug}}", f"{above}/{{:folder}}/{{:slug}}")


def _of_nikola(config: Mapping[str, Any], path: str) -> tuple[str, ...]:
    """The folder that posts of these files go to, by the first pattern of POSTS that is for them."""
    folders = folders_of_nikola(config, path)
    if len(folders) > 1:
        return ()
    folder = next(iter(folders), "posts")
    name = "{:slug}.html" if config.get("pretty_urls") is False else "{:slug}/"
    made = f"/{{:language}}/{folder}/{{:folder}}/{name}".replace("//", "/")
    return () if (folder, name) == ("posts", "{:slug}/") else (made,)


def folders_of_nikola(config: Mapping[str, Any], path: str) -> list[str]:
    """The folders that the patterns of POSTS send files below a path to, each once."""
    given = config.get("posts")
    asked = [
        one
        for one in (given if isinstance(given, tuple | list) else ())
        if isinstance(one, tuple | list) and one[1:] and str(one[0]).startswith(f"{path}/")
    ]
    return [*dict.fromkeys(str(one[1]).strip("/") for one in asked)]


# The sources of a generator, of its configuration and the folder of its posts.
OWN_LINKS = {"eleventy": _of_eleventy, "docusaurus": _of_docusaurus, "nikola": _of_nikola}
