"""Template code in a body, by the generator that would run it: taken out, or what it stands for."""

from collections.abc import Mapping

from feedtool.records.bodies.attributes import Kramdown, Pelican
from feedtool.records.bodies.liquid import Liquid
from feedtool.records.bodies.mdx import Mdx
from feedtool.records.bodies.scanning import Cleaned, PostNames, TemplateDialect, cleaned
from feedtool.records.bodies.shortcodes import Hugo, Zola

_DIALECTS: Mapping[str, TemplateDialect] = {
    "jekyll": Kramdown(),
    "hugo": Hugo(),
    "zola": Zola(),
    "eleventy": Liquid(has_notes=True),
    "hexo": Liquid(has_notes=True),
    "pelican": Pelican(),
    "docusaurus": Mdx(),
}


def without_templates(text: str, path: str, preset: str, names: PostNames) -> Cleaned:
    """The body of a file of a generator without its template code, and what was left out of it."""
    name = path.lower()
    dialect = Mdx() if name.endswith(".mdx") else _DIALECTS.get(preset)
    if dialect is None:
        return Cleaned(text, ())
    return cleaned(text, dialect, names, is_markdown=not name.endswith((".html", ".htm")))
