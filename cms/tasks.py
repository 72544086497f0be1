"""Tasks without any other service: done by the process that asks for them, once what it writes
is committed."""

from functools import partial
from typing import Any

from django.db import transaction
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import TaskResult


class AfterCommitBackend(ImmediateBackend):
    """Wagtail asks for its indexes to be brought up to date at each `save()`, a dozen times for one
    publish. So no writer waits for that with a lock in hand, and what is asked for twice within a
    transaction is done once. Outside of one a task is done at once."""

    def _execute_task(self, task_result: TaskResult) -> None:
        connection = transaction.get_connection()
        if not connection.in_atomic_block:
            super()._execute_task(task_result)
            return
        transaction.on_commit(partial(self.once, task_result, self.done(connection)))

    def done(self, connection: Any) -> set[str]:
        """What was done after this transaction: shared by all that is asked for within it. Django
        makes a new list of hooks for each."""
        hooks, done = vars(connection).get("_done", (None, set()))
        if hooks is not connection.run_on_commit or done:
            hooks, done = vars(connection)["_done"] = (connection.run_on_commit, set())
        return done

    def once(self, task_result: TaskResult, done: set[str]) -> None:
        asked = f"{task_result.task.module_path} {task_result.args} {task_result.kwargs}"
        if asked not in done:
            done.add(asked)
            super()._execute_task(task_result)
