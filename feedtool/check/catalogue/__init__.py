"""The catalogue: a row for each rule, with its severities and examples."""
