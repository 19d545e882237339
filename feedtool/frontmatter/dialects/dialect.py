"""What the YAML of a generator is besides JSON."""

from feedtool.imports.tuples import NamedTuple


class Dialect(NamedTuple):
    """What the YAML of a generator is besides JSON.

    ``has_yes``: yes, no, on and off are true and false, as YAML 1.1 has it, else texts; without
    ``knows_words`` they are refused. ``takes_last``: of two equal keys the last one counts, else the
    second is an error. ``ends_with_dots``: a line ``...`` closes the front matter as well.
    ``has_tabs``: lines may be indented with tabs.
    """

    has_yes: bool = False
    knows_words: bool = True
    takes_last: bool = False
    ends_with_dots: bool = False
    has_tabs: bool = False
