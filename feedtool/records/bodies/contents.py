"""The body of a post as its record holds it: without template code, and with what is needed to render it."""

from collections.abc import Callable, Iterable
from typing import Any

from feedtool.frontmatter import Document
from feedtool.imports.tuples import NamedTuple
from feedtool.model.site import PRESETS, SiteMapping
from feedtool.records.bodies.scanning import Left, PostNames
from feedtool.records.bodies.templates import without_templates

# So many kinds of template code are reported of one body.
_MOST_KINDS = 20
_HTML = (".html", ".htm")


class LeftOut(NamedTuple):
    """Template code that is left out: what it is called, where the first of its kind stands, and how many."""

    name: str
    start: int
    end: int
    pointer: str
    number: int


def of(  # noqa: PLR0913, PLR0917 - what template code may ask for
    text: str,
    pointer: str,
    document: Document,
    site: SiteMapping,
    link: str,
    folder: str,
    address_of: Callable[[str], str | None],
) -> tuple[dict[str, Any], tuple[LeftOut, ...]]:
    """What a body is rendered from, and the template code that is left out of it.

    The text is the body of the document, or a field of its front matter at a JSON pointer. ``address_of``
    gives the address of the post in another file.
    """
    preset = PRESETS[site.preset]

    def address(target: str) -> str | None:
        path = _file(target, site.roots)
        if path is None:
            return f"{site.home}{target.lstrip('/')}"
        return address_of(path)

    names = PostNames(
        home=site.home,
        values={"page.url": link, "site.title": site.title},
        address_of=address,
        folder=folder,
    )
    made = without_templates(text, document.path, site.preset, names)
    content: dict[str, Any] = {
        "text": made.text,
        "format": "html" if document.path.lower().endswith(_HTML) else "markdown",
        "home": site.home,
        "options": {
            "smart": preset.smart,
            "breaks": preset.breaks,
            "definitions": preset.definitions,
        },
    }
    if preset.renames_pictures:
        content["has_sources"] = True
    start = 0 if pointer else document.text.find("\n", document.source.end) + 1
    return content, tuple(_by_kind(made.left, start, pointer))


def not_rendered(document: Document, name: str) -> tuple[LeftOut, ...]:
    """A body as a whole that nothing is made of, for the markup that it is written in."""
    start = min(document.source.end + 1, len(document.text))
    return (LeftOut(name, start, start, "", 1),)


def _by_kind(left: Iterable[Left], below: int, pointer: str) -> Iterable[LeftOut]:
    by_kind: dict[str, list[Left]] = {}
    for one in left:
        by_kind.setdefault(one.kind, []).append(one)
    for first, *others in list(by_kind.values())[:_MOST_KINDS]:
        yield LeftOut(first.name, first.start + below, first.end + below, pointer, 1 + len(others))


def _file(target: str, roots: Iterable[str]) -> str | None:
    """The path of the file that template code names; None where that is no post."""
    name = target.strip().removeprefix("/")
    last = name.rpartition("/")[2]
    if "." in last and not last.endswith((".md", ".markdown", ".html", ".mdx")):
        return None
    path = name if "." in last else f"{name}.md"
    for root in roots:
        parts = root.strip("/").split("/")
        for place in range(len(parts)):
            above = "/".join(parts[place:])
            if path.startswith(f"{above}/"):
                return f"{root.rstrip('/')}/{path[len(above) + 1 :]}"
    root = next(iter(roots), ".")
    return f"{root.rstrip('/')}/{path}"
