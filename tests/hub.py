"""A WebSub hub on this machine, which keeps what it was told and answers as it is made to."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs


class Hub:
    """``told`` are the addresses of each request; ``answers`` the codes of the next ones, else 204."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}/hub"
        self.told: list[str] = []
        self.answers: list[int] = []
        self.headers: dict[str, str] = {}
        self.requests: list[dict[str, str]] = []


@contextmanager
def running() -> Iterator[Hub]:
    """A hub that runs as long as the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = parse_qs(body, strict_parsing=True)
            hub.requests.append(
                {
                    **{key: value[0] for key, value in form.items()},
                    "agent": self.headers["User-Agent"],
                }
            )
            code = hub.answers.pop(0) if hub.answers else 204
            if code in range(200, 300):
                hub.told.append(form["hub.url"][0])
            self.send_response(code)
            for name, value in hub.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        hub = Hub(server.server_port)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield hub
        finally:
            server.shutdown()
            thread.join()
