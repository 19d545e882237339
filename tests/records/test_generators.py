"""Whose posts some files look like."""

from feedtool.records import generators
from tests.conftest import record
from tests.tables import each

DATED = "2020-01-0{}-post.md"
POSTS = {
    "jekyll": (DATED, "---\nlayout: post\ntitle: A\n---\n"),
    "hugo": ("posts/p{}.md", "+++\ntitle = 'A'\ndate = 2020-01-01\n+++\n"),
    "zola": ("p{}.md", "+++\ntitle = 'A'\ndate = 2020-01-01\n[taxonomies]\ntags = ['x']\n+++\n"),
    "eleventy": ("p{}.md", '---\ntitle: A\ndate: 2020-01-01\npermalink: "/{{{{ x }}}}/"\n---\n'),
    "astro": ("p{}.md", "---\ntitle: A\npubDate: 2020-01-01\nheroImage: /a.png\n---\n"),
    "hexo": ("p{}.md", "---\ntitle: A\ndate: 2020-01-01 10:00:00\ntags: [x]\n---\n"),
    "pelican": ("p{}.md", "Title: A\nDate: 2020-01-01\n\nText.\n"),
}


@each("preset", POSTS)
def test_posts_are_told_by_their_heads_and_names(preset: str) -> None:
    name, text = POSTS[preset]
    files = [(name.format(number), text.format().encode()) for number in range(1, 5)]
    assert generators.presets_of(files)[0] == preset


BODIES = {
    "jekyll": "{% highlight sh %}x{% endhighlight %}\n",
    "hugo": "{{< figure src='a.png' >}}\n",
    "zola": "See [it](@/a.md).\n",
    "eleventy": '<a href="{{ "/a/" | url }}">a</a>\n',
    "astro": "import A from '../a.astro';\n",
    "hexo": "{% asset_img a.png %}\n",
    "pelican": "![a]({static}/a.png)\n",
}


@each("preset", BODIES)
def test_what_only_one_generator_understands_tells_whose_posts_they_are(preset: str) -> None:
    text = f"---\ntitle: A\ndate: 2020-01-01\n---\n{BODIES[preset]}"
    assert generators.presets_of([("a.md", text.encode())] * 3) == (preset,)


@each(
    ("name", "head", "presets"),
    [
        ("blog/a.md", "title: A\ndate: 2020-01-01\ntags: [x]\n", ("hugo", "eleventy")),
        ("2020-01-02-a.md", "title: A\n", ("jekyll",)),
        ("2020-01-02-a.md", "title: A\nlayout: layouts/post.njk\n", ("eleventy",)),
        ("a.md", "title: A\ndate: 2020-01-01\npermalink: false\n", ("eleventy",)),
        ("a.md", "title: A\ndate: 2020-01-01\nlayout: ../a.astro\n", ("astro",)),
        ("src/content/blog/a.md", "title: A\ndate: 2020-01-01\n", ("astro",)),
        ("source/_posts/a.md", "title: A\ndate: 2020-01-01\n", ("hexo",)),
        ("x/_posts/2020-01-02-a.md", "title: A\n", ("jekyll",)),
        ("a.md", "title: A\ndate: 2020-01-01\nlastmod: 2020-02-02\nweight: 3\n", ("hugo",)),
    ],
)
def test_where_two_are_nearly_as_likely_both_are_named(
    name: str, head: str, presets: tuple[str, ...]
) -> None:
    files = [(name, f"---\n{head}---\nText.\n".encode())] * 3
    assert generators.presets_of(files) == presets


def test_records_of_our_own_are_no_posts() -> None:
    wrong = record(title=..., date="2020-01-01").encode()
    assert generators.presets_of([("a.md", wrong)] * 5) == ()
    assert generators.presets_of([("a.md", b"No head.\n")] * 5) == ()
    assert generators.presets_of([]) == ()
