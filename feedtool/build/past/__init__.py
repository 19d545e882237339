"""What the last build reported."""
