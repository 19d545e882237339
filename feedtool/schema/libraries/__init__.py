"""The two libraries that judge values, jsonschema-rs and jsonschema, and what each is asked."""
