"""One record: its bytes parsed, validated, and made into a typed value; how that is asked for."""

import posixpath
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from feedtool import frontmatter
from feedtool.diagnostics.pointer import escape
from feedtool.diagnostics.problem import Costs, Problem, keep_out, with_costs
from feedtool.frontmatter import Document
from feedtool.imports.tuples import NamedTuple
from feedtool.model.record import Record
from feedtool.model.topics import Topics
from feedtool.records import convert
from feedtool.records.fields import Unfit
from feedtool.records.mapping import SHIPPED, FieldMapping
from feedtool.schema import mismatches
from feedtool.schema.validator import compiled
from feedtool.storage.place import Place, Raw
from feedtool.text import plain

if TYPE_CHECKING:
    from feedtool.model.site import SiteMapping
    from feedtool.records.comments import Ignore


class ParseOptions(NamedTuple):
    """How records are read.

    ``schema`` is the schema's text, ``trusted`` if it is a shipped one; ``topics`` are the known ones
    where a record may name no other; ``mapping`` says what records call their fields. ``site`` is there where
    records are posts of another generator; with ``is_any`` they are front matter of any kind, held against
    the schema and nothing else. ``collections`` are the options of several, with the folders of each.
    ``known_keys`` are of no schema and no mistake, ``base`` is the folder of the configuration, ``folders`` are
    those of all records.
    """

    schema: str
    trusted: bool
    tracking_parameters: tuple[str, ...]
    topics: Topics | None = None
    mapping: FieldMapping = SHIPPED
    site: "SiteMapping | None" = None
    is_any: bool = False
    collections: tuple[tuple[tuple[str, ...], "ParseOptions"], ...] = ()
    known_keys: tuple[str, ...] = ()
    base: Path | None = None
    folders: tuple[Place, ...] = ()

    def of(self, path: str) -> "ParseOptions":
        """The options for the record of a path: those of its collection, else of the first."""
        if self.is_any or not self.collections:
            return self
        normal = posixpath.normpath(path.replace("\\", "/"))
        for roots, options in self.collections:
            if any(_is_below(normal, root) for root in roots):
                return options
        return self._replace(collections=())


def _is_below(path: str, root: str) -> bool:
    if root == ".":
        return not path.startswith(("/", "../"))
    return path.startswith(f"{root.rstrip('/')}/")


class Parsed(NamedTuple):
    """The result of parsing one record: the record, or None and the errors that keep it out.

    Beside a record there may be errors that cost a part of it. ``document`` is there where the
    front matter could be read, ``ignores`` are its comments' ignores, ``seconds`` is how long it
    took, where that was asked for.
    """

    path: str
    record: Record | None
    problems: tuple[Problem, ...] = ()
    document: Document | None = None
    ignores: tuple["Ignore", ...] = ()
    seconds: float = 0.0


def read(raw: Raw, options: ParseOptions) -> tuple[Document | None, tuple[Problem, ...]]:
    """The front matter of some bytes, not judged yet, or None and the problems that keep it from being read."""
    options = options.of(raw.path)
    if options.site is None and not options.is_any:
        return frontmatter.parse(raw.path, raw.content)
    from feedtool.records.sites import heads, posts  # late: feedtool's own records need none of it

    if options.site is None or options.is_any:
        return heads.read(raw.path, raw.content, dialect=heads.ANY)
    return posts.read(raw, options.site)


def parse(raw: Raw, options: ParseOptions) -> Parsed:
    """The record in some bytes, with all problems of the file; never raises for what they hold."""
    document, problems = read(raw, options)
    if document is None:
        return Parsed(raw.path, None, with_costs(problems))
    return of_document(document, options)


