"""Blocks that are odd in some places: all else of them is read as ordinary blocks are."""
