from feedtool.feeds.render import stories

LINK = "https://a.example/post/"


def content(html: str) -> str:
    return stories.content(html, LINK)


def test_headings_stand_below_the_headline() -> None:
    assert content("<h2>a</h2><h3>b</h3>") == "<h4>a</h4><h5>b</h5>"
    assert content("<h1>a</h1><h6>b</h6>") == "<h4>a</h4><h6>b</h6>"


def test_marks_within_the_post_lead_to_it() -> None:
    html = '<p id="x">a <a href="#n">1</a> <a href="https://e.example/">b</a></p>'
    assert content(html) == f'<p>a <a href="{LINK}#n">1</a> <a href="https://e.example/">b</a></p>'


def test_what_is_old_or_a_form_is_written_as_pages_may_have_it() -> None:
    html = '<input type="checkbox" checked="" disabled=""> <strike>a</strike> <tt>b</tt>'
    assert content(html) == "☑ <s>a</s> <code>b</code>"
