"""One connection of a client to the proxy: its requests one after the other, each with the faults meant for it."""

import socket
from collections.abc import Callable
from http.client import HTTPException

from photoprism_client.testing.proxy.messages import Answer, End, EndOfConnection, Request
from photoprism_client.testing.proxy.request_reader import RequestHead, RequestReader
from photoprism_client.testing.proxy.scripts import ProxiedRequest, Scripts
from photoprism_client.testing.proxy.upstream import Goal, Upstream, chunk
from photoprism_client.testing.proxy.waiting import Gate
from photoprism_client.testing.sockets import Sockets


class Exchange:
    """Serves one connection.

    :param sock: the connection
    :param number: of the connection, from 1
    :param goal: the server
    :param sockets: take care of the connections
    :param scripts: the scripts and the log
    """

    def __init__(self, sock: socket.socket, number: int, goal: Goal, sockets: Sockets, scripts: Scripts) -> None:
        self._sock, self._number, self._sockets, self._scripts = sock, number, sockets, scripts
        self._incoming = RequestReader(sock)
        self._upstream = Upstream(goal, sockets)

    def serve(self) -> None:
        """Serve requests until one side ends the connection."""
        try:
            end: End = "keep"
            while end == "keep" and (head := self._incoming.head()) is not None:
                end = self._serve_one(head)
        except (OSError, ValueError):
            pass  # the client left, or does not speak HTTP: no one can receive an answer
        finally:
            self._upstream.close()
            self._sockets.close(self._sock)

    def _serve_one(self, head: RequestHead) -> End:
        seen = self._scripts.begin(head, self._number)
        end: End = "close"
        try:
            end = self._pass_on(head, seen)
        except EndOfConnection as wanted:
            end = wanted.end
        except (HTTPException, OSError) as error:
            seen.error = seen.error or f"{type(error).__name__}: {error}"
        except Exception as error:  # noqa: BLE001  # raised again by the proxy's close(), in the test's thread
            self._scripts.failures.append(error)
        finally:
            if end != "keep":
                self._upstream.close()
                self._sockets.close(self._sock, reset=end == "reset")
            seen.end()
        return end

    def _pass_on(self, head: RequestHead, seen: ProxiedRequest) -> End:
        request = Request(head.method, head.target, head.fields.copy(), head.fields, self._pause)
        body = self._incoming.body(head)
        answers = (fault.on_request(request) for fault in seen.faults)
        answer = next((found for found in answers if found is not None), None)
        if answer is None:
            answer = self._upstream.ask(request, body if head.has_body else None)
        for _ in body:  # what is left of it would be taken for the next request
            pass
        with answer.resources:
            for fault in seen.faults:
                fault.on_answer(answer)
            return self._send(answer, head, seen)

    def _pause(self, gate: Gate) -> None:
        if not self._scripts.pause(gate):
            raise EndOfConnection("close")

    def _send(self, answer: Answer, head: RequestHead, seen: ProxiedRequest) -> End:
        is_chunked = answer.is_chunked and head.version != "HTTP/1.0"
        if not is_chunked:
            answer.fields.drop("Transfer-Encoding")
        seen.status = answer.status
        data = answer.begin()
        if data:
            self._sock.sendall(data)
        frame: Callable[[bytes], bytes] = chunk if is_chunked else bytes
        try:
            for part in answer.body if answer.has_body else ():
                if part:
                    seen.sent += len(part)
                    self._sock.sendall(frame(part))
        except EndOfConnection as wanted:
            if wanted.unfinished is not None:
                seen.sent += len(wanted.unfinished)
                self._sock.sendall(_open_chunk(wanted.unfinished) if is_chunked else wanted.unfinished)
            raise
        if is_chunked and answer.has_body and answer.end == "keep":
            self._sock.sendall(chunk(b""))
        return self._end_of(answer, is_chunked, head, seen)

    @staticmethod
    def _end_of(answer: Answer, is_chunked: bool, head: RequestHead, seen: ProxiedRequest) -> End:
        if answer.end != "keep" or not head.is_kept_alive:
            return "close" if answer.end == "keep" else answer.end
        is_framed = is_chunked or not answer.has_body or (answer.length is not None and seen.sent >= answer.length)
        return "keep" if is_framed else "close"


def _open_chunk(part: bytes) -> bytes:
    """Begin a chunk that announces one byte more than it has."""
    return b"%x\r\n%b" % (len(part) + 1, part)
