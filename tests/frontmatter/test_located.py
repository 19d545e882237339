"""The places of a block by one walk; test_places holds them to those that are found alone."""

from feedtool.frontmatter.located import located
from feedtool.frontmatter.source import SourceText
from tests.calls import calls


def source_of(block: str) -> SourceText:
    before = "---\n"
    return SourceText("a.md", f"{before}{block}---\n", len(before), len(before) + len(block))


def texts(block: str) -> dict[str, tuple[str, str | None]]:
    """What stands at each place, and its key."""
    source = source_of(block)
    notebook, is_yaml = located(source)
    assert is_yaml
    return {
        pointer: (
            source.text[slice(*found.value)],
            None if found.key is None else source.text[slice(*found.key)],
        )
        for pointer, found in notebook.items()
    }


def test_values_and_their_keys_in_any_style() -> None:
    found = texts("a: 1  # one\n'b/c' : {d: [x, \"y\"], e: }\nf:\n  - g: |\n      h\n  -\n")
    assert found["/a"] == ("1", "a")
    assert found["/b~1c"] == ('{d: [x, "y"], e: }', "'b/c'")
    assert found["/b~1c/d"] == ('[x, "y"]', "d")
    assert found["/b~1c/d/1"] == ('"y"', None)
    assert found["/b~1c/e"] == ("", "e")
    assert found["/f/0/g"] == ("|\n      h", "g")
    assert found["/f/1"] == ("", None)


def test_fields_that_a_merge_key_brings_in_stand_where_it_does() -> None:
    source = source_of("a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  c: 3\n")
    notebook, _ = located(source, {source.text.index("<<"): ["b"]})
    assert source.text[slice(*notebook["/d/b"].value)] == "*x"
    assert source.text[slice(*notebook["/d/c"].value)] == "3"
    assert "/d/<<" not in notebook


def test_an_alias_that_is_a_key() -> None:
    assert texts("a: &x b\n*x : c\n")["/b"] == ("c", "*x")


def test_of_what_is_no_yaml_the_places_before_the_fault() -> None:
    notebook, is_yaml = located(source_of('a: 1\nb: "x\n'))
    assert not is_yaml
    assert "/a" in notebook


def test_each_event_is_looked_at_once() -> None:
    few, many = (
        calls(located, source_of("a:\n" + "  - b: {c: d}\n" * count)) for count in (50, 100)
    )
    assert sum(many.values()) < 2.1 * sum(few.values())
