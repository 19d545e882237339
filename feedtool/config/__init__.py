"""The configuration: read, checked by its schema, and what is wrong with it."""
