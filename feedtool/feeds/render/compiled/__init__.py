"""The templates as Jinja2 compiles them to Python; made by tools/compiled_templates.py (`make docs`)."""

MADE_OF = "8f1a5af9df6870cd06af8a823ae96e92"
