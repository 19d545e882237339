"""HTML in texts: many tokens of one kind."""

from functools import partial

from tools.shapes.shape import END, ITEM, JSON, RSS, Shape, items, large, once

_HTML = {
    "text": b"word ",
    "tags": b"<b>",
    "tags that are closed": b"<b>x</b>",
    "tags with attributes": b"<p class='x'>y",
    "tags unquoted": b"<a href=x>",
    "tags without space": b"<br/>",
    "tags unknown": b"<xx>",
    "tags, less alone": b"<",
    "tags, less and space": b"< ",
    "tags not ended": b"<a ",
    "tags without a name": b"<>",
    "closing tags": b"</b>",
    "closing tags unknown": b"</xx>",
    "closing tags not ended": b"</b",
    "comments": b"<!---->",
    "comments not ended": b"<!--",
    "declarations": b"<!a>",
    "instructions": b"<?a>",
    "scripts": b"<script></script>",
    "scripts not ended": b"<script>",
    "titles not ended": b"<title>",
    "images": b"<img src='x'>",
    "styles": b"<b style='a:b'>",
    "styles long": b"<b style='a:" + b"b(" * 900 + b"'>",
    "attributes": b"<a" + b" b=c" * 250 + b">x</a>",
    "attributes without a value": b"<a" + b"/on" * 250 + b">x</a>",
    "references": b"&#60;",
    "references, zeros": b"&#00060;",
    "references, hexadecimal": b"&#x3C;",
    "references that are wrong": b"&#1;",
    "references that are large": b"&#999999999;",
    "entities": b"&amp;",
    "entities unknown": b"&x;",
    "ampersands": b"&",
    "quotes": b'<a b="',
    "apostrophes": b"<a b='",
    "equals": b"<a =",
    "slashes": b"<a/",
    "relative addresses": b"<a href='x'>y</a>",
    "active addresses": b"<a href='javascript:x'>",
}
HTML: dict[str, Shape] = {}
for _name, _text in _HTML.items():
    HTML[f"HTML, {_name}"] = once(RSS, items(_text), END)
    HTML[f"HTML, {_name}, in small texts"] = once(RSS, items(_text, 300), END)
    HTML[f"HTML, {_name}, in large texts"] = Shape(RSS, partial(large, _text), END)
    HTML[f"HTML, {_name}, escaped"] = once(
        RSS,
        ITEM
        + b"<description>"
        + (_text * (3_000 // len(_text))).replace(b"&", b"&amp;").replace(b"<", b"&lt;")
        + b"</description></item>",
        END,
    )
    _escaped = (_text * (30_000 // len(_text))).replace(b'"', b'\\"')
    HTML[f"HTML, {_name}, in JSON"] = once(
        JSON + b'"items": [', b'{"id": "1", "content_html": "' + _escaped + b'"},', b'{"id": "2"}]}'
    )
