"""The templates as Jinja2 compiles them to Python; made by tools/compiled_templates.py (`make docs`)."""

MADE_OF = "3dd5fc79b062c4b854b771c7599eeee9"
