"""Kinds of feeds that a configuration asks for."""
