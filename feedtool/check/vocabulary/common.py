"""Short ways to write a row whose element holds a value and nothing else."""

from feedtool.check.finding import ValueType
from feedtool.check.rules.namespaces import extensions
from feedtool.check.values import tokens
from feedtool.check.xml.row import AttributeRow, Bound, Row


def leaf(  # noqa: PLR0913 - a row has that many columns
    name: str,
    value: ValueType,
    attributes: dict[str, AttributeRow] | None = None,
    *,
    blank: str | None = "value-blank",
    exact: bool = False,
    end: tuple[Bound, ...] = (),
) -> Row:
    """An element with text of some type, and no children."""
    return Row(name, (), attributes, value=value, blank=blank, exact=exact, end=end)


def free(name: str) -> Row:
    """An element with any text, or none, and no children."""
    return Row(name, value=tokens.anything)


def words(name: str) -> Row:
    """An element with any text, but some, and no children."""
    return Row(name, value=tokens.anything, end=(extensions.says_something,))


def empty(name: str, attributes: dict[str, AttributeRow] | None = None, *end: Bound) -> Row:
    """An element with attributes alone."""
    return Row(name, (), attributes, end=end)


def anything(name: str) -> Row:
    """An element that may hold anything."""
    return Row(name, open_=True)
