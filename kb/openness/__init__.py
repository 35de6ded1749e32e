"""What follows from facts: pure functions from evidence to verdicts. No database, no request, no clock."""
