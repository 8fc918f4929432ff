"""What every act of planning means in the database, and what each is called in words; each subject adds its own."""

from __future__ import annotations

from collections.abc import Mapping

from inspectorate.web.history.performing import Appliers
from inspectorate.web.history.wording import Words
from inspectorate.web.planning import acts, words
from inspectorate.web.planning.allocation import acts as allocation_acts
from inspectorate.web.planning.allocation import words as allocation_words
from inspectorate.web.planning.conflicts import acts as conflict_acts
from inspectorate.web.planning.conflicts import words as conflict_words
from inspectorate.web.planning.lists import acts as list_acts
from inspectorate.web.planning.lists import words as list_words
from inspectorate.web.planning.meetings import acts as meeting_acts
from inspectorate.web.planning.meetings import words as meeting_words
from inspectorate.web.planning.samples import acts as sample_acts
from inspectorate.web.planning.samples import words as sample_words
from inspectorate.web.planning.timetable import acts as timetable_acts
from inspectorate.web.planning.timetable import words as timetable_words

APPLIERS: Appliers = {
    **acts.APPLIERS,
    **timetable_acts.APPLIERS,
    **conflict_acts.APPLIERS,
    **meeting_acts.APPLIERS,
    **allocation_acts.APPLIERS,
    **list_acts.APPLIERS,
    **sample_acts.APPLIERS,
}

WORDS: Mapping[str, Words] = {
    **words.WORDS,
    **timetable_words.WORDS,
    **conflict_words.WORDS,
    **meeting_words.WORDS,
    **allocation_words.WORDS,
    **list_words.WORDS,
    **sample_words.WORDS,
}
