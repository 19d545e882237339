"""The configuration of a generator in a folder, and what it tells of the site: title, address, languages."""

import ast
import re
import warnings
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from feedtool.imports.tuples import NamedTuple
from feedtool.records import generators
from feedtool.records.sites import heads
from feedtool.start import places
from feedtool.start.relatives import RELATIVES, SCRIPTS, Relative
from feedtool.toml import reader


class Configuration(NamedTuple):
    """The preset of a generator, the name of its configuration, and the values in it by small keys.

    ``relative`` is the generator where it has no preset of its own.
    """

    preset: str
    name: str
    values: Mapping[str, Any]
    relative: Relative | None = None


_NOTATIONS = ("toml", "yaml", "yml", "json")
# The configurations of generators; which of two is meant by one name, a key in it tells.
_CONFIGS = (
    ("hugo", tuple(f"hugo.{one}" for one in _NOTATIONS), None),
    ("hugo", tuple(f"config/_default/{name}.{one}" for name in ("hugo", "config") for one in _NOTATIONS), None),
    ("zola", ("zola.toml",), None),
    ("zola", ("config.toml",), "base_url"),
    ("hugo", tuple(f"config.{one}" for one in _NOTATIONS), "baseurl"),
    ("hexo", ("_config.yml",), "new_post_name"),
    ("jekyll", ("_config.yml", "_config.yaml"), None),
    ("eleventy", (".eleventy.js", *(f"eleventy.config.{one}" for one in SCRIPTS)), None),
    ("astro", tuple(f"astro.config.{one}" for one in SCRIPTS), None),
    ("pelican", ("pelicanconf.py",), None),
    ("nikola", ("conf.py",), "site_url"),
    ("docusaurus", tuple(f"docusaurus.config.{one}" for one in SCRIPTS), None),
)  # fmt: skip
# Where the title and the address stand that the configuration itself does not have.
_BESIDE = {
    "astro": ("src/consts.ts", "src/consts.js", "src/config.ts", "src/site.config.ts"),
    "eleventy": tuple(
        f"{folder}_data/{name}.{one}"
        for folder in ("", "src/", "content/")
        for name in ("metadata", "site")
        for one in ("json", "js", "yaml", "yml")
    ),
    "pelican": ("publishconf.py",),
}


def of_folder(folder: Path) -> Configuration | None:
    """The configuration in a folder; None where there is none."""
    for preset, names, key in _CONFIGS:
        for name in names:
            if (folder / name).is_file():
                found = {**_of_files((folder / name).parent, name), **values_of(folder / name)}
                if key is None or key in found:
                    beside = {**_in_default_language(found), **_beside(folder, preset)}
                    return Configuration(preset, name, {**beside, **found})
    for one in RELATIVES:
        for name in one.configs:
            if (folder / name).is_file():
                found = values_of(folder / name)
                if one.key is None or one.key in found:
                    return Configuration(one.preset, name, found, one)
    return None


def _of_files(folder: Path, name: str) -> dict[str, Any]:
    """What files of a folder of configuration have, each a table of its name: ``permalinks.toml``.

    https://gohugo.io/configuration/introduction/#configuration-directory
    """
    made: dict[str, Any] = {}
    if not name.startswith(_FOLDER):
        return made
    for file in sorted(one for end in _NOTATIONS for one in folder.glob(f"*.{end}")):
        table, _, tag = file.stem.lower().partition(".")
        if table == "languages" and tag:
            made.setdefault(table, {})[tag] = values_of(file)
        elif table in _TABLES and not tag:
            made[table] = {**made.get(table, {}), **_every(file)}
    return made


def _every(file: Path) -> dict[str, Any]:
    """The values of a file with the keys as they are written."""
    text = places.content(file).decode("utf-8", "replace").removeprefix("\ufeff")
    return dict(_values(file.suffix, text))


_FOLDER = "config/_default/"
# Those that tell of addresses.
_TABLES = ("permalinks", "languages", "taxonomies", "uglyurls")


def _in_default_language(found: Mapping[str, Any]) -> dict[str, Any]:
    """What Hugo is told of the site in its own language alone."""
    table, tag = found.get("languages"), found.get("defaultcontentlanguage", "en")
    own = table.get(tag) if isinstance(table, dict) else None
    values = own if isinstance(own, dict) else {}
    small = {key.lower(): value for key, value in values.items()}
    return {
        key: small[key] for key in ("title", "languagecode", "timezone", "baseurl") if key in small
    }


def _beside(folder: Path, preset: str) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name in _BESIDE.get(preset, ()):
        made = {**values_of(folder / name), **made}
    return made


def values_of(file: Path) -> dict[str, Any]:
    """The values at the top of a configuration, by their keys in small letters; empty ones are left out."""
    text = places.content(file).decode("utf-8", "replace").removeprefix("\ufeff")
    found: dict[str, Any] = {}
    for key, value in _values(file.suffix, text):
        if value not in ("", None):
            found.setdefault(key.lower(), value)
    return found


