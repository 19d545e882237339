"""What is mended, what is left alone, and that no byte changes but those of the values concerned."""

import codecs
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool import frontmatter
from feedtool.diagnostics.selector import RuleSelector
from feedtool.lint import fixer
from feedtool.lint.fixes import Fix
from feedtool.records import parse
from feedtool.rules.catalogue import FIXABLE
from feedtool.storage.place import Raw
from feedtool.text import plain
from tests.conftest import fields

if TYPE_CHECKING:
    from collections.abc import Callable

from tests.lint.fixing import STORY, TASK, choosing, codes, front_matter, mended
from tests.tables import each

MENDED = {
    # entities, in each style of quotes
    "double": ('title: "AT&amp;T"\n', 'title: "AT&T"\n'),
    "single": ("title: 'AT&amp;T'\n", "title: 'AT&T'\n"),
    "plain": ("title: AT&amp;T\n", "title: AT&T\n"),
    "double, a quote decoded": ('title: "&quot;A&quot; b"\n', 'title: "\\"A\\" b"\n'),
    "single, an apostrophe decoded": ("title: 'It&#39;s'\n", "title: 'It''s'\n"),
    "single, doubled ones stay": ("title: 'It''s AT&amp;T''s'\n", "title: 'It''s AT&T''s'\n"),
    "plain, still plain": ("title: It&#8217;s\n", "title: It’s\n"),
    "plain no more, a colon": ("title: A&#58; b\n", 'title: "A: b"\n'),
    "plain no more, a comment": ("title: A &num;1\n", 'title: "A #1"\n'),
    "plain, quotes within": ("title: A &quot;b&quot;\n", 'title: A "b"\n'),
    "plain no more, a number": ("title: 4&#50;\n", 'title: "42"\n'),
    "plain no more, an ambiguous word": ("title: ye&#115;\n", 'title: "yes"\n'),
    "plain no more, a quote and a colon": (
        "title: A &quot;b&quot;&#58; c\n",
        'title: "A \\"b\\": c"\n',
    ),
    "plain in a flow mapping, a comma": (
        "provider: {name: A&#44; b, domain: example.org}\n",
        'provider: {name: "A, b", domain: example.org}\n',
    ),
    "plain in a block, a comma": ("title: A&#44; b\n", "title: A, b\n"),
    "a backslash stays": (r'title: "a\\b &amp; c"' + "\n", r'title: "a\\b & c"' + "\n"),
    "escapes before and behind stay": (
        r'title: "caf\u00e9 &amp; th\xe9 \U0001F600"' + "\n",
        r'title: "caf\u00e9 & th\xe9 \U0001F600"' + "\n",
    ),
    "a comment behind stays": (
        "title: 'A &amp; B'  # A &amp; B\n",
        "title: 'A & B'  # A &amp; B\n",
    ),
    "an odd space before the value stays": ("title:   A &amp; B\n", "title:   A & B\n"),
    "excerpt and provider": (
        "excerpt: A &ndash; b.\nprovider:\n  domain: example.org\n  name: A &amp; B\n",
        "excerpt: A – b.\nprovider:\n  domain: example.org\n  name: A & B\n",
    ),
    "related": (
        (
            "related:\n  - title: A &amp; B\n    webUrl: https://b.example/\n    excerpt: 'x &lt; y'\n"
            "    provider: {name: A &amp; B, domain: b.example}\n"
        ),
        (
            "related:\n  - title: A & B\n    webUrl: https://b.example/\n    excerpt: 'x < y'\n"
            "    provider: {name: A & B, domain: b.example}\n"
        ),
    ),
    # white space
    "runs": ("title: A  title \n", "title: A title \n"),
    "ends": ('title: " A title\t"\n', 'title: "A title"\n'),
    "ends, single": ("title: ' A title '\n", "title: 'A title'\n"),
    "non-breaking": ("title: A\u00a0title\n", "title: A title\n"),
    "non-breaking, escaped": ('title: "A\\_title\\xa0\\u00e9"\n', 'title: "A title \\u00e9"\n'),
    "line ends": ('title: "A\\r\\ntitle\\n"\n', 'title: "A title"\n'),
    "a line break decoded": ("title: 'a&#10;b'\n", "title: 'a b'\n"),
    "decoded, then folded": ("title: A&nbsp;title\n", "title: A title\n"),
    # mojibake
    "mojibake": ("title: Itâ€™s\n", "title: It’s\n"),
    "mojibake in related": (
        'related:\n- title: "It\u00e2\u20ac\u2122s"\n  webUrl: https://b.example/\n',
        'related:\n- title: "It’s"\n  webUrl: https://b.example/\n',
    ),
    "mojibake in references": ("title: It&acirc;&euro;&trade;s\n", "title: It’s\n"),
    # values of several lines
    "a folded scalar": (
        "excerpt: >-\n  A &amp; B\n  câ€™s  d\n",
        "excerpt: >-\n  A & B\n  c’s d\n",
    ),
    "a literal scalar, less its white space": (
        "excerpt: |\n  A &amp; B\n  c  d\n",
        "excerpt: |\n  A & B\n  c  d\n",
    ),
    "a plain scalar of two lines": (
        "excerpt: A &amp; B\n  c &gt; d\n",
        "excerpt: A & B\n  c > d\n",
    ),
    "a double-quoted scalar of two lines": (
        'excerpt: "A &quot;B&quot;\n\n  c &gt; d"\n',
        'excerpt: "A \\"B\\"\n\n  c > d"\n',
    ),
    "a single-quoted scalar of two lines": (
        "excerpt: 'It''s &#39;A&#39;\n  c  d'\n",
        "excerpt: 'It''s ''A''\n  c d'\n",
    ),
    # tracking
    "tracking": (
        "webUrl: https://example.org/a?utm_source=x&b=1#f # c\n",
        "webUrl: https://example.org/a?b=1#f # c\n",
    ),
    "tracking, quoted": (
        'webUrl: "https://example.org/a?ref=x"\n',
        'webUrl: "https://example.org/a"\n',
    ),
    "tracking in related": (
        "related: [{title: T, webUrl: 'https://b.example/?fbclid=1'}]\n",
        "related: [{title: T, webUrl: 'https://b.example/'}]\n",
    ),
    # duplicate topics
    "a topic twice": ("topics:\n  - AI\n  - Robots\n  - AI\n", "topics:\n  - AI\n  - Robots\n"),
    "a topic under an alias": (
        (
            "topics:\n- AI # first\n# about the second\n-   Artificial intelligence # second\n"
            "# at the end\n"
        ),
        "topics:\n- AI # first\n# about the second\n# at the end\n",
    ),
    "topics, flow": ("topics: [AI, Robots, ai]\n", "topics: [AI, Robots]\n"),
    "topics, flow, in the middle": ("topics: [AI, ai, Robots]\n", "topics: [AI, Robots]\n"),
    "topics, flow, several": ("topics: [AI, ai, Robots, robots, AI]\n", "topics: [AI, Robots]\n"),
    "topics, flow, all others": ("topics: [ AI , ai , aI ]\n", "topics: [ AI ]\n"),
    "topics, flow, a comma at the end": ('topics: ["AI", "ai",]\n', 'topics: ["AI",]\n'),
    "topics, flow, lines": (
        "topics: [\n    AI, # a, b\n    ai, # c\n    Robots # d\n  ]\n",
        "topics: [\n    AI, # a, b\n    Robots # d\n  ]\n",
    ),
    "topics, flow, lines, the last": (
        "topics: [\n    AI, # a, b\n    ai\n  ]\n",
        "topics: [\n    AI # a, b\n  ]\n",
    ),
    "topics, flow, lines, the last two": (
        "topics: [\n    AI, # a, b\n    ai, # c\n    aI\n  ]\n",
        "topics: [\n    AI # a, b\n  ]\n",
    ),
    "topics, flow, lines without comments": (
        "topics: [\n    AI,\n    ai\n  ]\n",
        "topics: [\n    AI\n  ]\n",
    ),
    # related
    "itself": (
        (
            "related:\n  - title: A title\n    webUrl: https://www.example.org/story#top\n"
            f"  - {STORY}\n"
        ),
        f"related:\n  - {STORY}\n",
    ),
    "twice": (
        (
            f"related:\n  - {STORY}\n  - title: Other\n\n    webUrl: https://B.example/1?utm_a=b\n"
            "  # stays\nsecured: EXAMPLE_SECURED_1\n"
        ),
        f"related:\n  - {STORY}\n  # stays\nsecured: EXAMPLE_SECURED_1\n",
    ),
    "twice, a block scalar last": (
        (
            f"related:\n  - {STORY}\n  - webUrl: https://b.example/1\n    title: >-\n      U\n"
            "      V\n  # stays\n  - {title: W, webUrl: 'https://b.example/2'}\n"
        ),
        f"related:\n  - {STORY}\n  # stays\n  - {{title: W, webUrl: 'https://b.example/2'}}\n",
    ),
    "twice, flow": (f"related: [{STORY}, {STORY}]\n", f"related: [{STORY}]\n"),
    "twice, flow, lines": (
        f"related: [\n  {STORY},\n  {STORY},\n  ]\n",
        f"related: [\n  {STORY},\n  ]\n",
    ),
}


