"""The outline of a record: what selection needs to know of it, and most records are read for no more."""

from typing import TYPE_CHECKING, NamedTuple

from feedtool.diagnostics.problem import Problem, keep_out, lost_pointers, with_costs
from feedtool.feeds import select
from feedtool.frontmatter import Document
from feedtool.model.record import (
    DRAFT,
    HIDDEN,
    PASSWORD,
    REMOVED,
    UNPUBLISHED,
    SelectionFacts,
)
from feedtool.records import convert, parse
from feedtool.records.fields import Fields, Unfit
from feedtool.records.parse import ParseOptions
from feedtool.rules import checks
from feedtool.storage.place import Raw
from feedtool.text import dates, urls

if TYPE_CHECKING:
    from feedtool.records.comments import Ignore
    from feedtool.rules.across import RecordIdentity


class LintResult(NamedTuple):
    """The findings of the rules beyond the schema, and the input of the rules across records.

    ``published`` is when the story is due, in seconds since 1970, ``is_due`` whether it was so when the
    rules spoke: what they say of a date changes at that moment.
    """

    problems: tuple[Problem, ...]
    entry: "RecordIdentity"
    published: int
    is_due: bool


class Outline(NamedTuple):
    """The summary of one record: its parse result, without the fields that only an item needs.

    ``held`` is why a valid record is in no feed, else ``facts`` are what selection needs to know. Neither
    is there where errors keep the record out. ``ignores`` are those of its comments.
    """

    problems: tuple[Problem, ...] = ()
    held: select.Reason | None = None
    facts: SelectionFacts | None = None
    ignores: "tuple[Ignore, ...]" = ()
    linted: LintResult | None = None


def outline(
    raw: Raw, options: ParseOptions, min_heat: int, rule_context: checks.RuleContext | None = None
) -> Outline:
    """The outline of the record in some bytes, with the problems that ``parse`` finds in them.

    With ``rule_context`` a valid record is held against the rules beyond the schema as well.
    """
    document, found = parse.validated(raw, options)
    if document is None:
        return Outline(with_costs(found))
    made = _outline(document, found, options, min_heat)
    # To find comments takes a second pass over the YAML, which few records should pay for.
    if b"feedtool:" in raw.content:
        from feedtool.records import comments

        made = made._replace(ignores=comments.find(document))
    if rule_context is not None and (made.held or made.facts):
        made = made._replace(linted=_linted(document, found, options, rule_context))
    return made


def _linted(
    document: Document, found: list[Problem], options: ParseOptions, context: checks.RuleContext
) -> LintResult:
    from feedtool.rules import across  # late: few builds are strict

    record = convert.record(
        document.path, document.value, options.tracking_parameters, options.mapping
    )
    return LintResult(
        tuple(checks.problems(document, record, context, lost_pointers(found))),
        across.identity(record),
        int(record.published.timestamp()),
        record.published <= context.now,
    )


def _outline(
    document: Document, found: list[Problem], options: ParseOptions, min_heat: int
) -> Outline:
    if keep_out(found):
        return Outline(with_costs(found))
    fields = Fields(document.value, options.mapping.record)
    try:
        if options.trusted:
            # All else that could be unfit is what the shipped schema does not let through.
            fields.require_text("title")
            if fields.has("provider_name"):
                fields.require_text("provider_name")
    except Unfit as unfit:
        return Outline(with_costs((*found, parse.unfit_problem(document, unfit))))
    withheld_by = fields.withheld_by()
    if withheld_by and options.site is not None:
        reason = _COUNTED_AS.get(fields.holding_field() or "", UNPUBLISHED)
        return Outline(tuple(found), select.Unpublished(withheld_by, reason))
    held = select.withheld(withheld_by, fields.heat(), min_heat)
    if held:
        return Outline(tuple(found), held)
    return Outline(tuple(found), None, _facts(fields, options.tracking_parameters))


# What posts of other generators are counted as that a field holds back; one that is false says no more.
_COUNTED_AS = {
    "draft": DRAFT,
    "hidden": HIDDEN,
    "password": PASSWORD,
    "removed": REMOVED,
    "deleted": REMOVED,
}
# What follows takes for granted what has been seen to above.


def _facts(fields: Fields, tracking: tuple[str, ...]) -> SelectionFacts:
    key, own_id = urls.canonical(fields.original(), tracking), fields.find("id")
    published, updated = dates.seconds(fields.find("published")), fields.find("updated")
    facts = (
        urls.urn(key) if own_id is None else own_id,
        key,
        own_id is not None,
        published,
        published if updated is None else max(published, dates.seconds(updated)),
        fields.heat(),
        tuple(fields.texts("topics")),
    )
    expires = fields.expires()
    return facts if expires is None else (*facts, dates.seconds(expires))
