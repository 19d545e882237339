"""The parts of a site of Hugo whose posts have addresses of their own form, or another language."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from feedtool.imports.tuples import NamedTuple
from feedtool.model.site import PRESETS
from feedtool.start import configurations, places
from feedtool.start.permalinks import hugo


class Collection(NamedTuple):
    """Posts of a folder, with a table ``[[records]]`` of their own.

    ``include`` are their globs where these are not those of the preset, ``link`` the sources of their
    addresses, ``form`` is what the configuration has where no template could be made of it. ``language`` is
    that of all of them, where the folder tells it.
    """

    path: str
    include: tuple[str, ...]
    link: tuple[str, ...]
    form: str | None = None
    language: str | None = None


def found(
    folder: Path,
    path: str,
    config: Mapping[str, Any],
    posts: Sequence[Path],
    left: Sequence[str],
) -> tuple[Collection, ...] | None:
    """The collections of the posts below a path; none where all are alike, None where they cannot be parted.

    ``left`` are the globs, at that path, of what is left out.
    """
    made: list[Collection] = []
    tags = [tag.lower() for tag in configurations.languages(config)]
    for root, language in hugo.roots(config, path):
        inside = [file for file in posts if file.is_relative_to(folder / root)]
        include = places.sections("hugo", folder / root, inside)
        sections = places.sections_of(folder / root, inside, include, tags)
        split = hugo.of_sections(config, sections, language)
        if split is None:
            return None
        for one in split:
            place = f"{root}/{one.path}"
            form = None if any("/" in source for source in one.link) else one.form
            globs = _without((), _below(path, place, left))
            made.append(Collection(place, globs, one.link, form, language))
        if not split and language is not None and inside:
            link = hugo.template(config, sections, language)
            form = None if link else hugo.form(config, sections)
            globs = _without(include, _below(path, root, left))
            made.append(Collection(root, globs, link, form, language))
    return tuple(made)


def _below(path: str, place: str, globs: Sequence[str]) -> list[str]:
    """The globs of what is left out of a place below a path, as that place sees them."""
    own = f"!{place.removeprefix(path).strip('/')}/".replace("!/", "!")
    return [f"!{glob.removeprefix(own)}" for glob in globs if glob.startswith(own)]


def _without(include: tuple[str, ...], left: Sequence[str]) -> tuple[str, ...]:
    return (*(include or PRESETS["hugo"].include), *left) if left else include
