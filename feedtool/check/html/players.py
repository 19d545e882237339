"""Players that feed readers show in a frame, though they take other frames away."""

from urllib.parse import urlsplit

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


def is_player(url: str) -> bool:
    """Whether an address is of a site of which readers show the player."""
    try:
        host = urlsplit(url.strip()).hostname or ""
    except ValueError:
        return False
    labels = host.split(".")
    return any(".".join(labels[n:]) in _HOSTS for n in range(len(labels) - 1))
