"""The test database on SQLite as the migrations leave it: made once and then copied, until one of
them changes."""

import os
import shutil
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from django.apps import apps
from django.db import connection

from blog.editions import fulltext

# What migrations call.
CALLED = (fulltext.__file__,)


def kept_in(folder: Path) -> Path:
    """Where it is kept: under a name that says of which migrations it is."""
    found = blake2b(digest_size=8)
    for app in apps.get_app_configs():
        for path in sorted(Path(app.path).glob("migrations/*.py")):
            found.update(f"{app.label} {path.name}".encode() + path.read_bytes())
    for called in CALLED:
        found.update(Path(called).read_bytes())
    return folder / f"{found.hexdigest()}.sqlite3"


def fetch(folder: Path) -> None:
    """Puts it where the tests' database is going to be, if it is there."""
    with suppress(FileNotFoundError):
        shutil.copy(kept_in(folder), connection.settings_dict["TEST"]["NAME"])


def keep(folder: Path) -> None:
    """Keeps the tests' database, which is migrated and has nothing else in it yet."""
    if (kept := kept_in(folder)).exists():
        return
    mine = kept.with_suffix(f".{os.getpid()}")
    mine.unlink(missing_ok=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(mine)])
    mine.replace(kept)
    for old in folder.glob("*.sqlite3"):
        if old != kept:
            old.unlink(missing_ok=True)
