"""YAML as generators read it, where that is more than what all readers take alike."""
