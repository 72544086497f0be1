"""Where the task of a publish is done: `TASKS=database` leaves it to a worker."""

import os
import subprocess
import sys

from cms.settings.base import BASE_DIR

SCRIPT = """
import django
django.setup()
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult
call_command("migrate", verbosity=0)
from wagtail.models import Page, Site
from home.models import HomePage
from blog.models import Vector
from tests import factories as make
home = Page.objects.get(depth=1).add_child(instance=HomePage(title="The Review", slug="review"))
Site.objects.update(root_page=home)
page = make.article(make.category(home, "Health"), "Walking")
waiting = DBTaskResult.objects.filter(status="READY").count()
before = Vector.objects.count()
call_command("db_worker", batch=True, verbosity=0)
failed = DBTaskResult.objects.filter(status="FAILED").count()
print(waiting > 0, before, Vector.objects.count(), failed)
"""


def test_a_worker_does_the_tasks_where_the_settings_say_so(tmp_path):
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "cms.settings.test",
        "TEST_DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3",
        "TASKS": "database",
    }
    command = [sys.executable, "-W", "ignore", "-c", SCRIPT]
    done = subprocess.run(
        command, env=env, cwd=BASE_DIR, capture_output=True, text=True, check=False
    )
    assert done.stdout.split()[-4:] == ["True", "0", "1", "0"], done.stderr[-2000:]
