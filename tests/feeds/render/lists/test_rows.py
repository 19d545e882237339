"""The rows of a list of feeds are what the macro makes of each, whatever texts are in them."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from feedtool.feeds.render import pages
from feedtool.feeds.render.lists import rows

TEXT = st.text(st.sampled_from("ab <&>\"'/:\ue000é"), max_size=8) | st.sampled_from(
    ["\ue000label\ue000", "https://example.org/a/b.json", "\ue000url0\ue000"]
)


def feeds(formats: int) -> st.SearchStrategy[dict[str, Any]]:
    link = st.fixed_dictionaries({"path": TEXT, "url": TEXT})
    return st.fixed_dictionaries(
        {
            "label": TEXT,
            "title": TEXT,
            "path": TEXT,
            "is_all": st.booleans(),
            "has_own_label": st.booleans(),
            "noun": st.sampled_from(["story", "edition"]),
            "nouns": st.just("stories"),
            "count": st.integers(0, 3),
            "depth": st.integers(0, 6),
            "links": st.lists(link, min_size=formats, max_size=formats).map(
                lambda links: [
                    link | {"name": f"Format {number}", "type": f"text/{number}"}
                    for number, link in enumerate(links)
                ]
            ),
        }
    )


@given(
    st.integers(1, 3).flatmap(lambda formats: st.lists(feeds(formats), max_size=6)),
    st.sampled_from(["", "../"]),
    st.sampled_from([Markup(), Markup(' lang="en" dir="ltr"')]),
)
def test_each_row_is_what_the_template_makes_of_it(
    listed: list[dict[str, Any]], root: str, english: Markup
) -> None:
    def row(feed: dict[str, Any]) -> str:
        return macros.row(feed, root, english)  # type: ignore[no-any-return]

    environment = pages.environment()
    macros: Any = environment.get_template("macros.html").module
    made = rows.rows(listed, row, environment.filters["breakable"])
    assert made == "".join(map(row, listed))
