"""Telling a hub of a feed: what it is sent, what is tried again, and for how long."""

import socket
from collections.abc import Iterator
from contextlib import suppress

import pytest

from feedtool.publish import websub
from feedtool.publish.websub import Patience, Refusal
from tests import hub as hubs
from tests.hub import Hub

FEED = "https://example.org/all.rss?a=ü&b"


class Clock:
    """Goes on only while somebody sleeps."""

    def __init__(self) -> None:
        self.now, self.slept = 0.0, list[float]()

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def patience(self, until: float = 60) -> Patience:
        return Patience(until, lambda: self.now, self.sleep)


@pytest.fixture
def hub() -> Iterator[Hub]:
    with hubs.running() as running:
        yield running


def announce(hub: str, clock: Clock, until: float = 60) -> Refusal | None:
    return websub.announce(hub, FEED, "feedtool/1", clock.patience(until))


def test_a_hub_is_told_once(hub: Hub) -> None:
    clock = Clock()
    assert announce(hub.url, clock) is None
    assert hub.requests == [{"hub.mode": "publish", "hub.url": FEED, "agent": "feedtool/1"}]
    assert clock.slept == []


@pytest.mark.parametrize("code", [408, 429, 500, 502, 503, 504])
def test_what_may_pass_is_tried_again(code: int, hub: Hub) -> None:
    hub.answers, clock = [code, code], Clock()
    assert announce(hub.url, clock) is None
    assert clock.slept == [1, 2]
    assert hub.told == [FEED]


def test_not_for_ever(hub: Hub) -> None:
    hub.answers, clock = [503] * 9, Clock()
    assert announce(hub.url, clock) == Refusal("503 Service Unavailable", is_final=False)
    assert len(hub.requests) == websub.TRIES
    assert clock.slept == [1, 2, 4]


def test_a_hub_says_how_long_to_wait(hub: Hub) -> None:
    hub.answers, hub.headers, clock = [429], {"Retry-After": "7"}, Clock()
    assert announce(hub.url, clock) is None
    assert clock.slept == [7]


def test_nobody_waits_longer_than_there_is_time(hub: Hub) -> None:
    hub.answers, hub.headers, clock = [503], {"Retry-After": "3600"}, Clock()
    refused = announce(hub.url, clock, until=5)
    assert refused is not None
    assert (refused.reason, clock.slept) == ("503 Service Unavailable", [])


@pytest.mark.parametrize("code", [400, 401, 403, 404, 410, 422])
def test_what_will_not_pass_is_not_tried_again(code: int, hub: Hub) -> None:
    hub.answers, clock = [code], Clock()
    refused = announce(hub.url, clock)
    assert refused is not None
    assert refused.is_final
    assert refused.reason.startswith(str(code))
    assert len(hub.requests) == 1


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_a_hub_that_has_moved_is_not_followed(code: int, hub: Hub) -> None:
    hub.answers, hub.headers = [code], {"Location": "/new"}
    refused = announce(hub.url, Clock())
    assert refused is not None
    assert refused.is_final
    assert refused.reason.endswith(f"it has moved to {hub.url.removesuffix('hub')}new")
    assert len(hub.requests) == 1


def test_nobody_there() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and nobody listens
        refused = announce(f"http://127.0.0.1:{taken.getsockname()[1]}/", Clock())
    assert refused == Refusal("Connection refused", is_final=False)


def test_a_hub_that_never_answers() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        refused = announce(f"http://127.0.0.1:{silent.getsockname()[1]}/", Clock(), until=0.2)
    assert refused is not None
    assert refused.reason == "it did not answer in time"


_TAKEN = b"HTTP/1.1 204 No Content\r\n\r\n"


@pytest.mark.parametrize(
    "parts",
    [[*[b"HTTP/1.1 100 Continue\r\n\r\n"] * 25, _TAKEN], [bytes([one]) for one in _TAKEN]],
    ids=["begins again", "byte by byte"],
)
def test_an_answer_that_does_not_end_is_not_waited_for(parts: list[bytes]) -> None:
    """Each of its steps comes in time: a timeout of the socket would wait for all of them."""
    import threading

    done = threading.Event()
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()

        def talk() -> None:
            client, _ = other.accept()
            with client, suppress(OSError):
                client.recv(4096)
                for part in parts:
                    client.sendall(part)
                    done.wait(0.1)

        thread = threading.Thread(target=talk)
        thread.start()
        refused = announce(f"http://127.0.0.1:{other.getsockname()[1]}/", Clock(), until=0.3)
        done.set()
        thread.join()
    assert refused == Refusal("it did not answer in time", is_final=False)


def test_what_is_no_http() -> None:
    import threading

    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()

        def talk() -> None:
            client, _ = other.accept()
            with client:
                client.recv(4096)
                client.sendall(b"SSH-2.0-OpenSSH\r\n")

        thread = threading.Thread(target=talk)
        thread.start()
        refused = announce(f"http://127.0.0.1:{other.getsockname()[1]}/", Clock(), until=0.5)
        thread.join()
    assert refused is not None
    assert refused.reason
