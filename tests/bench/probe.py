"""Start the program as a user does, stop where its window can be used, and say what that took.

``python -m tests.bench.probe SECONDS [WORKSPACE]`` prints one JSON value: the processor seconds of the whole process
up to the first complete frame with an article in it, the modules that were loaded by then, and the memory held after
the window was left alone for so long.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from pathlib import Path

from annotator.bootstrap import main

ROOT = Path(__file__).parents[2]
LONGEST_START = 60.0


def _watch(*_: object) -> int:
    """Take the place of the event loop: end it once the window can be used."""
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QApplication

    class FirstFrame(QObject):
        """Sees the first painting of the article."""

        painted = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            """Note that something was painted."""
            if event.type() is QEvent.Type.Paint:
                self.painted = True
            return False

    view = next((widget for widget in QApplication.allWidgets() if type(widget).__name__ == "DocumentView"), None)
    if view is None:
        raise RuntimeError("The window has no article.")
    frame = FirstFrame()
    viewport = view.viewport()  # type: ignore[attr-defined] # known by name only, so that nothing is loaded early
    viewport.installEventFilter(frame)
    deadline = time.monotonic() + LONGEST_START
    while not frame.painted and time.monotonic() < deadline:
        QApplication.processEvents()
    QApplication.processEvents()
    if not frame.painted:
        raise RuntimeError("The window was never painted.")
    cpu, loaded = time.process_time(), sorted(sys.modules)
    rest_until = time.monotonic() + float(sys.argv[1])
    while time.monotonic() < rest_until:
        QApplication.processEvents()
        time.sleep(0.01)
    from tests.bench.clock import resident_mb

    print(json.dumps({"cpu": cpu, "modules": loaded, "resident": resident_mb()}), flush=True)
    return 0


if __name__ == "__main__":
    gc.disable()  # as the program does before it loads Qt, which the next line loads
    import annotator.ui  # noqa: F401 - before anything of Qt, as in the program itself

    # isort: split
    from PySide6.QtWidgets import QApplication

    # The one way to see the window's start from inside its process without a hook in the product.
    setattr(QApplication, "exec", staticmethod(_watch))  # noqa: B010 - typed as a method
    sys.exit(main(sys.argv[2:]))