def of_document(document: Document, options: ParseOptions) -> Parsed:
    """The record in a front matter that has been read, with all its problems."""
    options = options.of(document.path)
    if options.is_any:
        own = compiled(options.schema, trusted=False)
        problems = mismatches.problems(document, own, own_words=False, family="schema")
        return Parsed(document.path, None, tuple(problems), document)
    sound, found = _validated(document, options)
    if sound is None:
        return Parsed(document.path, None, with_costs(found))
    record = None
    if not keep_out(found):
        try:
            record = _record(sound, options)
        except Unfit as unfit:
            found.append(unfit_problem(sound, unfit))
    return Parsed(sound.path, record, with_costs(found), sound)


def validated(raw: Raw, options: ParseOptions) -> tuple[Document | None, list[Problem]]:
    """The front matter of some bytes without the parts that cannot be published, and what is wrong with it."""
    options = options.of(raw.path)
    document, problems = read(raw, options)
    return (None, list(problems)) if document is None else _validated(document, options)


def _validated(document: Document, options: ParseOptions) -> tuple[Document | None, list[Problem]]:
    if options.site is not None:
        from feedtool.records.sites import posts  # late: see ``read``

        document, found = posts.judged(document, options.schema, trusted=options.trusted)
        return document, [*found, *_topic_problems(document, found, options)]
    validator = compiled(options.schema, trusted=options.trusted)
    document, found = mismatches.of_record(
        document, validator, options.mapping, options.known_keys, own=not options.trusted
    )
    if found:
        known = {f"/{escape(key)}" for key in ("$schema", *options.known_keys)}
        found = [
            one for one in found if one.code != "schema-unknown-key" or one.pointer not in known
        ]
    if found:
        from feedtool.schema import explained  # late: nothing is wrong with most records

        if split := explained.split(document, found):
            return None, [split]
    if not options.trusted and not keep_out(found):
        document, unfit = _fit(document, options)
        found += unfit
    found += _topic_problems(document, found, options)
    return document, found


def _topic_problems(
    document: Document, found: list[Problem], options: ParseOptions
) -> list[Problem]:
    """The topics that are not known, where a record may name no other, less those with another problem."""
    if options.topics is None:
        return []
    reported = {problem.pointer for problem in found}
    unknown = _unknown_topics(document, options.topics, options.mapping)
    return [problem for problem in unknown if problem.pointer not in reported]


def _record(document: Document, options: ParseOptions) -> Record:
    return convert.record(
        document.path, document.value, options.tracking_parameters, options.mapping
    )


def _fit(document: Document, options: ParseOptions) -> tuple[Document, list[Problem]]:
    """The document without what passes a user's schema and yet cannot be published, and what that is."""
    from feedtool.schema import parts  # late: few schemas are a user's own

    found: list[Problem] = []
    while True:
        try:
            _record(document, options)
        except Unfit as unfit:
            problem = unfit_problem(document, unfit)
            part = parts.part_of(unfit.pointer, options.mapping, own=True)
            if part is None:
                return document, [*found, problem]
            found.append(problem._replace(costs=Costs.PART))
            document = document.with_value(parts.without(document.value, [part]))
        else:
            return document, found


def unfit_problem(document: Document, unfit: Unfit) -> Problem:
    """The problem that a value is which passed the schema and yet cannot be published."""
    pointer = document.pointer_of(unfit.pointer)
    return _problem_at(document, pointer, unfit.code, unfit.message, unfit.hint)


def _unknown_topics(document: Document, known: Topics, mapping: FieldMapping) -> Iterable[Problem]:
    from feedtool.records.view import View  # late: few sites know all topics

    for topic in View(document, mapping).topics():
        if known.find(plain.plain(topic.value)) is None:
            close = known.closest(topic.value)
            yield _problem_at(
                document,
                topic.pointer,
                "topic-unknown",
                f"the topic {topic.value!r} is neither configured nor registered",
                f"did you mean {close}?" if close else "add it to feedtool.toml",
            )


def _problem_at(
    document: Document, pointer: str, code: str, message: str, hint: str | None = None
) -> Problem:
    span = document.span_of(pointer)
    return Problem(document.path, code, message, span, pointer=pointer, hint=hint)
