"""Who answers when: requests of one process take turns, since Python runs one of its threads at a time.

SQLite hands Python's lock over at each row, so two threads that read at once spend half as long
again on waiting for each other. A turn that takes longer than SLOW is no turn any more: the next one
begins beside it, so that an upload or a costly query holds up nobody.

From one thread to the next and back is a fifth of a small answer's time. So where one call is made
at a time, it is made in the event loop's own thread, if a call alike took no longer than FAST the
last time.
"""

import asyncio
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from heapq import heappop, heappush
from queue import SimpleQueue
from time import perf_counter
from typing import Any

SLOW = 0.03  # seconds
FAST = 0.01  # seconds
KNOWN = 20_000  # calls that are remembered as fast


class Turn:
    """One call's turn, in the thread of a number."""

    __slots__ = ("thread",)

    def __init__(self, thread: int):
        self.thread = thread


class Thread:
    """A thread that makes one call after the other; what an executor does beside that takes as long
    as a quarter of a small answer.

    calls: (event loop, what to tell there with the result or the error and the seconds that it took,
    function, arguments).
    """

    def __init__(self, name: str):
        self.name, self.calls = name, SimpleQueue()
        self.thread: threading.Thread | None = None

    def begin(self) -> None:
        """Not before the first call: a worker is a fork, and has none of its parent's threads."""
        if self.thread is None:
            self.thread = threading.Thread(target=self.work, name=self.name, daemon=True)
            self.thread.start()

    def work(self) -> None:
        while asked := self.calls.get():
            loop, done, call, args = asked
            made, error, begun = None, None, perf_counter()
            try:
                made = call(*args)
            except BaseException as raised:  # noqa: BLE001 - it is raised where it is awaited
                error = raised
            with suppress(RuntimeError):  # the loop has ended
                loop.call_soon_threadsafe(done, made, error, perf_counter() - begun)
            # Nothing of an answer is kept while the next one is waited for.
            del asked, loop, done, call, args, made, error

    def close(self) -> None:
        if self.thread is not None:
            self.calls.put(None)
            self.thread.join()


class Turns:
    """threads: how many calls run at most; together: how many of them that are not slow yet;
    lasting: whether a call that made this will take as long again."""

    def __init__(
        self, threads: int, together: int, lasting: Callable[[Any], bool] = lambda made: True
    ):
        self.threads = [Thread(f"answer-{n}") for n in range(threads)]
        # The first one is taken as long as it is free: its connection has all at hand.
        self.free, self.together, self.lasting = list(range(threads)), together, lasting
        self.quick: set[Turn] = set()
        self.waiting: deque[asyncio.Future] = deque()
        self.fast: set[int] = set()

    async def run(self, call: Callable[..., Any], *args: Any, alike: int | None = None) -> Any:
        """What a call returns, made in a thread when its turn has come.

        alike: the same number for calls that should take as long as each other; such a call is
        made in the loop's own thread while they are fast.
        """
        loop = asyncio.get_running_loop()
        turn = await self.turn(loop)
        if alike in self.fast:
            try:
                return self.here(loop, call, args, alike)
            finally:
                self.end(turn)
        clock, future = loop.call_later(SLOW, self.slow, turn), loop.create_future()

        def done(made: Any, error: BaseException | None, took: float) -> None:
            """The turn ends with the call, whoever waits for it no more."""
            clock.cancel()
            if alike is not None and self.together == 1 and error is None:
                self.remember(alike, made, took)
            self.end(turn)
            if not future.done():
                future.set_exception(error) if error else future.set_result(made)

        thread = self.threads[turn.thread]
        thread.begin()
        thread.calls.put((loop, done, call, args))
        return await future

    def here(self, loop: Any, call: Callable[..., Any], args: tuple, alike: int) -> Any:
        """What a call returns, made in this thread, as if no loop ran in it: where one runs, Django
        reads no database."""
        begun = perf_counter()
        asyncio._set_running_loop(None)
        try:
            made = call(*args)
        finally:
            asyncio._set_running_loop(loop)
        self.remember(alike, made, perf_counter() - begun)
        return made

    def remember(self, alike: int, made: Any, took: float) -> None:
        if took > FAST:
            self.fast.discard(alike)
        elif self.lasting(made):
            if len(self.fast) >= KNOWN:
                self.fast.clear()
            self.fast.add(alike)

    def close(self) -> None:
        """Returns when all calls are made that were begun."""
        for thread in self.threads:
            thread.close()

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
