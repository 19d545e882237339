"""The templates as Jinja2 compiles them to Python; made by tools/compiled_templates.py (`make docs`)."""

MADE_OF = "5967d26d3045cd2c9df1b02216194556"
