"""What a check of records finds, before its rule gives it words."""

from feedtool.diagnostics.problem import Problem, Span


class RecordFinding:
    """A rule that a record breaks: its code, the place as a JSON pointer, and what its words may name."""

    __slots__ = ("code", "parts", "pointer")

    def __init__(self, code: str, pointer: str = "", /, **parts: object) -> None:
        """``parts`` are the parts of the templates of the rule; one that is None is not known."""
        self.code, self.pointer = code, pointer
        self.parts = {name: str(value) for name, value in parts.items() if value is not None}

    def problem(self, path: str, span: Span | None) -> Problem:
        """The problem of a record, in the words of the rule; without a pointer it is of the whole file."""
        from feedtool.rules.catalogue import RULES  # late: a good record breaks none

        rule = RULES[self.code]
        return Problem(
            path,
            self.code,
            rule.message_of(self.parts),
            span,
            rule.severity,
            self.pointer or None,
            rule.hint_of(self.parts) or None,
            parts=tuple(self.parts.items()),
        )
