"""An author who obeys each hint to the letter, and understands nothing else of it."""

import re
from collections.abc import Callable
from typing import NamedTuple

from feedtool.diagnostics.problem import Problem

FENCE = "---"
QUOTES = {"single": "'", "double": '"'}


class NoMend(Exception):
    """The hint names no mend: only the author can know it."""


def obey(text: str, problem: Problem) -> str:
    """The text of a record after its author did what the hint of a problem says; raises NoMend."""
    hint = problem.hint or ""
    assert not re.search(r"\w…", hint), hint  # nobody can type what was left out
    for pattern, act in _FORMS:
        if found := re.fullmatch(pattern, hint, re.DOTALL):
            return act(Page.of(text, problem), *found.groups())
    raise NoMend(hint)


class Page(NamedTuple):
    """A text and the stretch of it that a problem marks; each method is one thing to do."""

    text: str
    start: int
    end: int

    @classmethod
    def of(cls, text: str, problem: Problem) -> "Page":
        assert problem.span is not None
        starts = [0, *(found.end() for found in re.finditer("\n", text))]
        span = problem.span
        start = starts[span.line - 1] + span.column - 1
        return cls(text, start, starts[span.end_line - 1] + span.end_column - 1)

    # --- what helps

    def _line(self, offset: int) -> tuple[int, int]:
        start = self.text.rfind("\n", 0, offset) + 1
        end = self.text.find("\n", offset)
        end = len(self.text) if end < 0 else end
        return start, end - self.text[start:end].endswith("\r")

    def _with(self, start: int, end: int, said: str) -> str:
        """The text with something else in a stretch; the line end of a block scalar stays."""
        tail = "\n" if start < end and self.text[end - 1] == "\n" and said else ""
        return self.text[:start] + said + tail + self.text[end:]

    def _with_lines(self, changed: dict[int, str]) -> str:
        lines = self.text.split("\n")
        for number, line in changed.items():
            lines[number - 1] = line
        return "\n".join(lines)

    # --- values

    def write(self, said: str) -> str:
        """In place of what is marked; where nothing is, behind the colon or the hyphen."""
        blank = " " if self.start == self.end else ""
        return self._with(self.start, self.end, blank + typed(said))

    def write_true(self) -> str:
        return self.write("true")

    def write_field(self, said: str) -> str:
        """In place of a key and its value; where the value alone is marked, its key stands before it."""
        said = typed(said)
        key = re.escape(said.partition(":")[0])
        above = re.search(rf"(?m)^[ ]*(?:- +)*({key} ?:\s*)\Z", self.text[: self.start])
        return self._with(above.start(1) if above else self.start, self.end, said)

    def _value(self) -> tuple[int, int]:
        """The value on the line: what stands behind its key or hyphen."""
        first, last = self._line(self.start)
        lead = re.match(r" *(?:- +)*(?:[\w-]+: +)?", self.text[first:last])
        assert lead is not None
        return first + lead.end(), last

    def quote(self, kind: str) -> str:
        start, end = self._value()
        return self._with(start, end, f"{QUOTES[kind]}{self.text[start:end]}{QUOTES[kind]}")

    def requote(self, kind: str) -> str:
        start, end = self._value()
        return self._with(
            start, end, f"{QUOTES[kind]}{self.text[start + 1 : end - 1]}{QUOTES[kind]}"
        )

    def close(self, kind: str) -> str:
        _, end = self._value()
        return self._with(end, end, QUOTES[kind])

    def escape(self) -> str:
        start, end = self._value()
        escaped = self.text[start:end].replace('"', '\\"')
        return self._with(start, end, f'"{escaped}"')

    def shorten(self, count: str) -> str:
        return self._with(self.start + int(count.replace(",", "")), self.end, "")

    def keep(self, count: str) -> str:
        items = self.text[self.start : self.end].strip("[]").split(",")
        return self._with(self.start, self.end, f"[{','.join(items[: int(count)])}]")

    # --- lines

    def write_line(self, said: str) -> str:
        first, last = self._line(self.start)
        line = self.text[first:last]
        return self._with(first, last, line[: len(line) - len(line.lstrip())] + said)

    def write_lines(self, one: str, two: str, said: str) -> str:
        lines = self.text.split("\n")
        indent = re.match(" *", lines[int(one) - 1])
        assert indent is not None
        lines[int(one) - 1 : int(two)] = [indent[0] + said]
        return "\n".join(lines)

    def add_line(self, said: str, beside: str | None = None) -> str:
        """Below the fields concerned, in their column."""
        column = 0
        if beside is not None:
            key = self.text.index(beside, self.start)
            column = key - self._line(key)[0]
        last = self.end if self.text[self.end - 1] == "\n" else self._line(self.end)[1] + 1
        return f"{self.text[:last]}{' ' * column}{typed(said)}\n{self.text[last:]}"

    def indent(self, width: str) -> str:
        first, last = self._line(self.start)
        return self._with(first, last, " " * int(width) + self.text[first:last].lstrip())

    def indent_all(self, width: str) -> str:
        first, last = self._line(self.start)
        line = self.text[first:last]
        odd = re.escape(line[: len(line) - len(line.lstrip())])
        return re.sub(rf"(?m)^{odd}(?=\S)", " " * int(width), self.text)

    def dedent(self) -> str:
        return self.indent("0")

    def indent_fields(self, keys: str) -> str:
        rest = self.text[self.end :]
        for key in keys.split(" and "):
            rest = re.sub(rf"(?m)^(?={re.escape(key)})", "  ", rest, count=1)
        return self.text[: self.end] + rest

    def delete_line(self) -> str:
        """The line, and where it is a field's all lines of the field."""
        first, last = self._line(self.start)
        if re.match(r"\s*[\w-]+:\s*$", self.text[first:last]):
            below = re.match(r"(?:\r?\n(?:[ \t]+\S.*|- .*))*", self.text[last:])
            last += len(below[0]) if below else 0
        last += self.text[last : last + 1] == "\r"
        return self.text[:first] + self.text[last + 1 :]

    def delete_comma(self) -> str:
        first, last = self._line(self.start)
        return self._with(first, last, self.text[first:last].rstrip().removesuffix(","))

    def delete_item(self) -> str:
        first, _ = self._line(self.start)
        if re.fullmatch(r"\s*(?:- *)+", self.text[first : self.start]):
            return self.text[:first] + self.text[self._line(self.end)[1] + 1 :]
        before, after = self.text[: self.start], self.text[self.end :]
        if re.match(r"\s*,", after):
            return before + re.sub(r"^\s*,", "", after, count=1)
        return re.sub(r",\s*$", "", before) + after

    def delete_field(self, key: str) -> str:
        return re.sub(rf"(?m)^{key}:.*\n(?:(?: |- ).*\n)*", "", self.text)

    def delete_marked(self) -> str:
        if re.match(r"[\w.\"' -]+:", self.text[self.start :]):  # a key goes with its line
            return self.delete_line()
        return self._with(self.start, self.end, "")

    def delete_before_fence(self) -> str:
        found = re.search(r"---[ \t]*\r?\n", self.text)
        assert found is not None
        return self.text[found.start() :]

    def keep_one_version(self) -> str:
        return re.sub(r"(?ms)^<{7}[^\n]*\n(.*?)^={7}\n.*?^>{7}[^\n]*\n", r"\1", self.text)

    # --- fences

    def fence(self, one: str, two: str | None) -> str:
        return self._with_lines({int(number): FENCE for number in (one, two) if number})

    def fence_before(self) -> str:
        return f"{FENCE}\n{self.text}"

    def fence_here(self) -> str:
        first, _ = self._line(self.start)
        return f"{self.text[:first]}{FENCE}\n{self.text[first:]}"

    def fence_below(self, number: str) -> str:
        lines = self.text.split("\n")
        lines.insert(int(number), FENCE)
        return "\n".join(lines)

    def fence_both(self, number: str) -> str:
        return f"{FENCE}\n{self.fence_below(number)}"

    def fence_json(self) -> str:
        last = self.text.rindex("}") + 1
        return f"{FENCE}\n{self.text[:last]}\n{FENCE}\n{self.text[last:]}"

    def from_toml(self) -> str:
        return re.sub(r"(?m)^(\w+) = ", r"\1: ", self.text.replace("+++", FENCE))


