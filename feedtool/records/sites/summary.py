"""What a body begins with, as plain text: what stands above ``<!--more-->``, else the first paragraph."""

import re

from feedtool.text import plain

# No summary is looked for further down, and none is longer.
FAR, _LONGEST = 20_000, 500
# Of Jekyll, Hugo, Hexo, Zola and WordPress; Docusaurus; Nikola; Middleman.
_MORE = re.compile(
    r"<!--+\s*(?:more|truncate|TEASER_END)\b[^>\n]{0,80}?--+>|\{/\*\s*truncate\s*\*/\}"
    r"|^\.\. TEASER_END\b.*$|\bREADMORE\b",
    re.IGNORECASE | re.MULTILINE,
)
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
# What is no text: template code, comments, definitions of links, and lines that are headings, rules, tables,
# attributes or code.
_CODE = (
    re.compile(r"^ {0,3}(```|~~~)[^\n]*\n.*?(?:^ {0,3}\1[^\n]*$|\Z)", re.MULTILINE | re.DOTALL),
    re.compile(r"\{%[^%\n]{0,500}%\}|\{\{[^{}\n]{0,500}\}\}"),
    re.compile(r"<(script|style)\b[^>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL),
    re.compile(r"^ {0,3}\[[^\]\n]+\]:[^\n]*$", re.MULTILINE),
    re.compile(r"^(?:import|export) [^\n]*$", re.MULTILINE),
)
_NO_TEXT = re.compile(
    r" {0,3}(?:#{1,6}(?:\s|$)|(?:[-*_=] ?){3,}\s*$|\||\{:|:::|\[toc\]|\[\[_toc_\]\])", re.IGNORECASE
)
_MARKS = (
    # Of Obsidian: a note or a picture that is shown within, a link to a note.
    (re.compile(r"!\[\[[^\[\]\n]{0,500}\]\]"), " "),
    (re.compile(r"\[\[(?:[^\[\]|\n]{1,500}\|)?([^\[\]|\n]{1,500})\]\]"), r"\1"),
    (re.compile(r"!\[[^\]\n]{0,500}\](?:\([^()\n]{0,1000}\)|\[[^\]\n]{0,200}\])?"), " "),
    (re.compile(r"\[([^\[\]\n]{1,500})\]\((?:[^()\n]|\([^()\n]{0,300}\)){0,1000}\)"), r"\1"),
    (re.compile(r"\[([^\[\]\n]{1,500})\]\[[^\[\]\n]{0,200}\]"), r"\1"),
    (re.compile(r"\[\^[^\]\n]{1,100}\]"), ""),
    (re.compile(r"<(https?://[^<>\s]{1,1000})>"), r"\1"),
    (re.compile(r"(`{1,3})([^`\n]{1,500})\1"), r"\2"),
    (re.compile(r"(\*{1,3}|~~)(?=\S)([^*~\n]{1,500}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<!\w)(_{1,3})(?=\S)([^_\n]{1,500}?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"^[ \t]*(?:>[ \t]?|[-*+][ \t]+|\d{1,9}[.)][ \t]+)+", re.MULTILINE), ""),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])"), r"\1"),
    (re.compile(r"\{:[^}\n]{0,200}\}"), ""),
)


def of_body(body: str) -> str | None:
    """The summary of a body in Markdown or HTML; None where it holds no text."""
    text = body[:FAR].replace("\r\n", "\n")
    above, more, _ = _split(text)
    above = without_code(above)
    paragraphs = [found for one in _PARAGRAPH.split(above) if (found := _plain(one))]
    if not paragraphs:
        return None
    return _cut(" ".join(paragraphs) if more else paragraphs[0])


def without_code(text: str) -> str:
    """A body without what is no text: code, scripts, the tags of templates."""
    for pattern in _CODE:
        text = pattern.sub("", text)
    return text


def plain_text(text: str) -> str:
    """A piece of Markdown or HTML as plain text."""
    for pattern, instead in _MARKS:
        text = pattern.sub(instead, text)
    return plain.plain(text)


def _split(text: str) -> tuple[str, bool, str]:
    found = _MORE.search(text)
    if found is None:
        return text, False, ""
    return text[: found.start()], True, text[found.end() :]


def _plain(paragraph: str) -> str:
    """The text of a paragraph; empty where it is a heading, a picture, a rule or a table."""
    lines = paragraph.strip("\n").split("\n")
    if len(lines) > 1 and re.fullmatch(r" {0,3}(?:=+|-+)[ \t]*", lines[1]):
        lines = lines[2:]  # a heading, underlined
    if lines and all(line.startswith(("    ", "\t")) for line in lines):
        return ""
    text = "\n".join(line for line in lines if not _NO_TEXT.match(line))
    text = re.sub(r"<h[1-6]\b[^>]*>.*?</h[1-6]\s*>", " ", text, flags=re.IGNORECASE | re.DOTALL)
    made = plain_text(text)
    return made if any(character.isalnum() for character in made) else ""


def _cut(text: str) -> str:
    """The text, at most so long: cut behind a sentence, else behind a word."""
    if len(text) <= _LONGEST:
        return text
    head = text[:_LONGEST]
    sentence = max(head.rfind(sign) for sign in (". ", "! ", "? ", "\u3002"))
    if sentence > _LONGEST // 3:
        return head[: sentence + 1]
    return f"{head.rpartition(' ')[0] or head}\u2026"
