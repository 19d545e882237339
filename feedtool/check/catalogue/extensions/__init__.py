"""Rules of Media RSS, of podcasts, and of small extensions."""
