from feedtool.text import sanitiser


def test_only_what_is_allowed_stays() -> None:
    html = '<p id="a" class="b">x <em>y</em><script>z</script> <a href="javascript:z">w</a></p>'
    assert sanitiser.clean(html, {"p", "a"}, {"p": {"id"}, "a": {"href"}}) == (
        '<p id="a">x y <a>w</a></p>'
    )
    without = sanitiser.clean("a<b>c</b>", (), {}, without_text={"b"})
    assert without == "a"


def test_each_value_may_be_changed() -> None:
    html = '<a href="/x">a</a><a href="/y">b</a>'
    changed = sanitiser.clean(
        html, {"a"}, {"a": {"href"}}, change=lambda _tag, _name, value: value + "z" if value == "/x" else None
    )  # fmt: skip
    assert changed == '<a href="/xz">a</a><a>b</a>'
