from feedtool.records import video
from tests.tables import each


@each(
    ("embed", "page"),
    [
        ('<iframe src="https://www.youtube.com/embed/b_ieIGfOlbs"></iframe>', "https://www.youtube.com/watch?v=b_ieIGfOlbs"),
        ("<iframe width=1 src='//youtube.com/embed/b_ieIGfOlbs?start=7' allow=x>", "https://www.youtube.com/watch?v=b_ieIGfOlbs"),
        ("<IFRAME SRC=https://www.youtube-nocookie.com/embed/b-ieIGfOlbs>", "https://www.youtube.com/watch?v=b-ieIGfOlbs"),
        ("<p><iframe src='https://player.vimeo.com/video/123?h=abc'></iframe></p>", "https://vimeo.com/123"),
        ("<iframe src=' https://other.example/ü '>", "https://other.example/%C3%BC"),
        ("<iframe src='https://a.example/'></iframe><iframe src='https://b.example/'>", "https://a.example/"),
        ("<iframe src='https://youtube.com.evil.example/embed/b_ieIGfOlbs'>", "https://youtube.com.evil.example/embed/b_ieIGfOlbs"),
        ("<iframe src='https://other.example/?a=1&amp;b=2'>", "https://other.example/?a=1&b=2"),
        ("<iframe src='javascript:alert(1)'>", None),
        ("<iframe src='/relative'>", None),
        ("<iframe src='https://user@a.example/'>", None),
        ("<iframe src>", None),
        ("<iframe>", None),
        ("<video src='https://a.example/'>", None),
        ("<!-- <iframe src='https://a.example/'> -->", None),
        ("<!-- <iframe src='https://a.example/'>", None),
        ("<!-- one --><iframe src='https://a.example/'><!-- two -->", "https://a.example/"),
        ("no markup", None),
        ("", None),
        ("<", None),
        ("<!", None),
        ("<![", None),
        ("<!DOCTYPE", None),
        ("<?", None),
        ("</", None),
        ("<![x[", None),
    ],
)  # fmt: skip
def test_the_page_of_an_embedded_video(embed: str, page: str | None) -> None:
    assert video.page(embed) == page
