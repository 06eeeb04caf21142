"""A mail server that takes everything and keeps nothing, as quick as asyncio allows. Prints its port, then counts.

Runs as a process of its own: `python -m benchmarks.sink FILE`. A mail's number is in FILE before it is answered 250.
"""

import asyncio
import mmap
import smtplib
import struct
import sys
from pathlib import Path

COUNTER = struct.Struct("<Q")


class Taking(asyncio.Protocol):
    """One client. Between DATA and the final dot everything is a mail's."""

    accepted: mmap.mmap

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport, self.received, self.in_mail = transport, b"", False
        transport.write(b"220 sink\r\n")

    def data_received(self, data: bytes) -> None:
        self.received += data
        end = b"\r\n.\r\n" if self.in_mail else b"\r\n"
        while (at := self.received.find(end)) >= 0:
            line, self.received = self.received[:at], self.received[at + len(end) :]
            self._answer(line)
            end = b"\r\n.\r\n" if self.in_mail else b"\r\n"

    def _answer(self, line: bytes) -> None:
        if self.in_mail:
            self.in_mail = False
            COUNTER.pack_into(self.accepted, 0, COUNTER.unpack_from(self.accepted)[0] + 1)
            self.transport.write(b"250 taken\r\n")
            return
        word = line[:4].upper()
        self.in_mail = word == b"DATA"
        answers = {
            b"EHLO": b"250-sink\r\n250 8BITMIME\r\n",
            b"DATA": b"354 go on\r\n",
            b"QUIT": b"221 bye\r\n",
        }
        self.transport.write(answers.get(word, b"250 ok\r\n"))


async def serve(file: Path) -> None:
    file.write_bytes(COUNTER.pack(0))
    with file.open("r+b") as counter:
        Taking.accepted = mmap.mmap(counter.fileno(), COUNTER.size)
        server = await asyncio.get_running_loop().create_server(Taking, "127.0.0.1", 0)
        sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
        sys.stdout.flush()
        await server.serve_forever()


def accepted(file: Path) -> int:
    return int(COUNTER.unpack(file.read_bytes())[0])


def fill(port: int, mail: bytes, times: int) -> None:
    """The yardstick: the same bytes again and again over one connection."""
    with smtplib.SMTP("127.0.0.1", port) as server:
        for _ in range(times):
            server.sendmail("werkstimmen@nordwerk.example", ["colleague@nordwerk.example"], mail)


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1])))
