"""What was meant by front matter that is no YAML, and how to write it."""
