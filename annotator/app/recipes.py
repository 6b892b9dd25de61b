"""Recipes: all settings of an export under a name, for the dialog and the command line alike.

They are kept in one JSON file of the user's, ``export-recipes.json`` in the program's folder, by their names.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from annotator.app.atomic_files import write_atomically
from annotator.app.exporting import ExportPlan, writable
from annotator.app.settings import data_folder
from annotator.app.splitting import Split
from annotator.core.document import DocumentState
from annotator.core.errors import UserError
from annotator.core.mention import MentionStatus
from annotator.formats.projection import TokenPolicy

_FILE: Final = "export-recipes.json"


def recipes_file() -> Path:
    """Return where recipes are kept; it may not exist yet."""
    return data_folder() / _FILE


def recipe_names() -> list[str]:
    """Return the names there are, in the order of the alphabet. Raises UserError when the file is damaged."""
    return sorted(_stored())


def save_recipe(name: str, plan: ExportPlan) -> None:
    """Keep the settings of a plan under a name; what had the name before is replaced.

    Which documents were chosen one by one is not part of it.

    Raises:
        UserError: The name is empty, or the file cannot be written.
    """
    if not name.strip():
        raise UserError("A recipe needs a name.")
    _store({**_stored(), name: _as_json(plan)})


def remove_recipe(name: str) -> None:
    """Forget a recipe. Raises UserError when there is none of that name."""
    stored = dict(_stored())
    if name not in stored:
        raise _unknown(name, stored)
    del stored[name]
    _store(stored)


def recipe(name: str) -> ExportPlan:
    """Return the settings kept under a name.

    Raises:
        UserError: There is none, or it says what makes no sense (any more).
    """
    stored = _stored()
    if name not in stored:
        raise _unknown(name, stored)
    return _plan_of(name, stored[name])


def _as_json(plan: ExportPlan) -> dict[str, object]:
    split = plan.split
    return {
        "format": plan.format,
        "gold": plan.gold,
        "annotators": list(plan.annotators),
        "states": [str(state) for state in plan.states],
        "statuses": [str(status) for status in plan.statuses],
        "split": str(split) if split else None,
        "seed": split.seed if split else 0,
        "tokens": str(plan.tokens),
        "strict": plan.strict,
    }


def _plan_of(name: str, given: object) -> ExportPlan:
    if not isinstance(given, dict):
        raise _damaged(name)
    try:
        split = given.get("split")
        plan = ExportPlan(
            format=writable(str(given["format"])).name,
            gold=bool(given.get("gold")),
            annotators=tuple(map(str, given.get("annotators", ()))),
            states=tuple(DocumentState.parse(str(state)) for state in given.get("states", ())),
            statuses=tuple(MentionStatus(str(status)) for status in given.get("statuses", (MentionStatus.ACCEPTED,))),
            split=Split.parse(str(split), int(given.get("seed", 0))) if split else None,
            tokens=TokenPolicy.parse(str(given.get("tokens", ""))),
            strict=bool(given.get("strict")),
        )
    except (KeyError, TypeError, ValueError):
        raise _damaged(name) from None
    return plan


def _damaged(name: str) -> UserError:
    return UserError("The recipe {name} is damaged. Save it again.", name=name)


def _stored() -> Mapping[str, object]:
    import orjson

    path = recipes_file()
    try:
        value: object = orjson.loads(path.read_bytes())
    except FileNotFoundError:
        return {}
    except (OSError, orjson.JSONDecodeError):
        value = None
    if not isinstance(value, dict):
        raise UserError("The file of recipes cannot be read. Remove it, or mend it.", path=path)
    return value


def _store(recipes: Mapping[str, object]) -> None:
    import orjson

    options = orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE
    write_atomically(recipes_file(), orjson.dumps(dict(recipes), option=options))


def _unknown(name: str, stored: Mapping[str, object]) -> UserError:
    return UserError(
        "There is no recipe {name}; there are {known}.", name=name, known=", ".join(sorted(stored)) or "none yet"
    )
