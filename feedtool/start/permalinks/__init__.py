"""The addresses of a site, as its own configuration has them, in the templates of ``[fields] link``."""
