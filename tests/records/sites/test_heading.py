"""The title of a post that has it as the first heading of its body."""

import pytest

from feedtool.records.sites import heading
from tests.tables import each


@each(
    ("body", "title"),
    [
        ("# A title\n\nText.\n", "A title"),
        ("\nText first.\n\n# A title #\n", "A title"),
        ("A title\n=======\n\nText.\n", "A title"),
        ("# A *fine* [title](/x) `code`\n", "A fine title code"),
        ("# A title { #anchor }\n", "A title"),
        ("# A title {#anchor .note}\r\n\r\nText.\r\n", "A title"),
        ('<h1 class="a">A <em>title</em></h1>\n', "A title"),
        ("```sh\n# a comment\n```\n\n# A title\n", "A title"),
        ("## Only a section\n", None),
        ("#hashtag\n", None),
        ("#\n", None),
        ("Text.\n", None),
        ("", None),
    ],
)
def test_the_first_heading_is_the_title(body: str, title: str | None) -> None:
    assert heading.of_body(body) == title


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("\n# A *title* {#a}\n\nText.\n", "\n                \n\nText.\n"),
        ("A title\r\n=======\r\n\r\nText.\r\n", "       \r\n       \r\n\r\nText.\r\n"),
        ("<h1>A title</h1> Text.", "                 Text."),
        ("# Another\n\nText.\n", "# Another\n\nText.\n"),
    ],
)
def test_the_title_is_taken_out_of_a_body_and_nothing_moves(body: str, left: str) -> None:
    assert heading.without(body, "A title") == left
