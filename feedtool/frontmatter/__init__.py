"""Front matter: the YAML block at the head of a text file, read as JSON would read it.

Most blocks are ordinary, and a compiled reader makes their value; for all others one pass over libyaml's
events does. The same pass, run again with a notebook, tells where each value stands. PyYAML's own
constructor is not used: it resolves ``no``, ``010``, ``1:30`` and dates to what no author meant, takes
the last of two equal keys, follows aliases into bombs, and raises errors that are no YAMLError.
"""

from feedtool.frontmatter.careful import ValuePlace
from feedtool.frontmatter.document import Comment, Document
from feedtool.frontmatter.fences import is_quick_worth, parse, parse_yaml
from feedtool.frontmatter.scalars import MAX_DEPTH, MAX_SCALAR, YamlValue, max_nodes

__all__ = [
    "MAX_DEPTH",
    "MAX_SCALAR",
    "Comment",
    "Document",
    "ValuePlace",
    "YamlValue",
    "is_quick_worth",
    "max_nodes",
    "parse",
    "parse_yaml",
]
