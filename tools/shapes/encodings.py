"""Encodings: texts in them, and bytes that do not fit."""

from tools.shapes.shape import END, Shape, items, once

_DECLARED = b'<?xml version="1.0" encoding="%s"?><rss version="2.0"><channel><title>t</title>'
# What each declared encoding is written in: marks would stand in every piece.
_CODECS = {
    "utf-8": "utf-8", "utf-16": "utf-16-le", "utf-16-le": "utf-16-le", "utf-32": "utf-32-le",
    "utf-32-be": "utf-32-be", "iso-8859-1": "latin-1", "cp037": "cp037", "cp1252": "cp1252", "utf-7": "utf-7",
}  # fmt: skip
_WITHOUT_UMLAUTS = ("gb18030", "shift_jis", "koi8-r")
_UNDECODABLE = {
    "utf-8": b"\xff", "us-ascii": b"\xff", "cp1252": b"\x81", "cp1253": b"\xd2", "shift_jis": b"\xff",
    "gb18030": b"\xff", "big5": b"\xff", "euc_jp": b"\xff", "iso2022_jp": b"\x1b", "hz": b"~",
    "utf-7": b"+\xff", "utf-16-le": b"\x00\xd8", "utf-32-le": b"\x00\xd8\x00\x00",
}  # fmt: skip
_WIDE = ("utf-16-le", "utf-32-le")

ENCODINGS: dict[str, Shape] = {}
for _name, _codec in _CODECS.items():
    _text = items("wörter <b>und</b> text ".encode())
    ENCODINGS[f"encoding {_name}"] = Shape(_DECLARED % _name.encode(), _text, END, _codec)
for _name in _WITHOUT_UMLAUTS:
    ENCODINGS[f"encoding {_name}"] = once(_DECLARED % _name.encode(), items(b"text <b>x</b> "), END)
for _name, _bad in _UNDECODABLE.items():
    _begin = (_DECLARED % _name.encode() + b"<item><title>").decode()
    _head = _begin.encode(_name if _name in _WIDE else "ascii")
    ENCODINGS[f"encoding {_name}, undecodable"] = once(_head, _bad, b"")
for _name, _letter in (("iso-8859-15", b"\xa4"), ("cp874", b"\xa1")):
    _shape = once(_DECLARED % _name.encode() + b"<x>", _letter, b"</x>" + END)
    ENCODINGS[f"encoding {_name}, three bytes a letter"] = _shape
