import hashlib

from feedtool.text import hashes


def test_they_are_those_that_hashlib_knows() -> None:
    assert hashes.content_digest(b"x") == hashlib.blake2b(b"x", digest_size=16).hexdigest()
    assert hashes.sha1(b"x").digest() == hashlib.sha1(b"x").digest()


def test_what_has_another_form_has_another_digest() -> None:
    parts = [("a", "b"), ("ab",), ("a, b",), (("a", "b"),), ("b", "a"), (1,), ("1",), (None,), ()]
    assert len({hashes.digest(*one) for one in parts}) == len(parts)
    assert hashes.digest("a", 1) == hashes.digest("a", 1)
