from typing import Any

import pytest

from feedtool.feeds.render import content
from feedtool.model.record import Content, Image, Provider, Related
from tests.feeds.render.test_render import item

SOURCE = '<p>Source: <a href="https://example.org/1?a=1&amp;b=2">A &amp; B</a>'
VIDEO = "https://v.example/1"


def compose(**changed: Any) -> str:
    return content.compose(item(**({"excerpt": ""} | changed)))


def test_a_story_has_its_excerpt_and_its_source_with_the_day() -> None:
    assert compose(excerpt="a < b") == f"<p>a &lt; b</p>{SOURCE} · 2023-09-01</p>"


def test_a_kind_is_told_unless_it_is_the_usual_one() -> None:
    assert compose() == f"{SOURCE} · 2023-09-01</p>"
    assert compose(kind="event") == f"{SOURCE} · event · 2023-09-01</p>"


@pytest.mark.parametrize(
    ("image", "size"),
    [
        (Image("https://i.example/1", 20, 10), ' width="20" height="10"'),
        (Image("https://i.example/1", 20), ""),
    ],
)
def test_a_picture_leads_to_the_story_or_to_its_video(image: Image, size: str) -> None:
    picture = f'<img src="https://i.example/1" alt="Title 1"{size}></a></p>'
    assert compose(image=image).startswith(
        f'<p><a href="https://example.org/1?a=1&amp;b=2">{picture}'
    )
    assert compose(image=image, video=VIDEO).startswith(f'<p><a href="{VIDEO}">{picture}')


def test_a_picture_has_the_text_that_stands_for_it() -> None:
    image = Image("https://i.example/1", alt='A "wren" & more')
    assert 'alt="A &quot;wren&quot; &amp; more"' in compose(image=image)


def test_content_takes_the_place_of_all_but_related_stories() -> None:
    two = (Related("B", "https://b.example/", "b"),)
    whole = Content("<h2>A</h2><p>b</p>")
    assert compose(content=whole, excerpt="E") == whole.html
    assert compose(content=whole, related=two) == (
        f'{whole.html}<p>Related:</p><ul><li><a href="https://b.example/">B</a></li></ul>'
    )


def test_a_video_without_a_picture_is_a_link() -> None:
    assert compose(video=VIDEO).startswith(f'<p><a href="{VIDEO}">Watch the video</a></p>')


def test_related_stories_are_a_list() -> None:
    two = (
        Related("B & C", "https://b.example/", "b", "Bee"),
        Related("D", "https://d.example/", "d"),
    )
    assert compose(related=two).endswith(
        '<p>Related:</p><ul><li><a href="https://b.example/">B &amp; C</a> (Bee)</li>'
        '<li><a href="https://d.example/">D</a></li></ul>'
    )


def test_how_many_more_related_stories_there_are_is_said() -> None:
    found = compose(related=(Related("B", "https://b.example/", "b"),), more_related=132)
    assert found.endswith("B</a></li><li>and 132 more</li></ul>")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x"])
def test_no_address_runs_anything(url: str) -> None:
    found = compose(link=url, video=url, related=(Related("x", url, url),))
    assert url not in found


def test_whatever_a_text_says_it_is_no_markup() -> None:
    found = compose(excerpt="<script>\"'&", provider=Provider("<b>", "https://b.example/"))
    assert "<script" not in found
    assert "<b>" not in found
