"""Our Atom feeds against the RELAX NG grammar of RFC 4287 (Appendix B), and its Schematron rules."""

from pathlib import Path

import pytest
from lxml import etree

from tests.integration import support
from tests.integration.atom_grammar import complaints
from tests.integration.conftest import Site


def test_every_atom_feed_is_valid(site: Site) -> None:
    files = sorted(site.output.rglob("*.atom"))
    assert len(files) == len(site.feeds)
    for file in files:
        assert not complaints(etree.parse(file).getroot()), file


def test_a_feed_with_every_option_and_one_without_items_are_valid(tmp_path: Path) -> None:
    config = support.seeds_config(tmp_path)
    text = config.read_text("utf-8").replace(
        "[records]",
        'icon = "https://example.org/icon.png"\nhub = "https://hub.example.org/"\n[records]',
    )
    text += '\n[topics.quiet]\nname = "Quiet"\nimage = "https://example.org/quiet.jpg"\n'
    config.write_text(text, encoding="utf-8")
    output = support.build(config)
    for name in ("all", "topics/ai", "topics/quiet"):
        assert not complaints(etree.parse(output / f"{name}.atom").getroot()), name


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("<published>2023", "<published>in 2023"),
        ("<name>AI Every Day</name>", "<name>AI Every Day</name><email>nobody</email>"),
        ('<title type="text">', '<title type="text/plain">'),
        ("</entry>", "<id>urn:another</id></entry>"),
        ("</entry>", "<cloud>no element of Atom</cloud></entry>"),
        (' rel="alternate"', ' rel="a:b c" hreflang="English (GB)"'),
        ("</entry>", '<link rel="alternate" type="text/html" href="https://x.example/"/></entry>'),
        ('rel="self"', 'rel="me"'),
    ],
)
def test_the_grammar_and_the_rules_find_what_is_wrong(
    right: str, wrong: str, tmp_path: Path
) -> None:
    text = (support.build(support.seeds_config(tmp_path)) / "all.atom").read_text("utf-8")
    assert right in text
    assert complaints(etree.fromstring(text.replace(right, wrong).encode()))
