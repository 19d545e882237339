"""A document against its schema: the errors as problems, each at the place of what it concerns.

What words them (``explained``) is imported late: a good record needs none.
"""

from collections.abc import Collection
from functools import cache, partial
from typing import TYPE_CHECKING

from feedtool.diagnostics.problem import Costs, Problem, Severity
from feedtool.frontmatter import Document
from feedtool.schema.errors import SchemaError
from feedtool.schema.names import NoNames
from feedtool.schema.validator import Schema

if TYPE_CHECKING:
    from feedtool.schema.names import Names
    from feedtool.schema.parts import PartPath


def of_record(
    document: Document, schema: Schema, names: "Names", known: Collection[str] = (), *, own: bool
) -> tuple[Document, list[Problem]]:
    """A record without those parts that a schema refuses, and what it does against it, in no order.

    ``names`` are what the record calls its fields; one that has keys of the ``known``, which are of no schema,
    and no other fault, is right. ``own`` tells of a schema of the user's own, whose messages are the library's.
    """
    failed = schema.errors(document.value)
    if not failed or (len(failed) == 1 and _has_only(known, failed[0])):
        return document, []
    from feedtool.schema import explained, parts
    from feedtool.schema.suggestions import Suggestions

    suggestions = None if own else Suggestions(document, schema, names)
    # A value may fail in several ways.
    part_of = cache(partial(parts.part_of, names=names, own=own))
    found = [
        _with_costs(problem, part_of(error.pointer))
        for problem, error in explained.by_value(document, failed, suggestions, family="schema")
    ]
    lost = [
        part for error in failed if error.keyword != "unknown" if (part := part_of(error.pointer))
    ]
    return (document.with_value(parts.without(document.value, lost)) if lost else document), found


def _has_only(known: Collection[str], error: SchemaError) -> bool:
    return error.keyword == "unknown" and not error.pointer and {*known}.issuperset(error.names)


def _with_costs(problem: Problem, part: "PartPath | None") -> Problem:
    if problem.severity is not Severity.ERROR:
        return problem
    return problem._replace(costs=Costs.PART if part else Costs.RECORD)


def problems(document: Document, schema: Schema, *, own_words: bool, family: str) -> list[Problem]:
    """What a document does against a schema: one problem a value, in no order.

    With ``own_words`` the messages are ours, else the library's; codes are ``<family>-<keyword>``.
    """
    failed = schema.errors(document.value)
    if not failed:
        return []
    from feedtool.schema import explained
    from feedtool.schema.suggestions import Suggestions

    suggestions = Suggestions(document, schema, NoNames()) if own_words else None
    return [
        problem for problem, _ in explained.by_value(document, failed, suggestions, family=family)
    ]
