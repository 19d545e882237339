"""What generators make of a name."""

from feedtool.records.sites.served import slugs
from tests.tables import each


@each(
    ("form", "name", "slug"),
    [
        ("kept", "A b", "A b"),
        ("pretty", "My Post: one", "My-Post-one"),
        ("pretty", "rust-1.0@2", "rust-1.0@2"),
        (
            "pretty",
            "e\u0301 \u0928\u092e\u0938\u094d\u0924\u0947 x\u00b2_",
            "\u00e9-\u0928\u092e\u0938\u094d\u0924\u0947-x-_",
        ),
        ("lower", "My Post: one", "my-post-one"),
        ("lower", " A - B -- C & D \U0001f389", "a-b--c-d"),
        (
            "lower",
            "\u0928\u092e\u0938\u094d\u0924\u0947 x",
            "\u0928\u092e\u0938\u094d\u0924\u0947-x",
        ),
        ("letters", "\u00c9t\u00e9_1.0", "ete-1-0"),
        ("github", "\u00c9t\u00e9_1.0 & more", "\u00e9t\u00e9_10--more"),
        (slugs.OF_TITLE, "Don't: \u00c9t\u00e9  v1.2", "dont-ete-v12"),
        (slugs.OF_TITLE, "A Title, and more!", "a-title-and-more"),
    ],
)
def test_a_slug_has_the_form_of_its_generator(form: str, name: str, slug: str) -> None:
    assert slugs.slug(form, name) == slug


def test_folders_change_where_all_paths_do() -> None:
    assert slugs.folder("lower", "News") == "news"
    assert slugs.folder("kept", "News") == "News"


def test_slugs_that_posts_have_change_where_names_do() -> None:
    assert slugs.of_slug("pretty", "My Own: slug") == "My-Own-slug"
    assert slugs.of_slug("lower", "My Own: slug") == "my-own-slug"
    assert slugs.of_slug("letters", "My Own") == "my-own"
    assert slugs.of_slug("kept", "My Own") == "My Own"


def test_a_category_keeps_its_letters_where_names_are_kept() -> None:
    assert slugs.of_category("kept", "Foo Bar: C++") == "Foo-Bar-C"
    assert slugs.of_category("kept", "\u65e5\u672c\u304c/\u00c9t\u00e9") == "\u65e5\u672c\u304c-Ete"
    assert slugs.of_category(slugs.OF_TITLE, "Foo Bar: C++") == "foo-bar-c"
