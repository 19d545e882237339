"""JSON: one token as large as the document, and many values of one kind."""

from tools.shapes.shape import JSON, Shape, number, once

JSONS = {
    "JSON string": once(JSON + b'"items": [{"id": "', b"a", b'"}]}'),
    "JSON string, letters": once(JSON + b'"items": [{"content_html": "', "ü".encode(), b'"}]}'),
    "JSON string, escapes": once(JSON + b'"items": [{"content_html": "', b"\\n", b'"}]}'),
    "JSON string, escaped letters": once(JSON + b'"items": [{"id": "', b"\\u00fc", b'"}]}'),
    "JSON string, halves": once(JSON + b'"items": [{"id": "', b"\\ud800", b'"}]}'),
    "JSON string, backslashes": once(JSON + b'"items": [{"id": "', b"\\\\", b'"}]}'),
    "JSON string not ended": once(JSON + b'"items": [{"id": "', b"a", b""),
    "JSON string not ended, escapes": once(JSON + b'"items": [{"id": "', b"\\n", b""),
    "JSON string of an extension": once(JSON + b'"_x": {"a": "', b"a", b'"}, "items": []}'),
    "JSON string of <": once(JSON + b'"items": [{"content_html": "', b"<", b'"}]}'),
    "JSON key": once(JSON + b'"', b"a", b'": 1}'),
    "JSON number": once(JSON + b'"a": 1', b"0", b"}"),
    "JSON number, fraction": once(JSON + b'"a": 0.', b"1", b"}"),
    "JSON number, exponent": once(JSON + b'"a": 1e', b"1", b"}"),
    "JSON word": once(JSON + b'"a": t', b"r", b"}"),
    "JSON spaces": once(JSON, b" ", b'"items": []}'),
    "JSON spaces at the end": once(JSON + b'"items": []}', b" ", b""),
    "JSON line ends, CR": once(JSON, b"\r", b'"x": 1, "items": []}'),
    "JSON comment": once(JSON + b"/*", b"a", b"*/}"),
    "JSON behind the end": once(JSON + b'"items": []}', b"[", b""),
    "JSON items, empty": once(JSON + b'"items": [', b"{},", b"{}]}"),
    "JSON items, small": Shape(
        JSON + b'"items": [', number(b'{"id":"#","content_text":"a"},'), b"{}]}"
    ),
    "JSON items that are none": once(JSON + b'"items": [', b"1,", b"1]}"),
    "JSON items that are null": once(JSON + b'"items": [', b"null,", b"1]}"),
    "JSON items deep": once(JSON + b'"items": [', b"[" * 90 + b"]" * 90 + b",", b"1]}"),
    "JSON items with the same identifier": once(
        JSON + b'"items": [', b'{"id":"a","content_text":"a"},', b"{}]}"
    ),
    "JSON tags": once(JSON + b'"items": [{"id": "1", "tags": [', b'"a",', b'"a"]}]}'),
    "JSON attachments": once(JSON + b'"items": [{"id": "1", "attachments": [', b"{},", b"{}]}]}"),
    "JSON authors": once(JSON + b'"authors": [', b'{"name":"a"},', b'{}], "items": []}'),
    "JSON keys": Shape(JSON, number(b'"#":1,'), b'"items": []}'),
    "JSON keys of items": Shape(JSON + b'"items": [', number(b'{"#":1},'), b"{}]}"),
    "JSON keys twice": once(JSON, b'"title":"a",', b'"items": []}'),
    "JSON keys, halves": once(JSON, b'"\\ud800":1,', b'"items": []}'),
    "JSON extension, numbers": once(JSON + b'"_x": {"a": [', b"1,", b'1]}, "items": []}'),
    "JSON extension, strings": once(JSON + b'"_x": {"a": [', b'"",', b'1]}, "items": []}'),
    "JSON extension, objects": once(JSON + b'"_x": {"a": [', b'{"a":1},', b'1]}, "items": []}'),
    "JSON extension, long strings": once(
        JSON + b'"_x": {"a": [', b'"' + b"a" * 99_999 + b'",', b'1]}, "items": []}'
    ),
    "JSON arrays": once(b"", b"[", b""),
    "JSON array of arrays": once(b"[", b"[],", b"1]"),
    "JSON array of numbers": once(b"[", b"1,", b"1]"),
    "JSON array of strings": once(b"[", b'"a\\n",', b"1]"),
    "JSON array of words": once(b"[", b"true,", b"1]"),
    "JSON spaces between": once(b"[", b"1 \n,  ", b"1]"),
    "JSON dates that are wrong": once(
        JSON + b'"items": [', b'{"id":"a","date_published":"2001-01-01 10:00"},', b"{}]}"
    ),
    "JSON texts, escapes": once(
        JSON + b'"items": [', b'{"content_text":"' + b"\\n" * 9_999 + b'"},', b"{}]}"
    ),
    "JSON texts, wrong escapes": once(
        JSON + b'"items": [', b'{"content_text":"' + b"\\x" * 9_999 + b'"},', b"{}]}"
    ),
}
