"""Words for the sentences around claims: whom reports of different bodies speak of, and numbers that are no claims."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from tests.claim_reports.figures import Style


@dataclass(frozen=True)
class Subject:
    """People or things that are counted: their noun, what may stand before it and after it, and what they did."""

    nouns: str
    kinds: tuple[str, ...]
    clauses: tuple[str, ...]
    did: tuple[str, ...]


SUBJECTS = (
    Subject(
        "cases",
        ("inspected ", "relevant ", "resettlement ", "relevant inspected ", ""),
        ("where there was a known victim", "that needed a home visit", "in which children were involved", "we read"),
        ("had a thorough assessment", "showed work with other agencies", "lacked a plan for contact",
         "had been reviewed after a change in circumstances", "held a clear record of enquiries to the police"),
    ),
    Subject(
        "prisoners",
        ("surveyed ", "sentenced ", "newly arrived ", "disabled ", ""),
        ("who answered our survey", "on the induction wing", "with a learning difficulty", "held on remand"),
        ("said they had felt unsafe at some time", "had a shower every day",
         "said that staff treated them with respect",
         "were unlocked in time for work", "could get a library book each week"),
    ),
    Subject(
        "pupils",
        ("older ", "disadvantaged ", "sixth-form ", "younger ", ""),
        ("in the reception class", "with an education plan", "who joined mid-year", "that we met"),
        ("read fluently for their age", "had missed lessons without leave", "knew whom to tell about bullying",
         "reached the expected standard in writing", "took part in a club after school"),
    ),
    Subject(
        "residents",
        ("older ", "frail ", "new ", "long-standing ", ""),
        ("living with dementia", "on the ground floor", "receiving nursing care", "whose records we saw"),
        ("had a risk assessment for falls", "received their medicines on time", "were weighed as often as planned",
         "told us that the food was good", "had not been offered a bath that week"),
    ),
    Subject(
        "care plans",
        ("sampled ", "electronic ", "older ", "current ", ""),
        ("in our sample", "held at the home", "drawn up after admission", "that staff showed us"),
        ("had been signed by the person", "described allergies clearly", "lacked a photograph",
         "covered oral health", "showed how consent had been sought"),
    ),
    Subject(
        "staff",
        ("front-line ", "agency ", "newly appointed ", "senior ", ""),
        ("who replied to our questionnaire", "in the north team", "with line-management duties", "at the depot"),
        ("had received supervision every month", "felt that their views were heard",
         "had completed training in first aid", "considered their workload to be manageable",
         "knew how to raise a concern"),
    ),
    Subject(
        "children's homes",
        ("registered ", "private ", "small ", "inspected ", ""),
        ("in the region", "run by the council", "visited this year", "with a new manager"),
        ("kept a full register of visitors", "had enough night staff", "met every requirement on premises",
         "had acted on the advice of the fire service", "kept medicines in a locked cupboard"),
    ),
    Subject(
        "lessons",
        ("observed ", "practical ", "mathematics ", "morning ", ""),
        ("seen by inspectors", "taught by specialists", "in the workshops", "during the visit"),
        ("started on time", "built on what learners already knew", "were planned too loosely",
         "ended with a check of understanding", "made good use of practical tasks"),
    ),
)  # fmt: skip

LEADS = (
    "", "", "", "", "however, ", "inspectors found that ", "in this area, ", "by contrast, ",
    "as we noted in paragraph 3.14, ", "in the 12 months to 31 March 2023, ", "since the inspection of May 2021, ",
    "in the two weeks before our visit, ", "although recommendation 4 had asked for it, ", "at Tier 2, ",
    "as the chief officer told us on 6 June 2023, ", "under standard 2.3, ", "in week 20 of the programme, ",
    "among those aged 18 to 25, ", "despite a grant of \u00a312,500, ", "more encouragingly, ",
    "at the time of our visit, ",
    "in domain two, ", "according to figure 7, ", "on the second day of fieldwork, ", "overall, we judged that ",
)  # fmt: skip
TAILS = (
    "", "", "", "", " within 15 days", " by 30 April 2023", " at the time of the visit", ", and managers knew of this",
    ", which is what standard 2.4 asks for", " \u2013 a finding that leaders accepted",
    "; the policy of 2019 had required it",
    ", as table 3 shows", " before the review in week 12", " (see annex 2)",
    ", although two managers saw it differently",
    " for at least 12 weeks", ", as in Tier 3", " and this was reported to the board on 12 May 2023",
    ", despite guidance issued in 2018/19", " (paragraph 2.17)", "; three new posts had been approved",
)  # fmt: skip
MARKS = ("", "", "", "", "", "\u00b9", "\u00b2", "\u00b9\u2074")
"""Footnote marks after a sentence's end."""
PLAIN = (
    "Leaders knew the service well.",
    "The building was clean and in good repair.",
    "Records were kept up to date, and handovers were brief.",
    "Families spoke warmly of the staff.",
    "Managers had begun to act on what earlier reviews had found.",
    "Meetings were well attended and their decisions were followed up.",
)
"""Sentences without any number."""
NUMBERED = (
    "The report of 12 May 2023 covers 12 months to week 20.",
    "Fieldwork ran from 6 to 10 March 2023, in two weeks of bad weather.",
    "Section 47 of the Act, standard 1.2 and annex B all bear on this.",
    "The telephone line is open from 9am to 5.30pm, seven days a week.",
    "A grant of \u00a31.2 million was paid in 2021/22.",
    "Tier 3 and Tier 4 work is described in chapter 5.",
    "Two managers had left in the year before.",
    "The centre, built in 1967, has three floors and a yard.",
    "One person told us that it had changed her life.",
)
"""Sentences whose numbers are no claims."""


@dataclass(frozen=True)
class Phrases:
    """The words drawn for one sentence; a slip is written with the same ones."""

    nouns: str
    kind: str
    clause: str
    did: str
    also: str
    lead: str
    tail: str
    mark: str
    before: str
    after: str

    @classmethod
    def drawn(cls, random: Random) -> Phrases:
        subject = random.choice(SUBJECTS)
        did, also = random.sample(subject.did, 2)
        return cls(
            nouns=subject.nouns,
            kind=random.choice(subject.kinds),
            clause=random.choice(subject.clauses),
            did=did,
            also=also,
            lead=random.choice(LEADS),
            tail=random.choice(TAILS),
            mark=random.choice(MARKS),
            before=random.choice((*PLAIN, *NUMBERED)) if random.random() < 0.35 else "",
            after=random.choice((*PLAIN, *NUMBERED)) if random.random() < 0.35 else "",
        )

    def write(self, template: str, how: Style, **figures: str) -> str:
        """Return a paragraph whose claim is the template with its words and figures set in, between lead and tail."""
        return self._around(f"{self.lead}{self._filled(template, figures)}{self.tail}", how)

    def write_bare(self, template: str, how: Style, **figures: str) -> str:
        """Return the paragraph without a lead and a tail, for a template that is a sentence by itself."""
        return self._around(self._filled(template, figures), how)

    def _filled(self, template: str, figures: Mapping[str, str]) -> str:
        words = {"nouns": self.nouns, "kind": self.kind, "clause": self.clause, "did": self.did, "also": self.also}
        return template.format(**words, **figures)

    def _around(self, said: str, how: Style) -> str:
        return " ".join(part for part in (self.before, f"{how.sentence(said)}.{self.mark}", self.after) if part)
