"""The templates as Jinja2 compiles them to Python; made by tools/compiled_templates.py (`make docs`)."""

MADE_OF = "dd3dca7316e0161a63a0e85ea9ab347e"
