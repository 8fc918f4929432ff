"""The words and the rules of one page of a PDF, as pdfium gives them, each where it stands.

pdfium knows the letters of a page in the order in which they are drawn, and where one word ends. Everything else a
reader sees without being told (lines, columns, tables, headings) is made from the places of the words, elsewhere.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2.raw as pdfium

_WORD: Final = re.compile(r"[^\s\x00-\x01\x03-\x1f\u200b-\u200f\u2028-\u202f\u2060\ufeff\uffff]+")
_LIGATURES: Final = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}
)
_BOLD: Final = re.compile(r"bold|black|heavy|demi|semib", re.IGNORECASE)
_DIGIT: Final = re.compile(r"[0-9]")
SUPERSCRIPT: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
HYPHEN_AT_END: Final = "\x02"
"""Stands for a hyphen at the end of a line, whether the typesetter or the author put it there."""
_RAISED_GLYPH: Final = 0.18
_BOLD_WEIGHT: Final = 700
_THIN: Final = 2.5
_SHORT_RULE: Final = 18.0
_PANEL: Final = 6.0
_RECTANGLE_POINTS: Final = 6
_MOST_OBJECTS: Final = 20_000
_NAME_ROOM: Final = 128

# The same function, giving the address alone: making an object of each pointer would take most of the time.
_text_object = ctypes.cast(
    pdfium.FPDFText_GetTextObject, ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
)


@dataclass(slots=True)
class Word:
    """Letters without a space between them, in one type; lengths in points, `base` counted down from the page's top.

    ``mark`` is the number of the marked content that holds it, -1 for none. ``glued`` says that no space stands
    before it, as before a footnote's mark; ``spaced`` that one was written there, and is no mere distance.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    mark: int
    glued: bool
    spaced: bool
    artifact: bool
    source: int


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line, or the edge of a shaded panel, from (x0, y0) to (x1, y1)."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def lies(self) -> bool:
        """Say whether it is horizontal."""
        return self.x1 - self.x0 >= self.y1 - self.y0


@dataclass(slots=True)
class Page:
    """A page's words in the order in which they are drawn.

    ``turned`` holds those that run in another direction than most, each direction as a list.
    """

    number: int
    width: float
    height: float
    words: list[Word]
    turned: list[list[Word]]
    letters: int
    quarter: int
    box: tuple[float, float, float, float]


@dataclass(slots=True)
class _Type:
    """What the letters of one text object have in common."""

    size: float
    bold: bool
    hidden: bool
    mark: int
    artifact: bool
    quarter: int | None


def read_letters(page: Any, number: int) -> Page:
    """Return the words of a page that pdfium has loaded.

    Text that was laid invisibly is kept where there is little else, as it is what was read off a scan; slanted text
    (a watermark) is left out, and so is what stands outside the page.
    """
    text_page = pdfium.FPDFText_LoadPage(page)
    try:
        words = _Letters(page, text_page).words()
    finally:
        pdfium.FPDFText_ClosePage(text_page)
    bounds = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, bounds)
    box = (bounds.left, bounds.bottom, bounds.right, bounds.top)
    visible = sum(len(word.text) for word, kind in words if not kind.hidden)
    hidden = sum(len(word.text) for word, kind in words if kind.hidden)
    kept = [(word, kind) for word, kind in words if not kind.hidden or visible < hidden]
    letters = sum(len(word.text) for word, _ in kept)
    directions = Counter[int]()
    for word, kind in kept:
        if kind.quarter is not None:
            directions[kind.quarter] += len(word.text)
    quarter = directions.most_common(1)[0][0] if directions else 0
    placed = {
        direction: [word for word, kind in kept if kind.quarter == direction and _inside(word, direction, box)]
        for direction in directions
    }
    left, bottom, right, top = box
    upright = quarter % 2 == 0
    return Page(
        number=number,
        width=(right - left) if upright else (top - bottom),
        height=(top - bottom) if upright else (right - left),
        words=placed.pop(quarter, []),
        turned=[placed[direction] for direction in sorted(placed)],
        letters=letters,
        quarter=quarter,
        box=box,
    )


