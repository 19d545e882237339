"""The rows of a list of feeds, each as its template makes it.

A template takes longer for a row than for all else on a page, and rows differ in few texts. So it makes one of
each shape, with marks in the place of these texts; in every other row they are put where the marks stood.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from markupsafe import Markup, escape

# A private character: nothing else that a template writes of itself has it.
_MARK = "\ue000"
_MARKED = re.compile(f"{_MARK}([a-z0-9]+){_MARK}")
# Deeper feeds look like those of this depth.
_DEEPEST = 4
_TEXTS = ("label", "title", "path", "count")


def rows(
    feeds: Iterable[dict[str, Any]],
    row: Callable[[dict[str, Any]], str],
    breakable: Callable[[str], str],
) -> Markup:
    """The rows of feeds as ``row``, a macro, makes each; ``breakable`` is how it writes an address."""
    shapes: dict[tuple[object, ...], list[str]] = {}
    made = list[str]()
    for feed in feeds:
        shape = (
            min(feed["depth"], _DEEPEST),
            feed["is_all"],
            feed["has_own_label"],
            feed["noun"],
            feed["count"] == 1,
        )
        pieces = shapes.get(shape)
        if pieces is None:
            pieces = shapes[shape] = _MARKED.split(row(_marked(feed)))
        values = {name: escape(feed[name]) for name in _TEXTS}
        for number, link in enumerate(feed["links"]):
            values[f"path{number}"] = escape(link["path"])
            values[f"url{number}"] = Markup(breakable(link["url"]))  # noqa: S704  # nosec B704
        made += (values[one] if at % 2 else one for at, one in enumerate(pieces))
    return Markup("".join(made))  # what the macro and ``escape`` made  # noqa: S704  # nosec B704


def _marked(feed: dict[str, Any]) -> dict[str, Any]:
    """The feed with marks in the place of what may differ in a row of its shape."""
    texts = {name: f"{_MARK}{name}{_MARK}" for name in _TEXTS}
    links = [
        link | {name: f"{_MARK}{name}{number}{_MARK}" for name in ("path", "url")}
        for number, link in enumerate(feed["links"])
    ]
    if feed["count"] == 1:
        del texts["count"]
    return feed | texts | {"links": links}
