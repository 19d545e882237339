"""Template code of each generator: what it stands for where that is certain, and what is left out."""

from feedtool.records.bodies.scanning import PostNames
from feedtool.records.bodies.templates import without_templates
from tests.tables import each

NAMES = PostNames(
    home="https://a.example/blog/",
    values={"page.url": "https://a.example/blog/p/"},
    address_of=lambda path: f"https://a.example/{path}/" if "known" in path else None,
    folder="notes",
)


def cleaned(text: str, preset: str, name: str = "a.md") -> tuple[str, list[str]]:
    made = without_templates(text, name, preset, NAMES)
    return made.text, [one.name for one in made.left]


CERTAIN = [
    # Liquid
    ("jekyll", "[a]({{ site.baseurl }}/x)", "[a](/blog/x)"),
    ("jekyll", "{{ site.url }}{{site.baseurl}}/x", "https://a.example/blog/x"),
    ("jekyll", "{{ '/x' | relative_url }}", "https://a.example/blog/x"),
    ("eleventy", '[a]({{ "/x/" | url }})', "[a](https://a.example/blog/x/)"),
    ("jekyll", "{{ page.url }}", "https://a.example/blog/p/"),
    ("jekyll", "a{% raw %}{{ x }}{% endraw %}b", "a{{ x }}b"),
    ("jekyll", "```\n{% raw %}\n{{ x }}\n{% endraw %}\n```", "```\n{{ x }}\n```"),
    ("jekyll", "{% highlight ruby %}\na `b`\n{% endhighlight %}", "```ruby\na `b`\n```\n"),
    ("jekyll", "a{% comment %}b{% endcomment %}c", "ac"),
    ("jekyll", "{% assign a = 1 %}b", "b"),
    ("jekyll", "[a]({% post_url 2020-01-01-known %})", "[a](https://a.example/2020-01-01-known/)"),
    ("eleventy", "a{# b #}c", "ac"),
    ("hexo", "{% codeblock lang:js %}\na\n{% endcodeblock %}", "```js\na\n```\n"),
    ("hexo", "{% asset_img a.png A picture %}", '<img src="a.png" alt="A picture">'),
    # kramdown
    ("jekyll", "*a*{: .b} c", "*a* c"),
    ("jekyll", "a\n{: .b}\n\nc", "a\n\n\nc"),
    ("jekyll", "* toc\n{:toc}\n\na", "\n\na"),
    ("jekyll", "## A {: #b}", "## A {: #b}"),
    ("jekyll", "* a\n{: .x}\n* b", "* a\n* b"),
    ("jekyll", "{:a => 1}", ""),
    # Hugo
    ("hugo", "{{ a }}", "{{ a }}"),
    ("hugo", '{{< ref "/posts/known.md#b" >}}', "https://a.example//posts/known.md/#b"),
    ("hugo", "{{</* a */>}}", "{{&lt; a &gt;}}"),
    ("hugo", "`{{</* a */>}}`", "`{{< a >}}`"),
    ("hugo", "{{< highlight go >}}\na\n{{< /highlight >}}", "```go\na\n```\n"),
    (
        "hugo",
        '{{< figure src="/a.png" caption="A" >}}',
        '<figure><img src="/a.png" alt="A"><figcaption>A</figcaption></figure>\n',
    ),
    (
        "hugo",
        "{{< youtube abc >}}",
        '<a href="https://www.youtube.com/watch?v=abc">https://www.youtube.com/watch?v=abc</a>',
    ),
    # Zola
    ("zola", "{{ a }}", "{{ a }}"),
    ("zola", "[a](@/blog/known.md#b)", "[a](https://a.example/blog/known.md/#b)"),
    # Pelican
    ("pelican", "![a]({static}/a.png)", "![a](https://a.example/blog/a.png)"),
    ("pelican", "![a]({static}a.png)", "![a](https://a.example/blog/notes/a.png)"),
    ("pelican", "[TOC]\n\na", "\n\na"),
    # records of feedtool's own, and posts of no dialect
    ("feedtool", "{{ a }} {% b %}", "{{ a }} {% b %}"),
    ("astro", "{{ a }} <B />", "{{ a }} <B />"),
]


@each(("preset", "text", "made"), CERTAIN)
def test_what_is_certain_is_done(preset: str, text: str, made: str) -> None:
    assert cleaned(text, preset) == (made, [])


LEFT_OUT = [
    ("jekyll", "a {% include b.html c=1 %}d", "a d", ["{% include %}"]),
    ("jekyll", "a {{ b.c }}{{ d }}", "a ", ["{{ b.c }}", "{{ d }}"]),
    ("jekyll", "[a]({% post_url 2020-01-01-b %})", "[a]()", ["{% post_url %}"]),
    ("jekyll", "{% if a %}b{% else %}c{% endif %}", "bc", ["{% if %}"]),
    ("jekyll", "{% capture a %}b{% endcapture %}", "", ["{% capture %}"]),
    ("hugo", "{{< tweet 1 >}}", "", ["{{< tweet >}}"]),
    ("hugo", "{{% note %}}a{{% /note %}}", "a", ["{{% note %}}"]),
    ("hugo", '{{< ref "a" >}}', "", ["{{< ref >}}"]),
    ("zola", "{{ a(b=1) }}{% c() %}d{% end %}", "d", ["{{ a() }}", "{% c() %}"]),
    ("zola", "[a](@/b.md)", "[a]()", ["@/b.md"]),
    ("pelican", "[a]({filename}b.md)", "[a]()", ["{filename}b.md"]),
]


@each(("preset", "text", "made", "left"), LEFT_OUT)
def test_what_is_not_is_left_out(preset: str, text: str, made: str, left: list[str]) -> None:
    assert cleaned(text, preset) == (made, left)


def test_html_has_templates_and_no_markdown() -> None:
    text = "<p>`{{ a }}`</p>\n{% highlight js %}\n1 < 2\n{% endhighlight %}"
    assert cleaned(text, "jekyll", "a.html") == (
        '<p>``</p>\n<pre><code class="language-js">1 &lt; 2\n</code></pre>',
        ["{{ a }}"],
    )


def test_an_element_of_html_stays_one_without_the_expressions_of_mdx() -> None:
    text = "<button class=\"a\" onClick={() => alert(1)}>Go</button> <img src={'/a.png'}>\n"
    made, left = cleaned(text, "astro", "a.mdx")
    assert made == '<button class="a">Go</button> <img src="/a.png">\n'
    assert left == ["{() => alert(1)}"]


def test_mdx() -> None:
    text = "import A from 'a'\n\n<A b={c > 1}>d</A> {e} {'f'} {/* g */} `<A/>` <b>h</b>\n"
    made, left = cleaned(text, "astro", "a.mdx")
    assert made.split() == ["d", "f", "`<A/>`", "<b>h</b>"]
    assert left == ["import …", "<A>", "{e}"]
