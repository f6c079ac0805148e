"""Shows a folder in browsers of this computer, and of no other."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from ipplan_data.export import ExportError

HOST = "127.0.0.1"


class PortError(ExportError):
    """The site can't be shown on that port; the message says why."""


class _Quiet(SimpleHTTPRequestHandler):
    """Hands out files and says nothing of it."""

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


def opened(folder: Path, port: int) -> ThreadingHTTPServer:
    """Open a port for what a folder holds; with 0 any free one is taken. Raises ``PortError``."""
    try:
        return ThreadingHTTPServer((HOST, port), partial(_Quiet, directory=str(folder)))
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or "it must be a number from 0 to 65535"
        message = f"port {port} can't be taken: {reason}; name another with --port"
        raise PortError(message) from error
