"""The emulator over HTTP on loopback, faults included."""

import json
import socket
import struct
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from .accounts import GrantError
from .faults import Fault
from .service import Call, Service

JSON_TYPE = "application/json; charset=UTF-8"


class Emulator:
    """A running server; use as a context manager. `base` is the root of all its URLs."""

    def __init__(self, service: Service | None = None, port: int = 0) -> None:
        self.service = service or Service()
        self.stopping = Event()
        self._http = _HttpServer(("127.0.0.1", port), _Handler)
        self._http.emulator = self
        self.base = f"http://127.0.0.1:{self._http.server_address[1]}"

    def __enter__(self) -> "Emulator":
        self._thread = Thread(target=self.serve, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def serve(self) -> None:
        self._http.serve_forever(poll_interval=0.02)

    def key_file(self, email: str) -> dict[str, Any]:
        """The content of a service account's key file whose token endpoint is this server."""
        return self.service.accounts.service_account(email, f"{self.base}/token")


class _HttpServer(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    emulator: Emulator

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is nothing to report; anything else is a bug of ours."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _HttpServer

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Quiet: the service keeps the calls."""

    def do_GET(self) -> None:
        self._respond()

    do_POST = do_PUT = do_PATCH = do_DELETE = do_GET  # noqa: N815

    def _respond(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        url = urlsplit(self.path)
        if url.path.startswith("/emulator/"):
            self._control(url.path, body)
            return
        fault = self.server.emulator.service.faults.next_for(self.command, unquote(self.path))
        if fault is None:
            self._send(*self._answer(url, body))
        else:
            self._misbehave(fault, url, body)

    def _answer(self, url: Any, body: bytes) -> tuple[int, bytes, str]:
        service = self.server.emulator.service
        if url.path == "/token":
            return self._token(dict(parse_qsl(body.decode())))
        query = parse_qsl(url.query, keep_blank_values=True)
        pretty = dict(query).get("prettyPrint", "true").lower() != "false"
        told = (self.headers.get(name, "") for name in ("Authorization", "Content-Type", "User-Agent"))
        status, answer, sent = service.answer(Call(self.command, url.path, query, body, *told))
        if isinstance(answer, bytes):
            return status, answer, sent
        return status, _text(answer, pretty=pretty), JSON_TYPE

    def _token(self, form: dict[str, str]) -> tuple[int, bytes, str]:
        try:
            return 200, _text(self.server.emulator.service.accounts.grant(form), pretty=True), JSON_TYPE
        except GrantError as error:
            return 400, _text(error.body, pretty=True), JSON_TYPE

    def _misbehave(self, fault: Fault, url: Any, body: bytes) -> None:
        stopping = self.server.emulator.stopping
        if fault.hang_seconds is not None:
            stopping.wait(fault.hang_seconds)
        if fault.reset == "before":
            self._reset()
            return
        status, sent, kind = (200, b"", "") if fault.status and not fault.applied else self._answer(url, body)
        if fault.reset == "after":
            self._reset()
            return
        if fault.status is not None:
            status, sent, kind = fault.status, fault.body.encode(), fault.content_type
        self._send(status, sent, kind, fault)

    def _send(self, status: int, sent: bytes, kind: str, fault: Fault | None = None) -> None:
        fault = fault or Fault()
        self.send_response(status)
        for name, value in fault.headers.items():
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        if fault.drip_seconds is not None:
            self._drip(sent, fault.drip_seconds)
        elif fault.cut_at is not None:
            self.wfile.write(sent[: fault.cut_at])
            self.close_connection = True
        elif status != 204:
            self.wfile.write(sent)

    def _drip(self, sent: bytes, seconds: float) -> None:
        for at in range(len(sent)):
            self.wfile.write(sent[at : at + 1])
            if self.server.emulator.stopping.wait(seconds):
                return

    def _reset(self) -> None:
        """Ends the connection the hard way, so that the other side sees a reset."""
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def _control(self, path: str, body: bytes) -> None:
        """How a test in another process steers: POST a list of faults, read or forget the calls."""
        service = self.server.emulator.service
        if path == "/emulator/faults":
            service.faults.clear()
            service.faults.add(*(Fault(**fault) for fault in json.loads(body or b"[]")))
        elif path == "/emulator/calls" and self.command == "DELETE":
            service.calls.clear()
        self._send(200, _text({"calls": service.calls}, pretty=True), JSON_TYPE)


def _text(answer: Any, *, pretty: bool) -> bytes:
    if answer is None:
        return b""
    if pretty:
        return (json.dumps(answer, ensure_ascii=False, indent=2) + "\n").encode()
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()
