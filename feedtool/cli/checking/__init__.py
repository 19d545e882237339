"""What ``feedtool check`` does with the options of its command line."""
