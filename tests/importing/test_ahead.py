"""Files are read ahead by a process of their own, with the same outcome as one by one."""

from multiprocessing import active_children
from pathlib import Path

from blog.importers import Refused
from blog.importers.ahead import WORTH_IT, Read, read, read_all

MANY = WORTH_IT + 1


def files(folder: Path, count: int) -> list[Path]:
    """So many files, the second of which is no article and the third of which is not there."""
    paths = [folder / f"{n}.md" for n in range(count)]
    for n, path in enumerate(paths):
        path.write_text(f"# Article {n}\n\nOne sentence of it.\n\n" + "Another one. " * n)
    paths[1].write_bytes(b"")
    paths[2].unlink()
    return paths


def said(made: Read) -> object:
    return str(made) if isinstance(made, Exception) else made


def test_many_files_are_read_as_one_by_one_and_in_their_order(tmp_path: Path) -> None:
    paths = files(tmp_path, MANY)
    found = list(read_all(paths))
    assert [path for path, _ in found] == paths
    assert [said(made) for _, made in found] == [said(read(path)) for path in paths]
    assert isinstance(found[1][1], Refused)
    assert isinstance(found[2][1], FileNotFoundError)


def test_what_a_reader_that_died_has_left_is_read_nonetheless(tmp_path: Path) -> None:
    paths = files(tmp_path, MANY)
    reading = read_all(paths)
    first = next(reading)
    for reader in active_children():
        reader.kill()
    found = [first, *reading]
    assert [path for path, _ in found] == paths
    assert [said(made) for _, made in found] == [said(read(path)) for path in paths]


def test_who_stops_in_the_middle_leaves_no_reader_behind(tmp_path: Path) -> None:
    reading = read_all(files(tmp_path, MANY))
    next(reading)
    reader = active_children()
    reading.close()
    for process in reader:
        process.join(10)
    assert [process.exitcode for process in reader] == [0]
