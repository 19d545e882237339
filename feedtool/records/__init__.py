"""One record: its fields by our names for them, parsed, validated, made into a value."""
