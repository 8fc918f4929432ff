"""A report of every kind of block, with texts that try to be more than text."""

from __future__ import annotations

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
    Inline,
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

LABELS = ("Inadequate", "Requires improvement", "Good", "Outstanding")
SCRIPT = "<script>document.title='taken'</script>"
ATTRIBUTE = "\"' onmouseover='x()' <img src=https://example.org/x.png>"
TURNED = "\u202egnidaer desrever\u2067"
RIGHT_TO_LEFT = "\u05e9\u05dc\u05d5\u05dd"
LONG_WORD = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch" * 3
BANDS = (
    ChartBand(LABELS[0], 0, 50, 0),
    ChartBand(LABELS[1], 50, 65, 1),
    ChartBand(LABELS[2], 65, 80, 2),
    ChartBand(LABELS[3], 80, 100, 3),
)
QUESTIONS = (
    ("2.3.1 Does planning focus sufficiently on engaging the person on probation?", 61, "22 of 36", 1),
    (
        "2.3.2 Does planning focus sufficiently on reducing reoffending and supporting the person\u2019s desistance?",
        64,
        "23 of 36",
        1,
    ),
    ("2.3.3 Does planning focus sufficiently on keeping other people safe?", 47, "17 of 36", 0),
    ("2.5.1 Does reviewing focus sufficiently on supporting compliance?", 81, "29 of 36", 3),
)


def badge(rank: int | None) -> RatingBadge:
    if rank is None:
        return RatingBadge("Not rated", "", None, len(LABELS))
    return RatingBadge(LABELS[rank], LABELS[rank].lower().replace(" ", "_"), rank, len(LABELS))


def says(*words: str | Inline, role: str = "") -> Paragraph:
    return Paragraph(tuple(Text(word) if isinstance(word, str) else word for word in words), role)


def bars(name: str = "chart-planning") -> Chart:
    caption = "2.3 Planning: key questions"
    return Chart(
        id=name,
        kind=ChartKind.BANDED_BARS,
        title=caption,
        description="A bar for each key question, over the rating bands: 61%, 64%, 47%, 81%.",
        rows=tuple(
            ChartRow(label, float(percent), f"{percent}% ({counts})", rank=rank)
            for label, percent, counts, rank in QUESTIONS
        ),
        table=Table(
            id=f"{name}-table",
            caption=caption,
            columns=(Column("Key question"), Column("Judged \u2018Yes\u2019", numeric=True), Column("Rating band")),
            rows=tuple((label, f"{percent}% ({counts})", LABELS[rank]) for label, percent, counts, rank in QUESTIONS),
        ),
        bands=BANDS,
    )


def intervals(name: str = "chart-ethnicity") -> Chart:
    return Chart(
        id=name,
        kind=ChartKind.INTERVALS,
        title="2.6 Outcomes, by ethnicity",
        description="A point with its 95 per cent interval for each group.",
        rows=(
            ChartRow("Black, Asian and minority ethnic", 72.7, "73% (8 of 11)", 43.4, 90.3),
            ChartRow("White", 36.8, "37% (7 of 19)", 19.1, 59.0),
            ChartRow("None of them", 0.0, "0% (0 of 6)", 0.0, 39.0),
            ChartRow("All of them", 100.0, "100% (6 of 6)", 61.0, 100.0),
        ),
        table=Table(
            id=f"{name}-table",
            caption="2.6 Outcomes, by ethnicity",
            columns=(Column("Group"), Column("Share", numeric=True)),
            rows=(("Black, Asian and minority ethnic", "73% (8 of 11)"), ("White", "37% (7 of 19)")),
        ),
    )


def ratings_page() -> RatingsPage:
    standards = (
        ("1.1", "Leadership", 1),
        ("1.2", "Staff", 2),
        ("1.3", "Services", 2),
        ("1.4", "Information and facilities", 3),
    )
    cases = (("2.1", "Court work", None), ("2.2", "Assessment", 0), ("2.3", "Planning", 1))
    groups = (("1. Organisational delivery", standards), ("2. Court work and case supervision", cases))
    return RatingsPage(
        body="Manchester North PDU",
        fieldwork="Fieldwork started February 2023",
        score="10/24",
        overall=badge(1),
        groups=tuple(
            RatingGroup(
                title,
                tuple(
                    RatingLine(name, words, badge(rank), "planning" if name == "2.3" else "leadership")
                    for name, words, rank in lines
                ),
            )
            for title, lines in groups
        ),
    )


def wide_table() -> Table:
    months = ("January", "February", "March", "April", "May", "June", "July", "August")
    return Table(
        id="wide",
        caption="Caseload by month and office",
        columns=(Column("Office"), *(Column(month, numeric=True) for month in months)),
        rows=(("Moss Side", *("1,979",) * 8), (LONG_WORD, *("12",) * 8)),
    )


