"""Embedded players: the page where a video can be watched, for no feed may hold a frame."""

import re

from feedtool.text import urls

# Patterns are compiled at their first use: few records hold a player.
_YOUTUBE = r"(?i)https?://(?:www\.)?(?:youtube\.com|youtube-nocookie\.com)/embed/([\w-]{6,})"
_VIMEO = r"(?i)https?://player\.vimeo\.com/video/([0-9]+)"


def page(embed: str) -> str | None:
    """The page where the embedded player's video can be watched, or None."""
    source = (_frame(embed) or "").strip()
    if source.startswith("//"):
        source = f"https:{source}"
    if match := re.match(_YOUTUBE, source):
        return f"https://www.youtube.com/watch?v={match[1]}"
    if match := re.match(_VIMEO, source):
        return f"https://vimeo.com/{match[1]}"
    return urls.to_uri(source) if urls.is_web_url(source) else None


_FRAME = (
    r"(?i)<iframe\b[^<>]*?\ssrc\s*=\s*"
    r"""(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'<>]+))"""
)
_COMMENT = r"(?s)<!--.*?(?:-->|\Z)"


def _frame(embed: str) -> str | None:
    """The address of the first frame in a piece of HTML."""
    found = re.search(_FRAME, re.sub(_COMMENT, "", embed) if "<!--" in embed else embed)
    if found is None:
        return None
    address = found["double"] or found["single"] or found["bare"] or ""
    if "&" not in address:
        return address
    from html import unescape  # late: few records hold a player, and fewer an address that needs it

    return unescape(address)
