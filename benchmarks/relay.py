"""A relay that delays requests, in a separate process: a server far away, as seen from here."""

import asyncio
import sys
from contextlib import AbstractContextManager
from urllib.parse import urlsplit

from benchmarks.own_servers import served

_PART = 256 * 1024


def relay(base_url: str, latency_s: float) -> AbstractContextManager[str]:
    """Run a relay.

    :param base_url: where it leads to, without TLS.
    :param latency_s: what it adds to the time from a request to its answer.
    :return: a context manager with the URL of the relay.
    """
    return served("relay", urlsplit(base_url).netloc, latency_s)


async def _serve(address: str, latency_s: float) -> None:
    host, _, port = address.partition(":")

    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            there_reader, there_writer = await asyncio.open_connection(host, int(port), limit=_PART)
            await asyncio.gather(
                _forward(reader, there_writer, latency_s),
                _forward(there_reader, writer, 0),
            )
        except ConnectionError:
            writer.close()

    server = await asyncio.start_server(accept, "127.0.0.1", 0, limit=_PART)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


async def _forward(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, latency_s: float) -> None:
    """Pass bytes on, in order; what comes meanwhile waits from when it came."""
    loop = asyncio.get_running_loop()
    while part := await reader.read(_PART):
        if latency_s:
            loop.call_later(latency_s, writer.write, part)
        else:
            writer.write(part)
            await writer.drain()
    loop.call_later(latency_s, writer.close)


if __name__ == "__main__":
    asyncio.run(_serve(sys.argv[1], float(sys.argv[2])))
