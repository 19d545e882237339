"""The summary of a record: what selection needs to know of it, and most records are read for no more."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from feedtool.build.reading.facts import SelectionFacts
from feedtool.diagnostics import codec
from feedtool.diagnostics.problem import Problem, keep_out, lost_pointers, with_costs
from feedtool.feeds import select
from feedtool.frontmatter import Document
from feedtool.imports.tuples import NamedTuple
from feedtool.model.record import Record, ScanResult, wording
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


class SummaryOptions(NamedTuple):
    """What a build asks of the summary of a record.

    Records of less than ``min_heat`` are read no further; None asks for none. With ``context`` a valid record
    is held against the rules beyond the schema as well; ``merges_clusters`` is for a build that merges what
    several publishers tell; ``traits`` are what queries ask of records. With ``knows_held`` it is known of
    records that are held which story they are about.
    """

    min_heat: int | None = None
    context: "RuleContext | None" = None
    merges_clusters: bool = False
    traits: frozenset[str] = frozenset()
    knows_held: bool = False


def summarize(
    name: str, digest: str, raw: Raw, options: ParseOptions, asked: SummaryOptions
) -> "tuple[ScanResult, Mapping[str, YamlValue] | None]":
    """The summary of the record in some bytes, with the problems that ``parse`` finds in them.

    Beside it its front matter, which a feed that shows the story asks for; None where it cannot be read.
    """
    options = options.of(raw.path)
    document, found = parse.validated(raw, options)
    if document is None:
        return ScanResult(name, digest, INVALID, problems=_plain(with_costs(found))), None
    fields = Fields(document.value, options.mapping.record)
    state, problems = _state(document, fields, found, options, asked.min_heat)
    facts = None
    if state == READY:
        facts = _facts(document, fields, options, asked).plain
    elif asked.knows_held and state != INVALID:  # for which no query asks, and no cluster
        facts = _facts(document, fields, options, SummaryOptions()).plain
    made = ScanResult(name, digest, state, facts, _plain(problems))
    # To find comments takes a second pass over the YAML, which few records should pay for.
    if "feedtool:" in document.text:
        from feedtool.records import comments

        made = made._replace(ignores=comments.find(document))
    if asked.context is not None and state != INVALID:
        made = made._replace(linted=_linted(document, found, options, asked.context))
    return made, document.value


def _plain(problems: Iterable[Problem]) -> tuple[Any, ...]:
    return tuple(map(codec.problem_to_plain, problems))


def _is_episode(fields: Fields) -> bool:
    """Whether a record has something to play."""
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

    record = _record(document, options)
    problems = checks.problems(document, record, context, lost_pointers(found))
    _, *identity = across.identity(record)  # less its path, as of the problems
    is_due = record.published <= context.now
    return _plain(problems), tuple(identity), int(record.published.timestamp()), is_due


def _record(document: Document, options: ParseOptions) -> Record:
    return convert.record(
        document.path, document.value, options.tracking_parameters, options.mapping
    )


def _state(
    document: Document,
    fields: Fields,
    found: list[Problem],
    options: ParseOptions,
    min_heat: int | None,
) -> tuple[str, Iterable[Problem]]:
    """The state of a record, and its problems."""
    if keep_out(found):
        return INVALID, with_costs(found)
    try:
        if options.trusted or options.site is not None:
            # All else that could be unfit is what the shipped schema does not let through.
            fields.require_text("title")
            if fields.has("provider_name"):
                fields.require_text("provider_name")
    except Unfit as unfit:
        return INVALID, with_costs((*found, parse.unfit_problem(document, unfit)))
    withheld_by = fields.withheld_by()
    if withheld_by and options.site is not None:
        return _COUNTED_AS.get(fields.holding_field() or "", UNPUBLISHED), found
    held = select.withheld(withheld_by, fields.heat(), min_heat)
    return held.name if held else READY, found


# What posts of other generators are counted as that a field holds back; one that is false says no more.
_COUNTED_AS = {
    "draft": DRAFT,
    "hidden": HIDDEN,
    "password": PASSWORD,
    "removed": REMOVED,
    "deleted": REMOVED,
}


def _facts(
    document: Document, fields: Fields, options: ParseOptions, asked: SummaryOptions
) -> SelectionFacts:
    """What selection needs to know of a record that is valid."""
    key, own_id = urls.canonical(fields.original(), options.tracking_parameters), fields.find("id")
    published, updated = dates.seconds(fields.find("published")), fields.find("updated")
    expires = fields.expires()
    return SelectionFacts(
        id=urls.urn(key) if own_id is None else own_id,
        key=key,
        explicit_id=own_id is not None,
        published=published,
        updated=published if updated is None else max(published, dates.seconds(updated)),
        heat=fields.heat(),
        topics=tuple(fields.texts("topics")),
        expires=None if expires is None else dates.seconds(expires),
        wording=wording(_record(document, options)) if asked.merges_clusters else None,
        traits=_traits(fields, asked.traits) if asked.traits else None,
        is_episode=_is_episode(fields),
    )


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
