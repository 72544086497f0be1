"""The test database on SQLite as the migrations leave it: made once and then copied, until one of
them changes."""

import os
import shutil
from hashlib import blake2b
from pathlib import Path

from django.apps import apps
from django.db import connection


def kept_in(folder: Path) -> Path:
    """Where it is kept: under a name that says of which migrations it is."""
    found = blake2b(digest_size=8)
    for app in apps.get_app_configs():
        for path in sorted(Path(app.path).glob("migrations/*.py")):
            found.update(f"{app.label} {path.name}".encode() + path.read_bytes())
    return folder / f"{found.hexdigest()}.sqlite3"


def fetch(folder: Path) -> None:
    """Puts it where the tests' database is going to be, if it is there."""
    if (kept := kept_in(folder)).exists():
        shutil.copy(kept, connection.settings_dict["TEST"]["NAME"])


def keep(folder: Path) -> None:
    """Keeps the tests' database, which is migrated and has nothing else in it yet."""
    if (kept := kept_in(folder)).exists():
        return
    mine = kept.with_suffix(f".{os.getpid()}")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(mine)])
    for old in folder.glob("*.sqlite3"):
        old.unlink(missing_ok=True)
    mine.replace(kept)
