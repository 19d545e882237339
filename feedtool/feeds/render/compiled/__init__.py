"""The templates as Jinja2 compiles them to Python; made by tools/compiled_templates.py (`make docs`)."""

MADE_OF = "b460d4bcd7bbc769ae4a0597a2764372"
