"""What a caller may say about a check."""

from dataclasses import dataclass
from datetime import datetime

PROFILES = ("default", "strict", "podcast", "w3c")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOptions:
    """How to judge: by which profile, at which address, read how, and when.

    ``base`` is the address the feed is served at, if it is known. ``fallback_encoding`` reads bytes
    that say nothing of their encoding. ``now`` decides what lies in the future; without it nothing
    does.
    """

    profile: str = "default"
    base: str | None = None
    fallback_encoding: str = "utf-8"
    now: datetime | None = None
