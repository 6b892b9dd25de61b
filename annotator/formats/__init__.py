"""Formats: one module a format, reading and writing documents, mentions and entities."""

from annotator.formats.registry import FORMATS, Detection, detect, get_format

__all__ = ["FORMATS", "Detection", "detect", "get_format"]
