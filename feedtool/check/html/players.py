"""Players that feed readers show in a frame, though they take other frames away."""

import re

from feedtool.check.words import words

# What Miniflux, FreshRSS and NetNewsWire let pass, and what podcast hosts write.
_HOSTS = words(
    """
    youtube.com youtube-nocookie.com youtu.be vimeo.com dailymotion.com spotify.com soundcloud.com
    bandcamp.com ted.com twitch.tv bilibili.com vk.com cdn.embedly.com invidio.us peertube.tv
    podcasts.apple.com music.apple.com podigee.com podigee.io spreaker.com buzzsprout.com
    transistor.fm simplecast.com megaphone.fm libsyn.com captivate.fm acast.com audioboom.com
    mixcloud.com deezer.com substack.com ghost.org archive.org tiktok.com open.spotify.com
    """
)
_HOST = re.compile(r"(?:https?:)?//(?:[^/?#@]*@)?([^/?#:]+)", re.IGNORECASE)


def is_player(url: str) -> bool:
    """Whether an address is of a site of which readers show the player."""
    found = _HOST.match(url.strip())
    if not found:
        return False
    labels = found[1].lower().split(".")
    return any(".".join(labels[n:]) in _HOSTS for n in range(len(labels) - 1))