@each(("before", "after"), MENDED.values())
@each("end", ["\n", "\r\n"])
@each("mark", [b"", codecs.BOM_UTF8])
def test_mended(before: str, after: str, end: str, mark: bytes) -> None:
    old, new = (mark + front_matter(lines).replace("\n", end).encode() for lines in (before, after))
    assert mended(old) == new
    assert mended(new) == new


LEFT_ALONE = {
    "markup would appear": "title: '&lt;b&gt;Bold&lt;/b&gt;'\n",
    "what looks like a tag would appear": "title: 'List&lt;String&gt;'\n",
    "there is markup already": "excerpt: '<p>A &amp; B</p>'\n",
    "a reference behind the reference": "title: 'x &amp;lt; y'\n",
    "a guessed reference": "excerpt: 'see /?a=1&region=2 &amp; more'\n",
    "a half known reference": "title: 'a &notit; b'\n",
    "no reference at all": "title: R&D, Q&A\n",
    "a control": "title: 'a&#129;b'\n",
    "a bidirectional control": "title: 'a&#x202e;b'\n",
    "nothing would be left": "title: '&nbsp;'\n",
    "the only related story is the record itself": (
        "related:\n  - {title: T, webUrl: 'https://www.example.org/story'}\n"
    ),
    "all related stories are the record itself": (
        "related:\n  - {title: T, webUrl: 'https://www.example.org/story'}\n"
        "  - {title: U, webUrl: 'https://www.example.org/story?ref=x#y'}\n"
    ),
    "a literal block's lines": "excerpt: |\n  a\n  b\n",
    "originalUrl, which identifies": "originalUrl: https://example.org/?ref=x\n",
    "an image's address": "images: [{url: 'https://example.org/a.jpg?utm_a=1', width: 1, height: 1}]\n",
    "what is no field of prose": "featuredContent: '<iframe src=\"https://a.example/?a&amp;b\">'\n",
    "a dash on a line of its own": "topics:\n  -\n    AI\n  -\n    ai\n",
    "an unreadable front matter": "title: 'AT&amp;T\n",
}


