"""Files that items bring along, above all to listen to, and what podcast directories ask of a feed of them."""

from feedtool.imports.tuples import NamedTuple

# What nobody can play, and yet a file: RFC 2046, section 4.5.1.
UNKNOWN_TYPE = "application/octet-stream"


class Transcript(NamedTuple):
    """What is said in an episode, as a file."""

    url: str
    media_type: str
    language: str | None = None


class Episode(NamedTuple):
    """What podcast apps show of an episode besides what every reader shows of its item."""

    title: str | None = None
    number: int | None = None
    season: int | None = None
    kind: str | None = None
    explicit: bool | None = None
    image: str | None = None
    transcripts: tuple[Transcript, ...] = ()
    chapters: str | None = None


class Enclosure(NamedTuple):
    """A file that belongs to an item; ``length`` is in bytes, 0 where unknown, ``duration`` in seconds."""

    url: str
    length: int
    media_type: str
    duration: int | None = None
    episode: Episode = Episode()

    @property
    def is_known(self) -> bool:
        """Whether its media type is known."""
        return self.media_type != UNKNOWN_TYPE

    @property
    def is_played(self) -> bool:
        """Whether it is sound or video."""
        return self.media_type.startswith(("audio/", "video/"))


class Podcast(NamedTuple):
    """What a podcast feed says of the show.

    ``categories`` are names of Apple's list, each alone or with one below it. ``guid`` is the UUID that
    directories know the show by; ``license`` is a name and the address of its text, or None.
    """

    title: str
    description: str
    author: str
    owner_name: str
    owner_email: str
    image: str
    categories: tuple[tuple[str, ...], ...]
    explicit: bool
    guid: str
    limit: int
    kind: str | None = None
    is_complete: bool = False
    is_locked: bool | None = None
    funding: tuple[str, str] | None = None
    license: tuple[str, str | None] | None = None
