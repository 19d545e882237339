"""feedtool publishes front-matter records as feeds, and validates records and feeds."""

__version__ = "0.1.0"