def hostile_blocks() -> tuple[Block, ...]:
    return (
        Heading(2, f"Hostile {SCRIPT} {ATTRIBUTE}", "hostile"),
        says(
            SCRIPT,
            ATTRIBUTE,
            "\x00 control, \ud800 half a pair, ",
            TURNED,
            " and after it, ",
            RIGHT_TO_LEFT,
            ", 36 cases.",
        ),
        says(Figure(SCRIPT, ATTRIBUTE), LONG_WORD),
        says(
            Link((Text("no script"),), "javascript:alert(1)"),
            Link((Text("no data"),), "data:text/html,x"),
            Link((Text("no plain http"),), "http://example.org/"),
            Link((Text("no disguise"),), " https://example.org/"),
            Link((Text("a quote"),), "https://example.org/?q=\"'><b>"),
        ),
        ListBlock(((says(LONG_WORD),),)),
        Quotation((says(LONG_WORD),)),
        Table(
            id="hostile-table",
            caption=f"Caption {SCRIPT}",
            columns=(Column(f"Head {SCRIPT}"), Column("", numeric=True)),
            rows=((f"{SCRIPT}{LONG_WORD}", ATTRIBUTE), ("", "an empty header cell")),
        ),
        RatingBadge(SCRIPT, "x", 2, 3),
        Chart(
            id="hostile-chart",
            kind=ChartKind.BANDED_BARS,
            title=f"Title {SCRIPT}",
            description=f"Description {ATTRIBUTE} \x00",
            rows=(ChartRow(f"{SCRIPT} {LONG_WORD}", 140.0, f"{ATTRIBUTE} {LONG_WORD}", rank=2),),
            table=Table("hostile-chart-table", "Data", (Column("Row"),), ((SCRIPT,),)),
            bands=(ChartBand(f"<i>{LONG_WORD}", 0, 30, 0), ChartBand("&amp;", 30, 100, 2)),
        ),
    )


def plain_blocks() -> tuple[Block, ...]:
    return (
        Heading(2, "Foreword", "foreword"),
        says("Manchester North PDU was led by a competent and proactive leadership team.", role="lead"),
        says(
            "Domestic abuse enquiries were made in ",
            Figure("33 of the 36", "n-of-m 2.2.3.e"),
            " cases. ",
            Strong((Text("Staff were "), Emphasis((Text("motivated"),)))),
            ", and said so in ",
            Link((Text("the "), Strong((Text("survey"),))), "https://example.org/survey?a=1&b=2"),
            ". See ",
            Link((Text("planning"),), "#planning"),
            " or ",
            Link((Text("write to us"),), "mailto:hello@example.org"),
            ". " + "Workload issues had affected the quality of work and were only now beginning to be resolved. " * 3,
        ),
        Quotation((says("\u201cMy probation officer listens to me and gives me hope for the future.\u201d"),)),
        Heading(2, "Ratings", "ratings"),
        ratings_page(),
        Heading(2, "Recommendations", "recommendations"),
        says("Manchester North PDU should:"),
        ListBlock(
            (
                (says("improve the quality of work to keep other people safe"),),
                (says("see to it that middle managers have enough time:"), ListBlock(((says("for oversight"),),))),
            ),
            start=1,
        ),
        ListBlock(((says("make sure that arrangements for resettlement are known"),),), start=3),
        Heading(2, "1. Organisational delivery", "domain-1"),
        Heading(3, "1.1 Leadership", "leadership"),
        badge(1),
        says("The leadership team has a clear vision.", role="lead"),
        Heading(4, "Strengths", "leadership-strengths"),
        ListBlock(((says("The vision was shared with partners and understood."),), (says("Staff felt heard."),))),
        Heading(4, "Areas for improvement", "leadership-improvement"),
        ListBlock(((says("Work to keep people safe needed attention."),),)),
        wide_table(),
        says("Offices as they stood in February 2023.", role="note"),
        Heading(2, "2. Court work and case supervision", "domain-2"),
        Heading(3, "2.1 Court work", "court-work"),
        badge(None),
        Heading(3, "2.3 Planning", "planning"),
        badge(1),
        bars(),
        Heading(3, "2.6 Outcomes", "outcomes"),
        intervals(),
    )


def sample_document(*, hostile: bool = True) -> Document:
    return Document(
        id="sample",
        title="An inspection of probation services in Manchester North PDU" + (f" {SCRIPT}" if hostile else ""),
        subtitle="The Probation Service \u2013 Greater Manchester region",
        publisher="HM Inspectorate of Probation",
        published="2023-05",
        language="en-GB",
        description="The findings and ratings of an inspection." + (ATTRIBUTE if hostile else ""),
        attribution="Contains public sector information licensed under the Open Government Licence v3.0.",
        notices=(
            "The records of this example are rebuilt to agree with the published figures. They describe no person.",
            *((f"{SCRIPT} {LONG_WORD}",) if hostile else ()),
        ),
        blocks=plain_blocks() + (hostile_blocks() if hostile else ()),
        workbook=Workbook("", (), (), ()),
        data={},
    )
