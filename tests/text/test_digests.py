import hashlib

from feedtool.text import digests


def test_they_are_those_that_hashlib_knows() -> None:
    assert digests.content_digest(b"x") == hashlib.blake2b(b"x", digest_size=16).hexdigest()
    assert digests.sha1(b"x").digest() == hashlib.sha1(b"x").digest()


def test_what_has_another_form_has_another_digest() -> None:
    parts = [("a", "b"), ("ab",), ("a, b",), (("a", "b"),), ("b", "a"), (1,), ("1",), (None,), ()]
    assert len({digests.digest(*one) for one in parts}) == len(parts)
    assert digests.digest("a", 1) == digests.digest("a", 1)
