"""A post of any site as a record by feedtool's own fields: what was read, and where each value came from."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from feedtool.frontmatter import Document
from feedtool.imports.tuples import NamedTuple
from feedtool.model.site import PRESETS, SiteMapping
from feedtool.records.sites import SITE, values
from feedtool.records.sites.reader import Origins, PostReader
from feedtool.records.sites.served import addresses, slugs
from feedtool.records.sites.sources import Found, is_withheld, truth_of
from feedtool.records.sites.values import PostFault
from feedtool.text import urls

if TYPE_CHECKING:
    from feedtool.records.bodies.contents import LeftOut


class MappedPost(NamedTuple):
    """A post as a record: its value under the keys of the shipped schema, origins, and faults.

    ``left`` is the template code that is left out of its body.
    """

    value: dict[str, Any]
    origins: Origins
    faults: tuple[PostFault, ...]
    left: "tuple[LeftOut, ...]" = ()


def mapped(document: Document, site: SiteMapping) -> MappedPost:
    """The post in a head, as a record; never raises for what the head holds."""
    return _Mapper(document, site).run()


@lru_cache(maxsize=8)
class _Mapper(PostReader):
    def run(self) -> MappedPost:
        if self._site.is_own:
            taken = {name for sources in self._wanted.values() for name in sources}
            own = {path[0] for path in SITE.record.paths.values()}
            self._value = {
                key: one
                for key, one in self._document.value.items()
                if key in own or key not in taken
            }
        for field in ("published", "updated", "expires"):
            self._date(field)
        for field in (
            "title",
            "excerpt",
            "kind",
            "category",
            "provider_name",
            "provider_domain",
        ):
            self._text(field)
        self._language()
        self._link()
        self._id()
        self._lists()
        self._image()
        self._audio()
        self._publication()
        self._number("heat")
        self._provider()
        left = self._content() if self._asks("content") else ()
        return MappedPost(self._value, self._origins, _each_once(self._faults), left)

    # --- addresses

    def _link(self) -> None:
        if not self._asks("link"):
            return
        facts = self._facts()._replace(in_address=True)
        found = self._first("link", facts)
        if found is None:
            if self._site.is_own and any(
                SITE.record.holds(self._value, one) for one in ("link", "original")
            ):
                return
            if not self._follows_from_faults(self._named("link")):
                self._fault(self._missing.link(self._named("link")))
            return
        if found.value is False:  # Eleventy writes no such page
            self._hold("hidden", found.pointer)
            self._put("link", addresses.absolute(facts.slug, self._site.home), found.pointer)
            return
        text, fault = values.text("link", found)
        if text is not None:
            text, fault = values.address(found, text, facts)
        self._fault(fault)
        if text is not None:
            self._put("link", addresses.absolute(text, self._site.home), found.pointer)

    def _follows_from_faults(self, link: tuple[str, ...]) -> bool:
        """Whether the address lacks no more than a date or a title, of which it has been said already."""
        if self._moment is None and any(":year" in one for one in link):
            return True
        has_title = SITE.record.holds(self._value, "title")
        return not has_title and any(":title" in one for one in link)

    def _id(self) -> None:
        if not self._asks("id"):
            return
        link = SITE.record.find(self._value, "link")
        is_whole = isinstance(link, str) and urls.is_address(link)
        facts = (
            self._facts(urls.to_uri(link) if is_whole else "") if self._has_template("id") else None
        )
        found = self._first("id", facts)
        if found is None:
            return
        text, fault = values.text("id", found)
        self._fault(fault)
        # A guid of another tool that is no permanent identifier is none: then one is made of the link.
        if text is not None:
            self._put("id", text, found.pointer)

    def _content(self) -> "tuple[LeftOut, ...]":
        """Put what the body is made of, and give what is left out of it."""
        from feedtool.records.bodies import contents  # late: few sites show bodies

        found = self._first("content")
        if found is None or not isinstance(found.value, str):
            return ()
        link = SITE.record.find(self._value, "link") or SITE.record.find(self._value, "original")
        if not isinstance(link, str):
            return ()
        if self._file.is_restructured and not found.pointer:
            return contents.not_rendered(self._document, "the body, which is reStructuredText,")
        made, left = contents.of(
            found.value if found.pointer else self._without_title(found.value),
            found.pointer,
            self._document,
            self._site,
            link,
            self._file.folder,
            self._address_of,
        )
        self._put("content", made, found.pointer)
        return left

    def _without_title(self, body: str) -> str:
        """The body without the heading that is the title, where the site takes titles from there."""
        title = SITE.record.find(self._value, "title")
        if ":heading" not in self._named("title") or not isinstance(title, str):
            return body
        from feedtool.records.sites import heading  # late: most posts have their title at the head

        return heading.without(body, title)

    def _address_of(self, path: str) -> str | None:
        """The address of the post in another file, where that is made of its path and nothing else."""
        if self._origins.get("link") or PRESETS[self._site.preset].slug == slugs.OF_TITLE:
            return None
        other = _Mapper(Document(path, {}, self._document.source), self._site)
        if any(source.startswith(":") for source in self._named("published")):
            other._date("published")
        other._link()
        link = SITE.record.find(other._value, "link")
        return link if isinstance(link, str) else None

    # --- lists

    def _lists(self) -> None:
        for field in ("topics", "authors"):
            if not self._asks(field):
                continue
            given = self._sources.all(self._named(field), self._facts_of(field))
            found = [values.listed(self._site.preset, one) for one in given]
            every = found if field == "topics" else found[:1]
            every = every or ([Found(self._defaults[field])] if field in self._defaults else [])
            names: dict[str, tuple[str, str]] = {}  # by the form in which equal ones are equal
            for one in every:
                for name, pointer, fault in values.names(field, one):
                    self._fault(fault)
                    if field == "authors" and name is not None:
                        name = self._people.get(name.casefold(), name)  # noqa: PLW2901 - the same one
                    if name is not None:
                        names.setdefault(name.casefold(), (name, pointer))
            if every:
                self._put(field, [name for name, _ in names.values()], every[0].pointer)
            for index, (_, pointer) in enumerate(names.values()):
                self._origins[f"{field}/{index}"] = pointer

    def _image(self) -> None:
        if not self._asks("images"):
            return
        for found in self._sources.all(self._named("images")):
            address, pointer, fault = values.picture(found)
            self._fault(fault)
            if address is not None and not (
                PRESETS[self._site.preset].renames_pictures and addresses.is_of_source(address)
            ):
                self._put("images", [], found.pointer)
                image: dict[str, Any] = {}
                link = SITE.record.find(self._value, "link")
                absolute = addresses.of_picture(
                    address, self._site.home, link, is_bundle=self._file.is_bundle
                )
                SITE.image.put(image, "image_url", absolute)
                if alt := values.picture_text(found):
                    SITE.image.put(image, "image_title", alt)
                SITE.record.put(self._value, "images", [image])
                self._origins["images/0"] = pointer
                return

    def _audio(self) -> None:
        sources = list(self._sources.all(self._named("audio")))
        if not sources:
            return
        from feedtool.records.sites.files import audio  # late: few posts have one

        link = SITE.record.find(self._value, "link")
        home, is_bundle = self._site.home, self._file.is_bundle

        def absolute(address: str) -> str:
            return addresses.of_picture(address.strip(), home, link, is_bundle=is_bundle)

        for field, found in audio.fields(sources, self._first, absolute):
            self._put(field, found.value, found.pointer)

    def _provider(self) -> None:
        """The site itself has published what it serves."""
        table, home = SITE.record, self._site.home
        link = table.find(self._value, "link")
        if (
            self._site.is_own
            or table.holds(self._value, "provider_name")
            or not isinstance(link, str)
        ):
            return
        if urls.is_address(link) and urls.host(urls.to_uri(link)) == urls.host(home):
            self._put("provider_name", self._site.title, "")

    # --- whether it is published

    def _publication(self) -> None:
        found = self._first("is_published")
        is_published = True
        if found is not None:
            truth = truth_of(found.value)
            if truth is None:
                self._fault(values.no_truth("is_published", found))
            else:
                is_published = truth
        if found is not None or not self._site.is_own:
            self._put("is_published", is_published, found.pointer if found else "")
        for one in self._sources.all(self._named("withheld")):
            if is_withheld(one.value):
                is_published = False
                self._put("is_published", is_published, one.pointer)
        for field in ("draft", "hidden", "removed", "deleted"):
            self._holding(field)
        if secret := self._first("password"):
            self._hold("password", secret.pointer)  # which is all that is ever kept of it

    def _hold(self, field: str, pointer: str) -> None:
        """Hold the post back, whatever else is said."""
        truth = True
        self._put(field, truth, pointer)

    def _holding(self, field: str) -> None:
        for found in self._sources.all(self._named(field)):
            truth = truth_of(found.value)
            if truth is None:
                self._fault(values.no_truth(field, found))
            elif truth:
                self._hold(field, found.pointer)


def _each_once(faults: list[PostFault]) -> tuple[PostFault, ...]:
    """The faults, less those that are said of a value already: `draft` may be asked for two fields."""
    return tuple({(one.pointer, one.code, one.message): one for one in reversed(faults)}.values())[
        ::-1
    ]
