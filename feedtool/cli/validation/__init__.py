"""What `feedtool validate` does, however its command line was read."""
