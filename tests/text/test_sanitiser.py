from feedtool.text import sanitiser


def test_only_what_is_allowed_stays() -> None:
    html = '<p id="a" class="b">x <em>y</em><script>z</script> <a href="javascript:z">w</a></p>'
    clean = sanitiser.cleaner({"p", "a"}, {"p": {"id"}, "a": {"href"}})
    assert clean(html) == '<p id="a">x y <a>w</a></p>'
    assert clean("<a href='/b'><i>c</i></a>") == '<a href="/b">c</a>'
    without = sanitiser.cleaner((), {}, without_text={"b"})
    assert without("a<b>c</b>") == "a"


def test_each_value_may_be_changed() -> None:
    html = '<a href="/x">a</a><a href="/y">b</a>'
    change = sanitiser.cleaner(
        {"a"}, {"a": {"href"}}, change=lambda _tag, _name, value: value + "z" if value == "/x" else None
    )  # fmt: skip
    assert change(html) == '<a href="/xz">a</a><a>b</a>'
