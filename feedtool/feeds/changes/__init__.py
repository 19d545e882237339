"""Feeds that are renamed, and those that end."""
