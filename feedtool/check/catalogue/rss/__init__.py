"""Rules of RSS 2.0, its best practices, and RSS 1.0."""
