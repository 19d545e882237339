"""The templates as Jinja2 compiles them to Python; made by tools/compiled_templates.py (`make docs`)."""

MADE_OF = "06cff0c44dbed0bc22c37f3a92467a0e"
