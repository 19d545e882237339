"""Rules of files: whether there is a front matter that can be read."""

from feedtool.diagnostics.rule import ERROR, WARNING, Rule

_JEKYLL = "https://jekyllrb.com/docs/front-matter/"
_RECORD = """\
---
category: news
title: "A title"
excerpt: "An excerpt."
publishedDateTime: 2023-09-01T09:19:00Z
originalUrl: "https://www.example.org/story"
type: article
quality: 39
heat: 70
published: true
provider: {name: Example, domain: example.org}
topics: [AI]
secured: EXAMPLE_SECURED_1
---
"""

RULES = (
    Rule(
        code="file-unreadable",
        severities=ERROR,
        summary="The file cannot be read",
        why=(
            "The record is missing from every feed, or the feed is not checked, until feedtool may read "
            "the file. Often it was saved by another user, or deleted while feedtool ran."
        ),
        bad="# a file that only root may read",
        good="# a file that everyone may read: chmod a+r story.md",
    ),
    Rule(
        code="file-not-regular",
        severities=ERROR,
        summary="A link, a pipe or a device stands where a file should",
        why=(
            "A link may lead to a file that nobody meant to publish, and a pipe may never end. "
            "The curator's build must not hang or leak because of one."
        ),
        bad="# story.md is a link to ../drafts/story.md",
        good="# story.md is the record itself",
    ),
    Rule(
        code="file-passed-over",
        severities=WARNING,
        summary="A file is no record because of the case of its name",
        why=(
            "records.include tells capital letters from small ones, on every machine alike. A file that "
            "matches but for them is not read, and its author waits for it in vain."
        ),
        bad="# STORY.MD, where records.include is **/*.md",
        good="# STORY.md",
    ),
    Rule(
        code="file-too-large",
        severities=ERROR,
        summary="The file is larger than any record should be",
        why=(
            "No record comes near the bound (1 MiB unless records.max_bytes says otherwise), so this is "
            "probably another kind of file, and reading it would hold up the curator's build."
        ),
        bad="# a video of 80 MB that was saved as story.md",
        good="# a record, which has a few kilobytes",
    ),
    Rule(
        code="file-not-utf8",
        severities=ERROR,
        summary="The file is not UTF-8",
        why=(
            "In any other encoding feedtool would have to guess, and subscribers would read Ã© for é. "
            "Every editor can save a file as UTF-8."
        ),
        bad="# title: Café, saved as Latin-1 or Windows-1252",
        good="# title: Café, saved as UTF-8",
        link="https://yaml.org/spec/1.2.2/#52-character-encodings",
    ),
    Rule(
        code="file-binary",
        severities=ERROR,
        summary="The file holds NUL characters",
        why=(
            "A text has none. A file that was being written when the power failed ends in them; "
            "what is left may not be what the curator wrote."
        ),
        bad="# a record, and behind it a thousand NUL characters",
        good="# the record, restored from git",
        link="https://yaml.org/spec/1.2.2/#51-character-set",
    ),
    Rule(
        code="front-matter-missing",
        severities=ERROR,
        summary="The file does not begin with front matter",
        why=(
            "The record is what stands between two lines `---` at the very beginning of the file. "
            "Without it there is nothing to publish."
        ),
        bad=_RECORD.removeprefix("---\n"),
        good=_RECORD,
        link=_JEKYLL,
    ),
    Rule(
        code="front-matter-unclosed",
        severities=ERROR,
        summary="The front matter has no end",
        why=(
            "A second line `---` says where the record ends and the text begins. A file that was "
            "only half written has none, and half a record must not reach subscribers."
        ),
        bad=_RECORD.removesuffix("---\n"),
        good=_RECORD,
        link=_JEKYLL,
    ),
    Rule(
        code="front-matter-indented-fence",
        severities=ERROR,
        summary="An indented line `---` stands within the front matter",
        why=(
            "To feedtool it is part of a value, to other tools it ends the front matter: they "
            "would see another record than the one that is published."
        ),
        bad='title: "A title\n  ---\n  of two parts"',
        good='title: "A title — of two parts"',
        link=_JEKYLL,
    ),
    Rule(
        code="front-matter-split",
        severities=ERROR,
        summary="A line `---` stands in the midst of the fields",
        why=(
            "The first such line ends the record, so the fields below it are missing. Editors insert "
            "such lines between sections."
        ),
        bad=_RECORD.replace("type:", "---\ntype:"),
        good=_RECORD,
        link=_JEKYLL,
    ),
    Rule(
        code="body-record",
        severities=WARNING,
        summary="A second record stands below the first one",
        why=(
            "A file is one record. What stands below its front matter is a text, and no feed shows "
            "the second story."
        ),
        message="a second record stands below the first one, and is not read",
        hint="move it to a file of its own: this line and all that follow",
        bad=_RECORD + _RECORD.replace("A title", "Another title"),
        good=_RECORD,
        link=_JEKYLL,
    ),
    Rule(
        code="body-unread",
        severities=WARNING,
        summary="A text stands below the front matter, and is in no feed",
        why=(
            "Feeds show title and excerpt. On a site that has pages of its own such texts are there on "
            "purpose, so that this must be selected."
        ),
        message="the text below the front matter is in no feed",
        hint="take it away, or put into the {excerpt_key} what subscribers should read",
        bad=_RECORD + "\nWhat I think of it.\n",
        good=_RECORD,
        link=_JEKYLL,
        optional=True,
    ),
    Rule(
        code="body-template",
        severities=WARNING,
        summary="The body holds template code, which only the generator of the site can run",
        why=(
            "With content = ':body' feeds carry the bodies of posts. What Liquid, shortcodes or components put "
            "into a page is known to the generator alone, so it is left out, and readers of the feed miss it. "
            "What is certain is kept: raw and highlight blocks, figures, addresses of the site."
        ),
        bad="# {% include chart.html %} in the body of a post of Jekyll",
        good="# {% highlight ruby %}, {{ site.baseurl }} or plain Markdown",
    ),
    Rule(
        code="front-matter-syntax",
        severities=ERROR,
        summary="The front matter is neither TOML nor JSON, though it begins like it",
        why=(
            "Under a preset of another generator a front matter may be TOML between lines `+++`, or JSON. "
            "Nothing of the post can be read until the slip is mended."
        ),
        bad="# +++\n# title = A title\n# +++",
        good='# +++\n# title = "A title"\n# +++',
        link="https://toml.io/en/v1.0.0",
    ),
    Rule(
        code="front-matter-not-mapping",
        severities=ERROR,
        summary="The front matter is not made of fields",
        why=(
            "A record is a number of fields, each a name, a colon and a value. A list or a plain "
            "text has no title and no date to publish."
        ),
        bad="---\n- A title\n- An excerpt.\n---",
        good=_RECORD,
        link="https://yaml.org/spec/1.2.2/#21-collections",
    ),
)
