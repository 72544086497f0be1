"""Who answers when: requests of one process take turns, since Python runs one of its threads at a time.

SQLite hands Python's lock over at each row, so two threads that read at once spend half as long
again on waiting for each other. A turn that takes longer than SLOW is no turn any more: the next one
begins beside it, so that an upload or a costly query holds up nobody.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from heapq import heappop, heappush
from typing import Any

SLOW = 0.03  # seconds


class Turn:
    """One call's turn, in the thread of a number."""

    __slots__ = ("thread",)

    def __init__(self, thread: int):
        self.thread = thread


class Turns:
    """threads: how many calls run at most; together: how many of them that are not slow yet."""

    def __init__(self, threads: int, together: int):
        self.threads = [ThreadPoolExecutor(1, f"answer-{n}") for n in range(threads)]
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
            return await loop.run_in_executor(self.threads[turn.thread], call, *args)
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
