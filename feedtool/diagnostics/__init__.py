"""What is wrong with an input: problems, errors, rules, and the words that were meant."""
