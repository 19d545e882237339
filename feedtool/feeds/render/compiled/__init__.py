"""The templates as Jinja2 compiles them to Python; made by tools/compiled_templates.py (`make docs`)."""

MADE_OF = "ac0bcc182dbe5ef3ee26f627acb12767"
