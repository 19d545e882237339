"""The checker against the RELAX NG grammar of RFC 4287 (Appendix B): no contradiction without a reason.

The documents are our own cases, those of the W3C suite where it is at hand, and such as come of them by
taking away, doubling, moving, renaming or adding one element or attribute.
"""

import random
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from feedtool.check import check
from feedtool.diagnostics.problem import Severity
from tests.check.cases import FOLDER, OPTIONS
from tests.conftest import files
from tests.integration.atom_grammar import ATOM, grammar

SUITE = Path(__file__).parents[3] / "shared" / "w3c-feed-tests" / "cases"
XHTML = "http://www.w3.org/1999/xhtml"
# The profile that holds a feed to all that its specification forbids.
STRICT = replace(OPTIONS, profile="strict")
MUTANTS = 2000  # twenty thousand have been tried, too
NAMES = (
    "title", "id", "updated", "link", "author", "category", "entry", "name", "uri", "content", "feed",
    "summary", "source", "published", "rights", "generator", "icon", "logo", "subtitle", "contributor",
    "email",
)  # fmt: skip
PERSON = [f"{{{ATOM}}}{name}" for name in ("name", "uri", "email")]
# The codes of what a grammar can say: which elements and attributes stand where, and how often.
STRUCTURE = {
    "atom-entry-id-missing", "atom-entry-title-missing", "atom-entry-updated-missing",
    "atom-feed-id-missing", "atom-feed-title-missing", "atom-feed-updated-missing",
    "atom-link-href-missing", "atom-text-type", "atom-text-type-unknown", "atom-xhtml-div-missing",
    "attribute-missing", "attribute-unknown", "element-duplicate", "element-in-value",
    "element-missing", "element-unknown", "text-unexpected",
}  # fmt: skip


def atom(folder: Path) -> Iterator[tuple[str, etree._Element]]:
    """The documents in a folder that are Atom and can be read."""
    for file in files(folder, "**/*.xml"):
        try:
            root = parsed(file.read_bytes())
        except etree.XMLSyntaxError:
            continue
        if root.tag in {f"{{{ATOM}}}feed", f"{{{ATOM}}}entry"}:
            yield file.relative_to(folder).as_posix(), root


def parsed(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def contradiction(root: etree._Element) -> str:
    """What the checker says that the grammar does not, or the reverse; empty if they agree."""
    data = etree.tostring(root)
    root = parsed(data)  # as it is written, with the declarations that writing adds
    # An optional element that is empty is no error for any reader, but told of, too.
    found = {
        p
        for p in check("x", data, STRICT)
        if p.severity is Severity.ERROR or p.code == "value-blank"
    }
    if grammar().validate(root):
        # Of elements of other namespaces the grammar knows nothing, of those in content hardly more
        # (section 4.1.3.3 does).
        beyond = any(
            not str(one.tag).startswith(f"{{{ATOM}}}")
            or (one.tag == f"{{{ATOM}}}content" and len(one))
            for one in root.iter("*")
        )
        codes = {problem.code for problem in found} & STRUCTURE
        return f"right by the grammar, but {codes}" if codes and not beyond else ""
    if found or forgiven(root):
        return ""
    return f"wrong by the grammar: {grammar().error_log[0].message}"


def forgiven(root: etree._Element) -> bool:
    """Whether the grammar is content once that is taken away which other sources allow."""
    for one in list(root.iter("*")):
        outer, name = one.getparent(), etree.QName(one)
        if outer is None:
            continue
        drawing = "svg" in str(name.namespace) or "MathML" in str(name.namespace)
        late = outer is root and name.namespace != ATOM and entry_before(one)
        inside = str(name.namespace) != XHTML and str(outer.tag).startswith(f"{{{XHTML}}}")
        # Section 4.1.1: the order in which elements appear means nothing.
        # Appendix B has nothing but XHTML in XHTML, where SVG and MathML have stood since HTML5, and
        # what readers do not know they pass over.
        if drawing or late or inside:
            outer.remove(one)
    # Section 2 allows xml:base and xml:lang on every element, section 6.3 those of other namespaces.
    for one in root.iter(*PERSON):
        for attribute in [name for name in one.attrib if name[0] == "{"]:
            del one.attrib[attribute]
    return bool(grammar().validate(root))


def entry_before(element: etree._Element) -> bool:
    return next(element.itersiblings(f"{{{ATOM}}}entry", preceding=True), None) is not None


def test_no_case_of_ours_is_judged_against_the_grammar() -> None:
    documents = list(atom(FOLDER))
    assert len(documents) > 100
    assert [(name, said) for name, root in documents if (said := contradiction(root))] == []


@pytest.mark.shared
def test_no_case_of_the_suite_is_judged_against_the_grammar() -> None:
    documents = list(atom(SUITE))
    assert len(documents) > 400
    assert [(name, said) for name, root in documents if (said := contradiction(root))] == []


def test_no_document_with_one_change_is_judged_against_the_grammar() -> None:
    documents = [*atom(FOLDER), *(atom(SUITE) if SUITE.is_dir() else ())]
    good = [root for _, root in documents if grammar().validate(root)]
    chance = random.Random(4287)
    for _ in range(MUTANTS):
        root = deepcopy(chance.choice(good))
        change(root, chance)
        assert not contradiction(root), etree.tostring(root).decode()


def change(root: etree._Element, chance: random.Random) -> None:
    """Alter one element or attribute of a document."""
    one = chance.choice(list(root.iter("*")))
    outer = one.getparent()
    kind = chance.randrange(8)
    target = chance.choice(list(root.iter("*")))
    if kind == 0:
        one.text = f"stray {one.text or ''}"
    elif kind == 1:
        names = ("href", "type", "rel", "x", "term", "{https://example.org/}y", "src", "uri")
        one.set(chance.choice(names), "x/y")
    elif kind == 2:
        name = chance.choice([*(f"{{{ATOM}}}{name}" for name in NAMES), "foo", "{urn:isbn:1}foo"])
        etree.SubElement(one, name).text = "x"
    elif kind == 3 and one.attrib:
        del one.attrib[chance.choice(list(one.attrib))]
    if outer is None:
        return
    if kind == 4:
        outer.remove(one)
    elif kind == 5:
        outer.append(deepcopy(one))
    elif kind == 6:
        one.tag = f"{{{ATOM}}}{chance.choice(NAMES)}"
    elif kind == 7 and target is not one and one not in target.iterancestors():
        target.append(one)
