"""What a big entity base takes to come in, and what making the reference base takes.

``ENTITIES`` in the environment sets the number of entities; a million take some minutes.
"""

from __future__ import annotations

import gzip
import json
import multiprocessing
import os
import resource
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from annotator.app.entity_batches import BaseReport
from annotator.app.entity_dumps import import_dump, import_table
from annotator.app.importing import ImportOptions
from annotator.app.reference_base import ReferenceShelf
from annotator.app.reference_places import places
from annotator.app.session import Session
from annotator.formats.base import Wanted
from annotator.formats.registry import get_format
from db.workspace import SqliteWorkspaces
from tests.bench.clock import peak_mb
from tests.bench.figures import Figure, at_most

_ENTITIES: Final = int(os.environ.get("ENTITIES", "20000"))
_FEW, _MANY = 20_000, 60_000
_BUDGET_MB: Final = 300
_KINDS: Final = ("Q5", "Q43229", "Q515")


def run(folder: Path) -> Iterator[Figure]:
    """Import a generated Wikidata extract with five names an entity, then make the reference base."""
    dump = write_dump(folder / "dump.json.gz", _ENTITIES)
    workspace = SqliteWorkspaces().create(str(folder / "big-base.annotator"))
    before, began = _resident(), time.process_time()
    report = import_dump(Session.open(workspace, "Bench"), dump, Wanted())
    seconds = time.process_time() - began
    workspace.close()
    yield Figure(f"Wikidata, {report.entities:,} entities with 5 names each, CPU", seconds, "s")
    yield Figure("entities a second", report.entities / seconds, "")
    yield Figure("memory it adds", _resident() - before, "MB")
    yield Figure("size of the workspace", (folder / "big-base.annotator").stat().st_size / 1e6, "MB")
    yield from _memory(folder)
    began = time.process_time()
    shelf = ReferenceShelf(SqliteWorkspaces(), places, folder=folder / "reference")
    base = shelf.make()
    yield Figure("making the reference base, once, CPU", time.process_time() - began, "s")
    if base is None:
        raise RuntimeError("The reference base could not be made.")
    base.close()
    size = sum(file.stat().st_size for file in (folder / "reference").iterdir())
    yield Figure("its size", size / 1e6, "MB")
    began = time.process_time()
    shelf.open()
    yield Figure("opening it", (time.process_time() - began) * 1000, "ms")


def _memory(folder: Path) -> Iterator[Figure]:
    """Say what a large table takes as it comes in, all that the process holds included, and reckon it for a million."""
    few, many = (_peak_of(folder, write_table(folder / f"{count}.jsonl", count)) for count in (_FEW, _MANY))
    million = many + (many - few) / (_MANY - _FEW) * (1_000_000 - _MANY)
    yield at_most(f"own table, memory of importing {_MANY:,} entities", many, "MB", _BUDGET_MB)
    yield at_most("own table, memory of importing 1,000,000, reckoned", million, "MB", _BUDGET_MB)


def _peak_of(folder: Path, base: Path) -> float:
    """Return the most memory that a new process holds while it imports a base as the command line does."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_imported, (folder, base))


def _imported(folder: Path, base: Path) -> float:
    place = folder / f"{base.stem}.annotator"
    workspace = SqliteWorkspaces().create(str(place))
    session, report = Session.open(workspace, "Bench"), BaseReport(keeps_changes=False)
    import_table(session, base, get_format("entities"), ImportOptions(), into=report)
    workspace.close()
    place.unlink()
    if report.faults:
        raise RuntimeError(str(report.faults[0]))
    return peak_mb()


def write_table(path: Path, entities: int) -> Path:
    """Write a table of so many made-up entities with five names each, one a line."""
    with path.open("w", encoding="utf-8") as out:
        for number in range(entities):
            out.write(json.dumps(_row(number), ensure_ascii=False) + "\n")
    return path


def _row(number: int) -> dict[str, object]:
    return {
        "id": f"person/{number}",
        "type": "PERSON",
        "names": {
            "en": [f"Somebody Number{number}", f"S. Number{number}", f"Number{number}, Somebody"],
            "he": [f"פלוני {number}"],
            "ar": [f"فلان {number}"],
        },
        "description": {"en": "somebody made up"},
    }


def write_dump(path: Path, entities: int) -> Path:
    """Write a packed dump of so many made-up entities with five names each."""
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=1) as out:
        out.write("[\n")
        for number in range(entities):
            out.write(json.dumps(_entity(number), ensure_ascii=False) + ",\n")
        out.write("]\n")
    return path


def _entity(number: int) -> dict[str, object]:
    return {
        "id": f"Q{number}",
        "labels": {
            "en": {"value": f"Somebody Number{number}"},
            "he": {"value": f"פלוני {number}"},
            "ar": {"value": f"فلان {number}"},
        },
        "aliases": {"en": [{"value": f"S. Number{number}"}, {"value": f"Number{number}, Somebody"}]},
        "descriptions": {"en": {"value": "somebody made up"}},
        "claims": {"P31": [{"mainsnak": {"datavalue": {"value": {"id": _KINDS[number % len(_KINDS)]}}}}]},
        "sitelinks": {"enwiki": {}},
    }


def _resident() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
