"""Rules of publishing: whether, when and where a story appears, alone and beside others."""

from feedtool.diagnostics.rule import ERROR, INFO, WARNING, Rule

_ATOM = "https://www.rfc-editor.org/rfc/rfc4287"

RULES = (
    Rule(
        code="published-too-cold",
        severities=WARNING,
        summary="Published, yet below the heat that feeds ask for",
        why=(
            "The record says that the story is published, and no feed shows it: feeds.min_heat holds "
            "it back. The curator may wait for it in vain."
        ),
        message="published, yet {heat_key} {heat} is below min_heat {min_heat}: no feed shows it",
        hint="set {unpublished}, or lower min_heat",
        bad="# feedtool.toml: feeds.min_heat = 80\nheat: 70\npublished: true",
        good="# feedtool.toml: feeds.min_heat = 80\nheat: 90\npublished: true",
    ),
    Rule(
        code="published-draft",
        severities=WARNING,
        summary="A draft, or hidden, though published: true",
        why=(
            "`draft: true` and `hidden: true` hold a story back whatever `published` says, so no feed "
            "shows it. The curator may wait for it in vain."
        ),
        message=(
            "{draft_key}: true holds the story back, though {published_key}: true stands beside it"
        ),
        hint=(
            "delete the line to publish the story, or write {published_key}: false to hold it back"
        ),
        bad="published: true\ndraft: true",
        good="published: true\ndraft: false",
    ),
    Rule(
        code="unpublished-hot",
        severities=WARNING,
        summary="Not published, though hot enough",
        why=(
            "A story reached feeds.min_heat and was not published. It may have been forgotten; "
            "subscribers hear of it elsewhere."
        ),
        message="not published, yet {heat_key} {heat} reaches min_heat {min_heat}",
        hint="write true if it was forgotten",
        bad="# feedtool.toml: feeds.min_heat = 80\nheat: 90\npublished: false",
        good="# feedtool.toml: feeds.min_heat = 80\nheat: 90\npublished: true",
    ),
    Rule(
        code="date-in-future",
        severities=WARNING,
        summary="The story is dated in the future",
        why=(
            "No feed shows it before that moment. If that is not meant, year or zone are wrong; "
            "readers put stories from the future on top for good."
        ),
        message="published in the future: no feed shows it before that moment",
        hint="check the year and the zone",
        bad="publishedDateTime: 2999-01-01T00:00:00Z",
        good="publishedDateTime: 2023-09-01T09:19:00Z",
        link=f"{_ATOM}#section-4.2.9",
    ),
    Rule(
        code="updated-before-published",
        severities=WARNING,
        summary="The story changed before it was published",
        why=(
            "One of the two dates is wrong. Readers sort by one or the other, and show the story "
            "in the wrong place."
        ),
        message="updated before it was published",
        hint="check which of the two dates is wrong",
        bad="updatedDateTime: 2023-08-01T00:00:00Z",
        good="updatedDateTime: 2023-09-02T00:00:00Z",
        link=f"{_ATOM}#section-4.2.15",
    ),
    Rule(
        code="file-date-mismatch",
        severities=WARNING,
        summary="The date in the file's name is not that of the record",
        why=(
            "People find records by their names. A day of difference is nothing: a zone explains it; "
            "more is a slip in one of the two."
        ),
        message="the file name says {named}, the record {date}",
        hint="rename the file, or mend the date",
        bad="# 2023-01-09-story.md\npublishedDateTime: 2023-09-01T09:19:00Z",
        good="# 2023-09-01-story.md\npublishedDateTime: 2023-09-01T09:19:00Z",
    ),
    Rule(
        code="record-conflict",
        severities=ERROR,
        summary="Two published records tell one story in different words",
        why=(
            "Both have the same address (or the same `id`), so they are one item to every reader. "
            "feedtool merges them, and the curator cannot know which of the texts will show."
        ),
        message="the same story as {where}, with another text",
        hint="keep one of the two, or set {unpublished} in one",
        bad=(
            '# one.md\noriginalUrl: "https://www.example.org/story"\ntitle: "A title"\n'
            '# two.md\noriginalUrl: "https://www.example.org/story"\ntitle: "A better title"'
        ),
        good=(
            '# one.md\noriginalUrl: "https://www.example.org/story"\ntitle: "A title"\n'
            '# two.md\noriginalUrl: "https://www.example.org/other"\ntitle: "A better title"'
        ),
        link=f"{_ATOM}#section-4.2.6",
    ),
    Rule(
        code="record-id-changed",
        severities=WARNING,
        summary="An originalUrl was added, and makes another id than the story was published with",
        why=(
            "Readers know a story by its id, which is made from originalUrl, else from webUrl; with another "
            "one they show it again, as new. A line `id:` keeps the old one, which is looked for in all "
            "feeds that are published."
        ),
        message=(
            "the id was made from {link_key} so far, and {original_key} makes another one: "
            "readers will show the story as new"
        ),
        hint="add the line {id_key}: {id}",
        bad="# a record that was published with a webUrl alone, and has got an originalUrl since",
        good="# the same with the line that the hint gives: id: urn:uuid:…",
        link="https://www.rfc-editor.org/rfc/rfc4287#section-4.2.6",
    ),
    Rule(
        code="record-duplicate",
        severities=WARNING,
        summary="Two published records tell one story in the same words",
        why=(
            "They appear as one item, with the topics of both. Whoever corrects one of them later "
            "makes a conflict."
        ),
        message="the same story as {where}",
        hint="keep one of the two, or set {unpublished} in one",
        bad=(
            '# one.md\noriginalUrl: "https://www.example.org/story"\n'
            '# two.md\noriginalUrl: "https://www.example.org/story?utm_source=rss"'
        ),
        good=(
            '# one.md\noriginalUrl: "https://www.example.org/story"\n'
            '# two.md\noriginalUrl: "https://www.example.org/other"'
        ),
        link=f"{_ATOM}#section-4.2.6",
    ),
    Rule(
        code="story-cluster",
        severities=INFO,
        summary="Several publishers tell one story in the same words",
        why=(
            "A wire report or a press release that is reprinted within a week: titles, or excerpts, have most "
            "words in common, or each has many. Readers get it once for each publisher. One line stands for "
            "all of its records, in the newest; with feeds.cluster they are one item, and nothing is said."
        ),
        message="the story of {where} as well, in the same words",
        hint="set {unpublished} in all but one, or cluster = true in [feeds] to make one item of them",
        bad=(
            '# one.md\noriginalUrl: "https://wire.example/1"\nprovider: {name: Wire, domain: wire.example}\n'
            'title: "Robots learn to fold the laundry of a family"\n'
            '# two.md\noriginalUrl: "https://paper.example/1"\nprovider: {name: Paper, domain: paper.example}\n'
            'title: "Robots learn to fold the laundry of a family"'
        ),
        good=(
            '# one.md\noriginalUrl: "https://wire.example/1"\nprovider: {name: Wire, domain: wire.example}\n'
            'title: "Robots learn to fold the laundry of a family"\n'
            '# two.md\noriginalUrl: "https://paper.example/1"\nprovider: {name: Paper, domain: paper.example}\n'
            'title: "We let a robot fold our shirts"'
        ),
        link=f"{_ATOM}#section-4.2.6",
    ),
    Rule(
        code="topic-unknown",
        severities=ERROR,
        summary="A topic that is neither configured nor registered",
        why=(
            'With feeds.unknown_topics = "error" every topic must be known, so that a slip of the pen '
            "does not make a feed that nobody follows."
        ),
        bad='# feedtool.toml: feeds.unknown_topics = "error"\ntopics: [AI, Compter Vision]',
        good='# feedtool.toml: feeds.unknown_topics = "error"\ntopics: [AI, Computer Vision]',
    ),
    Rule(
        code="topic-slug-clash",
        severities=ERROR,
        summary="Two topics ask for the same file name",
        why=(
            "A topic's feed is named after it, without signs and capitals. One of the two would "
            "have to be renamed, and a feed that changes its address loses its subscribers."
        ),
        message="{name} and {other} both ask for the slug {slug}",
        hint="give one a slug of its own: [topics.another-slug] in feedtool.toml",
        bad="topics: [AI/ML, AI-ML]",
        good="topics: [AI/ML]",
    ),
    Rule(
        code="records-none",
        severities=WARNING,
        summary="No file in the folder is a record",
        why=(
            "records.include says which files are. feedtool publishes nothing rather than empty "
            "feeds, which would take every story from subscribers."
        ),
        bad="# a folder that holds only story.rst",
        good="# a folder that holds story.md",
    ),
    Rule(
        code="records-foreign",
        severities=ERROR,
        summary="The files are plainly the posts of another generator",
        why=(
            "Most files lack what a record must have, and have what the posts of a static site generator do. "
            "One line stands for all that they lack: with a preset they are read as they are."
        ),
        message="these look like {generator} posts: {number} of {files} files",
        hint=(
            'set preset = "{preset}", or "{other}", in [records] of feedtool.toml'
            '|set preset = "{preset}" in [records] of feedtool.toml'
        ),
        bad="# a folder of posts with title, date and tags",
        good='# [records] preset = "jekyll" in feedtool.toml',
    ),
    Rule(
        code="feed-trimmed",
        severities=INFO,
        summary="The oldest items of a feed have no content, since it would be too large",
        why=(
            "Readers fetch a feed several times an hour, and some refuse large ones. The newest items have "
            "their whole text; the others keep their summary, and a link to the post."
        ),
        bad="# [feeds] max_bytes = 100000, and fifty posts of 10,000 characters",
        good="# [feeds] max_bytes = 1048576",
    ),
    Rule(
        code="query-topic-unknown",
        severities=WARNING,
        summary="A feed of the configuration asks for a topic that there is not",
        why=(
            "A topic that is misspelt narrows the feed to nothing, or takes nothing out of it, without a word. "
            "Topics are those that are configured or registered, and those that published records name."
        ),
        bad='# [[feed]] where = { topics = ["Robotcs"] }',
        good='# [[feed]] where = { topics = ["Robotics"] }',
    ),
    Rule(
        code="query-item-missing",
        severities=WARNING,
        summary="A story that the configuration picks by hand is not in its feed",
        why=(
            "The record is not there, is not published, or is held back; the feed is made without it. What is "
            "not published never appears because somebody picked it."
        ),
        bad='# [[feed]] items = ["2024-04-11-a-story"], and the record says published: false',
        good='# [[feed]] items = ["2024-04-11-a-story"], and the record says published: true',
    ),
    Rule(
        code="guard-records",
        severities=ERROR,
        summary="More than half of the records are gone or broken since the last build",
        why=(
            "A branch or a sparse checkout, an unmounted disk: subscribers would lose most stories. "
            "Nothing is published; --accept-loss says that it is meant."
        ),
        bad="# 200 records in the last build, 90 in this one",
        good="# 200 records in the last build, 195 in this one",
    ),
    Rule(
        code="guard-items",
        severities=ERROR,
        summary="A feed would lose more than half of its items",
        why=(
            "A wrong threshold or a renamed topic does that; subscribers would lose the stories, and "
            "see them again as new when the slip is mended. --accept-loss says that it is meant."
        ),
        bad="# feeds.min_heat raised from 7 to 700",
        good="# feeds.min_heat raised from 7 to 8",
    ),
    Rule(
        code="guard-new",
        severities=ERROR,
        summary="Too many new items at once",
        why=(
            "Every new item is a notification on somebody's phone. More than feeds.max_new at once are "
            "mostly old stories whose identity changed by mistake; --accept-loss says that it is meant."
        ),
        bad="# originalUrl of every record moved to another domain",
        good="# two new stories since the last build",
    ),
    Rule(
        code="guard-feed",
        severities=ERROR,
        summary="A feed would vanish",
        why=(
            "Its topic was renamed, or taken out of the registry. Whoever follows the feed gets an error at "
            "best; renamed_from keeps it where it was, ended says goodbye in it."
        ),
        bad="# [topics.facebook-ai] is called [topics.meta-ai] now",
        good='# [topics.meta-ai] has renamed_from = ["facebook-ai"]',
        link="https://www.rfc-editor.org/rfc/rfc9110#section-15.4.2",
    ),
    Rule(
        code="guard-ids",
        severities=ERROR,
        summary="Many stories would get other ids",
        why=(
            "Address, or title and date, are what they were, and readers know a story by its id alone: they "
            "would show all of these again as new. --accept-loss says that it is meant."
        ),
        bad="# a ledger that was lost, or another originalUrl in every record",
        good="# the ledger in git, beside the records",
        link="https://www.rfc-editor.org/rfc/rfc4287#section-4.2.6",
    ),
    Rule(
        code="redirects-foreign",
        severities=WARNING,
        summary="A file of redirects of somebody else stays as it is",
        why=(
            "Feeds have moved or ended, and _redirects, .htaccess and redirects.nginx.conf tell servers. One "
            "of them is there already and is not ours; the feeds are published all the same."
        ),
        bad="# output/.htaccess, written by hand",
        good="# the lines of output/.htaccess in the configuration of the server",
    ),
    Rule(
        code="cache-damaged",
        severities=WARNING,
        summary="What the last build knew was damaged, and has been made anew",
        why=(
            "A power cut or a failing disk left .feedtool-cache as no build wrote it. Feeds are the same "
            "without it; this build read all records again. Said once, with -q too, and --strict does not mind."
        ),
        bad="# .feedtool-cache/builds.sqlite, cut off by a power cut",
        good="# nothing to do: it has been made anew",
    ),
    Rule(
        code="cache-unusable",
        severities=WARNING,
        summary="What a build knows cannot be kept",
        why=(
            "The folder .feedtool-cache cannot be read or written, or another program holds it. Feeds are "
            "the same without it, but every build reads all records. Not said with -q, and --strict does "
            "not mind."
        ),
        bad="# .feedtool-cache belongs to root, and cron runs as another user",
        good="# .feedtool-cache belongs to the user that builds",
    ),
)
