"""Digests of values and of bytes, and the hash functions behind them, without loading ``hashlib``."""

import marshal

# hashlib loads OpenSSL, which takes as long as a record to check. These are Python's own, which
# hashlib would fall back to; ``random`` takes its SHA-512 in the same way.
try:
    from _blake2 import blake2b
    from _sha1 import sha1  # type: ignore[import-not-found] # typeshed knows it in hashlib alone
except ImportError:
    from hashlib import blake2b, sha1

__all__ = ["blake2b", "sha1"]


def digest(*parts: object) -> str:
    """A digest of values whose ``repr`` tells them apart."""
    return blake2b(repr(parts).encode(), digest_size=16).hexdigest()


def plain_digest(value: object) -> str:
    """A digest of what JSON can hold, and of tuples: marshal writes it in a third of the time of ``repr``."""
    # Of this version marshal writes equal values alike, whether or not they are one object.
    return content_digest(marshal.dumps(value, 2))  # type: ignore[arg-type] # all else raises ValueError


def content_digest(content: bytes) -> str:
    """A digest of the bytes of a file."""
    return blake2b(content, digest_size=16).hexdigest()
