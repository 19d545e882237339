"""The templates as Jinja2 compiles them to Python; made by tools/compiled_templates.py (`make docs`)."""

MADE_OF = "b3867e03e5a97f0ea12d99818ac38935"
