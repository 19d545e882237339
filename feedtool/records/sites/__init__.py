"""Records of any site: front matter of other generators, read as a record by our names of fields."""

from feedtool.records.mapping import SHIPPED

# What the fields of a record are called that was made of a post; no other record has these. No key of a
# front matter is called what the body is.
SITE = SHIPPED.renamed(
    record={
        "authors": ("authors",),
        "password": ("password",),
        "expires": ("expires",),
        "content": (":content",),
    }
)
