from feedtool.check.html.styles import unsafe_style
from tests.tables import each


@each(
    "style",
    ["", "color: red", "margin: 0 auto; padding: 1.5em", "COLOR: #FFF;", "font-family: 'A b', serif",
     "background-color: rgb(1, 2, 3)", "text-align:center;;"],
)  # fmt: skip
def test_what_sanitisers_let_pass(style: str) -> None:
    assert unsafe_style(style) == ""


@each(
    ("style", "unsafe"),
    [
        ("color: red; position: fixed", "position: fixed"),
        ("background: url(x)", "background: url(x)"),
        ("margin: 1000px", "margin: 1000px"),
        ("color", "color"),
        ("width: expression(1)", "width: expression(1)"),
        ("color: \\72 ed", "color: \\72 ed"),
        ("x" * 2001, "x" * 2001),
    ],
)
def test_the_first_declaration_that_they_would_take_away(style: str, unsafe: str) -> None:
    assert unsafe_style(style) == unsafe
