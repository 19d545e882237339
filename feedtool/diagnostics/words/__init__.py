"""The words of problems that are found below the rules, as templates: their rules show them."""
