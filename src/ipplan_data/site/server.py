"""Serve a folder to browsers on this computer only."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from ipplan_data.export import ExportError

HOST = "127.0.0.1"


class PortError(ExportError):
    """The port can't be used; the message says why."""


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files without logging."""

    def log_message(self, *_: object) -> None:
        """Log nothing."""


def opened(folder: Path, port: int) -> ThreadingHTTPServer:
    """Open a server for a folder; port 0 takes any free one. Raises ``PortError``."""
    try:
        return ThreadingHTTPServer((HOST, port), partial(_Quiet, directory=str(folder)))
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or "it must be a number from 0 to 65535"
        message = f"port {port} can't be used: {reason}; choose another with --port"
        raise PortError(message) from error
