"""A server that speaks S3, in a process of its own on this machine, and what a program must know to find it."""

from __future__ import annotations

import http.server
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

LISTED_AT_ONCE = 20
"""Objects in one answer of the server; more are asked for in the next question."""
PATIENCE = 60
"""Seconds until it must answer."""


@dataclass(frozen=True)
class BucketServer:
    """A store with one bucket, ``archive``."""

    port: int
    log: Path

    @property
    def environment(self) -> dict[str, str]:
        """What a program has to be told."""
        return surroundings(self.port)

    def put(self, key: str, content: bytes) -> None:
        """Put an object into the bucket."""
        ask(self.port, "PUT", f"archive/{quote(key)}", content)

    def fetched(self, name: str) -> int:
        """Return how often the content of an object was asked for."""
        return sum(f"GET /archive/{name} " in line for line in self.log.read_text(encoding="utf-8").splitlines())


def surroundings(port: int) -> dict[str, str]:
    """Return what leads programs to the store at ``port``, whoever they are elsewhere."""
    return {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "AWS_ACCESS_KEY_ID": "nobody",
        "AWS_SECRET_ACCESS_KEY": "nothing",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": "/nowhere",
        "AWS_SHARED_CREDENTIALS_FILE": "/nowhere",
    }


@contextmanager
def serve_bucket(folder: Path) -> Iterator[BucketServer]:
    """Serve an empty bucket for the length of a ``with`` block."""
    server = BucketServer(free_port(), folder / "store.log")
    command = [sys.executable, "-W", "ignore", "-m", "moto.server", "-H", "127.0.0.1", "-p", str(server.port)]
    environment = {**os.environ, "MOTO_S3_DEFAULT_MAX_KEYS": str(LISTED_AT_ONCE)}
    with (
        server.log.open("wb") as log,
        subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log) as process,
    ):
        try:
            wait_for(server.port)
            ask(server.port, "PUT", "archive")
            yield server
        finally:
            process.terminate()


@contextmanager
def refuse_everything() -> Iterator[int]:
    """Answer all questions at a port by saying that access is denied."""

    class Refusing(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """Refuse."""
            body = b"<Error><Code>AccessDenied</Code><Message>Access\x1b[31m Denied</Message></Error>"
            self.send_response(403)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_HEAD = do_GET  # noqa: N815  the library's name

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Refusing)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    assert isinstance(port, int)
    return port


def ask(port: int, method: str, path: str, content: bytes = b"") -> None:
    headers = {"Content-Type": "application/octet-stream", "x-amz-acl": "public-read-write"}
    request = urllib.request.Request(f"http://127.0.0.1:{port}/{path}", content, headers, method=method)
    with urllib.request.urlopen(request, timeout=PATIENCE):
        pass


def wait_for(port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return ask(port, "GET", "")
        except (urllib.error.URLError, OSError):
            assert time.monotonic() < deadline
            time.sleep(0.1)
