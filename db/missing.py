"""What is said when something that was asked for is not there."""

from __future__ import annotations

from annotator.core.errors import NotFoundError


def missing_document(document: str) -> NotFoundError:
    """Return the error for a document."""
    return NotFoundError("There is no document {document} in this workspace.", document=document)


def missing_mention() -> NotFoundError:
    """Return the error for a mention; its id would tell nobody anything."""
    return NotFoundError("This mention is not in the workspace any more.")


def missing_entity(entity: str) -> NotFoundError:
    """Return the error for an entity."""
    return NotFoundError("There is no entity {entity} in this workspace.", entity=entity)


def missing_name(name: str) -> NotFoundError:
    """Return the error for a name of an entity."""
    return NotFoundError("The name {name} is not in the workspace any more.", name=name)


def missing_label(label: str) -> NotFoundError:
    """Return the error for a label."""
    return NotFoundError("The label {label} is not in the workspace any more.", label=label)
