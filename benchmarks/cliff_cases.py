"""The cases of ``cliffs``: what is wrong, how to make the site, and what else differs from a cold build."""

import re
from functools import partial

from cliff_sites import (
    AGAIN,
    VALIDATE,
    Case,
    each,
    fill,
    in_first_record,
    in_folders,
    in_json,
    in_related,
    known_topics,
    matched,
    named,
    own_schema,
    posts,
    replaced,
    topics,
)

CUT = r'\nexcerpt: "[^"]*"', r'\nexcerpt: "' + "word " * 40 + 'and"'
TRACKED = r'(\n    webUrl: "[^"]*)"', r'\1?utm_source=x"'
BAD_TITLE, BAD_ADDRESS = (r'^: "[^"]*"', ': ""'), (r'(?<=    webUrl: ")https:', "htp")
COLON = r"(\n *(?:- )?)(\w+): "
UNKNOWN = "\nheat:", "\nmood: good\nheat:"
INSECURE = 'originalUrl: "https', 'originalUrl: "http'
WRONG_USE = (0, 2)
FORMATS = ("text", "json", "github", "gitlab", "rdjson", "sarif", "junit")

NESTED = "\nx:\n" + "".join(f"{'  ' * n}k{n}:\n" for n in range(1, 11)) + "heat:"
MANY_MENDS = "\nrelated:" + "".join(
    f'\n  - title: "Story {n}"\n    webUrl: "https://example.com/{n}/{"x" * 60}?utm_source=x"'
    for n in range(3000)
)
OWN_POST = """\
---
title: "Story N"
excerpt: "What it says."
publishedDateTime: 2020-01-03T10:00:00Z
originalUrl: "https://example.org/N"
published: true
topics: ["azure"]
---
"""
IN_YAML = """\
---
title: "Story N"
description: "What it says."
date: 2020-01-03T10:00:00Z
tags: ["azure"]
---
"""
IN_TOML = """\
+++
title = "Story N"
description = "What it says."
date = 2020-01-03T10:00:00Z
tags = ["azure"]
+++
"""
IN_LINES = """\
.. title: Story N
.. description: What it says.
.. date: 2020-01-03 10:00:00
.. tags: azure

"""
MANY_TOPICS = "".join(f"\n  - T{n}" for n in range(4000))


def keys(count: int, name: str = "key") -> str:
    """So many unknown keys before a known one."""
    return "".join(f"\n{name}{number}: 1" for number in range(count)) + "\nheat:"


def odd_keys(count: int) -> str:
    """So many keys that no ordinary line has, each with a comment that silences."""
    comment = "# feedtool: ignore=schema-unknown-key"
    return "".join(f'\n"key {number}":\t1 {comment}' for number in range(count))


def queries(chosen: str, count: int = 500) -> str:
    """So many feeds with one story each at most, by what chooses it, which may hold a number."""
    return '[records]\npath = "news"\n' + "".join(
        f'[[feed]]\nname = "f{n}"\ntitle = "F {n}"\nlimit = 1\n{chosen.format(n=n)}\n'
        for n in range(count)
    )


def published_by_others(text: str, number: int) -> str:
    """A record of a publisher of its own."""
    return text.replace("\n  name: Example News", f"\n  name: P{number}")


def below(number: int, parent: int) -> str:
    """A topic below another one; the first is below none."""
    above = f'parent = "topic-{parent}"\n' if number else ""
    return f'[topics.topic-{number}]\nname = "Topic {number}"\n{above}'


def without_title(text: str) -> str:
    """A record with a related story that has no title."""
    return text.replace('\n  - title: "', '\n  - title: ""\n    x: "', 1)


def with_unknown_key(text: str) -> str:
    """A record with an unknown key in one of its related stories."""
    return text.replace("\n    type:", "\n    mood: good\n    type:", 1)


