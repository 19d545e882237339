"""Front matter: the YAML block at the head of a text file, read as JSON would read it.

Most blocks are ordinary, and are read line by line; all others by one careful pass over libyaml's events.
Another walk over the events, for those who ask, tells where each value stands. PyYAML's own constructor is not
used: it resolves ``no``, ``010``, ``1:30`` and dates to what no author meant, takes the last of two equal
keys, follows aliases into bombs, and raises errors that are no YAMLError.
"""

from feedtool.frontmatter.document import Comment, Document
from feedtool.frontmatter.fences import parse, parse_yaml
from feedtool.frontmatter.scalars import MAX_DEPTH, MAX_SCALAR, YamlValue, max_nodes
from feedtool.frontmatter.source import ValuePlace

__all__ = [
    "MAX_DEPTH",
    "MAX_SCALAR",
    "Comment",
    "Document",
    "ValuePlace",
    "YamlValue",
    "max_nodes",
    "parse",
    "parse_yaml",
]
