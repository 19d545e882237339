"""The configuration as values: what ``config`` reads, and all others are given."""

from pathlib import Path
from typing import TYPE_CHECKING

from feedtool.diagnostics.selector import RuleSelector
from feedtool.imports.tuples import NamedTuple
from feedtool.model.topics import Topic
from feedtool.storage.place import Folders, Place

if TYPE_CHECKING:
    from feedtool.model.digest import DigestConfig
    from feedtool.model.podcast import Podcast
    from feedtool.model.query import NamedQuery
    from feedtool.model.site import SiteMapping


# So many bytes a feed may have before items lose their content, where nobody says otherwise.
MAX_BYTES = 512 * 1024


class Author(NamedTuple):
    """Who is responsible for a site."""

    name: str
    email: str | None = None
    url: str | None = None


class Site(NamedTuple):
    """Where the output is served, and what it says of itself; ``url`` ends with a slash.

    ``timezone`` is the one that its days begin in.
    """

    title: str
    url: str
    description: str
    language: str = "en"
    author: Author | None = None
    rights: str | None = None
    icon: str | None = None
    hub: str | None = None
    ttl: int = 60
    timezone: str = "UTC"


class RecordsConfig(NamedTuple):
    """Where records are, in one folder or in several, and how they are read.

    ``require`` are fields that records must have besides those of the schema, ``known_keys`` those that no
    schema knows and that are no mistake; ``registry`` is a glob below
    ``registry_base``; ``max_bytes`` bounds one file. ``site`` is there where they are posts of another
    generator; ``pointer`` leads to its table. Where there are several ``collections``, ``path`` is all their
    folders, and the rest is that of the first.
    """

    path: Place | Folders
    include: tuple[str, ...]
    schema: Path | None
    registry_base: Path
    registry: str | None
    tracking_parameters: tuple[str, ...]
    max_bytes: int
    require: tuple[str, ...] = ()
    known_keys: tuple[str, ...] = ()
    site: "SiteMapping | None" = None
    pointer: str = "/records"
    collections: tuple["RecordsConfig", ...] = ()

    @property
    def own(self) -> "RecordsConfig":
        """The first collection of feedtool's own records; the first of all where there is none."""
        each = self.collections or (self,)
        return next((one for one in each if one.site is None or one.site.is_own), each[0])

    @property
    def globs(self) -> tuple[tuple[Place, tuple[str, ...]], ...]:
        """The folders of the records, each with the globs of its files."""
        each = self.collections or (self,)
        return tuple((place, one.include) for one in each for place in one.places)

    @property
    def places(self) -> tuple[Place, ...]:
        """The folders of the records."""
        return self.path.paths if isinstance(self.path, Folders) else (self.path,)


class FeedsConfig(NamedTuple):
    """Which feeds are written, where to, and with what.

    ``sticky`` is whether stories stay, once they were hot enough, however cold they become.
    """

    output: Place
    formats: tuple[str, ...]
    min_heat: int
    limit: int
    unknown_topics: str
    rollup: bool
    layout: str
    keep_generations: int
    max_new: int
    check: bool
    min_items: int = 0
    exclude_topics: tuple[str, ...] = ()
    archive_size: int = 0
    topics_json: bool = True
    sitemap: bool = True
    ledger: bool = False
    max_bytes: int = MAX_BYTES
    cluster: bool = False
    sticky: bool = False
    show_heat: bool = False

    @property
    def generations_kept(self) -> int | None:
        """How many generations of the output are kept; None where its files are replaced one by one."""
        return self.keep_generations if self.layout == "generations" else None


class Origin(NamedTuple):
    """Where a configuration comes from: its file, and the variables over it, each with the path of its key.

    ``given`` are the JSON pointers of what the command line says.
    """

    file: str | None = None
    variables: tuple[tuple[tuple[str, ...], str], ...] = ()
    overridden: tuple[str, ...] = ()


class Config(NamedTuple):
    """A configuration; every path in it is absolute.

    ``base`` is the folder of its file, ``selector`` says which problems are reported, ``origin`` where
    a problem with a value is. ``queries`` are the feeds that it asks for by name, ``languages`` those of
    everything in one language.
    """

    base: Path
    site: Site
    records: RecordsConfig
    feeds: FeedsConfig
    selector: RuleSelector
    topics: tuple[Topic, ...]
    origin: Origin = Origin()
    podcast: "Podcast | None" = None
    # Quoted inside, since each text that is a whole annotation is compiled as the class is made.
    digests: tuple["DigestConfig", ...] = ()
    queries: tuple["NamedQuery", ...] = ()
    languages: tuple["NamedQuery", ...] = ()
