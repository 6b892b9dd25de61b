from __future__ import annotations

from pathlib import Path

import pytest

from annotator.app import recipes
from annotator.app.exporting import ExportPlan
from annotator.app.splitting import Split
from annotator.core.document import DocumentState
from annotator.core.errors import UserError
from annotator.core.mention import MentionStatus
from annotator.formats.projection import TokenPolicy

PLAN = ExportPlan(
    "conll2003",
    annotators=("דנה", "Omar"),
    states=(DocumentState.FINISHED,),
    statuses=(MentionStatus.ACCEPTED, MentionStatus.SUGGESTED),
    split=Split((80, 12.5, 7.5), 13),
    tokens=TokenPolicy.parse("whitespace+widen"),
    strict=True,
)


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(recipes, "data_folder", lambda: tmp_path / "home")
    return tmp_path / "home" / "export-recipes.json"


@pytest.mark.parametrize("plan", [PLAN, ExportPlan("jsonl"), ExportPlan("parquet", gold=True)])
def test_a_plan_comes_back_by_its_name(plan: ExportPlan) -> None:
    recipes.save_recipe("לשבוע הבא", plan)
    assert recipes.recipe("לשבוע הבא") == plan
    assert recipes.recipe_names() == ["לשבוע הבא"]


def test_recipes_are_replaced_and_removed() -> None:
    recipes.save_recipe("b", ExportPlan("jsonl"))
    recipes.save_recipe("a", PLAN)
    recipes.save_recipe("b", ExportPlan("docbin"))
    assert recipes.recipe_names() == ["a", "b"]
    assert recipes.recipe("b").format == "docbin"
    recipes.remove_recipe("a")
    assert recipes.recipe_names() == ["b"]


def test_what_is_not_there_is_told_with_what_is() -> None:
    with pytest.raises(UserError, match="none yet"):
        recipes.recipe("a")
    recipes.save_recipe("b", PLAN)
    for ask in (recipes.recipe, recipes.remove_recipe):
        with pytest.raises(UserError, match="b"):
            ask("a")
    with pytest.raises(UserError, match="name"):
        recipes.save_recipe(" ", PLAN)


@pytest.mark.parametrize(
    "content", ['{"a": 5}', '{"a": {}}', '{"a": {"format": "no"}}', '{"a": {"format": "jsonl", "statuses": ["x"]}}']
)
def test_damaged_recipes_are_told(place: Path, content: str) -> None:
    place.parent.mkdir()
    place.write_text(content, "utf-8")
    with pytest.raises(UserError):
        recipes.recipe("a")


def test_a_damaged_file_is_told_and_left_alone(place: Path) -> None:
    place.parent.mkdir()
    place.write_text("[", "utf-8")
    with pytest.raises(UserError, match="recipes"):
        recipes.save_recipe("a", PLAN)
    assert place.read_text("utf-8") == "["
