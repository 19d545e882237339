"""What the path of a post says of it: its folder, its name, a date."""

import re
from functools import cached_property

from feedtool.imports.tuples import NamedTuple
from feedtool.model.site import PRESETS, SiteMapping
from feedtool.records.sites.served import slugs

_DATE = r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
_DATED_NAME = re.compile(rf"{_DATE}(?:[-_. ](?P<rest>.+))?")
# A date that folders spell, or one folder alone.
_DATED_PATH = re.compile(r"(?:^|/)([0-9]{4})[/-]([0-9]{1,2})[/-]([0-9]{1,2})(?=/|-|$)")


class _Parts(NamedTuple):
    folder: str
    name: str
    is_bundle: bool
    file: str
    language: str | None = None
    ending: str = ""


class PostFile:
    """The path of a post below the folder of the records."""

    def __init__(self, path: str, site: SiteMapping) -> None:
        self._preset, self._languages = PRESETS[site.preset], site.languages
        self._above = dict(zip(site.roots, site.above, strict=False))
        self._root, self._path = _below(path, site.roots)
        self._moved = _moved(self._path) if self._preset.drops_date == "moved" else None

    @cached_property
    def _parts(self) -> _Parts:
        if self._moved:
            date, folder, text = self._moved.group("date", "folder", "text")
            above, _, name = f"{date.replace('-', '/')}/{folder}{text}".rpartition("/")
            return _Parts(above, name, self._path.endswith("/index"), name)
        folder, _, file = self._path.rpartition("/")
        # Middleman's `a.html.md` is served as `a.html`.
        stem = (file.rpartition(".")[0] or file).removesuffix(".html")
        language, ending = self._language_of(stem)
        if language is not None:
            stem = stem[: -len(ending) - 1]
        above, _, name = folder.rpartition("/")
        is_named_so = stem == self._preset.bundle or (self._preset.has_namesakes and stem == name)
        if is_named_so and folder:
            inside = f"{name}/{stem}"
            return _Parts(above, name, True, inside, language, ending)  # noqa: FBT003 - a tuple
        return _Parts(folder, stem, False, stem, language, ending)  # noqa: FBT003

    def _language_of(self, stem: str) -> tuple[str | None, str]:
        """The language that a name ends in, which the configuration must know, and how the name has it."""
        name, _, ending = stem.rpartition(".")
        if not (self._preset.names_language and name):
            return None, ""
        end = ending.lower()
        known = (one for one in self._languages if end in (one, one.partition("-")[0]))
        return next(known, None), ending

    @property
    def language(self) -> str | None:
        """The language that the name ends in."""
        return self._parts.language

    @property
    def language_folder(self) -> str:
        """The folder in addresses of what is in a language other than that of the site; else empty."""
        is_usual = self._parts.language in (None, *self._languages[:1])
        return "" if is_usual else self._parts.ending.lower()

    @property
    def categories(self) -> list[str] | None:
        """The folders above that of the posts; None where they are no part of addresses."""
        if not self._preset.has_categories:
            return None
        above = self._above.get(self._root, "")
        found, posts, _ = f"{above}/{self._path}".partition("_posts/")
        return [one for one in found.split("/") if one not in ("", ".")] if posts else []

    @property
    def folder(self) -> str:
        """The folder of the post, or of the folder that it is, as addresses have it; empty at the top."""
        form = self._preset.slug
        return "/".join(slugs.folder(form, one) for one in self._parts.folder.split("/"))

    @property
    def name(self) -> str:
        """The name of the file less its extension, or of the folder that the post is."""
        return self._parts.name

    @property
    def file(self) -> str:
        """The path of the file below ``folder``, less its extension; a post that is a folder has two names."""
        return self._parts.file

    @property
    def is_bundle(self) -> bool:
        """Whether the post is a folder, with its pictures in it."""
        return self._parts.is_bundle

    @property
    def is_restructured(self) -> bool:
        """Whether the body is reStructuredText."""
        return self._path.lower().endswith(".rst")

    @property
    def name_date(self) -> str | None:
        """The date that the name begins with."""
        if self._moved:
            return self._moved["date"].replace("/", "-")
        found = _DATED_NAME.fullmatch(self.name)
        return found and "-".join(found.groups()[:3])

    @property
    def path_date(self) -> str | None:
        """The date that the folders spell, as in ``2019/09/30/name.md``."""
        return date_in(f"{self._parts.folder}/{self.name}")

    @property
    def dateless_name(self) -> str:
        """The name less a date at its beginning, and less points at its end."""
        dated = _DATED_NAME.fullmatch(self.name)
        return ((dated and dated["rest"]) or self.name).rstrip(".")

    def slug(self, title: str, *, uses_name_date: bool) -> str:
        """The part of the address that the generator makes of the name, or of the title."""
        if self._preset.slug == slugs.OF_TITLE and title:
            return slugs.slug(slugs.OF_TITLE, title)
        name, dated = self.name, _DATED_NAME.fullmatch(self.name)
        drops = self._preset.drops_date
        if dated and dated["rest"] and (drops == "always" or (drops == "used" and uses_name_date)):
            name = dated["rest"]
        return slugs.slug(self._preset.slug, name)


_MOVED = re.compile(
    r"(?P<folder>(?:.*/)?)(?P<date>[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2})[-/]?(?P<text>.*?)(?:/index)?\.mdx?",
    re.DOTALL,
)


def _moved(path: str) -> re.Match[str] | None:
    """The date of a Docusaurus post, the folders above it, and the rest of the path, which may be folders."""
    return _MOVED.fullmatch(path)


def date_in(path: str) -> str | None:
    """The date that parts of a path or an address spell."""
    found = _DATED_PATH.search(path)
    return found and "-".join(found.groups())


def _below(path: str, roots: tuple[str, ...]) -> tuple[str, str]:
    """The folder of the records that a path lies in, or none, and the path below it or its own folder."""
    path = path.replace("\\", "/").removeprefix("./")
    for root in sorted(roots, key=len, reverse=True):
        if root == "." and not path.startswith(("/", "../")):
            return root, path
        if path.startswith(f"{root.rstrip('/')}/"):
            return root, path[len(root.rstrip("/")) + 1 :]
    return "", path.rpartition("/")[2]