@each("lines", LEFT_ALONE.values())
def test_left_alone(lines: str) -> None:
    content = front_matter(lines)
    left = mended(content, choosing(ignore=("url-tracking",))) if "ref=x#y" in lines else None
    assert (left or mended(content)) == content


CODES = {
    "title-entities": "title: AT&amp;T\n",
    "text-entities": "excerpt: AT&amp;T\n",
    "text-mojibake": "title: Itâ€™s\n",
    "text-whitespace": "title: A  title\n",
    "url-blank": "webUrl: https://example.org/a b\n",
    "url-tracking": "webUrl: https://example.org/?ref=x\n",
    "topic-duplicate": "topics: [AI, ai]\n",
    "related-duplicate": f"related: [{STORY}, {STORY}]\n",
    "related-self": f"related: [{STORY}, {{title: T, webUrl: 'https://www.example.org/story'}}]\n",
}


def test_every_code_has_a_case() -> None:
    assert CODES.keys() == FIXABLE


@each(("code", "lines"), CODES.items())
def test_a_fix_belongs_to_a_code(code: str, lines: str) -> None:
    content = front_matter(lines)
    assert codes(content) == [code]
    assert codes(content, choosing(code)) == [code]
    assert not codes(content, choosing(ignore=(code,)))
    assert not codes(content, choosing("schema"))
    assert codes(content, choosing("all")) == [code]


