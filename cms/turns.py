"""Who answers when: requests of one process take turns, since Python runs one of its threads at a time.

SQLite hands Python's lock over at each row, so two threads that read at once spend half as long
again on waiting for each other. A turn that takes longer than SLOW is no turn any more: the next one
begins beside it, so that an upload or a costly query holds up nobody.
"""

import asyncio
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from heapq import heappop, heappush
from queue import SimpleQueue
from typing import Any

SLOW = 0.03  # seconds


class Turn:
    """One call's turn, in the thread of a number."""

    __slots__ = ("thread",)

    def __init__(self, thread: int):
        self.thread = thread


class Thread:
    """A thread that makes one call after the other; what an executor does beside that takes as long
    as a quarter of a small answer."""

    def __init__(self, name: str):
        self.name, self.begun = name, False
        self.calls: SimpleQueue = SimpleQueue()

    def run(self, loop: asyncio.AbstractEventLoop, call: Callable, args: tuple) -> asyncio.Future:
        """What a call returns or raises, when it does."""
        if not self.begun:  # not before: a worker is a fork, and has none of its parent's threads
            self.begun = True
            threading.Thread(target=self.work, name=self.name, daemon=True).start()
        future = loop.create_future()
        self.calls.put((loop, future, call, args))
        return future

    def work(self) -> None:
        while True:
            loop, future, call, args = self.calls.get()
            try:
                settle, made = set_result, call(*args)
            except BaseException as error:  # noqa: BLE001 - it is raised where it is awaited
                settle, made = set_exception, error
            with suppress(RuntimeError):  # the loop has ended
                loop.call_soon_threadsafe(settle, future, made)
            # Nothing of an answer is kept while the next one is waited for.
            del loop, future, call, args, made


def set_result(future: asyncio.Future, made: Any) -> None:
    if not future.done():
        future.set_result(made)


def set_exception(future: asyncio.Future, error: BaseException) -> None:
    if not future.done():
        future.set_exception(error)


class Turns:
    """threads: how many calls run at most; together: how many of them that are not slow yet."""

    def __init__(self, threads: int, together: int):
        self.threads = [Thread(f"answer-{n}") for n in range(threads)]
        # The first one is taken as long as it is free: its connection has all at hand.
        self.free, self.together = list(range(threads)), together
        self.quick: set[Turn] = set()
        self.waiting: deque[asyncio.Future] = deque()

    async def run(self, call: Callable[..., Any], *args: Any) -> Any:
        """What a call returns, made in a thread when its turn has come."""
        loop = asyncio.get_running_loop()
        turn = await self.turn(loop)
        clock = loop.call_later(SLOW, self.slow, turn)
        try:
            return await self.threads[turn.thread].run(loop, call, args)
        finally:
            clock.cancel()
            self.end(turn)

    async def turn(self, loop: asyncio.AbstractEventLoop) -> Turn:
        if not self.waiting and self.open():
            return self.begin()
        mine = loop.create_future()
        self.waiting.append(mine)
        try:
            return await mine
        except asyncio.CancelledError:
            if not mine.cancelled():
                self.end(mine.result())
            raise

    def open(self) -> bool:
        return bool(self.free) and len(self.quick) < self.together

    def begin(self) -> Turn:
        turn = Turn(heappop(self.free))
        self.quick.add(turn)
        return turn

    def slow(self, turn: Turn) -> None:
        self.quick.discard(turn)
        self.next()

    def end(self, turn: Turn) -> None:
        heappush(self.free, turn.thread)
        self.slow(turn)

    def next(self) -> None:
        while self.waiting and self.open():
            mine = self.waiting.popleft()
            if not mine.done():
                mine.set_result(self.begin())
