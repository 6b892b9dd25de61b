from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from annotator.core.errors import BugError
from annotator.ui.icons import icon, outline, paint_icon, pixmap

pytestmark = pytest.mark.usefixtures("qapp")

_LTR, _RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


def _painted(name: str, direction: Qt.LayoutDirection) -> QImage:
    image = QImage(32, 32, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_icon(painter, QRectF(0, 0, 32, 32), name, QColor("#000000"), direction)
    painter.end()
    return image


def test_a_glyph_stays_within_its_square() -> None:
    box = outline("moon").boundingRect()
    assert QRectF(0, 0, 256, 256).contains(box)
    assert box.width() > 100


def test_icons_of_motion_turn_round() -> None:
    there, back = _painted("arrow-u-up-left", _LTR), _painted("arrow-u-up-left", _RTL)
    assert there != back
    assert all(
        abs(there.pixelColor(x, y).alpha() - back.pixelColor(31 - x, y).alpha()) <= 8
        for x in range(32)
        for y in range(32)
    )


def test_other_icons_do_not() -> None:
    assert _painted("magnifying-glass", _LTR) == _painted("magnifying-glass", _RTL)


def test_a_picture_has_the_asked_size_and_colour(qapp: QApplication) -> None:
    made = pixmap("moon", 24, "#ff0000")
    assert made.deviceIndependentSize().width() == 24
    image = made.toImage()
    colours = {
        image.pixelColor(x, y).name() for x in range(24) for y in range(24) if image.pixelColor(x, y).alpha() == 255
    }
    assert colours == {"#ff0000"}
    assert not icon("moon").isNull()


def test_an_unknown_icon_is_a_bug() -> None:
    with pytest.raises(BugError, match="no-such-icon"):
        outline("no-such-icon")


def test_the_package_that_brings_the_font_is_not_imported() -> None:
    code = "import sys; from annotator.ui.icons import outline; sys.exit('qtawesome' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
