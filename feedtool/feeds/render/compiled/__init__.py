"""The templates as Jinja2 compiles them to Python; made by tools/compiled_templates.py (`make docs`)."""

MADE_OF = "1cc8882ef04371fcbf0f8335f8561994"
