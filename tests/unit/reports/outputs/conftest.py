from __future__ import annotations

import pytest

from inspectorate.reports.document import (
    Block,
    Chart,
    ChartBand,
    ChartKind,
    ChartRow,
    Column,
    Document,
    Emphasis,
    Figure,
    Heading,
    Link,
    ListBlock,
    Paragraph,
    Quotation,
    RatingBadge,
    RatingGroup,
    RatingLine,
    RatingsPage,
    Strong,
    Table,
    Text,
    Workbook,
)

HOSTILE = '#panic("no") *bold* _em_ $x^2$ @ref <label> \\ `code` [[x]] & <b>"\'</b> // a /* b */ = not a heading'
NARRATIVE = (
    "Practitioners were motivated, and most of them described a manageable workload. Where posts had stood empty for "
    "longest, assessments were written late and rested on too few sources, so that plans followed the offence rather "
    "than the person. Managers had seen this in their own audits, and had begun to act on it."
)


def words(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def badge(rank: int | None) -> RatingBadge:
    names = ("Inadequate", "Requires improvement", "Good", "Outstanding")
    label = "Not rated" if rank is None else names[rank]
    return RatingBadge(label, "" if rank is None else label.lower().replace(" ", "_"), rank, len(names))


def ratings_page() -> RatingsPage:
    def line(standard: str, title: str, rank: int | None, anchor: str) -> RatingLine:
        return RatingLine(standard, title, badge(rank), anchor)

    return RatingsPage(
        body="Example East",
        fieldwork="Fieldwork started February 2023",
        score="10/24",
        overall=badge(1),
        groups=(
            RatingGroup(
                "1. Organisational delivery",
                (
                    line("1.1", "Leadership", 1, "standard-1-1"),
                    line("1.2", "Staff", 2, "no-such-anchor"),
                    line("1.3", "Services, including activities for the supervision of people on probation", 3, ""),
                ),
            ),
            RatingGroup(
                "2. Court work and case supervision",
                (
                    line("2.1", "Court work", None, ""),
                    line("2.2", "Assessment", 0, "standard-2-2"),
                ),
            ),
        ),
    )


def chart() -> Chart:
    rows = (("2.2.1", "25", 67.0, 2), ("2.2.2", "19", 53.0, 1), ("2.2.3", "15", 41.0, 0))
    return Chart(
        id="chart-2-2",
        kind=ChartKind.BANDED_BARS,
        title="Assessment by key question",
        description="Bars of the three key questions over the rating bands. The lowest decides the rating",
        rows=tuple(
            ChartRow(f"Key question {name}", value, f"{value:.0f}%", rank=rank) for name, _, value, rank in rows
        ),
        table=Table(
            id="table-2-2",
            caption="Assessment: cases where the answer was yes",
            columns=(Column("Key question"), Column("Yes", numeric=True), Column("Per cent", numeric=True)),
            rows=tuple(
                (
                    f"{name} Does assessment draw sufficiently on the views of the person on probation?",
                    yes,
                    f"{value:.0f}%",
                )
                for name, yes, value, _ in rows
            ),
        ),
        bands=(
            ChartBand("Inadequate", 0, 50, 0),
            ChartBand("Requires improvement", 50, 65, 1),
            ChartBand("Good", 65, 80, 2),
            ChartBand("Outstanding", 80, 100, 3),
        ),
    )


def intervals() -> Chart:
    return Chart(
        id="chart-intervals",
        kind=ChartKind.INTERVALS,
        title="How sure the shares are",
        description="A point and its interval for two key questions.",
        rows=(
            ChartRow("2.2.1", 67.0, "67% (51% to 80%)", 51.0, 80.0),
            ChartRow("2.2.2", 53.0, "53% (37% to 68%)", 37.0, 68.0),
        ),
        table=Table(
            id="table-intervals",
            caption="Shares with their intervals",
            columns=(Column("Key question"), Column("Low", numeric=True), Column("High", numeric=True)),
            rows=(("2.2.1", "51%", "80%"), ("2.2.2", "37%", "68%")),
        ),
    )


def lists() -> tuple[Block, ...]:
    return (
        ListBlock(
            (
                (
                    words(
                        "First of five, and the longest of them all, so that its second line shows how the text hangs."
                    ),
                ),
                (
                    words("Second, with a list inside:"),
                    ListBlock(((words("inner one"), ListBlock(((words("innermost"),),))), (words("inner two"),))),
                ),
            ),
            start=1,
        ),
        words("Some words between."),
        ListBlock(
            ((words("Third"),), (words("Fourth"),), (words("Fifth"), words("and a second paragraph of it."))), start=3
        ),
        ListBlock(((words("Anew, from one"),),), start=1),
        ListBlock(((words("A strength"),), (Paragraph((Strong((Text("A bold"),)), Text(" strength"))),))),
    )


def long_table() -> Table:
    return Table(
        id="table-long",
        caption="A table that is longer than a page",
        columns=(Column("Area"), Column("What was said"), Column("Cases", numeric=True)),
        rows=tuple((f"Area {row}", NARRATIVE[: 40 + row * 5], f"{row * 37:,}") for row in range(1, 41)),
    )


def blocks() -> tuple[Block, ...]:
    said = (
        Text("The overall rating is "),
        Figure("Requires improvement", "overall"),
        Text(": "),
        Strong((Figure("18 of the 31", "n-of-m 2.2.3.a"), Text(" cases"))),
        Text(" were "),
        Emphasis((Text("not"),)),
        Text(" sufficient. See "),
        Link((Text("the standard"),), "#standard-2-2"),
        Text(", "),
        Link((Text("nowhere"),), "#gone"),
        Text(", "),
        Link((Text("the licence"),), "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"),
        Text(" and "),
        Link((Text("no script"),), "javascript:alert(1)"),
        Text("."),
    )
    return (
        Heading(2, "Foreword", "foreword"),
        Paragraph((Text(NARRATIVE),), role="lead"),
        Paragraph(said),
        words(NARRATIVE),
        Quotation(
            (words("They listened to me, and then they did something about it."), words("A person on probation"))
        ),
        Heading(2, "Ratings", "ratings"),
        ratings_page(),
        Heading(2, "Recommendations", "recommendations"),
        words("Example East PDU should:"),
        *lists(),
        Heading(2, "1. Organisational delivery", "domain-1"),
        words(NARRATIVE),
        Heading(3, "1.1 Leadership", "standard-1-1"),
        badge(1),
        words(NARRATIVE),
        Heading(4, "Strengths", "standard-1-1-strengths"),
        words(HOSTILE),
        Heading(2, "2. Court work and case supervision", "domain-2"),
        Heading(3, "2.2 Assessment", "standard-2-2"),
        badge(0),
        chart(),
        Paragraph((Text("Percentages are of the cases to which a question applies."),), role="note"),
        words(NARRATIVE),
        intervals(),
        Heading(3, "2.1 Court work", "standard-2-1"),
        badge(None),
        Heading(2, "Annexe: " + HOSTILE, "annexe"),
        long_table(),
    )


def document(
    *,
    all_blocks: tuple[Block, ...] | None = None,
    title: str = "An inspection of probation services in Example East PDU",
) -> Document:
    return Document(
        id="example-east-2023",
        title=title,
        subtitle="The Probation Service, Example region",
        publisher="HM Inspectorate of Probation",
        published="2023-05",
        language="en-GB",
        description="The findings and ratings of an inspection.",
        attribution="Contains public sector information licensed under the Open Government Licence v3.0.",
        notices=("The records of this example were made up. They carry the published figures and describe nobody.",),
        blocks=blocks() if all_blocks is None else all_blocks,
        workbook=Workbook("", (), (), ()),
        data={},
    )


@pytest.fixture(scope="session")
def rich_document() -> Document:
    return document()
