"""Front matter in other notations than YAML, TOML and JSON: lines of fields, as reStructuredText has them."""
