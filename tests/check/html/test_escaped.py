"""Tags that are escaped twice are told from those that a text is about."""

from feedtool.check.html.fragment import fragment
from tests.tables import each


@each(
    ("text", "told"),
    [
        ("&lt;p&gt;Rain.&lt;/p&gt;", True),
        ('&lt;p&gt;See &lt;a href="https://example.org/"&gt;this&lt;/a&gt;&lt;/p&gt;', True),
        ("Rain.&lt;br /&gt;Snow.&lt;BR&gt;", True),
        ("&lt;p&gt; begins a paragraph", False),
        ("<p>Write &lt;p&gt;Rain.&lt;/p&gt; for a paragraph.</p>", False),
        ("1 &lt; 2 &gt; 0 &lt;hello&gt; &lt;world&gt;", False),
        ("<p>Rain.</p>", False),
        ("Rain &amp; snow", False),
    ],
)
def test_what_readers_show_as_text(text: str, *, told: bool) -> None:
    assert ("text-escaped-twice" in [fault.code for fault in fragment(text)]) == told
