"""What a post says, source by source: the record that is made of it, origins, and faults."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from feedtool.frontmatter import Document
from feedtool.model.site import PRESETS, SiteMapping
from feedtool.records.sites import SITE, summary, values
from feedtool.records.sites.missing import Missing
from feedtool.records.sites.postfile import PostFile, date_in
from feedtool.records.sites.served import addresses, slugs
from feedtool.records.sites.sources import Found, Sources, TemplateFacts, has_value, is_template
from feedtool.records.sites.values import PostFault
from feedtool.text import dates

if TYPE_CHECKING:
    from datetime import datetime


# The tag of a language, as the schema of records has it.
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
# Where a value came from: our name of a field, or one with the index of an item, and a JSON pointer.
Origins = Mapping[str, str]


def sources_of(site: SiteMapping) -> Mapping[str, tuple[str, ...]]:
    """The sources of each field of a site."""
    return dict(site.fields)


class PostReader:
    """Reads the fields of a post one by one, and puts each under our own key."""

    def __init__(self, document: Document, site: SiteMapping) -> None:
        self._document, self._site = document, site
        self._file = PostFile(document.path, site)
        self._wanted = sources_of(site)
        self._sources = Sources(
            document,
            {
                ":name-date": lambda: self._file.name_date,
                ":path-date": self._path_date,
                ":name-language": lambda: self._file.language,
                ":heading": self._heading,
                ":summary": self._summary,
                ":jekyll-id": self._jekyll_id,
                ":body": lambda: document.body,
            },
        )
        self._missing = Missing(document, self._sources)
        self._defaults, self._people = dict(site.defaults), dict(site.people)
        self._value: dict[str, Any] = {}
        self._origins: dict[str, str] = {}
        self._faults: list[PostFault] = []
        self._moment: datetime | None = None
        self._uses_name_date = False

    def _named(self, field: str) -> tuple[str, ...]:
        """The sources of a field."""
        return self._wanted.get(field, ())

    def _asks(self, field: str) -> bool:
        return field in self._wanted or field in self._defaults

    def _first(self, field: str, facts: TemplateFacts | None = None) -> Found | None:
        found = self._sources.first(self._named(field), facts)
        if found is None and field in self._defaults:
            return Found(self._defaults[field])
        return found

    def _put(self, field: str, value: Any, pointer: str) -> None:
        SITE.record.put(self._value, field, value)
        self._origins[field] = pointer

    def _fault(self, fault: PostFault | None) -> None:
        if fault is not None:
            self._faults.append(fault)

    def _text(self, field: str) -> None:
        if not self._asks(field):
            return
        found = self._title() if field == "title" else self._first(field, self._facts_of(field))
        if found is None:
            if field == "title":
                self._fault(self._missing.title(self._named(field)))
            return
        text, fault = values.text(field, found)
        self._fault(fault)
        if text is not None:
            self._put(field, text, found.pointer)

    def _language(self) -> None:
        """The language, of the first source that holds the tag of one: some such keys hold names."""
        for found in self._sources.all(self._named("locale"), self._facts_of("locale")):
            if isinstance(found.value, str) and _TAG.fullmatch(found.value.strip()):
                self._put("locale", found.value.strip(), found.pointer)
                return
        if "locale" in self._defaults:
            self._put("locale", self._defaults["locale"], "")

    def _number(self, field: str) -> None:
        if self._asks(field) and (found := self._first(field)):
            self._put(field, found.value, found.pointer)

    def _heading(self) -> str | None:
        from feedtool.records.sites import heading  # late: most posts have their title at the head

        return heading.of_body(self._document.body)

    def _summary(self) -> str | None:
        body = self._document.body
        if self._file.is_restructured:
            # late: few posts are none of Markdown
            from feedtool.records.sites.notations import docinfo

            body = docinfo.plain(body)
        return summary.of_body(body)

    def _path_date(self) -> str | None:
        link = self._sources.first(self._named("link"), self._facts())
        in_link = date_in(addresses.path_of(str(link.value))) if link else None
        return in_link or self._file.path_date

    def _date(self, field: str) -> None:
        if not self._asks(field):
            return
        found = self._first(field)
        if found is None:
            if field == "published":
                self._fault(self._missing.date(self._named(field)))
            return
        written, fault = values.date(field, found, is_strict=self._site.is_own)
        if written is not None:
            moment, local, fault = values.moment(field, found, written, self._site.timezone)
            if moment is not None:
                if field == "published":
                    self._moment = local
                    self._uses_name_date = found.value == self._file.name_date and not found.pointer
                self._put(field, dates.rfc3339(moment), found.pointer)
        self._fault(fault)

    def _title(self) -> Found | None:
        facts = self._facts_with("") if self._has_template("title") else None
        return self._first("title", facts)

    def _has_template(self, field: str) -> bool:
        return any(map(is_template, self._named(field)))

    def _facts_of(self, field: str) -> TemplateFacts | None:
        """The facts that the templates of a field ask for; None where it has no template."""
        return self._facts() if self._has_template(field) else None

    def _facts(self, link: str = "") -> TemplateFacts:
        title = self._title()
        return self._facts_with(str(title.value) if title else "", link)

    def _facts_with(self, named: str, link: str = "") -> TemplateFacts:
        return TemplateFacts(
            folder=self._file.folder,
            name=self._file.name,
            slug=self._slug(named),
            moment=self._moment,
            link=link,
            title=named,
            form=PRESETS[self._site.preset].slug,
            language=self._file.language_folder,
            categories=self._file.categories,
            file=self._file.file,
            lang=self._other_language(),
            basename=self._file.dateless_name,
        )

    def _other_language(self) -> str | None:
        """The language that the post names, where that is not the one of the site."""
        named = SITE.record.find(self._value, "locale")
        own = self._site.languages[0] if self._site.languages else ""
        is_own = not named or str(named).lower() in (own, own.partition("-")[0])
        return None if is_own else str(named)

    def _slug(self, title: str) -> str:
        own = self._sources.key("slug")
        if own and isinstance(own.value, str) and (slug := own.value.strip("/ ")):
            return slugs.of_slug(PRESETS[self._site.preset].slug, slug)
        return self._file.slug(title, uses_name_date=self._uses_name_date)

    def _jekyll_id(self) -> str | None:
        link, own = SITE.record.find(self._value, "link"), self._sources.key("slug")
        slug = str(own.value) if own and has_value(own.value) else self._file.dateless_name
        return addresses.jekyll_id(link, slug) if isinstance(link, str) else None
