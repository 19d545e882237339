"""The summary of a record: what selection needs to know of it, and most records are read for no more."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from feedtool.diagnostics import codec
from feedtool.diagnostics.problem import Problem, keep_out, lost_pointers, with_costs
from feedtool.feeds import select
from feedtool.frontmatter import Document
from feedtool.model.record import ScanResult, SelectionFacts, telling
from feedtool.model.states import DRAFT, HIDDEN, INVALID, PASSWORD, READY, REMOVED, UNPUBLISHED
from feedtool.records import convert, parse
from feedtool.records.fields import Fields, Unfit
from feedtool.records.parse import ParseOptions
from feedtool.storage.place import Raw
from feedtool.text import dates, urls

if TYPE_CHECKING:
    from collections.abc import Mapping

    from feedtool.frontmatter import YamlValue
    from feedtool.rules.checks import RuleContext


def summarize(  # noqa: PLR0913, PLR0917 - which file it is, and how to read it
    name: str,
    digest: str,
    raw: Raw,
    options: ParseOptions,
    min_heat: int | None,
    context: "RuleContext | None" = None,
    traits: frozenset[str] = frozenset(),
    *,
    with_telling: bool = False,
    knows_held: bool = False,
) -> "tuple[ScanResult, Mapping[str, YamlValue] | None]":
    """The summary of the record in some bytes, with the problems that ``parse`` finds in them.

    Beside it its front matter, which a feed that shows the story asks for; None where it cannot be read.
    With ``context`` a valid record is held against the rules beyond the schema as well; ``with_telling`` is
    for a build that merges what several publishers tell, ``traits`` are what queries ask of it. With
    ``knows_held`` selection can tell of a record that is held which story it is about.
    """
    options = options.of(raw.path)
    document, found = parse.validated(raw, options)
    if document is None:
        return ScanResult(name, digest, INVALID, problems=_plain(with_costs(found))), None
    state, facts, problems = _state(document, found, options, min_heat)
    if facts is not None and (traits or with_telling):
        facts = _with_more(facts, document, options, traits, with_telling=with_telling)
    if knows_held and state not in (READY, INVALID):
        facts = _facts(Fields(document.value, options.mapping.record), options.tracking_parameters)
    if facts is not None and state == READY and _is_episode(document, options):
        expires, own_telling, own_traits = (*facts[7:], None, None, None)[:3]
        facts = (*facts[:7], expires, own_telling, own_traits, True)
    made = ScanResult(name, digest, state, facts, _plain(problems))
    # To find comments takes a second pass over the YAML, which few records should pay for.
    if b"feedtool:" in raw.content:
        from feedtool.records import comments

        made = made._replace(ignores=comments.find(document))
    if context is not None and state != INVALID:
        made = made._replace(linted=_linted(document, found, options, context))
    return made, document.value


def _plain(problems: Iterable[Problem]) -> tuple[Any, ...]:
    return tuple(map(codec.problem_to_plain, problems))


def _with_more(
    facts: SelectionFacts,
    document: Document,
    options: ParseOptions,
    traits: frozenset[str],
    *,
    with_telling: bool,
) -> SelectionFacts:
    """The facts with what few builds ask for."""
    expires = facts[7] if len(facts) > 7 else None  # noqa: PLR2004 - all that any record has
    own_telling = None
    if with_telling:
        own_telling = telling(
            convert.record(
                document.path, document.value, options.tracking_parameters, options.mapping
            )
        )
    own_traits = None
    if traits:
        own_traits = _traits(Fields(document.value, options.mapping.record), traits)
    return (*facts[:7], expires, own_telling, own_traits)


def _is_episode(document: Document, options: ParseOptions) -> bool:
    """Whether a record has something to play."""
    fields = Fields(document.value, options.mapping.record)
    if not fields.has("audio"):
        return False
    from feedtool.records import enclosures  # late: few records have one

    enclosure = enclosures.enclosure(fields)
    return enclosure is not None and enclosure.is_played


def _linted(
    document: Document, found: list[Problem], options: ParseOptions, context: "RuleContext"
) -> tuple[Any, ...]:
    """What the rules beyond the schema find in a valid record, as a scan result has it."""
    from feedtool.rules import across, checks  # late: few builds are strict

    record = convert.record(
        document.path, document.value, options.tracking_parameters, options.mapping
    )
    problems = checks.problems(document, record, context, lost_pointers(found))
    _, *identity = across.identity(record)  # less its path, as of the problems
    is_due = record.published <= context.now
    return _plain(problems), tuple(identity), int(record.published.timestamp()), is_due


def _state(
    document: Document, found: list[Problem], options: ParseOptions, min_heat: int | None
) -> tuple[str, SelectionFacts | None, Iterable[Problem]]:
    """The state of a record, what selection needs to know of it if it is ready, and its problems."""
    if keep_out(found):
        return INVALID, None, with_costs(found)
    fields = Fields(document.value, options.mapping.record)
    try:
        if options.trusted or options.site is not None:
            # All else that could be unfit is what the shipped schema does not let through.
            fields.require_text("title")
            if fields.has("provider_name"):
                fields.require_text("provider_name")
    except Unfit as unfit:
        return INVALID, None, with_costs((*found, parse.unfit_problem(document, unfit)))
    withheld_by = fields.withheld_by()
    if withheld_by and options.site is not None:
        return _COUNTED_AS.get(fields.holding_field() or "", UNPUBLISHED), None, found
    held = select.withheld(withheld_by, fields.heat(), min_heat)
    if held:
        return held.name, None, found
    return READY, _facts(fields, options.tracking_parameters), found


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


def _traits(fields: Fields, traits: frozenset[str]) -> tuple[str | None, ...]:
    """What queries ask of a record."""
    from feedtool.model.query import Traits  # late: few builds ask for any

    domain = fields.trait("provider_domain")
    if domain is None and "domain" in traits:
        domain = urls.host(urls.to_uri(fields.original()))
    found = Traits(
        fields.trait("kind"),
        fields.trait("provider_name"),
        domain,
        fields.trait("category"),
        fields.trait("locale"),
    )
    return tuple(
        value if name in traits else None for name, value in zip(found._fields, found, strict=True)
    )
