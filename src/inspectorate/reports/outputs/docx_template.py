"""The Word template of a report: its styles, a file for a house to change, and the check of a house's own file.

To start a template of one's own, write this one and change its styles in Word::

    python -m inspectorate.reports.outputs.docx_template our-template.docx

A report takes a template's styles, page size, margins, headers and footers; what its pages say is left out.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import docx
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from docx.styles.style import BaseStyle

from inspectorate.kernel.problems import Place, Problems, ProblemsFound
from inspectorate.reports.outputs import faults, theme
from inspectorate.reports.outputs.archive import rezipped

_TYPEFACE: Final = theme.SCREEN_FONTS.partition(",")[0]
_KINDS: Final = {
    "paragraph": WD_STYLE_TYPE.PARAGRAPH,
    "character": WD_STYLE_TYPE.CHARACTER,
    "table": WD_STYLE_TYPE.TABLE,
}
_LIST_STEP: Final = 400


@dataclass(frozen=True, slots=True)
class NeededStyle:
    """A style that a report sets text in: its name, its kind, what it is for, and how our own template makes it.

    ``paragraph`` and ``run`` are the children of ``w:pPr`` and ``w:rPr`` in their order.
    """

    name: str
    use: str
    kind: str = "paragraph"
    paragraph: str = ""
    run: str = ""
    parent: str = "Normal"
    following: str = ""


def _hex(colour: str) -> str:
    return colour.lstrip("#").upper()


def _size(step: theme.TypeSize) -> str:
    half_points = round(step.print_pt * 2)
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _colour(colour: str) -> str:
    return f'<w:color w:val="{_hex(colour)}"/>'


def _spacing(before: int, after: int, step: theme.TypeSize) -> str:
    line = round(240 * step.leading * _LINE_BOX)
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


# Word multiplies the typeface's own line, which is higher than its size; the scale multiplies the size.
_LINE_BOX: Final = 0.85
_KEEP: Final = "<w:keepNext/><w:keepLines/>"


def _line(side: str, colour: str, *, eighths: int, space: int) -> str:
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="{space}" w:color="{_hex(colour)}"/>'


def _border(side: str, colour: str, *, eighths: int, space: int) -> str:
    return f"<w:pBdr>{_line(side, colour, eighths=eighths, space=space)}</w:pBdr>"


def _heading(level: int, step: theme.TypeSize, *, before: int, after: int) -> NeededStyle:
    opening = "<w:pageBreakBefore/>" + _border("bottom", theme.BRAND, eighths=18, space=6) if level == 1 else ""
    return NeededStyle(
        f"Heading {level}",
        f"headings of level {level}",
        paragraph=_KEEP + opening + _spacing(before, after, step) + f'<w:outlineLvl w:val="{level - 1}"/>',
        run=f"<w:b/><w:bCs/>{_colour(theme.INK)}{_size(step)}",
        following="Normal",
    )


def _numbered(family: str, level: int, number: int) -> NeededStyle:
    name = family if level == 0 else f"{family} {level + 1}"
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    kind = "bulleted" if family == "List Bullet" else "numbered"
    return NeededStyle(name, f"{kind} lists of level {level + 1}", paragraph=f"{place}{_spacing(0, 80, theme.BODY)}")


def _continued(level: int) -> NeededStyle:
    name = "List Continue" if level == 0 else f"List Continue {level + 1}"
    indent = f'<w:ind w:left="{_LIST_STEP * (level + 1)}"/>'
    return NeededStyle(
        name,
        f"further paragraphs of a list's item, level {level + 1}",
        paragraph=f"{_spacing(0, 80, theme.BODY)}{indent}",
    )


# The lines above and below are of the box's own colour: they are its inner margin.
_NOTICE_BOX: Final = (
    "<w:pBdr>"
    + _line("top", theme.SURFACE, eighths=4, space=7)
    + _line("left", theme.BRAND, eighths=36, space=10)
    + _line("bottom", theme.SURFACE, eighths=4, space=7)
    + f'</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{_hex(theme.SURFACE)}"/>'
)
_BOLD: Final = "<w:b/><w:bCs/>"

NEEDED_STYLES: Final = (
    NeededStyle("Normal", "paragraphs", parent="", paragraph=_spacing(0, 160, theme.BODY), run=_colour(theme.INK)),
    NeededStyle(
        "Title",
        "the report's title",
        paragraph=_KEEP + _spacing(1200, 240, theme.TITLE),
        run=_BOLD + _colour(theme.BRAND) + _size(theme.TITLE),
        following="Subtitle",
    ),
    NeededStyle("Subtitle", "the subtitle", paragraph=_spacing(0, 480, theme.HEADING_3), run=_size(theme.HEADING_3)),
    NeededStyle(
        "Publisher",
        "who publishes the report, and when",
        paragraph=_spacing(0, 120, theme.HEADING_4),
        run=_BOLD + _size(theme.HEADING_4),
    ),
    NeededStyle(
        "Notice",
        "notices on the first page",
        paragraph=_NOTICE_BOX + _spacing(360, 240, theme.BODY) + '<w:ind w:left="240"/>',
    ),
    _heading(1, theme.HEADING_2, before=0, after=280),
    _heading(2, theme.HEADING_3, before=400, after=160),
    _heading(3, theme.HEADING_4, before=320, after=120),
    NeededStyle(
        "Lead", "introductions", paragraph=_spacing(0, 240, theme.LEAD), run=_size(theme.LEAD), following="Normal"
    ),
    NeededStyle(
        "Note",
        "remarks under a table",
        paragraph=_spacing(80, 240, theme.SMALL),
        run=_colour(theme.QUIET_INK) + _size(theme.SMALL),
    ),
    NeededStyle(
        "Quote",
        "quotations",
        paragraph=_border("left", theme.RULE, eighths=24, space=12)
        + _spacing(120, 160, theme.BODY)
        + '<w:ind w:left="280"/>',
    ),
    *(_numbered("List Bullet", level, 1) for level in range(3)),
    *(_numbered("List Number", level, 2) for level in range(3)),
    *(_continued(level) for level in range(3)),
    NeededStyle(
        "Caption",
        "captions of tables and figures",
        paragraph=_KEEP + _spacing(320, 100, theme.SMALL),
        run=_BOLD + _size(theme.SMALL),
        following="Normal",
    ),
    NeededStyle(
        "Table Text", "what stands in a table", paragraph=_spacing(50, 50, theme.SMALL), run=_size(theme.SMALL)
    ),
    NeededStyle(
        "Picture", "the line that holds a chart", paragraph='<w:keepLines/><w:spacing w:before="0" w:after="240"/>'
    ),
    NeededStyle(
        "TOC Heading",
        "the heading of the contents",
        paragraph=_KEEP
        + "<w:pageBreakBefore/>"
        + _border("bottom", theme.BRAND, eighths=18, space=6)
        + _spacing(0, 280, theme.HEADING_2),
        run=_BOLD + _size(theme.HEADING_2),
    ),
    NeededStyle("toc 1", "the contents' first level", paragraph=_spacing(120, 40, theme.BODY), run=_BOLD),
    NeededStyle("toc 2", "the contents' second level", paragraph=_spacing(0, 40, theme.BODY) + '<w:ind w:left="280"/>'),
    NeededStyle("Header", "the head of a page"),
    NeededStyle(
        "Footer",
        "the foot of a page",
        paragraph=_border("top", theme.RULE, eighths=6, space=6)
        + '<w:tabs><w:tab w:val="right" w:pos="9071"/></w:tabs><w:spacing w:before="0" w:after="0"/>',
        run=_colour(theme.QUIET_INK) + _size(theme.SMALL),
    ),
    NeededStyle("Hyperlink", "links", kind="character", run=_colour(theme.LINK) + '<w:u w:val="single"/>'),
    NeededStyle("Report Table", "tables", kind="table"),
)
"""Every style that a template has to have."""


def open_template(template: Path | None) -> WordDocument:
    """Open a house's template, or our own where there is none, with nothing on its pages.

    Raises:
        ProblemsFound: the file is no Word document, or lacks styles; each that is missing is named.
    """
    problems = Problems()
    if template is None:
        document = docx.Document(io.BytesIO(house_template()))
    else:
        place = Place(template.name)
        try:
            document = docx.Document(str(template))
        except PackageNotFoundError:
            why = "it is not a Word file, or is damaged" if template.exists() else "there is no such file"
            raise ProblemsFound([faults.TEMPLATE_UNREADABLE.at(place, why=why)]) from None
        # python-docx raises whatever a broken part makes it stumble over.
        except Exception as error:
            why = "it is not a Word file, or is damaged"
            raise ProblemsFound([faults.TEMPLATE_UNREADABLE.at(place, why=why)]) from error
        _check_styles(document, place, problems)
        problems.raise_errors()
    body = document.element.body
    for part in list(body):
        if part.tag != qn("w:sectPr"):
            body.remove(part)
    return document


def _check_styles(document: WordDocument, place: Place, problems: Problems) -> None:
    there = {style.name: style for style in document.styles}
    for needed in NEEDED_STYLES:
        style = there.get(needed.name)
        if style is None:
            problems.add(faults.STYLE_MISSING.at(place, style=needed.name, kind=needed.kind, use=needed.use))
        elif style.type != _KINDS[needed.kind]:
            found = next((word for word, kind in _KINDS.items() if kind == style.type), "list")
            problems.add(faults.STYLE_KIND.at(place, style=needed.name, kind=needed.kind, found=found, use=needed.use))
        elif needed.name.startswith("List Number") and numbering_of(style) is None:
            problems.add(faults.STYLE_NOT_NUMBERED.at(place, style=needed.name, use=needed.use))


def numbering_of(style: BaseStyle | None) -> tuple[int, int] | None:
    """Return the number of the list that a style is linked to, and its level from 0; None where there is no link."""
    level = None
    while style is not None:
        found = style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if found is not None:
            level_there, number = found.find(qn("w:ilvl")), found.find(qn("w:numId"))
            if level is None and level_there is not None:
                level = int(level_there.get(qn("w:val")))
            if number is not None and number.get(qn("w:val")) != "0":
                return int(number.get(qn("w:val"))), level or 0
        style = style.base_style if hasattr(style, "base_style") else None
    return None


def write_docx_template(path: Path) -> None:
    """Write our own template to a file, with a line on its page for each style and what it is for."""
    path.write_bytes(house_template())


def house_template() -> bytes:
    """Return our own template; it is made anew each time, and its bytes are always the same."""
    document = docx.Document()
    _drop_leftovers(document)
    _set_styles(document)
    _set_numbering(document)
    _set_settings(document)
    _set_page(document)
    for needed in NEEDED_STYLES:
        if needed.kind == "paragraph" and needed.name not in {"Header", "Footer"}:
            document.add_paragraph(f"{needed.name}: for {needed.use}", style=needed.name)
    table = document.add_table(rows=2, cols=2, style="Report Table")
    for place, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.paragraphs[0].text = "Report Table: its header" if place < 2 else "for tables"  # noqa: PLR2004 - two columns
        cell.paragraphs[0].style = "Table Text"
    written = io.BytesIO()
    document.save(written)
    return rezipped(written.getvalue())


def _drop_leftovers(document: WordDocument) -> None:
    """Take out what python-docx's own template carries along: a thumbnail, and a second set of styles."""
    for relations in (document.part.rels, document.part.package.rels):
        for key in [
            key
            for key, relation in relations.items()
            if relation.reltype.endswith(("Effects", "thumbnail", "customXml"))
        ]:
            del relations[key]


