"""Tasks without any other service: done by the process that asks for them, once what it writes
is committed."""

import logging
from functools import partial
from typing import Any

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import TaskResult
from modelcluster.fields import ParentalKey

REFERENCES = "wagtail.tasks.update_reference_index_task"


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
        asked = f"{task_result.task.module_path} {subject(task_result)} {task_result.kwargs}"
        if asked not in done:
            done.add(asked)
            super()._execute_task(task_result)


def subject(task_result: TaskResult) -> list:
    """A task's arguments; where Wagtail asks for the references of a row that is part of a page, the
    page's, which are what it brings up to date then."""
    if task_result.task.module_path != REFERENCES:
        return task_result.args
    app_label, model_name, key = task_result.args
    model = apps.get_model(app_label, model_name)
    while found := [f for f in model._meta.get_fields() if isinstance(f, ParentalKey)]:
        rows = model._base_manager.filter(pk=key)
        key, model = rows.values_list(found[0].attname, flat=True).first(), found[0].related_model
    return [model._meta.label_lower, str(key)]


class Vanished(logging.Filter):
    """That a task's object was deleted before its turn came is no fault to be told of."""

    def filter(self, record: logging.LogRecord) -> bool:
        return not (record.exc_info and isinstance(record.exc_info[1], ObjectDoesNotExist))
