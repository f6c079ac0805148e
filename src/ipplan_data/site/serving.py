"""Shows a folder in browsers of this computer, and of no other."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HOST = "127.0.0.1"


class Quiet(SimpleHTTPRequestHandler):
    """Hands out files and says nothing of it."""

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


def serve(folder: Path, port: int, tell: Callable[[str], None]) -> None:
    """Serve a folder until somebody interrupts it; ``tell`` is given the address.

    With port 0 any free one is taken. Raises ``OSError`` where the port is taken.
    """
    with ThreadingHTTPServer((HOST, port), partial(Quiet, directory=str(folder))) as server:
        tell(f"http://{HOST}:{server.server_port}/")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return
