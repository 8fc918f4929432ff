"""What the demonstration's inspectors write: invented sentences about nobody."""

from __future__ import annotations

REASONS = {
    True: (
        "The person's own account is set beside what other agencies say, and the record shows how both were weighed.",
        "Motivation and strengths were discussed in the first two meetings, and the record uses the person's words.",
        "Diversity was explored with care: caring duties and literacy shaped when and how meetings were held.",
        "The home visit took place in the second week, and what was seen there changed what was done next.",
        "There is a clear line from what was found out to what was planned, and contingency arrangements are named.",
        "Contact with partner agencies was prompt, and what they said was acted on within days.",
    ),
    False: (
        "Information from the police on call-outs was asked for and never followed up; the judgement rests on little.",
        "The record repeats the court report word for word, and nothing shows that the person was asked.",
        "A change of address was noted in week six, and the assessment was not looked at again.",
        "Known concerns about a former partner are named once and play no part in what was planned.",
        "Appointments were offered at times that the person could not keep, although their shifts were known.",
        "Referrals were made and not chased; twelve weeks on nobody knew whether the place had been taken up.",
    ),
}
COMMENT = "The reason speaks of the police's answer as awaited. The record of 9 January has it. Does the answer stand?"
SENT_BACK = "One key question rests on something that the record answers. Please read the entry of 9 January again."
CONCERN = (
    "The person said in January that they would wait for a former partner outside work. Nobody was told, and no plan "
    "says what happens if it is said again."
)
DONE_AT_ONCE = "Told the duty manager by telephone, who called the police and the practitioner the same morning."