def _set_styles(document: WordDocument) -> None:
    styles = document.styles.element
    for style in list(styles):
        if style.tag in {qn("w:style"), qn("w:latentStyles"), qn("w:docDefaults")}:
            styles.remove(style)
    fonts = " ".join(f'w:{script}="{_TYPEFACE}"' for script in ("ascii", "hAnsi", "cs", "eastAsia"))
    styles.append(
        parse_xml(
            f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr><w:rFonts {fonts}/>"
            f'{_size(theme.BODY)}<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
            "<w:pPrDefault/></w:docDefaults>"
        )
    )
    for kind, name in (("character", "Default Paragraph Font"), ("table", "Normal Table"), ("numbering", "No List")):
        styles.append(
            parse_xml(
                f'<w:style {nsdecls("w")} w:type="{kind}" w:default="1" w:styleId="{_identifier(name)}">'
                f'<w:name w:val="{name}"/></w:style>'
            )
        )
    for needed in NEEDED_STYLES:
        styles.append(parse_xml(_table_style(needed) if needed.kind == "table" else _style(needed)))


def _style(needed: NeededStyle) -> str:
    default = ' w:default="1"' if needed.name == "Normal" else ""
    parent = needed.parent if needed.kind == "paragraph" else "Default Paragraph Font"
    based_on = f'<w:basedOn w:val="{_identifier(parent)}"/>' if parent else ""
    following = f'<w:next w:val="{_identifier(needed.following)}"/>' if needed.following else ""
    properties = f"<w:pPr>{needed.paragraph}</w:pPr>" if needed.paragraph else ""
    run = f"<w:rPr>{needed.run}</w:rPr>" if needed.run else ""
    # Word writes the names of its own styles small, and python-docx expects them so.
    own = needed.name.startswith(("Heading", "Caption", "Header", "Footer"))
    name = needed.name.lower() if own else needed.name
    return (
        f'<w:style {nsdecls("w")} w:type="{needed.kind}"{default} w:styleId="{_identifier(needed.name)}">'
        f'<w:name w:val="{name}"/>{based_on}{following}<w:qFormat/>{properties}{run}</w:style>'
    )


