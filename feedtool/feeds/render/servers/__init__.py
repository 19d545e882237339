"""What tells servers and readers where feeds have moved."""
