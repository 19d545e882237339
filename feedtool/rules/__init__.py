"""The rules of records beyond the schema: each record alone, several together, and what is reported."""
