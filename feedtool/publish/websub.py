"""Telling a WebSub hub that a feed has changed (https://www.w3.org/TR/websub/#publishing).

How a publisher tells its hub is left open there; hubs take the ``publish`` of PubSubHubbub 0.4 (section 7.1):
a form with ``hub.mode`` and ``hub.url``, which any code of the family 200 accepts.
"""

import ssl
import threading
from collections.abc import Callable
from http.client import HTTPException, HTTPMessage
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPRedirectHandler, Request, build_opener

from feedtool.imports.tuples import NamedTuple

# So often a hub is asked; before the second time a second goes by, before each further one twice as much.
TRIES = 4
# So many seconds a hub may take for one answer.
_LONGEST = 10.0
# What may be otherwise in a moment (RFC 9110 section 15, RFC 6585 section 4); of others more of the same.
_PASSING = frozenset((408, 425, 429, 500, 502, 503, 504))


class Patience(NamedTuple):
    """How long to go on: up to the moment ``until`` of a clock that only goes up; ``sleep`` waits seconds."""

    until: float
    tick: Callable[[], float]
    sleep: Callable[[float], None]

    @property
    def left(self) -> float:
        """The seconds that are left; none or less where the time is up."""
        return self.until - self.tick()


class Refusal(NamedTuple):
    """Why a hub refused a notification; ``is_final`` where to ask again would not help."""

    reason: str
    is_final: bool
    wait: float = 0.0


def announce(hub: str, feed: str, program: str, patience: Patience) -> Refusal | None:
    """Tell a hub that the feed at an address has changed: None where it has taken that.

    ``program`` is what the request says of who sends it. What may pass is tried again, ``TRIES`` times in all,
    or as the hub asks for it (Retry-After), while there is time.
    """
    refusal = Refusal("the time was up", is_final=False)
    pause = 1.0
    for turn in range(TRIES):
        if turn:
            pause = max(pause, refusal.wait)
            if pause >= patience.left:
                break
            patience.sleep(pause)
            pause *= 2
        if patience.left <= 0:
            break
        found = _ask(hub, feed, program, min(_LONGEST, patience.left))
        if found is None or found.is_final:
            return found
        refusal = found
    return refusal


def _ask(hub: str, feed: str, program: str, timeout: float) -> Refusal | None:
    """Ask once, for so many seconds and no longer.

    A socket's own timeout is for each of its steps: names may take longer to be looked up, and an answer that
    comes byte by byte, or begins again and again, would never end. A daemon does not outlive the run.
    """
    found: list[Refusal | BaseException | None] = []

    def ask() -> None:
        try:
            found.append(_answer(hub, feed, program, timeout))
        except BaseException as error:  # noqa: BLE001 - raised again, where somebody hears of it
            found.append(error)

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(timeout)
    answer = found[0] if found else Refusal(_words(TimeoutError()), is_final=False)
    if isinstance(answer, BaseException):
        raise answer
    return answer


def _answer(hub: str, feed: str, program: str, timeout: float) -> Refusal | None:
    form = urlencode({"hub.mode": "publish", "hub.url": feed}).encode()
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "User-Agent": program,
        "Connection": "close",
    }
    request = Request(hub, form, headers, method="POST")  # http(s): the schema has it  # noqa: S310
    try:
        with build_opener(_NoRedirect).open(request, timeout=timeout):
            return None
    except HTTPError as error:
        with error:
            return _refusal(hub, error)
    except URLError as error:
        is_final = isinstance(error.reason, ssl.SSLCertVerificationError)
        return Refusal(_words(error.reason), is_final)
    except (OSError, HTTPException) as error:
        return Refusal(_words(error), is_final=False)


def _refusal(hub: str, error: HTTPError) -> Refusal:
    """What the code of an answer means. A hub that has moved is not followed: who knows where that leads."""
    said = f"{error.code} {error.reason}".strip()
    target = error.headers.get("Location")
    if error.code in range(300, 400) and target:
        return Refusal(f"{said}: it has moved to {urljoin(hub, target)}", is_final=True)
    return Refusal(said, error.code not in _PASSING, _seconds(error.headers.get("Retry-After")))


def _seconds(retry_after: str | None) -> float:
    """The seconds of a header; a date in it would ask for the clock, and is passed over."""
    text = (retry_after or "").strip()
    return float(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0.0  # noqa: PLR2004


def _words(error: object) -> str:
    if isinstance(error, TimeoutError):
        return "it did not answer in time"
    said = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return said if isinstance(said, str) else str(said)


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(  # noqa: PLR0913, PLR0917 - as urllib has it
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Any:
        del req, fp, code, msg, headers, newurl
