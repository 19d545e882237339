"""Bytes become text as XML says."""

import pytest

from feedtool.check import CheckOptions, check
from feedtool.check.checker import findings
from tests.tables import each

BODY = "<rss version='2.0'><channel><title>Füße</title></channel></rss>"
ENCODING = ("encoding-", "xml-", "document-")


def _codes(data: bytes, fallback: str = "utf-8") -> list[str]:
    found = findings(data, CheckOptions(fallback_encoding=fallback))[1]
    return [one.code for one in found if one.code.startswith(ENCODING)]


@each("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
def test_wide_encodings_with_and_without_a_mark(encoding: str) -> None:
    declared = encoding.rsplit("-", 1)[0] if encoding.count("-") > 1 else encoding
    text = f"<?xml version='1.0' encoding='{declared}'?>{BODY}"
    assert not [c for c in _codes(text.encode(encoding)) if c != "encoding-not-utf8"]


def test_ebcdic() -> None:
    text = f"<?xml version='1.0' encoding='cp037'?>{BODY}"
    assert _codes(text.encode("cp037")) == ["encoding-obscure"]


def test_a_mark_against_a_declaration() -> None:
    data = b"\xef\xbb\xbf<?xml version='1.0' encoding='us-ascii'?>" + BODY.encode()
    assert _codes(data) == ["encoding-contradiction"]


@each("version", ["1.1", "2.0", "1.", "1", "one", "1.0:", "", "1.0 "])
@each("encoding", ["utf-8", "utf-16"])
def test_what_follows_another_version_is_read_by_every_expat(version: str, encoding: str) -> None:
    text = f"<?xml version='{version}' encoding='{encoding}'?><rss><channel><i></b></channel></rss>"
    found = findings(text.encode(encoding), CheckOptions())[1]
    wrong = {one.code: one for one in found if one.code.startswith("xml-")}
    assert list(wrong) == ["xml-version", "xml-not-well-formed"]
    assert wrong["xml-not-well-formed"].start > text.index("<i>")


@pytest.mark.parametrize(
    "before", ["\n<?xml\nversion='1.0'\n?>", "<?xml\n version='2.0'?>", "<?xml version='\n2'?>"]
)
def test_lines_are_those_of_the_document_whatever_is_wrong_with_its_declaration(
    before: str,
) -> None:
    text = before + "\n<rss version='2.0'><channel><title></title></channel></rss>"
    found = check("a.rss", text.encode(), CheckOptions())
    (blank,) = (one for one in found if one.code == "value-blank")
    assert blank.span
    assert blank.span.line == text.count("\n") + 1


def test_the_fallback_reads_what_says_nothing() -> None:
    assert _codes(BODY.encode()) == ["encoding-undeclared"]
    assert "encoding-undecodable" in _codes(BODY.encode(), "us-ascii")
    assert _codes(BODY.encode("cp1252"), "cp1252") == ["encoding-undeclared"]


def test_the_first_wrong_byte_is_the_place() -> None:
    data = b"<?xml version='1.0' encoding='utf-8'?>\n<rss>" + b"\xe9</rss>"
    (problem,) = (p for p in check("x", data, CheckOptions()) if p.code == "encoding-undecodable")
    assert problem.span is not None
    assert (problem.span.line, problem.span.column) == (2, 6)


@each("name", ["idna", "unicode_escape", "hex", "rot13", "base64", "undefined", "a b", ""])
def test_codecs_of_python_are_no_encodings(name: str) -> None:
    assert "encoding-unknown" in _codes(f"<?xml version='1.0' encoding='{name}'?>{BODY}".encode())
