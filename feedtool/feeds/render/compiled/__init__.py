"""The templates as Jinja2 compiles them to Python; made by tools/compiled_templates.py (`make docs`)."""

MADE_OF = "36472f0306f4b7c6daab1f91d192dcf8"
