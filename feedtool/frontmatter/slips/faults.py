"""The problem for a syntax error of the parser, with a hint."""

import re

import yaml

from feedtool.diagnostics.problem import Problem
from feedtool.frontmatter import loader
from feedtool.frontmatter.slips import kinds, rewrites
from feedtool.frontmatter.source import SourceText

# What YAML refuses in its source (YAML 1.1 section 4.1).
_UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def syntax_problem(source: SourceText, error: yaml.YAMLError) -> Problem:
    """The problem that a parser's error stands for, where its cause stands."""
    unreadable = _UNREADABLE.search(source.text, source.start, source.end)
    if unreadable is not None:
        number = f"{ord(unreadable[0]):04X}"
        return source.problem("yaml-control-character", unreadable.span(), number=number)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    opened = getattr(error, "context_mark", None)
    slip = kinds.explain(
        kinds.YamlFault(
            text=source.text[: source.end],
            message=str(getattr(error, "problem", None) or error),
            context=str(getattr(error, "context", None)),
            offset=min(source.start + (mark.index if mark else 0), source.end),
            opened=source.start + opened.index if opened else None,
            value=_last_value(source),
        )
    )
    hint = (not slip.sure and rewrites.hint(source, slip.start)) or slip.hint
    code = "yaml-alias" if slip.message == "a value cannot begin with *" else "yaml-syntax"
    return source.problem(code, (slip.start, slip.end), slip=slip.message, advice=hint)


def _last_value(source: SourceText) -> tuple[int, int] | None:
    """The stretch of the last value before a syntax error."""
    last = None
    try:
        for event in loader.events(source.block):
            if isinstance(event, yaml.ScalarEvent):
                last = source.start + loader.start(event), source.start + loader.end(event)
    except yaml.YAMLError:
        pass
    return last
