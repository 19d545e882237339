"""The outline of a record: what selection needs to know of it, and most records are read for no more."""

import json
from dataclasses import dataclass

from feedtool import records, urls, whole
from feedtool.fields import FIELDS, NUMBER, Fields, Unfit
from feedtool.model import Candidate, Raw, Record
from feedtool.problems import Problem, errors
from feedtool.records import Options

# What may keep a valid record out of all feeds, in the order in which it is counted.
UNPUBLISHED, HEAT = "unpublished", "heat"


@dataclass(frozen=True, slots=True)
class Outline:
    """What became of one record, less what only an item that is shown needs.

    ``held`` says what keeps a valid record out of all feeds. Else ``candidate`` is what selection
    needs to know, and ``fields`` is a JSON text from which ``restore`` makes the record. None of the
    three is there where errors keep the record out.
    """

    problems: tuple[Problem, ...] = ()
    held: str | None = None
    candidate: Candidate | None = None
    fields: str | None = None


def outline(raw: Raw, options: Options, min_heat: int) -> Outline:
    """The outline of the record in some bytes, with the problems that ``parse`` finds in them."""
    document, found = records.validated(raw, options)
    if document is None or errors(found):
        return Outline(tuple(found))
    value, tracking = document.value, options.tracking_parameters
    fields = Fields(value)
    try:
        if options.trusted:
            # All else that could be unfit is what the shipped schema does not let through.
            fields.text("title")
            fields.text("provider_name")
        else:
            whole.record(raw.path, value, tracking)
        held = _held(fields, min_heat)
        candidate = None if held else _candidate(raw.path, fields, tracking)
    except Unfit as unfit:
        return Outline((*found, records.unfit_problem(document, unfit)))
    needed = {key: value[key] for key in _NEEDED if key in value}
    text = None if held else _encode(needed)
    return Outline(tuple(found), held, candidate, text)


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_NEEDED = tuple(dict.fromkeys(keys[0] for keys in FIELDS.values()))


def restore(path: str, fields: str, tracking: tuple[str, ...]) -> Record:
    """The record that an outline was made of."""
    return whole.record(path, json.loads(fields), tracking)


def _held(fields: Fields, min_heat: int) -> str | None:
    if not fields.get("is_published", bool):
        return UNPUBLISHED
    return HEAT if int(fields.get("heat", NUMBER)) < min_heat else None


def _candidate(path: str, fields: Fields, tracking: tuple[str, ...]) -> Candidate:
    key, published = urls.canonical(fields.url("original"), tracking), fields.moment("published")
    explicit = fields.has("id")
    return Candidate(
        path=path,
        id=fields.get("id", str) if explicit else urls.urn(key),
        key=key,
        explicit_id=explicit,
        published=published,
        updated=max(published, fields.moment("updated")) if fields.has("updated") else published,
        heat=int(fields.get("heat", NUMBER)),
        topics=tuple(fields.texts("topics")),
    )
