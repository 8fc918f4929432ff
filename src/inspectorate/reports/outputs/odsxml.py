"""A spreadsheet's tables in the markup of ODS, made as text: element by element a library takes ten times as long."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from inspectorate.reports.outputs.sheets import CONTENTS, MOST_PLACES, LaidSheet, Value

TITLE, LINE, HEADER, TEXT, LINK = "title", "line", "header", "text", "link"
NUMBER_HEADER, NUMBER = "number-header", "number"

_CENTIMETRES_A_CHARACTER = 0.23
"""At 12 points."""
_SPACES = re.compile("^ | {2,}|\t")
_ARIAL = 'fo:font-family="Arial"'
_HEADER = 'fo:wrap-option="wrap" style:vertical-align="bottom" fo:border-bottom="0.75pt solid #000000"'
_CELL_STYLES = {
    TITLE: ('style:vertical-align="top"', f'{_ARIAL} fo:font-size="16pt" fo:font-weight="bold"'),
    LINE: ('style:vertical-align="top"', f'{_ARIAL} fo:font-size="12pt"'),
    HEADER: (
        _HEADER,
        f'{_ARIAL} fo:font-size="12pt" fo:font-weight="bold"',
    ),
    TEXT: (
        'fo:wrap-option="wrap" style:vertical-align="top" fo:padding-right="0.2cm"',
        f'{_ARIAL} fo:font-size="12pt"',
    ),
    NUMBER: ('style:vertical-align="top" fo:padding-right="0.3cm"', f'{_ARIAL} fo:font-size="12pt"'),
    NUMBER_HEADER: (
        f'{_HEADER} fo:padding-right="0.3cm"',
        f'{_ARIAL} fo:font-size="12pt" fo:font-weight="bold"',
    ),
    LINK: (
        'fo:wrap-option="wrap" style:vertical-align="top"',
        f'{_ARIAL} fo:font-size="12pt" fo:color="#1d4f91" style:text-underline-style="solid"',
    ),
}


_TO_THE_RIGHT = {NUMBER, NUMBER_HEADER}


def styles_xml(widths: Iterable[int]) -> Iterable[str]:
    """Go through the styles of cells, and of columns so many characters wide."""
    for name in _CELL_STYLES:
        yield _cell_style(name, name)
    for places in range(MOST_PLACES + 1):
        yield (
            f'<number:number-style style:name="places-{places}">'
            f'<number:number number:decimal-places="{places}" number:min-decimal-places="{places}"'
            ' number:min-integer-digits="1"/></number:number-style>'
        )
        yield _cell_style(f"{NUMBER}-{places}", NUMBER, f' style:data-style-name="places-{places}"')
    for width in sorted(set(widths)):
        centimetres = f"{width * _CENTIMETRES_A_CHARACTER:.2f}cm"
        yield (
            f'<style:style style:name="{_column(width)}" style:family="table-column">'
            f'<style:table-column-properties style:column-width="{centimetres}"/></style:style>'
        )
    yield (
        '<style:style style:name="row" style:family="table-row">'
        '<style:table-row-properties style:use-optimal-row-height="true"/></style:style>'
    )


def cover_xml(name: str, title: str, lines: Sequence[str], width: int) -> str:
    """Return the sheet that has no table: its title, and a line a row."""
    rows = "".join(_row([line], [TEXT]) for line in lines)
    return _table(name, [width], _row([title], [TITLE]) + rows)


def sheet_xml(sheet: LaidSheet) -> str:
    """Return a sheet: its title and what it is, then its table with a marked header row."""
    above = _row([sheet.title], [TITLE]) + "".join(_row([line], [LINE]) for line in sheet.about)
    headers = [NUMBER_HEADER if numeric else HEADER for numeric in sheet.numeric]
    header = f"<table:table-header-rows>{_row(sheet.columns, headers)}</table:table-header-rows>"
    cells = [_style_of(numeric, places) for numeric, places in zip(sheet.numeric, sheet.places, strict=True)]
    if sheet.name == CONTENTS:
        cells[0] = LINK
    rows = "".join(_row(row, cells) for row in sheet.rows)
    return _table(sheet.name, sheet.widths, above + header + rows)


def _cell_style(name: str, like: str, more: str = "") -> str:
    cell, text = _CELL_STYLES[like]
    return (
        f'<style:style style:name="{name}" style:family="table-cell"{more}>'
        f"<style:table-cell-properties {cell}/>"
        f'<style:paragraph-properties fo:text-align="{"end" if like in _TO_THE_RIGHT else "start"}"/>'
        f"<style:text-properties {text}/></style:style>"
    )


def _style_of(numeric: bool, places: int | None) -> str:  # noqa: FBT001 - a column's two facts, side by side
    if not numeric:
        return TEXT
    return NUMBER if places is None else f"{NUMBER}-{places}"


def ranges_xml(sheets: Iterable[LaidSheet]) -> str:
    """Return where each sheet's table stands, with its header: a database range is ODS's way to say so."""
    ranges = "".join(
        f'<table:database-range table:name="{escape("table_" + sheet.name.replace("-", "_"))}"'
        f' table:target-range-address="{escape(_address(sheet))}" table:contains-header="true"/>'
        for sheet in sheets
    )
    return f"<table:database-ranges>{ranges}</table:database-ranges>"


def settings_xml(sheets: Iterable[LaidSheet], *, opened: str) -> str:
    """Return a spreadsheet's settings: the sheet it opens on, and each sheet's frozen header row and first column."""
    tables = "".join(_frozen(sheet) for sheet in sheets)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<office:document-settings xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0"'
        ' xmlns:ooo="http://openoffice.org/2004/office" office:version="1.2"><office:settings>'
        '<config:config-item-set config:name="ooo:view-settings">'
        '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
        f"{_setting('ViewId', 'string', 'view1')}"
        f'<config:config-item-map-named config:name="Tables">{tables}</config:config-item-map-named>'
        f"{_setting('ActiveTable', 'string', opened)}"
        "</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set>"
        "</office:settings></office:document-settings>"
    )


def _frozen(sheet: LaidSheet) -> str:
    above = sheet.header_row
    short = (("HorizontalSplitMode", 2), ("VerticalSplitMode", 2), ("ActiveSplitRange", 3))
    positions = (
        ("HorizontalSplitPosition", 1),
        ("VerticalSplitPosition", above),
        ("PositionLeft", 0),
        ("PositionRight", 1),
        ("PositionTop", 0),
        ("PositionBottom", above),
    )
    items = "".join(_setting(name, "short", value) for name, value in short)
    items += "".join(_setting(name, "int", value) for name, value in positions)
    return f'<config:config-item-map-entry config:name="{escape(sheet.name)}">{items}</config:config-item-map-entry>'


def _setting(name: str, kind: str, value: object) -> str:
    text = escape(str(value), quote=False)
    return f'<config:config-item config:name="{name}" config:type="{kind}">{text}</config:config-item>'


def _address(sheet: LaidSheet) -> str:
    name = "'" + sheet.name.replace("'", "''") + "'"
    last = f"{column_letters(len(sheet.columns))}{sheet.header_row + len(sheet.rows)}"
    return f"{name}.A{sheet.header_row}:{name}.{last}"


def column_letters(column: int) -> str:
    """Return the letters of a column, counted from 1.

    >>> column_letters(1), column_letters(26), column_letters(28)
    ('A', 'Z', 'AB')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _table(name: str, widths: Sequence[int], rows: str) -> str:
    columns = "".join(
        f'<table:table-column table:style-name="{_column(width)}" table:default-cell-style-name="{TEXT}"/>'
        for width in widths
    )
    return f'<table:table table:name="{escape(name)}">{columns}{rows}</table:table>'


