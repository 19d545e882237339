"""Feeds: which records they show, in which formats, at which paths, and their bytes."""
