"""Files are read by a process of their own, some ahead of the one that writes what they say."""

import hashlib
import signal
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from blog.importers.document import Document, Refused
from blog.importers.parse import parse

AHEAD = 8  # files; what one is asked for must fit into a pipe
WORTH_IT = 50  # files, below which a process takes longer to start than it saves

# What a file is known by and what it says, or why it cannot be had.
Read = tuple[str, Document] | Refused | OSError


def read(path: Path) -> Read:
    """A file as it stands, whatever it is."""
    try:
        data = path.read_bytes()
        return hashlib.sha256(data).hexdigest(), parse(data, name=path.name)
    except (Refused, OSError) as fault:
        return fault


def readable(made: Read) -> tuple[str, Document]:
    """What was made of a file. Raises what it could not be read for."""
    if isinstance(made, Exception):
        raise made
    return made


def read_all(paths: list[Path], apart: bool = True) -> Iterator[tuple[Path, Read]]:
    """Each file with what `read` makes of it, in their order.

    apart: by a process of their own, if they are many; it runs the main module again, which has to
    know that it is not the main one. What a process that has died left is read in this one.
    """
    left = deque(paths)
    if apart and len(paths) >= WORTH_IT:
        with suppress(EOFError, OSError):
            for path, made in elsewhere(paths):
                left.popleft()
                yield path, made
    for path in left:
        yield path, read(path)


def elsewhere(paths: list[Path]) -> Iterator[tuple[Path, Read]]:
    """Raises EOFError or OSError when the process that reads has died."""
    # Spawned: a fork would have a part in the database connection.
    context = get_context("spawn")
    mine, theirs = context.Pipe()
    reader = context.Process(target=serve, args=(theirs,), daemon=True)
    # Which it inherits: an interrupt is for the process that asks alone.
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        reader.start()
    finally:
        signal.signal(signal.SIGINT, handler)
    theirs.close()
    with mine:
        for path in paths[:AHEAD]:
            mine.send(path)
        for path, later in zip(paths, [*paths[AHEAD:], *[None] * AHEAD], strict=False):
            made = mine.recv()
            if later:
                mine.send(later)
            yield path, made
    reader.join()


def serve(pipe: Connection) -> None:
    """Reads the files that it is told of, until nobody is there to tell it."""
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            pipe.send(read(pipe.recv()))
