"""The templates as Jinja2 compiles them to Python; made by tools/compiled_templates.py (`make docs`)."""

MADE_OF = "96773e7d833d6a07dcbfdef7abac3bdb"