def has_image(page: Any) -> bool:
    """Say whether a page holds a picture, be it in a form."""
    for index in range(min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        found = pdfium.FPDFPage_GetObject(page, index)
        kind = pdfium.FPDFPageObj_GetType(found)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            return True
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            for inner in range(min(pdfium.FPDFFormObj_CountObjects(found), _MOST_OBJECTS)):
                if pdfium.FPDFPageObj_GetType(pdfium.FPDFFormObj_GetObject(found, inner)) == pdfium.FPDF_PAGEOBJ_IMAGE:
                    return True
    return False


def read_rules(raw: Any, page: Page) -> list[Rule]:
    """Return the page's straight lines and the edges of its panels, turned as its words are.

    What stands inside a form is left out: a chart is mostly one.
    """
    rules: list[Rule] = []
    box = tuple(ctypes.c_float() for _ in range(4))
    for index in range(min(pdfium.FPDFPage_CountObjects(raw), _MOST_OBJECTS)):
        drawn = pdfium.FPDFPage_GetObject(raw, index)
        if pdfium.FPDFPageObj_GetType(drawn) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if not pdfium.FPDFPageObj_GetBounds(drawn, *box):
            continue
        left, bottom, right, top = (edge.value for edge in box)
        first, second = _turn(left, bottom, page.quarter, page.box), _turn(right, top, page.quarter, page.box)
        x0, x1 = sorted((first[0], second[0]))
        y0, y1 = sorted((first[1], second[1]))
        rules += _rules(drawn, Rule(x0, y0, x1, y1), page)
    return rules


def _rules(drawn: Any, bounds: Rule, page: Page) -> list[Rule]:
    """Return what a shape that fills some bounds draws: one rule where it is thin, four where it is a panel."""
    x0, y0, x1, y1 = bounds.x0, bounds.y0, bounds.x1, bounds.y1
    if y1 - y0 <= _THIN:
        middle = (y0 + y1) / 2
        return [Rule(x0, middle, x1, middle)] if x1 - x0 >= _SHORT_RULE else []
    if x1 - x0 <= _THIN:
        middle = (x0 + x1) / 2
        return [Rule(middle, y0, middle, y1)] if y1 - y0 >= _PANEL else []
    whole_page = x1 - x0 > 0.95 * page.width and y1 - y0 > 0.5 * page.height
    if whole_page or pdfium.FPDFPath_CountSegments(drawn) > _RECTANGLE_POINTS or x1 - x0 < _SHORT_RULE:
        return []
    return [Rule(x0, y0, x1, y0), Rule(x0, y1, x1, y1), Rule(x0, y0, x0, y1), Rule(x1, y0, x1, y1)]


def _turn(x: float, y: float, quarter: int, box: tuple[float, float, float, float]) -> tuple[float, float]:
    """Return a point as (along the line, down the page) for text that runs in a direction."""
    left, bottom, right, top = box
    match quarter:
        case 0:
            return x - left, top - y
        case 1:
            return y - bottom, x - left
        case 2:
            return right - x, y - bottom
        case _:
            return top - y, right - x


def _inside(word: Word, quarter: int, box: tuple[float, float, float, float]) -> bool:
    left, bottom, right, top = box
    width, height = (right - left, top - bottom) if quarter % 2 == 0 else (top - bottom, right - left)
    return word.x1 > 0 and word.x0 < width and word.base > 0 and word.base - word.size < height


class _Letters:
    """Reads one page's letters; the places to write to are made once, as each letter needs them."""

    def __init__(self, page: Any, text_page: Any) -> None:
        bounds = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, bounds)
        self.box = (bounds.left, bounds.bottom, bounds.right, bounds.top)
        self.page = text_page
        self.address = ctypes.cast(text_page, ctypes.c_void_p)
        self.types: dict[int, _Type] = {}
        self.fonts: dict[int, bool] = {}
        self.loose = pdfium.FS_RECTF()
        self.tight = tuple(ctypes.c_double() for _ in range(4))
        self.origin = (ctypes.c_double(), ctypes.c_double())
        self.matrix = pdfium.FS_MATRIX()

    def words(self) -> list[tuple[Word, _Type]]:
        text = self.text()
        found: list[tuple[Word, _Type]] = []
        last_end = -1
        for match in _WORD.finditer(text):
            start, end = match.span()
            spaced = last_end >= 0 and self.is_spaced(text, last_end, start)
            last_end = end
            glued = False
            for first, last in self.runs(start, end):
                if text[first] == HYPHEN_AT_END and found:
                    # pdfium puts its sign in the place of the hyphen that was drawn.
                    found[-1][0].text += HYPHEN_AT_END
                    first += 1  # noqa: PLW2901 - the rest of the run is the next line's word
                    glued = False
                word = self.word(text[first:last], first, last, glued=glued, spaced=spaced) if first < last else None
                if word is not None:
                    found.append(word)
                    glued = True
        return found

    def text(self) -> str:
        count = pdfium.FPDFText_CountChars(self.page)
        if count <= 0:
            return ""
        room = (ctypes.c_ushort * (count + 1))()
        written = pdfium.FPDFText_GetText(self.page, 0, count, room)
        if written == count + 1:
            text = bytes(room)[: 2 * count].decode("utf-16-le", errors="replace")
            if len(text) == count:
                return text.replace("\ufffe", HYPHEN_AT_END)
        # Some letters take two places in UTF-16, or none at all; then each is asked for by its number.
        codes = (pdfium.FPDFText_GetUnicode(self.page, index) for index in range(count))
        return "".join(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\x01" for code in codes)  # noqa: PLR2004 - the bounds of Unicode

    def is_spaced(self, text: str, end: int, start: int) -> bool:
        """Say whether a space was written between two words; pdfium adds one wherever it sees a distance."""
        gap = text[end:start]
        if gap != " ":
            return bool(gap.strip("\r\n"))
        if _text_object(self.address, end - 1) == _text_object(self.address, start):
            return True
        return not pdfium.FPDFText_IsGenerated(self.page, end)

    def runs(self, start: int, end: int) -> list[tuple[int, int]]:
        """Split a word where its type changes, or its figures are raised: there a footnote's mark begins."""
        first = _text_object(self.address, start)
        if end - start == 1 or first == _text_object(self.address, end - 1):
            return [(start, end)]
        cuts = [start]
        for index in range(start + 1, end):
            here = _text_object(self.address, index)
            if here != first:
                cuts.append(index)
                first = here
        return list(zip(cuts, [*cuts[1:], end], strict=True))

    def word(self, text: str, start: int, end: int, *, glued: bool, spaced: bool) -> tuple[Word, _Type] | None:
        source = _text_object(self.address, start)
        if source is None:
            return None
        kind = self.types.get(source) or self.type_of(source, start)
        quarter = kind.quarter or 0
        pdfium.FPDFText_GetCharOrigin(self.page, start, *self.origin)
        x0, base = _turn(self.origin[0].value, self.origin[1].value, quarter, self.box)
        pdfium.FPDFText_GetLooseCharBox(self.page, end - 1, self.loose)
        corners = (
            _turn(self.loose.left, self.loose.bottom, quarter, self.box)[0],
            _turn(self.loose.right, self.loose.top, quarter, self.box)[0],
        )
        if _DIGIT.search(text):
            text = self.raise_figures(text, start, kind)
        x1 = max(*corners, x0)
        word = Word(
            text=text.translate(_LIGATURES),
            x0=x0,
            x1=x1,
            base=base,
            size=kind.size,
            bold=kind.bold,
            mark=kind.mark,
            glued=glued,
            spaced=spaced,
            artifact=kind.artifact,
            source=source,
        )
        return word, kind

    def raise_figures(self, text: str, start: int, kind: _Type) -> str:
        """Write figures that a typeface draws raised by itself, in full size and on the line, as superscripts."""
        if kind.quarter != 0:
            return text
        shown = list(text)
        for offset, letter in enumerate(text):
            if letter.isascii() and letter.isdigit():
                pdfium.FPDFText_GetCharBox(self.page, start + offset, *self.tight)
                pdfium.FPDFText_GetCharOrigin(self.page, start + offset, *self.origin)
                if self.tight[2].value - self.origin[1].value > _RAISED_GLYPH * kind.size:
                    shown[offset] = letter.translate(SUPERSCRIPT)
        return "".join(shown)

    def type_of(self, source: int, index: int) -> _Type:
        shown = ctypes.cast(source, pdfium.FPDF_PAGEOBJECT)
        pdfium.FPDFText_GetMatrix(self.page, index, self.matrix)
        matrix = self.matrix
        size = pdfium.FPDFText_GetFontSize(self.page, index) * math.hypot(matrix.c, matrix.d)
        angle = math.degrees(math.atan2(matrix.b, matrix.a))
        quarter = round(angle / 90)
        kind = _Type(
            size=round(abs(size), 2) or 1.0,
            bold=self.is_bold(shown, index),
            hidden=pdfium.FPDFTextObj_GetTextRenderMode(shown) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE,
            mark=pdfium.FPDFPageObj_GetMarkedContentID(shown),
            artifact=self.is_artifact(shown),
            quarter=quarter % 4 if abs(angle - 90 * quarter) < 5 else None,  # noqa: PLR2004 - a slanted italic is none
        )
        self.types[source] = kind
        return kind

    def is_bold(self, shown: Any, index: int) -> bool:
        font = pdfium.FPDFTextObj_GetFont(shown)
        key = ctypes.cast(font, ctypes.c_void_p).value or 0
        if key not in self.fonts:
            room = ctypes.create_string_buffer(_NAME_ROOM)
            pdfium.FPDFFont_GetBaseFontName(font, room, _NAME_ROOM)
            name = room.value.decode("utf-8", errors="replace")
            weight = pdfium.FPDFText_GetFontWeight(self.page, index)
            self.fonts[key] = bool(_BOLD.search(name)) or weight >= _BOLD_WEIGHT
        return self.fonts[key]

    @staticmethod
    def is_artifact(shown: Any) -> bool:
        room = (ctypes.c_ushort * 32)()
        length = ctypes.c_ulong()
        for index in range(min(pdfium.FPDFPageObj_CountMarks(shown), 8)):
            mark = pdfium.FPDFPageObj_GetMark(shown, index)
            if pdfium.FPDFPageObjMark_GetName(mark, room, ctypes.sizeof(room), length):
                name = bytes(room)[: max(length.value - 2, 0)].decode("utf-16-le", errors="replace")
                if name == "Artifact":
                    return True
        return False
