"""Requests take turns; a slow one is waited for no longer than a moment."""

import asyncio
import threading
import time
from typing import Any

import pytest

from cms import turns as module
from cms.turns import FAST, Turns

PATIENCE = 10


def play(turns: Turns, *calls: Any) -> list:
    """What calls return that are all made at once."""

    async def all_of_them() -> list:
        return await asyncio.wait_for(asyncio.gather(*(turns.run(c) for c in calls)), PATIENCE)

    return asyncio.run(all_of_them())


def test_no_two_that_are_quick_run_at_once() -> None:
    running, most = 0, 0

    def call() -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        running -= 1

    play(Turns(threads=4, together=1), *[call] * 200)
    assert most == 1


def test_as_many_run_at_once_as_may() -> None:
    met = threading.Barrier(2, timeout=PATIENCE)
    assert sorted(play(Turns(threads=2, together=2), met.wait, met.wait)) == [0, 1]


def test_a_slow_one_holds_up_nobody() -> None:
    done = threading.Event()

    def slow() -> bool:
        return done.wait(PATIENCE)

    assert play(Turns(threads=2, together=1), slow, done.set) == [True, None]


def test_one_that_fails_gives_its_turn_on() -> None:
    turns = Turns(threads=1, together=1)

    def fail() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        play(turns, fail)
    assert play(turns, lambda: 7) == [7]


def test_one_that_is_given_up_while_it_waits_gives_its_turn_on() -> None:
    done = threading.Event()

    async def give_up() -> Any:
        turns = Turns(threads=1, together=1)
        first = asyncio.ensure_future(turns.run(done.wait, PATIENCE))
        second = asyncio.ensure_future(turns.run(lambda: "second"))
        third = asyncio.ensure_future(turns.run(lambda: "third"))
        await asyncio.sleep(0)
        second.cancel()
        done.set()
        await first
        return await asyncio.wait_for(third, PATIENCE)

    assert asyncio.run(give_up()) == "third"


def test_a_call_that_nobody_waits_for_any_more_holds_up_nobody() -> None:
    turns, go = Turns(threads=2, together=2), threading.Event()

    async def both() -> int:
        left = asyncio.ensure_future(turns.run(go.wait, PATIENCE))
        while not turns.quick:
            await asyncio.sleep(0)
        left.cancel()
        try:
            return await asyncio.wait_for(turns.run(lambda: 7), PATIENCE / 2)
        finally:
            go.set()

    assert asyncio.run(both()) == 7


def test_calls_that_were_begun_are_made_before_the_end() -> None:
    turns, made = Turns(threads=1, together=1), []

    async def leave() -> None:
        left = asyncio.ensure_future(turns.run(made.append, 1))
        while not turns.quick:
            await asyncio.sleep(0)
        left.cancel()

    asyncio.run(leave())
    turns.close()
    assert made == [1]


def threads_of(turns: Turns, calls: int, alike: int | None, last: float = 0) -> list[bool]:
    """For each of some calls, one after the other, whether it is made in the loop's thread; the
    last one takes some seconds at least."""

    def where() -> bool:
        return threading.current_thread() is threading.main_thread()

    def longer() -> bool:
        end = time.perf_counter() + last
        while time.perf_counter() < end:
            pass
        return where()

    async def one_by_one() -> list[bool]:
        made = [await turns.run(where, alike=alike) for _ in range(calls - 1)]
        return [*made, await turns.run(longer, alike=alike)]

    return asyncio.run(one_by_one())


@pytest.fixture
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes less than seconds is fast: a machine may be busy."""
    monkeypatch.setattr(module, "FAST", PATIENCE)


def test_what_was_fast_is_made_in_the_loops_own_thread(fast: None) -> None:
    assert threads_of(Turns(threads=2, together=1), 3, alike=1) == [False, True, True]


def test_what_is_like_nothing_before_is_made_in_another_thread(fast: None) -> None:
    turns = Turns(threads=2, together=1)
    assert threads_of(turns, 2, alike=None) == [False, False]
    assert threads_of(turns, 1, alike=1) == threads_of(turns, 1, alike=2) == [False]


def test_what_became_slow_is_made_in_another_thread_again() -> None:
    turns = Turns(threads=2, together=1)
    turns.fast.add(1)
    assert threads_of(turns, 1, alike=1, last=2 * FAST) == [True]
    assert threads_of(turns, 1, alike=1, last=2 * FAST) == [False]
    assert not turns.fast


def test_what_will_not_last_is_not_remembered(fast: None) -> None:
    turns = Turns(threads=1, together=1, lasting=lambda made: made == "lasting")

    async def answered(made: str, alike: int) -> None:
        await turns.run(lambda: made, alike=alike)

    asyncio.run(answered("refused", 1))
    asyncio.run(answered("lasting", 2))
    assert turns.fast == {2}
    asyncio.run(answered("refused", 2))
    assert turns.fast == {2}


def test_where_several_run_at_once_none_is_made_in_the_loops_thread(fast: None) -> None:
    assert not any(threads_of(Turns(threads=2, together=2), 3, alike=1))


def test_a_call_in_the_loops_thread_sees_no_loop_and_its_error_is_raised(fast: None) -> None:
    turns = Turns(threads=1, together=1)
    turns.fast.add(1)

    async def fail() -> None:
        with pytest.raises(RuntimeError, match="no running event loop"):
            await turns.run(asyncio.get_running_loop, alike=1)
        assert asyncio.get_running_loop()
        assert await turns.run(lambda: 7, alike=1) == 7

    asyncio.run(asyncio.wait_for(fail(), PATIENCE))


def test_no_more_are_remembered_than_a_worker_can_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KNOWN", 3)
    turns = Turns(threads=1, together=1)
    for alike in range(10):
        turns.remember(alike, None, 0)
    assert len(turns.fast) <= 3
