"""Registries of IANA as tables, written by ``tools/registries.py``."""
