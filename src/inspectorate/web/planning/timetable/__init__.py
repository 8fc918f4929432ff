"""An inspection's timetable: milestones counted in working days, moved with what counts from them."""
