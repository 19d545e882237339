"""What `feedtool build` does, however its command line was read."""
