"""Sentences that name what was done, for the undo menu and the history.

They are English templates with ``{named}`` places. A window translates the template first and fills in the values
afterwards, isolating each, since a surface may be Hebrew in an English sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Final

from annotator.core.history import Act

TEMPLATES: Final = MappingProxyType(
    {
        "mention.create": "Mark {surface} as {label}",
        "mention.relabel": "Make {surface} a {label}",
        "mention.resize": "Change {surface} to {new_surface}",
        "mention.remove": "Remove the mark on {surface}",
        "mention.remove.many": "Remove {count} marks",
        "mention.date": "Set the date of {surface} to {value}",
        "mention.date.none": "Take away the date of {surface}",
        "link.set": "Link {surface} to {name}",
        "link.new_entity": "Link {surface} to the new entity {name}",
        "link.nil": "Say that {surface} is not in the base",
        "link.remove": "Take away the link of {surface}",
        "link.many": "Link {count} mentions to {name}",
        "suggestion.accept": "Accept the suggestion {surface}",
        "suggestion.accept.many": "Accept {count} suggestions",
        "suggestion.accept_new": "Accept {surface} as a new entity",
        "suggestion.accept_new.many": "Accept {count} new entities",
        "suggestion.reject": "Reject the suggestion {surface}",
        "suggestion.reject.many": "Reject {count} suggestions",
        "suggestion.store": "Suggest {surface}",
        "suggestion.store.many": "Suggest {count} mentions",
        "entity.create": "Make the entity {name}",
        "entity.edit": "Edit the entity {name}",
        "entity.add_alias": "Give {name} the name {alias}",
        "entity.remove_alias": "Take the name {alias} from {name}",
        "entity.prefer_alias": "Prefer the name {alias} for {name}",
        "entity.remove": "Remove the entity {name}",
        "entity.merge": "Merge {gone_name} into {name}",
        "entity.keep_apart": "Keep {name} and {other_name} apart",
        "entity.split": "Split {new_entity} from {name}",
        "entity.import": "Import entities from {name}",
        "document.state": "Set {title} to {state}",
        "document.direction": "Set the direction of {title} to {direction}",
        "document.paragraph_direction": "Set the direction of paragraph {paragraph} to {direction}",
        "document.date": "Set the date of {title} to {value}",
        "document.date.none": "Take away the date of {title}",
        "document.describe": "Edit the facts about {title}",
        "document.remove": "Remove {title}",
        "document.import": "Import {name}",
        "document.import.many": "Import {count} files",
    }
)
"""The sentence for each act by its name; ``.many`` and ``.none`` are variants by count and by missing value."""


def template_of(act: Act) -> str:
    """Return the English sentence template for an act; for an act of a newer version, its bare name."""
    return TEMPLATES.get(act.name + _variant(act), TEMPLATES.get(act.name, act.name))


def sentence_for(act: Act, isolate: Callable[[str], str] = str) -> str:
    """Return the English sentence for an act.

    Args:
        act: The act.
        isolate: Wraps each value, so that its direction does not disturb the sentence.
    """
    values = {key: isolate(str(value)) for key, value in act.detail.items()}
    try:
        return template_of(act).format(**values)
    except (KeyError, IndexError):
        return act.name


def _variant(act: Act) -> str:
    if act.detail.get("count", 1) != 1:
        return ".many"
    if act.detail.get("value", True) == "":
        return ".none"
    return ""
