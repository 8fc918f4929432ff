"""Every problem that counting can meet."""

from __future__ import annotations

from inspectorate.kernel.problems import ProblemKind

# A table of judgements
NOTHING_TO_GROUP_BY = ProblemKind(
    "nothing-to-group-by", "No column was named to tabulate by.", "Name at least one column, such as question."
)
NO_SUCH_COLUMN = ProblemKind("no-such-column", 'The judgements have no column "{column}".', "Mend its spelling. {hint}")
COLUMN_NAMED_TWICE = ProblemKind(
    "column-named-twice", 'The column "{column}" is named twice to tabulate by.', "Name it once."
)
COLUMN_NAME_TAKEN = ProblemKind(
    "column-name-taken", 'The column "{column}" has the name of a count.', "Rename the column in the data."
)
ANSWER_NOT_COUNTED = ProblemKind(
    "answer-not-counted",
    'The answer "{answer}" is none that may be given (judgements that hold it: {judgements}).',
    "Mend those judgements, or say what the answer counts as. {hint}",
)

# The records of an inspection
CASE_LISTED_TWICE = ProblemKind("case-listed-twice", 'The case "{case}" is listed twice.', "Keep one of them.")
JUDGEMENT_WITHOUT_CASE = ProblemKind(
    "judgement-without-case",
    'The case "{case}" is judged and is not among the cases.',
    "List the case, or mend its identifier. {hint}",
)
JUDGEMENT_WITHOUT_QUESTION = ProblemKind(
    "judgement-without-question",
    'The question "{question}" is answered and {framework} does not ask it.',
    "Mend the question's number. {hint}",
)
JUDGED_TWICE = ProblemKind(
    "judged-twice",
    'The case "{case}" has more than one judgement on question "{question}".',
    "Keep the one that stands; a second reading belongs to the second readings.",
)
NO_SUCH_GROUP = ProblemKind("no-such-group", '{framework} has no case field "{field}".', "Mend its spelling. {hint}")
POPULATION_UNKNOWN = ProblemKind(
    "population-not-among-figures",
    'The population is said to be the context figure "{figure}", and there is none of that name.',
    "Add the figure, or name another. {hint}",
)
POPULATION_NOT_WHOLE = ProblemKind(
    "population-not-whole",
    'The context figure "{figure}", said to be the population, is {value}, no whole number of cases.',
    "Name the figure that counts the cases.",
)
POPULATION_TOO_SMALL = ProblemKind(
    "population-below-cases",
    "The population is {population} cases and {cases} were inspected.",
    "Mend the figure, or name the one that the inspected cases were drawn from.",
)

# A survey
NO_SUCH_SURVEY_QUESTION = ProblemKind(
    "no-such-survey-question", 'The survey "{survey}" has no question "{question}".', "Mend its name. {hint}"
)
SURVEY_ANSWER_NOT_LISTED = ProblemKind(
    "survey-answer-not-listed",
    'The answer "{answer}" to "{question}" of the survey "{survey}" is none of those listed.',
    "Mend the response, or list the answer with its question. {hint}",
)
