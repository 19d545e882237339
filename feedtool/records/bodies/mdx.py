"""MDX: imports and exports, components, and ``{expressions}`` in Markdown."""

import re

from feedtool.records.bodies.scanning import PostNames, Replacement, Scan

_VALUE = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]{0,1000}\}){0,1000}\}){0,1000}\}"
_TAG = re.compile(
    rf"</?([A-Za-z][\w.:-]*)?((?>(?:[^<>{{}}\"'`]|\"[^\"]{{0,2000}}\"|'[^']{{0,2000}}'|{_VALUE})*))>"
)
_EXPRESSION = re.compile(_VALUE)
_LITERAL = re.compile(r"""\{\s*(?:"([^"\n]*)"|'([^'\n]*)'|`([^`$]*)`)\s*\}""")
_NOTE = re.compile(r"\{\s*/\*.{0,2000}?\*/\s*\}", re.DOTALL)
# No expression is longer; a message shows less.
_LONGEST, _LONGEST_NAME = 2000, 56
# A statement goes on to the blank line after it.
_STATEMENT = re.compile(r"(?:import|export)\b[^\n]*(?:\n(?![ \t]*\r?\n)[^\n]*)*\n?")


class Mdx:
    """The dialect."""

    # An attribute whose value is an expression goes with it, so that the element of HTML that has it stays one.
    start = (
        r"(?P<statement>^(?:import|export)\b(?=[\s{*]))|(?P<component></?(?=[A-Z>]))"
        r"|(?P<attribute>\s[A-Za-z][\w:.-]{0,100}=(?=\{))|(?P<expression>\\?\{)"
    )

    def take(self, scan: Scan, found: re.Match[str], _names: PostNames) -> Replacement | None:
        """What is made of the code that begins there; None where it is none."""
        start = found.start()
        if found["statement"]:
            statement = _STATEMENT.match(scan.text, start)
            return statement and Replacement(statement.end(), "\n", f"{found[0].strip()} …")
        if found["expression"]:
            return self._expression(scan, start)
        if found["attribute"]:
            return self._expression(scan, found.end(), attribute=found[0])
        # Patterns are searched for without regard to capitals: which these go by.
        following = scan.text[found.end() : found.end() + 1]
        if not (following.isupper() or following == ">"):
            return None
        tag = _TAG.match(scan.text, start)
        if tag is None:
            return None
        is_opening = tag[1] is not None and not scan.text.startswith("</", start)
        return Replacement(tag.end(), left=f"<{tag[1]}>" if is_opening else None)

    @staticmethod
    def _expression(scan: Scan, start: int, attribute: str = "") -> Replacement | None:
        if scan.text[start] == "\\":
            return Replacement(start + 2, "\\{")
        if scan.text.find("}", start, start + _LONGEST) < 0:
            return None
        if note := _NOTE.match(scan.text, start):
            return Replacement(note.end())
        if literal := _LITERAL.match(scan.text, start):
            text = next(one for one in literal.groups() if one is not None)
            return Replacement(literal.end(), f'{attribute}"{text}"' if attribute else text)
        expression = _EXPRESSION.match(scan.text, start)
        return expression and Replacement(
            expression.end(), left=_short(expression[0]), kind="value"
        )

    def in_code(self, text: str) -> str:
        """The code as it is."""
        return text


def _short(code: str) -> str:
    folded = " ".join(code.split())
    return folded if len(folded) <= _LONGEST_NAME else f"{folded[:_LONGEST_NAME]}…}}"
