"""A post of another generator, read and judged: what is wrong is said of what its author wrote."""

from collections.abc import Iterable, Iterator

from feedtool.diagnostics import schemas
from feedtool.diagnostics.pointer import escape
from feedtool.diagnostics.problem import Costs, Problem, Severity
from feedtool.frontmatter import Document
from feedtool.model.site import PRESETS, TITLES, SiteMapping
from feedtool.records import misspelt
from feedtool.records.sites import SITE, heads
from feedtool.records.sites.document import SiteDocument, of_head
from feedtool.records.sites.values import PostFault
from feedtool.schema import explained, messages, mismatches, parts
from feedtool.schema.errors import SchemaError
from feedtool.schema.validator import compiled
from feedtool.storage.place import Raw

UNKNOWN_KEY = "schema-unknown-key"


def read(raw: Raw, site: SiteMapping) -> tuple[Document | None, tuple[Problem, ...]]:
    """The post in some bytes as a record, not judged yet, or None and what keeps it from being read."""
    preset = PRESETS[site.preset]
    dialect = None if site.is_own else preset.dialect
    head, problems = heads.read(
        raw.path, raw.content, loose=preset.has_loose_heads, dialect=dialect
    )
    return (None, problems) if head is None else (of_head(head, site), ())


def judged(document: Document, schema: str, *, trusted: bool) -> tuple[Document, list[Problem]]:
    """The post without the parts that cannot be published, and what is wrong with it, in no order.

    ``schema`` is that of records; one of the user's own, which is not ``trusted``, is held against the front
    matter as it stands.
    """
    if not isinstance(document, SiteDocument):
        raise TypeError(document)
    found = [*getattr(document.head_document, "remarks", ())]
    found += [] if trusted else _by_own_schema(document, schema)
    if trusted and not document.keeps_keys:
        found += _slips(document)
    found += (_of_fault(document, fault) for fault in document.post.faults)
    if document.post.left:
        found += _of_templates(document)
    own = schemas.of_posts(schema if trusted else schemas.shipped(schemas.RECORD))
    failed = compiled(own, trusted=True).errors(document.value)
    if failed:
        known = {problem.pointer for problem in found}
        faulty = {fault.field for fault in document.post.faults}
        found += (
            one
            for one in _of_errors(document, failed, faulty)
            if one.pointer not in known or not one.pointer
        )
    lost = [part for error in failed if (part := parts.part_of(error.pointer, SITE, own=False))]
    if not lost:
        return document, found
    return document.with_value(parts.without(document.value, lost)), found


def _by_own_schema(document: SiteDocument, schema: str) -> list[Problem]:
    validator = compiled(schema, trusted=False)
    head = document.head_document
    return mismatches.problems(head, validator, own_words=False, family="schema")


def _slips(document: SiteDocument) -> Iterator[Problem]:
    """Warnings of keys that are nearly those of fields, less those that a missing field has named."""
    head, reported = document.head_document, {fault.pointer for fault in document.post.faults}
    for key, meant in misspelt.keys(head.value, document.site):
        pointer = f"/{escape(key)}"
        place = head.find_place(pointer)
        if pointer in reported:
            continue
        filled = {"where": "", "key": messages.visible(key), "advice": f"did you mean {meant}?"}
        yield messages.templates(UNKNOWN_KEY).problem(
            document.path,
            UNKNOWN_KEY,
            filled,
            (place.key or place.value) if place else None,
            pointer,
            Severity.WARNING,
        )


def _of_fault(document: SiteDocument, fault: PostFault) -> Problem:
    name = messages.name_of(fault.pointer)
    where = f"{name}: " if name and fault.message.startswith(f"{name}: ") else ""
    filled = {"where": where, "words": fault.message[len(where) :], "advice": fault.hint}
    if name:
        filled["subject"] = name
    span = document.span_of(fault.pointer)
    words = messages.templates(fault.code)
    problem = words.problem(document.path, fault.code, filled, span, fault.pointer)
    is_part = parts.decorates(fault.field, own=False)
    return problem._replace(costs=Costs.PART if is_part else Costs.RECORD)


def _of_templates(document: SiteDocument) -> Iterator[Problem]:
    """What is left out of the body for being template code."""
    from feedtool.diagnostics.words.bodies import WORDS  # late: few bodies hold any

    code = "body-template"
    for one in document.post.left:
        parts = {
            "name": one.name,
            "generator": TITLES.get(document.site.preset, "the generator"),
            "more": one.number - 1 or None,
        }
        place = document.source.span(one.start, one.end)
        span = document.span_of(one.pointer) if one.pointer else place
        yield WORDS[code].problem(
            document.path, code, parts, span, one.pointer or None, Severity.WARNING
        )


def _of_errors(
    document: SiteDocument, failed: Iterable[SchemaError], faulty: set[str]
) -> Iterator[Problem]:
    """What the record does against the schema, less what follows from a fault: one problem a value."""
    reported = set[str]()
    for error in failed:
        field = SITE.field_of(error.pointer)
        if error.keyword == "unknown" and not document.keeps_keys:
            continue
        if error.keyword in ("required", "anyOf") and not error.pointer:
            # What a post must have has been asked for already, in its author's words.
            missing = {SITE.field_of(f"/{name}") for name in error.names}
            if missing & faulty or not document.keeps_keys:
                continue
        pointer = document.pointer_of(error.pointer)
        if pointer in reported or (field in faulty):
            continue
        reported.add(pointer)
        filled = messages.parts(error._replace(pointer=pointer))
        if "advice" in filled:
            filled["advice"] = _quoted(filled["advice"], document)
        code, span = explained.code_of(error.keyword), document.span_of(pointer)
        problem = messages.words_of(error).problem(document.path, code, filled, span, pointer)
        is_part = parts.part_of(error.pointer, SITE, own=False) is not None
        yield problem._replace(costs=Costs.PART if is_part else Costs.RECORD)


def _quoted(hint: str, document: SiteDocument) -> str:
    """A hint that names what to write, as the notation of the front matter has texts."""
    if not hint.startswith("write http") or document.notation in ("yaml", "metadata"):
        return hint
    return f'write "{hint.removeprefix("write ")}"'
