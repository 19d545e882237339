"""The templates as Jinja2 compiles them to Python; made by tools/compiled_templates.py (`make docs`)."""

MADE_OF = "6e21d1bf6ab01caf4b34f1462c90633b"