def _table_style(needed: NeededStyle) -> str:
    rule = f'w:val="single" w:sz="4" w:space="0" w:color="{_hex(theme.RULE)}"'
    strong = f'w:val="single" w:sz="12" w:space="0" w:color="{_hex(theme.INK)}"'
    margin = '<w:left w:w="110" w:type="dxa"/><w:right w:w="110" w:type="dxa"/>'
    return (
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{_identifier(needed.name)}">'
        f'<w:name w:val="{needed.name}"/><w:basedOn w:val="NormalTable"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders><w:bottom {rule}/><w:insideH {rule}/></w:tblBorders>"
        f"<w:tblCellMar>{margin}</w:tblCellMar></w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:rPr>{_BOLD}</w:rPr>'
        f"<w:tcPr><w:tcBorders><w:bottom {strong}/></w:tcBorders></w:tcPr></w:tblStylePr></w:style>"
    )


def _identifier(name: str) -> str:
    return "".join(word[:1].upper() + word[1:] for word in name.split())


def _set_numbering(document: WordDocument) -> None:
    numbering = document.part.numbering_part.element
    for part in list(numbering):
        numbering.remove(part)
    bullets = ("\N{BULLET}", "\N{EN DASH}", "\N{BULLET}")
    for number, family in ((1, "List Bullet"), (2, "List Number")):
        levels = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/>'
            f'<w:numFmt w:val="{"bullet" if number == 1 else "decimal"}"/>'
            f'<w:pStyle w:val="{_identifier(_numbered(family, level, number).name)}"/>'
            f'<w:lvlText w:val="{bullets[level] if number == 1 else f"%{level + 1}."}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{_LIST_STEP * (level + 1)}" w:hanging="{_LIST_STEP}"/></w:pPr></w:lvl>'
            for level in range(3)
        )
        numbering.append(
            parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
                f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
            )
        )
    for number in (1, 2):
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
        )


def _set_settings(document: WordDocument) -> None:
    settings = document.settings.element
    language = settings.find(qn("w:themeFontLang"))
    language.set(qn("w:val"), "en-GB")
    del language.attrib[qn("w:eastAsia")]
    for name in ("w:rsids", "w:savePreviewPicture", "w:zoom"):
        settings.remove(settings.find(qn(name)))
    # Without it Word opens the report in its compatibility mode of 2010.
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _set_page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin, section.bottom_margin = Mm(20), Mm(23)
    section.header_distance = section.footer_distance = Mm(12)
    section.different_first_page_header_footer = True
    grid = section._sectPr.find(qn("w:docGrid"))  # noqa: SLF001 - the section's element has no public name
    if grid is not None:
        section._sectPr.remove(grid)  # noqa: SLF001 - as above


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the template to the file that the command line names."""
    parser = argparse.ArgumentParser(
        prog="python -m inspectorate.reports.outputs.docx_template",
        description="Write the Word template of a report, for a house to change.",
    )
    parser.add_argument("file", type=Path, help="where to write it, such as our-template.docx")
    path: Path = parser.parse_args(arguments).file
    try:
        write_docx_template(path)
    except OSError as error:
        parser.error(f"{path} cannot be written: {error.strerror}")
    sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
