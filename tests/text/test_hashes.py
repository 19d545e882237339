import hashlib

from feedtool.text import hashes


def test_they_are_those_that_hashlib_knows() -> None:
    assert hashes.content_digest(b"x") == hashlib.blake2b(b"x", digest_size=16).hexdigest()
    assert hashes.sha1(b"x").digest() == hashlib.sha1(b"x").digest()


def test_what_has_another_form_has_another_digest() -> None:
    parts = [("a", "b"), ("ab",), ("a, b",), (("a", "b"),), ("b", "a"), (1,), ("1",), (None,), ()]
    assert len({hashes.digest(*one) for one in parts}) == len(parts)
    assert hashes.digest("a", 1) == hashes.digest("a", 1)


def test_plain_values_that_are_equal_have_one_digest_and_others_have_others() -> None:
    text = "AB".lower()  # which is another object than the texts below
    shared = {"ab": text}
    one, same = (
        [shared, shared, 1, 1.5, None, True],
        [{"ab": "ab"}, {text: "ab"}, 1, 1.5, None, True],
    )
    assert hashes.plain_digest(one) == hashes.plain_digest(same)
    others: list[object] = [
        one,
        one[:3],
        one[::-1],
        tuple(one),
        [1],
        [1.0],
        [True],
        ["1"],
        {"1": 1},
        "\ud800",
    ]
    assert len(set(map(hashes.plain_digest, others))) == len(others)
