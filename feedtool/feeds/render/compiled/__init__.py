"""The templates as Jinja2 compiles them to Python; made by tools/compiled_templates.py (`make docs`)."""

MADE_OF = "4488d6358c36cb2261bf89fdb5fca316"
