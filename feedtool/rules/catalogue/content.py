"""Rules of what a valid record says: mistakes that show only to the people who read the feed."""

from feedtool.diagnostics.rule import WARNING, Rule

_RSS = "https://www.rssboard.org/rss-profile"
_MEDIA = "https://www.rssboard.org/media-rss#media-content"
_LONG = (
    "The Home Office has asked the makers of cameras for ideas on how the police could recognise faces "
    "in a crowd, by night as well as by day, and civil liberties groups have answered at once, saying that"
)

RULES = (
    Rule(
        code="title-markup",
        severities=WARNING,
        summary="HTML tags in a title",
        why=(
            "Titles are plain text in every feed. feedtool takes the tags out, so what they were "
            "for is lost; and other programs would show them as they are."
        ),
        message="{name} holds HTML tags",
        hint="write {instead}|take the tags out, as feeds do",
        bad='title: "A <b>bold</b> title"',
        good='title: "A bold title"',
        link=f"{_RSS}#data-types-characterdata",
    ),
    Rule(
        code="text-markup",
        severities=WARNING,
        summary="HTML tags in an excerpt or a name",
        why=(
            "feedtool publishes excerpts as plain text and takes the tags out: a link in it leads "
            "nowhere, and a list runs together."
        ),
        message="{name} holds HTML tags",
        hint="write {instead}|take the tags out, as feeds do",
        bad='excerpt: "<p>An excerpt, with a <a href=/more>link</a>.</p>"',
        good='excerpt: "An excerpt, with a link."',
        link=f"{_RSS}#data-types-characterdata",
    ),
    Rule(
        code="title-entities",
        severities=WARNING,
        fixable=True,
        summary="HTML character references in a title",
        why=(
            "The title was copied from the source of a page. feedtool decodes it once; encoded "
            "twice it would show as &amp;amp; in a subscriber's list."
        ),
        message="{name} holds undecoded character references",
        hint="write {instead}|feedtool validate --fix puts the characters themselves there",
        bad='title: "Research &amp; development"',
        good='title: "Research & development"',
        link=f"{_RSS}#data-types-characterdata",
    ),
    Rule(
        code="text-entities",
        severities=WARNING,
        fixable=True,
        summary="HTML character references in an excerpt or a name",
        why=(
            "The text was copied from the source of a page. feedtool decodes it once; encoded twice "
            "it would show as &amp;nbsp; to subscribers."
        ),
        message="{name} holds undecoded character references",
        hint="write {instead}|feedtool validate --fix puts the characters themselves there",
        bad='excerpt: "The minister&rsquo;s plan."',
        good='excerpt: "The minister’s plan."',
        link=f"{_RSS}#data-types-characterdata",
    ),
    Rule(
        code="text-mojibake",
        severities=WARNING,
        fixable=True,
        summary="Garbled letters, such as â€™ for ’",
        why=(
            "A program on the way took UTF-8 for another encoding. Subscribers see the garbled "
            "letters, and a search for the word finds nothing."
        ),
        message=(
            "{name} was decoded wrongly on its way: {before} should be {after}|"
            "{name} was decoded wrongly on its way: it should be shorter"
        ),
        hint="write {instead}|feedtool validate --fix mends it",
        bad='title: "The ministerâ€™s plan"',
        good='title: "The minister’s plan"',
    ),
    Rule(
        code="text-comment",
        severities=WARNING,
        summary="A # cuts a text without quotes",
        why=(
            "Behind a blank it begins a comment, so subscribers read only what stands before it. In "
            "quotes it is a character like any other."
        ),
        message="{name} ends before this #: the rest of the line is a comment to YAML",
        hint=(
            "write lines {first} to {last} as {instead}|"
            "write the line as {instead}|"
            "put quotes around all of the value, from its beginning to the end of this line"
        ),
        bad="title: Why C #1 is back",
        good='title: "Why C #1 is back"',
        link="https://yaml.org/spec/1.2.2/#66-comments",
    ),
    Rule(
        code="text-curly-quotes",
        severities=WARNING,
        summary="A text stands in curly quotes instead of straight ones",
        why=(
            "Word processors and phones type them. To YAML they are a part of the text, and every "
            "subscriber sees them around it."
        ),
        message="{name} stands in curly quotes, which are a part of the text to YAML",
        hint="write {instead}|put straight quotes in their places",
        bad="title: “A title”",
        good='title: "A title"',
        link="https://yaml.org/spec/1.2.2/#73-flow-scalar-styles",
    ),
    Rule(
        code="text-invisible",
        severities=WARNING,
        summary="A text or an address holds a character that cannot be seen",
        why=(
            "It came along when a page was copied. A search for the word finds nothing, and an "
            "address with it leads nowhere."
        ),
        message="{name} holds what cannot be seen: {codes}",
        hint="write {instead}|take {codes} out of it",
        bad='title: "A\\u200b title"',
        good='title: "A title"',
    ),
    Rule(
        code="text-whitespace",
        severities=WARNING,
        fixable=True,
        summary="Odd white space in a text: runs of it, line breaks, at its ends",
        why=(
            "Feeds fold it to single blanks, so subscribers see none of it. It matters only to those "
            "who compare or search the records themselves."
        ),
        message="{name} holds odd white space: runs, line breaks, non-breaking or at its ends",
        hint="write {instead}|feedtool validate --fix folds it",
        bad='title: "A  title "',
        good='title: "A title"',
        optional=True,
    ),
    Rule(
        code="excerpt-meaningless",
        severities=WARNING,
        summary="The excerpt says nothing",
        why="It is all that many readers show of a story besides its title.",
        message="the {excerpt_key} says nothing|there is no {missing_key}",
        hint="tell the story in a sentence or two",
        bad='excerpt: "..."',
        good='excerpt: "The Home Office asks for ideas on recognising faces."',
        link=f"{_RSS}#element-channel-item-description",
    ),
    Rule(
        code="excerpt-repeats-title",
        severities=WARNING,
        summary="The excerpt only repeats the title",
        why="Readers show both, one below the other: the subscriber reads the same words twice.",
        message="the {excerpt_key} only repeats the {title_key}",
        hint="say what the {title_key} does not",
        bad='title: "A new plan"\nexcerpt: "A new plan."',
        good='title: "A new plan"\nexcerpt: "It costs less than the old one."',
        link=f"{_RSS}#element-channel-item-description",
    ),
    Rule(
        code="excerpt-cut",
        severities=WARNING,
        summary="The excerpt breaks off in the middle of a sentence",
        why=(
            "A program cut it to a length. The subscriber cannot tell whether more follows; an "
            "ellipsis (…) says that it does."
        ),
        message="the {excerpt_key} breaks off at “…{tail}”",
        hint="end it with a whole sentence, or with an ellipsis: …",
        bad=f'excerpt: "{_LONG}"',
        good=f'excerpt: "{_LONG} …"',
        link=f"{_RSS}#element-channel-item-description",
    ),
    Rule(
        code="url-not-https",
        severities=WARNING,
        summary="An http: address, which is not encrypted",
        why=(
            "Browsers warn before they open it, and web readers such as Feedly and Inoreader do not "
            "show such a picture at all."
        ),
        message="the address is not encrypted: many readers refuse to show or open it",
        hint="write {instead} if the site has it, as nearly every site has",
        bad='webUrl: "http://www.example.org/story"',
        good='webUrl: "https://www.example.org/story"',
        link="https://www.w3.org/TR/mixed-content/",
    ),
    Rule(
        code="url-blank",
        severities=WARNING,
        fixable=True,
        summary="An address holds blanks",
        why=(
            "No address may, and readers cut it there or refuse it. feedtool writes %20 in feeds, as a "
            "browser does; other programs that read the record may not."
        ),
        message=(
            "the address holds blanks, which no address may; feeds show it with %20 for those inside it"
        ),
        hint="write {instead}",
        bad='webUrl: "https://www.example.org/a story"',
        good='webUrl: "https://www.example.org/a%20story"',
        link="https://www.rfc-editor.org/rfc/rfc3986#section-2",
    ),
    Rule(
        code="url-tracking",
        severities=WARNING,
        fixable=True,
        summary="webUrl carries parameters that track readers",
        why=(
            "feedtool takes them off in feeds, so nobody is tracked; in the record they hide that "
            "two addresses are the same. records.tracking_parameters lists them."
        ),
        message="{link_key} carries tracking parameters; feeds show it without them",
        hint="write {instead}",
        bad='webUrl: "https://www.example.org/story?utm_source=rss"',
        good='webUrl: "https://www.example.org/story"',
        link="https://www.rfc-editor.org/rfc/rfc3986#section-3.4",
    ),
    Rule(
        code="related-self",
        severities=WARNING,
        fixable=True,
        summary="A related story is the record itself",
        why="The subscriber would be sent to the story that is already open. Feeds leave it out.",
        message="this related story is the record itself",
        hint="delete the whole field {related_key}|delete this item",
        bad=(
            'originalUrl: "https://www.example.org/story"\n'
            'related:\n  - title: "A title"\n    webUrl: "https://www.example.org/story"'
        ),
        good=(
            'originalUrl: "https://www.example.org/story"\n'
            'related:\n  - title: "Another story"\n    webUrl: "https://www.example.org/other"'
        ),
        link="https://www.rfc-editor.org/rfc/rfc4287#section-4.2.7.2",
    ),
    Rule(
        code="related-duplicate",
        severities=WARNING,
        fixable=True,
        summary="A related story stands there twice",
        why=(
            "Feeds show it once. The two addresses may look different and still be one, for example "
            "with and without tracking parameters."
        ),
        message="this related story is the same as item {first}",
        hint="delete this item",
        bad=(
            'related:\n  - title: "Another story"\n    webUrl: "https://www.example.org/other"\n'
            '  - title: "Another story"\n    webUrl: "https://www.example.org/other?utm_source=x"'
        ),
        good='related:\n  - title: "Another story"\n    webUrl: "https://www.example.org/other"',
        link="https://www.rfc-editor.org/rfc/rfc3986#section-6",
    ),
    Rule(
        code="image-no-size",
        severities=WARNING,
        summary="A picture without width and height",
        why=(
            "Readers cannot keep a place for it, so the text jumps while the picture loads; some "
            "choose the lead picture by its size."
        ),
        message="the image has no {width_key} and {height_key}: readers cannot keep a place for it",
        hint=(
            "add its size in pixels, such as {width_key}: 820 and {height_key}: 543, if you know it"
        ),
        bad='images:\n  - url: "https://www.example.org/picture.jpg"',
        good=(
            'images:\n  - url: "https://www.example.org/picture.jpg"\n    width: 820\n    height: 543'
        ),
        link=_MEDIA,
    ),
    Rule(
        code="image-huge",
        severities=WARNING,
        summary="A picture is wider or higher than 8,000 pixels",
        why=(
            "Subscribers on a phone wait for it and pay for it, or their reader gives up. Most sites "
            "offer the same picture in a smaller size."
        ),
        message=(
            "the image is {width} by {height} pixels: readers will load it slowly, or not at all"
        ),
        hint="link to a smaller one",
        bad=(
            'images:\n  - url: "https://www.example.org/picture.jpg"\n'
            "    width: 12000\n    height: 8000"
        ),
        good=(
            'images:\n  - url: "https://www.example.org/picture.jpg"\n    width: 1200\n    height: 800'
        ),
        link=_MEDIA,
    ),
    Rule(
        code="topic-duplicate",
        severities=WARNING,
        fixable=True,
        summary="Two topics of a record are one topic under two names",
        why=(
            "Names that differ only in capitals, or that the configuration calls aliases, share a "
            "feed. The story appears there once; one of the two names is for nothing."
        ),
        message="{name} and {other} are the same topic",
        hint="delete this item",
        bad="topics: [AI, ai]",
        good="topics: [AI]",
        link="https://www.rfc-editor.org/rfc/rfc4287#section-4.2.2",
    ),
    Rule(
        code="ignore-unused",
        severities=WARNING,
        summary="A comment silences a problem that is not there",
        why=(
            "`# feedtool: ignore=CODE` behind a value silences its line, on a line of its own the whole "
            "record. Left behind, it would hide the next problem of that kind from the curator."
        ),
        bad='webUrl: "https://www.example.org/story" # feedtool: ignore=url-not-https',
        good='webUrl: "http://www.example.org/story" # feedtool: ignore=url-not-https',
    ),
)
