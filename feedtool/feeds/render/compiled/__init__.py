"""The templates as Jinja2 compiles them to Python; made by tools/compiled_templates.py (`make docs`)."""

MADE_OF = "dd6f2e1dc069988d968d1c605719afdf"