@each(("code", "lines"), CODES.items())
def test_a_comment_forbids_a_fix(code: str, lines: str) -> None:
    whole = front_matter(f"# feedtool: ignore={code}\n{lines}")
    line = front_matter(lines.replace("\n", f" # feedtool: ignore={code}\n"))
    assert not codes(whole)
    assert not codes(line)
    assert codes(front_matter(lines.replace("\n", " # feedtool: ignore=excerpt-cut\n"))) == [code]


def test_a_choice_per_file() -> None:
    task = TASK._replace(selector=RuleSelector(per_file={"a.*": ("title",)}))
    assert not codes(front_matter(CODES["title-entities"]), task)


# Property: whatever the texts are and however they are written.

PIECES = st.sampled_from(
    ["a", "b ", "  ", "\u00a0", "&amp;", "&lt;", "b&gt;", "&#39;", "&quot;", "&nbsp;", "&#10;", "&",
     "â€™", "Ã©", "Â\u00a0", "&acirc;&euro;&trade;", "'", '"', "\\", ": ", " #", "é", "😀", "- ", ",",
     "]", "{", "yes", "1", "&amp;amp;", "\t", "\n", "\u2028", "&#x2028;", "<b>", "…", "?", "|", "%"]
)  # fmt: skip
TEXTS = st.lists(PIECES, min_size=1, max_size=8).map("".join)
TOPICS = st.lists(
    st.sampled_from(
        ["AI", "ai", "Artificial Intelligence", "Robots", "robots", "AT&amp;T", "X: y"]
    ),
    min_size=1,
    max_size=6,
)
STORIES = st.lists(
    st.fixed_dictionaries(
        {
            "title": TEXTS,
            "webUrl": st.sampled_from(
                [
                    "https://www.example.org/story",
                    "https://b.example/1?utm_a=1&b=2",
                    "https://b.example/1?b=2#c",
                    "https://b.example/2",
                ]
            ),
        }
    ),
    max_size=4,
)


