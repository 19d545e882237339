"""The formats of reports, a module each, with a function ``render``."""
