"""The templates as Jinja2 compiles them to Python; made by tools/compiled_templates.py (`make docs`)."""

MADE_OF = "126b15869cfa68d7aa1e2cca0651322c"
