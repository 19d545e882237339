"""Where a value comes from: a key, a key in a group, the contrary of one, a template, or the file itself."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from feedtool.diagnostics.pointer import escape
from feedtool.frontmatter import Document
from feedtool.imports.tuples import NamedTuple
from feedtool.records.sites.served import slugs

_PLACEHOLDER = re.compile(r"\{(:?)([^{}]+)\}")


class Found(NamedTuple):
    """A value, and the JSON pointer to it in the front matter; empty where it does not stand there.

    ``place`` says in words where a value stands that has no pointer, if anybody asks.
    """

    value: Any
    pointer: str = ""
    place: str = ""


# Where the values of sources stand that are read from something else than the front matter.
PLACES = {
    ":name-date": "the name of the file",
    ":path-date": "the folders of the file or its address",
}


class TemplateFacts(NamedTuple):
    """What a template may ask of a post besides its front matter; ``moment`` is None where unknown.

    ``form`` is that of the parts of addresses, ``categories`` are those that the folders of the post give it,
    ``lang`` is the language of the post where that is not the one of the site. ``in_address`` says that the
    template is one of addresses, in which a slug and a name stand as the generator writes them.
    """

    folder: str
    name: str
    slug: str
    moment: datetime | None
    link: str = ""
    title: str = ""
    form: str = "kept"
    language: str = ""
    categories: list[str] | None = None
    file: str = ""
    lang: str | None = None
    basename: str = ""
    in_address: bool = False

    def named(self, name: str) -> str | None:
        """The value of a placeholder such as ``{:year}``; None where there is none."""
        if name == "name" and self.in_address:
            return slugs.of_name(self.form, self.name)
        if name in ("folder", "name", "file", "slug", "language", "basename"):
            return str(getattr(self, name))
        if name == "lang":
            return self.lang
        if name in _MOMENTS:
            return None if self.moment is None else self.moment.strftime(_MOMENTS[name])
        return slugs.of_title(self.form, self.title) or None


_MOMENTS = {"year": "%Y", "month": "%m", "day": "%d"}


def has_value(value: Any) -> bool:
    """Whether a value counts: empty texts, lists and groups do not."""
    return (
        value is not None
        and value not in ("", [], {})
        and not (isinstance(value, str) and value.isspace())
    )


def is_template(source: str) -> bool:
    """Whether a source is a template, which asks for facts besides the front matter."""
    return "{" in source or source.startswith("/")


def keys_in(template: str) -> list[str]:
    """The keys of the front matter that a template asks for."""
    return [name.strip() for computed, name in _PLACEHOLDER.findall(template) if not computed]


class Sources:
    """The front matter of one post, asked for values by their sources."""

    def __init__(
        self, document: Document, computed: Mapping[str, Callable[[], str | None]]
    ) -> None:
        """``computed`` gives the values of sources such as ``:name-date``."""
        self._value, self._computed = document.value, computed
        self._folded: dict[str, str] | None = None

    def first(self, sources: Iterable[str], facts: TemplateFacts | None = None) -> Found | None:
        """The value of the first source that has one; None where none has."""
        return next(self.all(sources, facts), None)

    def all(self, sources: Iterable[str], facts: TemplateFacts | None = None) -> Iterator[Found]:
        """The values of all sources that have one."""
        for source in sources:
            found = self._find(source, facts)
            if found is not None and has_value(found.value):
                yield found

    def _find(self, source: str, facts: TemplateFacts | None) -> Found | None:
        if source.startswith(":"):
            compute = self._computed.get(source)
            made = compute() if compute else None
            return None if made is None else Found(made, place=PLACES.get(source, ""))
        if is_template(source):
            return None if facts is None else self._filled(source, facts)
        if source.startswith("!"):
            return _negated(self.key(source[1:]))
        return self.key(source)

    def key(self, name: str) -> Found | None:
        """The value of a key, or of one in a group: ``extra.team``; capitals tell only two keys apart."""
        if name in self._value:
            return Found(self._value[name], f"/{escape(name)}")
        if "." in name:
            return _inside(self._value, name.split("."))
        if self._folded is None:
            self._folded = {key.casefold(): key for key in self._value}
        own = self._folded.get(name.casefold())
        return None if own is None else Found(self._value[own], f"/{escape(own)}")

    def _filled(self, template: str, facts: TemplateFacts) -> Found | None:
        """The template with its placeholders filled; None where one of them has no value."""
        if (alone := _PLACEHOLDER.fullmatch(template)) is not None:
            part, pointer = self._part(alone, facts)
            return None if part is None else Found(part, pointer)
        head, scheme, rest = template.partition("://") if "://" in template else ("", "", template)
        segments, pointer = [], ""
        for segment in rest.split("/"):
            text, at = "", 0
            for placeholder in _PLACEHOLDER.finditer(segment):
                part, where = self._part(placeholder, facts)
                if part is None:
                    return None
                pointer = pointer or where
                text += segment[at : placeholder.start()] + part
                at = placeholder.end()
            filled = text + segment[at:]
            # What a placeholder leaves empty is no part of the path, and a whole path is several parts.
            segments += [one for one in filled.split("/") if one] if segment else [""]
        return Found(head + scheme + "/".join(segments), pointer)

    def _part(self, placeholder: re.Match[str], facts: TemplateFacts) -> tuple[str | None, str]:
        name = placeholder[2].strip()
        if placeholder[1]:
            return self._category(facts) if name == "category" else (facts.named(name), "")
        if name == "link" and facts.link:
            return facts.link, ""
        if name == "categories" and facts.categories is not None:
            return self._categories(facts.categories)
        found = self.key(name)
        if found is None or not has_value(found.value) or isinstance(found.value, dict):
            return None, ""
        if isinstance(found.value, list):
            return "/".join(one.lower() for one in _texts_in(found.value)), found.pointer
        text = str(found.value)
        is_slug = facts.in_address and name == "slug"
        return slugs.of_slug(facts.form, text) if is_slug else text, found.pointer

    def _category(self, facts: TemplateFacts) -> tuple[str | None, str]:
        """The category of a post as Hexo and Pelican have it in addresses; None where it has none.

        Hexo's is a path: a list are names below each other, and of several lists the last one counts.
        Pelican's is the folder that the post lies in, where it names none.
        """
        for key in ("categories", "category"):
            found = self.key(key)
            if found is None or not has_value(found.value) or isinstance(found.value, dict):
                continue
            names = found.value if isinstance(found.value, list) else [found.value]
            if isinstance(names[-1], list):
                names = names[-1]
            made = [slugs.of_category(facts.form, one) for one in _texts_in(names)]
            return "/".join(filter(None, made)) or None, found.pointer
        above = facts.folder.rpartition("/")[2] if facts.form == slugs.OF_TITLE else ""
        return slugs.of_category(facts.form, above) or None, ""

    def _categories(self, of_folders: list[str]) -> tuple[str | None, str]:
        """The categories of a post as Jekyll has them in addresses: of its folders, then of its head."""
        pointer, names = "", [*of_folders]
        for key in ("categories", "category"):
            found = self.key(key)
            if found is None or not has_value(found.value):
                continue
            pointer = pointer or found.pointer
            value = found.value
            if isinstance(value, str):
                value = value.split() if key == "categories" else [value]
            names += (
                [str(one) for one in value if has_value(one)] if isinstance(value, list) else []
            )
        return "/".join(dict.fromkeys(one.lower() for one in names)) or None, pointer


def _texts_in(values: list[Any]) -> Iterator[str]:
    """The texts of a list, and of the lists in it."""
    for one in values:
        if isinstance(one, list):
            yield from _texts_in(one)
        elif has_value(one) and not isinstance(one, dict):
            yield str(one)


def _inside(value: Any, names: list[str]) -> Found | None:
    pointer = ""
    for name in names:
        if isinstance(value, dict):
            value = value.get(name)
        elif isinstance(value, list) and name.isdecimal() and int(name) < len(value):
            value = value[int(name)]
        else:
            return None
        pointer += f"/{escape(name)}"
    return Found(value, pointer)


def _negated(found: Found | None) -> Found | None:
    if found is None or found.value is None:
        return None
    truth = truth_of(found.value)
    return found if truth is None else found._replace(value=not truth)


_TRUTHS = {
    "true": True,
    "false": False,
    "published": True,
    "draft": False,
    "hidden": False,
    "skip": False,
    # Of a page of Hugo, which is rendered or listed.
    "always": True,
    "never": False,
    "link": False,
    "local": False,
}
# What a status says of a post that is not for everybody, in the words of any tool; others are the site's own.
_WITHHELD = {
    "draft", "pending", "private", "hidden", "unlisted", "unpublished", "scheduled", "trash", "false", "no",
}  # fmt: skip


def is_withheld(value: Any) -> bool:
    """Whether the value of a key such as ``status`` keeps a post from the public."""
    return value is False or (isinstance(value, str) and value.strip().lower() in _WITHHELD)


def truth_of(value: Any) -> bool | None:
    """What a value says of a yes or no; None where it says neither."""
    if isinstance(value, bool):
        return value
    return _TRUTHS.get(value.strip().lower()) if isinstance(value, str) else None
