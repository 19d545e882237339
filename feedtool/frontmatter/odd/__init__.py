"""Blocks that are out of the ordinary in some places: all but these is read as others are."""
