"""Documents of any size: each part of each grammar that a feed is written in, again and again."""

from tools.shapes.encodings import ENCODINGS
from tools.shapes.feeds import FEEDS
from tools.shapes.html import HTML
from tools.shapes.json import JSONS
from tools.shapes.parts import PARTS
from tools.shapes.shape import MIB, Shape
from tools.shapes.tokens import TOKENS

SHAPES = {**TOKENS, **PARTS, **FEEDS, **HTML, **JSONS, **ENCODINGS}

__all__ = ["MIB", "SHAPES", "Shape"]
