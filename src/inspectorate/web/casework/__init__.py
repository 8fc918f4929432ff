"""Assessing cases: judgements, notes, sign-off, review, results, alerts."""
