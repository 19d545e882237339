"""The templates as Jinja2 compiles them to Python; made by tools/compiled_templates.py (`make docs`)."""

MADE_OF = "1c3ac5cba9ba08ffc5df091cc2e651bd"
