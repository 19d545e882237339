"""Rules of value types: addresses, dates, numbers, names."""
