"""The templates as Jinja2 compiles them to Python; made by tools/compiled_templates.py (`make docs`)."""

MADE_OF = "5a2a86e224d9fbbe593d564a7a96d802"