def _double(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _escaped(value: str) -> str:
    return json.dumps(value).replace("\\ud83d\\ude00", "\\U0001F600")


def _single(value: str) -> str:
    safe = not any(c in value for c in "\n\u2028")
    return "'" + value.replace("'", "''") + "'" if safe else _double(value)


def _plain(value: str) -> str:
    made, _ = frontmatter.parse_yaml("", f"x: [{value}]\n".encode())
    return value if made and made.value == {"x": [value]} else _single(value)


def _folded(value: str) -> str:
    made, _ = frontmatter.parse_yaml("", f"x: >-\n    {value}\n".encode())
    return f">-\n      {value}" if made and made.value == {"x": value} else _double(value)


@st.composite
def a_record(draw: st.DrawFn) -> str:
    style: Callable[[str], str] = draw(
        st.sampled_from([_double, _escaped, _single, _plain, _folded])
    )
    inline = _double if style is _folded else style
    values = draw(TOPICS)
    topics = (
        f" [{', '.join(map(inline, values))}]\n"
        if draw(st.booleans())
        else "".join(["\n", *(f"  - {inline(topic)} # c\n" for topic in values)])
    )
    stories = draw(STORIES)
    related = "".join(
        f"  - title: {style(story['title'])}\n    # c\n    webUrl: {story['webUrl']}\n"
        for story in stories
    )
    lines = f"title: {style(draw(TEXTS))}\nexcerpt: {style(draw(TEXTS))}\ntopics:{topics}"
    content = front_matter(lines + (f"related:\n{related}" if stories else ""))
    return content.replace("\n", "\r\n") if draw(st.booleans()) else content


@given(a_record())
def test_mending_is_idempotent_and_changes_only_what_is_meant(content: str) -> None:
    raw = Raw("a.md", content.encode())
    before = parse.parse(raw, TASK.options)
    new, fixes = fixer.fix_record(raw, TASK)
    assert (new != raw.content) == bool(fixes)
    if before.document is None:
        assert not fixes
        return
    assert fixer.fix_record(Raw("a.md", new), TASK) == (new, ())
    after = parse.parse(Raw("a.md", new), TASK.options)
    assert after.document is not None
    assert before.record is None or after.record is not None
    untouched = fields().keys() - {"title", "excerpt", "topics"}
    old_value, new_value = before.document.value, after.document.value
    assert list(old_value) == list(new_value)
    assert all(old_value[key] == new_value[key] for key in untouched)
    for key in ("title", "excerpt"):
        assert plain.plain(str(new_value[key])) == _as_read(str(old_value[key]), fixes, f"/{key}")
    old_lines, new_lines = (c.splitlines() for c in (content, new.decode()))
    assert [line for line in new_lines if line.strip() == "# c"] <= [
        line for line in old_lines if line.strip() == "# c"
    ]
    assert new.count(b"\r\n") == new.count(b"\n") * bool("\r\n" in content)


def _as_read(value: str, fixes: tuple[Fix, ...], pointer: str) -> str:
    """What feeds show of a text once its fixes are made, one after the other."""
    for fix in fixes:
        if fix.pointer == pointer and fix.change is not None:
            value = fix.change(value)
    return plain.plain(value)


@given(a_record(), st.sampled_from(sorted(FIXABLE - {"text-mojibake"})))
def test_feeds_show_the_same_as_before(content: str, code: str) -> None:
    """Only what was garbled reads differently: all else is what feeds do at any rate."""
    before = parse.parse(Raw("a.md", content.encode()), TASK.options).record
    new, _ = fixer.fix_record(Raw("a.md", content.encode()), choosing(code))
    after = parse.parse(Raw("a.md", new), TASK.options).record
    if before is not None and after is not None:
        assert (after.id, after.title, after.excerpt, after.link) == (
            before.id, before.title, before.excerpt, before.link,
        )  # fmt: skip
        assert {story.key for story in after.related} <= {story.key for story in before.related}


@pytest.mark.shared
def test_the_corpus(corpus: tuple[Path, ...]) -> None:
    count = 0
    for file in corpus:
        raw = Raw(file.name, file.read_bytes())
        new, fixes = fixer.fix_record(raw, TASK)
        assert (new == raw.content) == (not fixes)
        assert fixer.fix_record(Raw(file.name, new), TASK) == (new, ())
        before, after = (parse.parse(r, TASK.options) for r in (raw, Raw(file.name, new)))
        assert before.document is not None
        assert after.document is not None
        assert _undone(after.document.value, before.document.value, fixes)
        assert new.partition(b"\n---")[2] == raw.content.partition(b"\n---")[2]
        count += bool(fixes)
    assert count > 0


def _undone(after: Any, before: Any, fixes: tuple[Fix, ...]) -> bool:
    """Whether the one value is the other with the fixes made by hand."""
    made = json.loads(json.dumps(before))
    for fix in fixes:
        *way, last = [int(s) if s.isdecimal() else s for s in fix.pointer.split("/")[1:]]
        holder = made
        for step in way:
            holder = holder[step]
        if fix.change is not None:
            holder[last] = fix.change(holder[last])
        else:
            holder[last] = None
    for key in ("topics", "related"):
        if key in made:
            made[key] = [item for item in made[key] if item is not None]
    return bool(made == after)