_REMARKS = (
    " if the site has it", " if it was forgotten", "; no zone was given", "; the dash ",
    " if the day stands first", ", or ",
)  # fmt: skip


def typed(said: str) -> str:
    """What to type, less what the hint says of it behind."""
    for remark in _REMARKS:
        said = said if said.startswith('"') else said.partition(remark)[0]
    return said


_FORMS: tuple[tuple[str, Callable[..., str]], ...] = (
    (r"write the whole field as (.+)", Page.write_field),
    (r"write the whole field anew, such as (.+)", Page.write_field),
    (r"write the line as (.+)", Page.write_line),
    (r"write lines (\d+) (?:and|to) (\d+) as (.+)", Page.write_lines),
    (r"write --- on line (\d+)(?: and on line (\d+))?: .+", Page.fence),
    (r"write --- for both lines .+", Page.from_toml),
    (r"write true or false", Page.write_true),
    (r"write true or false(?: behind the colon)?, such as (.+)", Page.write),
    (r"(?:delete the line, or )?write (?:a|an|the|at) [^\"\[{]+?, such as (.+)", Page.write),
    (r"only http and https addresses can be published: write one, such as (.+)", Page.write),
    (r"write (\S.*)", Page.write),
    (r"did you mean (.+)\?", Page.write),
    (r"add (?:the line|a line such as) (.+) below it, in the column of (.+)", Page.add_line),
    (
        r"add a line that holds only --- before the first line, and another one below line (\d+)",
        Page.fence_both,
    ),
    (
        r"add a line that holds only --- before the first line, and another one behind the last }",
        Page.fence_json,
    ),
    (r"add a line that holds only --- before the first line", Page.fence_before),
    (r"add a line that holds only --- below line (\d+); .+", Page.fence_below),
    (r"add a line that holds only --- above this line, .+", Page.fence_here),
    (r"add (?:the line|a line such as) (.+)", Page.add_line),
    (r"indent this line by exactly (\d+) spaces", Page.indent),
    (r"indent this line, and others like it, by exactly (\d+) plain spaces", Page.indent_all),
    (r"indent by two spaces the lines that begin with (.+)", Page.indent_fields),
    (r"delete the blanks before this line", Page.dedent),
    (r"delete the comma at the end of the line", Page.delete_comma),
    (r"delete this item", Page.delete_item),
    (r"delete the whole field (\w+)", Page.delete_field),
    (r"delete one of the two: this, or .+", Page.delete_line),
    (r"delete th(?:e|is) line(?:[:,] .+| to .+)?", Page.delete_line),
    (r"delete it(?:, or leave it: .+)?", Page.delete_marked),
    (r"delete what precedes ---", Page.delete_before_fence),
    (
        r"keep one of them, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>",
        Page.keep_one_version,
    ),
    (r"shorten it to at most ([\d,]+) characters", Page.shorten),
    (r"keep ([\d,]+) of them, and delete the others", Page.keep),
    (r"put the value in (single|double) quotes", Page.quote),
    (
        r"put (single|double) quotes at both ends of the value, and take away what stands there now",
        Page.requote,
    ),
    (r"put a (single|double) quote at the end of the value", Page.close),
    (
        r"put a backslash before each double quote in the value, and double quotes around all of it",
        Page.escape,
    ),
)
