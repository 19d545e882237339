from feedtool.check.xml import namespaces
from feedtool.check.xml.scope import Scope, qualified

DC = "http://purl.org/dc/elements/1.1/"


def test_what_an_element_binds_is_undone_where_it_ends() -> None:
    scope = Scope()
    scope.bind(1, [("", namespaces.ATOM), ("d", "urn:one")])
    scope.bind(3, [("d", DC), ("e", "urn:two")])
    assert scope.uris == {"xml": namespaces.XML, "": namespaces.ATOM, "d": DC, "e": "urn:two"}
    assert scope.prefixes["dc"] == "d"
    scope.leave(2)
    assert scope.uris == {"xml": namespaces.XML, "": namespaces.ATOM, "d": "urn:one"}
    assert (scope.prefixes["urn:one"], scope.depth) == ("d", 1)
    scope.leave(0)
    assert scope.uris == {"xml": namespaces.XML}


def test_names_seen_count_for_one_binding_alone() -> None:
    scope = Scope()
    scope.names["x"] = "y"
    scope.bind(1, [("d", DC)])
    assert scope.names == {}
    scope.leave(0)
    assert scope.names == {"x": "y"}


def test_a_prefix_may_be_assumed() -> None:
    scope = Scope()
    assert "dc" not in scope.prefixes
    scope.assume("d", DC)
    assert scope.prefixes["dc"] == "d"


def test_names_of_the_tables() -> None:
    assert qualified("", "item") == "item"
    assert qualified(DC, "date") == "dc:date"
    assert qualified("https://purl.org/dc/elements/1.1", "date") == "dc:date"  # as it was meant
    assert qualified(namespaces.ATOM, "entry") == "atom:entry"
    assert qualified(namespaces.ATOM.upper(), "entry") == f"{{{namespaces.ATOM.upper()}}}entry"
    assert qualified("urn:x", "a") == "{urn:x}a"
    assert len(qualified("u" * 900, "a")) < 300