def _values(suffix: str, text: str) -> Iterator[tuple[str, Any]]:
    table: Any = None
    if suffix == ".toml":
        with suppress(ValueError, RecursionError):
            table = reader.read(text)
    elif suffix == ".json":
        table = _read(text)
    elif suffix in (".yml", ".yaml"):
        table = _read(f"---\n{text}\n---\n")
    if isinstance(table, dict):
        yield from table.items()
        # Of Quarto.
        website = table.get("website")
        yield from website.items() if isinstance(website, dict) else ()
    elif suffix == ".py" and (assigned := _assigned(text)) is not None:
        yield from assigned.items()
    elif suffix == ".rb":
        yield from ((f"blog.{key}", value) for key, value in _IN_BLOCK.findall(text))
        yield from ((name, True) for name in _ACTIVATED.findall(text))
    elif suffix.removeprefix(".") in SCRIPTS:
        yield from ((key, value) for key, _, value in _IN_SCRIPT.findall(text))
        yield from ((BLOG_BASE, found[1]) for found in _BLOG_BASE.finditer(text))
    elif suffix != ".toml":
        # Python, or YAML with tags of some program, of which only plain lines are wanted.
        yield from ((key, value.strip("\"'")) for key, value in _PLAIN_LINE.findall(text))


_PLAIN_LINE = re.compile(r"(?m)^([A-Za-z_]\w*) *[:=] *(.*?)[ \t]*(?:[ \t]#.*)?\r?$")


def _assigned(text: str) -> dict[str, Any] | None:
    """The values of names in a script in Python, as far as it need not be run; None where it is no Python."""
    try:
        with warnings.catch_warnings(action="ignore"):
            body = ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    found: dict[str, Any] = {}
    for one in body:
        if isinstance(one, ast.Assign) and isinstance(target := one.targets[0], ast.Name):
            with suppress(ValueError, TypeError, RecursionError, MemoryError):
                found[target.id] = ast.literal_eval(_Filled(found).visit(one.value))
    return found


class _Filled(ast.NodeTransformer):
    """Puts values in place of names that have one."""

    def __init__(self, known: Mapping[str, Any]) -> None:
        self._known = known

    def visit_Name(self, node: ast.Name) -> ast.AST:
        """A name as the text that it stands for."""
        value = self._known.get(node.id)
        return ast.Constant(value) if isinstance(value, str) else node


# Of Middleman, whose blog is one of the things that it activates.
_ACTIVATED = re.compile(r"(?m)^[ \t]*activate +:(\w+)")
_IN_BLOCK = re.compile(r"(?m)^[ \t]*blog\.(\w+) *= *[\"']([^\"'\n]*)[\"']")
# Where Docusaurus serves its blog, which is one of several plugins that have such a key.
BLOG_BASE = "blog.routebasepath"
_BLOG_BASE = re.compile(r"\bblog *: *\{[^{}]*?\brouteBasePath *: *[\"']([^\"'{}\n]*)[\"']")
_IN_SCRIPT = re.compile(
    r"(?m)^[ \t]*(?:export +)?(?:const +|let +)?[\"']?([A-Za-z_]\w*)[\"']? *[:=] *([\"'`])(.*?)\2"
)


def _read(text: str) -> Any:
    document, _ = heads.read("", text.encode(), loose=True, dialect=generators.ANY_GENERATOR)
    return document and document.value


# --- what the values tell


def text(values: Mapping[str, Any], *keys: str) -> str | None:
    """The value of the first key that has a text which is no template; None where none has."""
    found = (values.get(key) for key in keys)
    return next((one for one in found if isinstance(one, str) and one and "{" not in one), None)


def home(values: Mapping[str, Any]) -> str | None:
    """The address of the site, which ends with a slash; None where it is not told, or none of the web."""
    url = text(
        values,
        "url",
        "baseurl",
        "base_url",
        "siteurl",
        "site_url",
        "site-url",
        "blog_baseurl",
        "site",
    )
    if url is None or not re.match(r"https?://[^/\s]+\.[^/\s]+", url):
        return None
    base = text(values, "baseurl", "base") or ""
    base = "" if "://" in base else base.strip("/")
    return f"{url.rstrip('/')}/" + (f"{base}/" if base else "")


def language(values: Mapping[str, Any]) -> str | None:
    """The tag of the language of the site; None where it is not told."""
    found = text(
        values, "lang", "language", "languagecode", "default_language", "defaultcontentlanguage",
        "default_lang", "locale",
    )  # fmt: skip
    tag = (found or "").replace("_", "-")
    return tag if _TAG.fullmatch(tag) else None


def languages(values: Mapping[str, Any]) -> tuple[str, ...]:
    """The languages that pages are translated into, that of the site first; none where it has but one."""
    table = values.get("languages", values.get("translations"))
    if not isinstance(table, dict):
        return ()
    own = text(values, "defaultcontentlanguage", "default_language") or language(values)
    found = dict.fromkeys([*([own] if own else []), *table])
    tags = tuple(one for one in found if _TAG.fullmatch(one))
    return tags if len(tags) > 1 else ()


_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
