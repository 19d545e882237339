"""Rules of elements and attributes, whatever their vocabulary."""
