"""What the output remembers of digests, and what a build is to make of them now."""
