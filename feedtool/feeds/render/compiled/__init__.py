"""The templates as Jinja2 compiles them to Python; made by tools/compiled_templates.py (`make docs`)."""

MADE_OF = "26a4d0f53e5e591f5029a2d2dc02e09c"
