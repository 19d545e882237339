"""JSON: read with places, and held against what a JSON Feed is."""
