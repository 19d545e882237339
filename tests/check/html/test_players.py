"""Players of known sites are told by the host."""

from feedtool.check.html.players import is_player
from tests.tables import each


@each(
    ("url", "known"),
    [
        ("https://www.youtube.com/embed/x", True),
        ("//player.vimeo.com/video/1", True),
        ("https://www.youtube-nocookie.com/embed/x", True),
        ("https://open.spotify.com/embed/episode/x", True),
        ("https://youtube.com.example.org/embed/x", False),
        ("https://example.org/youtube.com", False),
        ("/embed/x", False),
        ("https://[", False),
        ("", False),
    ],
)
def test_the_host_tells(url: str, *, known: bool) -> None:
    assert is_player(url) == known