def _column(width: int) -> str:
    return f"column-{width}"


def _row(values: Sequence[Value], styles: Sequence[str]) -> str:
    cells = "".join(_cell(value, style) for value, style in zip(values, styles, strict=True))
    return f'<table:table-row table:style-name="row">{cells}</table:table-row>'


def _cell(value: Value, style: str) -> str:
    if isinstance(value, str):
        kind, paragraphs = 'office:value-type="string"', _paragraphs(value)
        if style == LINK:
            target = escape(f"#'{value}'.A1")
            paragraphs = f'<text:p><text:a xlink:type="simple" xlink:href="{target}">{_inline(value)}</text:a></text:p>'
    else:
        kind, paragraphs = f'office:value-type="float" office:value="{value}"', f"<text:p>{value}</text:p>"
    return f'<table:table-cell table:style-name="{style}" {kind}>{paragraphs}</table:table-cell>'


def _paragraphs(text: str) -> str:
    return "".join(f"<text:p>{_inline(line)}</text:p>" for line in text.splitlines() or [""])


def _inline(text: str) -> str:
    """Return a line's markup; ODS folds several spaces into one unless they are marked."""

    def kept(found: re.Match[str]) -> str:
        spaces = found[0]
        if spaces == "\t":
            return "<text:tab/>"
        return f'<text:s text:c="{len(spaces)}"/>'

    return _SPACES.sub(kept, escape(text, quote=False))
