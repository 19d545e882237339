"""The bodies of posts: Markdown or HTML, with template code in it, as HTML that any reader may show."""

import re
from typing import Any

from feedtool.records.mapping import FieldMapping
from feedtool.text import plain, urls

_ILLEGAL = re.compile(f"[{plain.ILLEGAL}]")
# A body that makes so much more HTML than it has text is no article, but made to fill memories.
_MOST_GROWTH, _ALWAYS_ALLOWED = 20, 100_000


def rendered(fields: dict[str, Any], mapping: FieldMapping) -> dict[str, Any]:
    """The fields of a post, its body as HTML; the first picture of it is the post's where it has none.

    A body that says nothing, or that is not to be published, leaves no field.
    """
    from feedtool.records.bodies import articles, markdown  # late: few sites show their bodies

    given = mapping.record.find(fields, "content")
    fields = {key: one for key, one in fields.items() if key != mapping.record.key("content")}
    text, link = (
        _ILLEGAL.sub("", given["text"]).replace("\r\n", "\n"),
        mapping.record.find(fields, "link"),
    )
    link = link or mapping.record.find(fields, "original")
    is_markdown = given["format"] == "markdown"
    html = markdown.to_html(text, **given["options"]) if is_markdown else text
    if len(html) > _ALWAYS_ALLOWED + _MOST_GROWTH * len(text):
        return fields
    article = articles.clean(
        html, urls.to_uri(link), given["home"], has_sources=given.get("has_sources", False)
    )
    if not article.html:
        return fields
    content = {"html": article.html}
    if is_markdown:
        content["markdown"] = text.strip()
    mapping.record.put(fields, "content", content)
    if article.picture and not mapping.record.find(fields, "images"):
        picture: dict[str, Any] = {}
        address, alt = article.picture
        mapping.image.put(picture, "image_url", address)
        if alt:
            mapping.image.put(picture, "image_title", alt)
        mapping.record.put(fields, "images", [picture])
    return fields