# Records all in one odd style, with one warning each.
ONE_ODD = {
    style: lambda text, pattern=pattern, new=new: re.sub(pattern, new, with_unknown_key(text))
    for style, pattern, new in (
        ("a tab behind each colon", COLON, r"\1\2:\t"),
        ("each key in quotes", r"(\n *(?:- )?)(\w+):", r'\1"\2":'),
        (
            "each provider in braces",
            r"provider:\n *(name: .*)\n *(domain: .*)",
            r"provider: {\1, \2}",
        ),
        (
            "each text on lines below its key",
            r'((?:title|excerpt): )"(\w+) ([^"]*)"',
            r"\1|-\n          \2\n          \3",
        ),
    )
}

CASES = [
    Case("nothing wrong", fill),
    Case("nothing wrong", fill, VALIDATE),
    # Keys
    Case("a key that nothing knows", replaced(*UNKNOWN)),
    Case("a key that nothing knows", replaced(*UNKNOWN), VALIDATE),
    Case("a key that means a known one", replaced("\nheat:", "\nsummary: x\nheat:")),
    Case("20 keys that nothing knows", replaced("\nheat:", keys(20))),
    Case("60 keys that nothing knows", replaced("\nheat:", keys(60))),
    Case(
        "60 keys that the site says are its own",
        each(
            lambda text: text.replace("\nheat:", keys(60), 1),
            f'[records]\npath = "news"\nknown_keys = {[f"key{n}" for n in range(60)]}\n',
        ),
        VALIDATE,
    ),
    Case("30 keys with letters beyond ASCII", replaced("\nheat:", keys(30, "ключ_"))),
    Case("a key of 300 letters", replaced("\nheat:", f"\n{'k' * 300}: 1\nheat:")),
    Case("a key with dots", replaced("\nheat:", "\na.b.c: 1\nheat:")),
    Case("a key with blanks", replaced("\nheat:", "\nmy key: 1\nheat:")),
    Case("a key with brackets", replaced("\nheat:", "\nsize (px): 1\nheat:")),
    Case("30 keys of letters with marks", replaced("\nheat:", keys(30, "शीर्षक"))),
    Case("a known key in quotes", replaced("\nheat:", '\n"heat":')),
    Case("ten groups one in another", replaced("\nheat:", NESTED)),
    Case(
        "an unknown key in each related story",
        replaced("\n    type:", "\n    mood: good\n    type:", -1),
    ),
    # Warnings
    Case("an excerpt that is cut", matched(*CUT), VALIDATE),
    Case(
        "a text with characters of another encoding",
        matched('\nexcerpt: "', '\nexcerpt: "â€™ '),
        VALIDATE,
    ),
    Case(
        "a comment that cuts a text",
        matched(r'\nexcerpt: "([^"]*)"', r"\nexcerpt: \1 # more"),
        VALIDATE,
    ),
    Case("a tracking parameter in each related story", matched(*TRACKED, count=0), VALIDATE),
    Case(
        "entities in each related story",
        replaced('\n    excerpt: "', '\n    excerpt: "AT&amp;T ', -1),
        VALIDATE,
    ),
    # Errors
    Case("a related story without a title", in_related(*BAD_TITLE)),
    Case("a related story without a title", in_related(*BAD_TITLE), VALIDATE),
    Case("a related story with a bad address", in_related(*BAD_ADDRESS)),
    Case("each related story with a bad address", matched(*BAD_ADDRESS, count=0)),
    Case("each related story with a bad address", matched(*BAD_ADDRESS, count=0), VALIDATE),
    Case(
        "a related story with an unknown key",
        in_related("\n    type:", "\n    mood: good\n    type:"),
    ),
    Case("a picture with a bad address", replaced('\n  - url: "https://', '\n  - url: "/')),
    Case(
        "each related story without a title",
        matched(r'\n  - title: "[^"]*"', '\n  - title: ""', count=0),
    ),
    Case("a tag before a title", matched(r'\ntitle: "', '\ntitle: !!str "'), VALIDATE),
    Case(
        "a tag before the title of a related story",
        in_related(r'^: "', ': !!str "'),
        VALIDATE,
    ),
    Case("a tag before each title", matched('title: "', 'title: !!str "', count=0), VALIDATE),
    Case("a heat that is no number", replaced("heat: 60", "heat: hot")),
    Case("no title", matched(r'\ntitle: "[^"]*"', "")),
    Case("a title of 12,000 letters", replaced('\ntitle: "', '\ntitle: "' + "long title " * 1100)),
    Case("a record with 4,000 equal topics", in_first_record("\n  - Azure", "\n  - Azure" * 4000)),
    Case("a record with 4,000 topics", in_first_record("\n  - Azure", MANY_TOPICS)),
    Case("a quote that is not closed", replaced("\nheat: 60", '\nheat: "60')),
    Case("an anchor", replaced("\nheat: 60", "\nheat: &a 60")),
    Case(
        "a type before each title and excerpt",
        matched(r'((?:title|excerpt): )"', r'\1!!str "', count=0),
    ),
    Case(
        "an alias in each related story",
        matched(r"(\n    provider:)\n.*\n.*", r"\1 *source", count=0),
    ),
    Case("a key that stands there twice", replaced("\nheat: 60", "\nheat: 60\nheat: 61")),
    Case(
        "all records tell one story",
        matched(r"\n(\w+Url): .*", r'\n\1: "https://news.example.com/one/"', count=0),
        VALIDATE,
    ),
    # Topics
    Case(
        "an unknown topic of its own among 4,000",
        known_topics(lambda n: f"Topik {n}"),
        VALIDATE,
        known_topics(lambda n: f"Topic {n}"),
    ),
    Case(
        "an unknown topic among 4,000",
        known_topics(lambda _: "Quantum gardening"),
        VALIDATE,
        known_topics(lambda _: "Topic 7"),
    ),
    Case(
        "5,000 names of topics that are no slugs",
        topics(lambda n: f'[topics."Topic {n}"]\nname = "Topic {n}"\n'),
        VALIDATE,
        topics(lambda n: f'[topics.topic-{n}]\nname = "Topic {n}"\n'),
        exit_codes=WRONG_USE,
    ),
    Case(
        "5,000 topics with an unknown key",
        topics(lambda n: f'[topics.topic-{n}]\nname = "Topic {n}"\nlimitt = 1\n'),
        VALIDATE,
        topics(lambda n: f'[topics.topic-{n}]\nname = "Topic {n}"\nlimit = 1\n'),
        exit_codes=WRONG_USE,
    ),
    Case(
        "5,000 topics, each below another one",
        topics(lambda n: below(n, n - 1)),
        VALIDATE,
        topics(lambda n: below(n, 0)),
    ),
    # Feeds by query
    *(
        Case(
            f"500 feeds, each of {what}",
            partial(fill, change=published_by_others, config=queries(chosen)),
            clean=partial(fill, change=published_by_others, config=queries(picked)),
        )
        for what, chosen, picked in (
            ("a publisher", 'where = {{ provider = "P{n}" }}', 'items = ["{n:06d}"]'),
            ("none, for all are too cold", "where = {{ min_heat = 5000 }}", 'items = ["x{n}"]'),
        )
    ),
    # Names in the configuration
    Case(
        "1,000 codes that there are not",
        named("[validate]\nignore", lambda n: f"excerpt-cutt-{n}"),
        VALIDATE,
        named("[validate]\nignore", lambda _: "excerpt-cut"),
        exit_codes=WRONG_USE,
    ),
    Case(
        "1,000 stories picked by hand that are missing",
        named('[[feed]]\nname = "picks"\ntitle = "Picks"\nitems', lambda n: f"story-{n}"),
        VALIDATE,
        named('[[feed]]\nname = "picks"\ntitle = "Picks"\nitems', lambda n: f"{n:06d}"),
    ),
    Case(
        "1,000 globs that ignore codes in some files, and a warning in each record",
        partial(
            fill,
            change=lambda text, _: text.replace(*UNKNOWN, 1),
            config='[records]\npath = "news"\n[validate.per_file_ignores]\n'
            + "".join(f'"news/x{n}*.md" = ["excerpt-cut"]\n' for n in range(1000)),
        ),
        VALIDATE,
        replaced(*UNKNOWN),
    ),
    # Nothing changed
    *(
        Case(f"nothing changed, {name}", site, AGAIN, prepared_by=(AGAIN,), is_again=True)
        for name, site in (
            ("nothing wrong", fill),
            ("a key that nothing knows", replaced(*UNKNOWN)),
            ("60 keys that nothing knows", replaced("\nheat:", keys(60))),
            ("each related story with a bad address", matched(*BAD_ADDRESS, count=0)),
        )
    ),
    # A schema of the site's own
    Case("a schema of its own", own_schema()),
    Case("a schema of its own", own_schema(), VALIDATE),
    Case(
        "a schema of its own, and a related story without a title",
        own_schema(without_title),
        clean=own_schema(),
    ),
    Case(
        "a schema of its own, and no related story with a title",
        own_schema(lambda text: re.sub(r'\n  - title: "[^"]*"', '\n  - title: ""', text)),
        clean=own_schema(),
    ),
    # Posts of other generators
    *(
        Case(
            f"posts of {what}",
            posts(preset, head),
            VALIDATE,
            partial(fill, change=lambda _, n: OWN_POST.replace("N", f"{n}")),
        )
        for what, preset, head in (
            ("Jekyll", "jekyll", IN_YAML),
            ("Hugo in TOML", "hugo", IN_TOML),
            ("Nikola", "nikola", IN_LINES),
        )
    ),
    # Style
    Case(
        "an excerpt on lines below its key",
        matched(r'\nexcerpt: "([^"]*)"', r"\nexcerpt: >-\n  \1"),
    ),
    Case(
        "one of a related story below its key",
        matched(r'\n    excerpt: "([^"]*)"', r"\n    excerpt: >-\n      \1"),
    ),
    Case("a text of two lines", matched(r'\nexcerpt: "([^"]{40})([^"]*)"', r"\nexcerpt: \1\n  \2")),
    Case("an escape by number", replaced('\nexcerpt: "', '\nexcerpt: "\\u00e9')),
    Case(
        "fields in braces",
        replaced(
            "\n  name: Example News\n  domain: example.com",
            " {name: Example News, domain: example.com}",
        ),
    ),
    Case("topics in brackets", replaced("\n  - Azure", ' [Azure, "AI"]')),
    Case("a tab behind each colon", matched(COLON, r"\1\2:\t", count=0)),
    Case("a tab behind each colon", matched(COLON, r"\1\2:\t", count=0), VALIDATE),
    Case("each key in quotes", matched(r"(\n *(?:- )?)(\w+):", r'\1"\2":', count=0), VALIDATE),
    Case(
        "each title and excerpt on lines below its key",
        matched(
            r'((?:title|excerpt): )"(\w+) ([^"]*)"', r"\1|-\n          \2\n          \3", count=0
        ),
        VALIDATE,
    ),
    Case(
        "each title and excerpt on two lines",
        matched(r'((?:title|excerpt): "\w+) ', r"\1\n          ", count=0),
        VALIDATE,
    ),
    Case(
        "each provider in braces",
        matched(r"provider:\n *(name: .*)\n *(domain: .*)", r"provider: {\1, \2}", count=0),
        VALIDATE,
    ),
    Case(
        "an unknown key in each related story, each provider in braces",
        matched(
            r"(\n    type:.*)\n    provider:\n *(name: .*)\n *(domain: .*)",
            r"\n    mood: good\1\n    provider: {\2, \3}",
            count=0,
        ),
        VALIDATE,
    ),
    Case(
        "an unknown key in each related story, a tab behind each colon",
        each(
            lambda text: re.sub(
                COLON, r"\1\2:\t", text.replace("\n    type:", "\n    mood: good\n    type:")
            )
        ),
        VALIDATE,
    ),
    *(
        Case(f"an unknown key in one related story, {style}", each(change), VALIDATE)
        for style, change in ONE_ODD.items()
    ),
    Case(
        "comments that silence amid 2,000 odd keys of a record",
        in_first_record("\nheat:", "\nx: {a:\n  b}" + odd_keys(2000) + "\nheat:"),
        VALIDATE,
    ),
    Case("JSON with a warning", in_json('"summery": "x"'), VALIDATE, in_json('"summary": "x"')),
    Case("a tab behind a value", replaced("\nheat: 60", "\nheat: 60\t")),
    Case(
        "a comment in each related story", replaced("\n    type:", "\n    # a note\n    type:", -1)
    ),
    Case("CRLF", replaced("\n", "\r\n", -1)),
    Case("a byte order mark", each(lambda text: f"\ufeff{text}")),
    Case("letters beyond ASCII", replaced('excerpt: "', 'excerpt: "é “x” 日本 ', -1)),
    Case("hosts beyond ASCII", replaced("//stories.", "//bücher.", -1), VALIDATE),
    Case("dates of another zone", replaced("Z\n", "+05:30\n", -1)),
    Case("dates with a blank and a zone", matched(r"(\d)T(\d\d:)", r"\1 \2", count=0)),
    Case(
        "a date in words",
        matched(r"publishedDateTime: \S+", "publishedDateTime: Jan 3, 2020 10:00"),
    ),
    Case("a body of 28 KB", each(lambda text: text + "Some text below.\n" * 1700)),
    # Comments that silence
    Case(
        "a comment that silences its record",
        replaced("\nheat:", "\n# feedtool: ignore=excerpt-cut\nheat:"),
    ),
    Case(
        "a comment that silences its line",
        matched(CUT[0], f"{CUT[1]}  # feedtool: ignore=excerpt-cut"),
        VALIDATE,
    ),
    # Folders
    Case("records in 50 folders", in_folders(50)),
    Case("records in 50 folders", in_folders(50), VALIDATE),
    Case(
        "records in 50 folders that a pattern of 10 stars takes",
        partial(
            fill,
            config=f'[records]\npath = "news"\ninclude = ["{"**/*/" * 9}x*.md", "**/*.md"]\n',
            folders=50,
        ),
        VALIDATE,
        partial(fill, folders=50),
    ),
    # Reports and mends
    *(
        Case(
            f"a warning a record as {name}",
            replaced(*UNKNOWN),
            (*VALIDATE, "--output-format", name),
        )
        for name in FORMATS
    ),
    Case("what --diff shows of each", replaced(*INSECURE), (*VALIDATE, "--diff")),
    Case(
        "what --fix mends in each", replaced(*INSECURE), (*VALIDATE, "--fix"), changes_records=True
    ),
    Case(
        "what --diff shows of a record with 3,000 mends",
        in_first_record("\nrelated:", MANY_MENDS),
        (*VALIDATE, "--diff"),
    ),
    Case(
        "what sarif shows of a record with 3,000 mends",
        in_first_record("\nrelated:", MANY_MENDS),
        (*VALIDATE, "--output-format", "sarif"),
    ),
    Case(
        "what --fix cannot mend in each related story",
        matched(r'(\n  - title: ")[^"]*"', r'\1A &amp; \\"B\\"\\\n      \\ C &amp; D"', 0),
        (*VALIDATE, "--fix"),
        matched(r'(\n  - title: ")[^"]*"', r'\1A B\\\n      \\ C D"', 0),
    ),
    Case(
        "a baseline that knows a warning of each",
        replaced(*UNKNOWN),
        (*VALIDATE, "--baseline", "known.json"),
        prepared_by=((*VALIDATE, "--write-baseline", "known.json"),),
    ),
]
