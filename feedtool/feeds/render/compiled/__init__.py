"""The templates as Jinja2 compiles them to Python; made by tools/compiled_templates.py (`make docs`)."""

MADE_OF = "fb63a963d2609a3ae9a67443ac5097d1"
