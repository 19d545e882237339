"""The tables' form: an element is a row that says what may stand in it."""

from collections.abc import Callable, Iterable, Mapping

from feedtool.check.finding import ValueType
from feedtool.check.xml.context import Context
from feedtool.check.xml.element import Element
from feedtool.imports.tuples import NamedTuple

Bound = Callable[[Element, Context], None]
"""A rule over several elements, bound to the end of one of them."""

Inside = Callable[[Element, str, Context], "Row | None"]
"""The row of a child that the table does not list, by its name."""

MANY = 1_000_000_000


class AttributeRow(NamedTuple):
    """An attribute of an element, and the codes reported where it is missing or empty, if any.

    ``blank`` is an empty text where an empty value is right, or a rule of the element judges it.
    """

    value: ValueType
    missing: str | None = None
    blank: str | None = None


class Row:
    """An element: the children and attributes it may have, the type of its text, its rules.

    Without a ``value`` only white space may stand between its children. ``blank`` is the code
    reported where there is no text. ``exact`` text may not be padded with white space. ``begin``
    rules run when the start tag is read, ``end`` rules when the end tag is. ``inside`` has the row
    of a child that the table does not list; where the row does not keep, no rule asks for those again.
    ``open`` elements may hold anything at all.
    """

    __slots__ = (
        "attributes", "begin", "begins", "blank", "children", "demanded", "end", "exact", "halves", "inside",
        "keeps", "name", "open", "required", "value",
    )  # fmt: skip

    def __init__(  # noqa: PLR0913 - a row has that many columns
        self,
        name: str,
        children: Iterable["Use"] = (),
        attributes: Mapping[str, AttributeRow] | None = None,
        *,
        value: ValueType | None = None,
        blank: str | None = None,
        exact: bool = False,
        begin: Iterable[Bound] = (),
        end: Iterable[Bound] = (),
        inside: Inside | None = None,
        open_: bool = False,
        keeps: bool = True,
    ) -> None:
        self.name = name
        self.children = {use.row.name: use for use in children}
        self.attributes = dict(attributes or {})
        self.value = value
        self.blank = blank
        self.exact = exact
        self.begin = tuple(begin)
        self.end = tuple(end)
        self.inside = inside
        self.keeps = keeps
        self.open = open_
        self.required = [
            (use.row.name, use.missing) for use in self.children.values() if use.missing
        ]
        self.halves = [(use.row.name, use.half_of) for use in self.children.values() if use.half_of]
        self.demanded = [(n, a.missing) for n, a in self.attributes.items() if a.missing]
        self.begins = bool(self.begin or self.demanded)

    def add(self, *uses: "Use") -> None:
        """Allow more children, as a table that refers to itself must."""
        for use in uses:
            self.children[use.row.name] = use
            if use.missing:
                self.required.append((use.row.name, use.missing))
            if use.half_of:
                self.halves.append((use.row.name, use.half_of))


class Use(NamedTuple):
    """A child of a row: how often it may occur, and the codes for too seldom and too often.

    Children that are not ``kept`` are forgotten at their end tag, so that memory is bounded. One that
    says nothing without another has the name of that one as ``half_of``.
    """

    row: Row
    most: int = MANY
    missing: str | None = None
    again: str = "element-duplicate"
    kept: bool = True
    half_of: str = ""


def pair(first: Row, second: Row) -> tuple[Use, Use]:
    """Two children of which either may occur once, and neither alone."""
    return Use(first, 1, half_of=second.name), Use(second, 1, half_of=first.name)


def one(row: Row, missing: str = "element-missing") -> Use:
    """A child that must occur once."""
    return Use(row, 1, missing)


def maybe(row: Row, again: str = "element-duplicate") -> Use:
    """A child that may occur once."""
    return Use(row, 1, again=again)


def many(row: Row, missing: str | None = None, *, kept: bool = True) -> Use:
    """A child that may occur any number of times (at least once if a code for that is given)."""
    return Use(row, missing=missing, kept=kept)


def needs(
    value: ValueType, missing: str = "attribute-missing", blank: str | None = None
) -> AttributeRow:
    """An attribute that must be there."""
    return AttributeRow(value, missing, blank)


def takes(value: ValueType, blank: str | None = None) -> AttributeRow:
    """An attribute that may be there."""
    return AttributeRow(value, None, blank)
