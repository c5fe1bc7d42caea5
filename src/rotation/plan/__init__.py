"""Decisions: who works where after the exchange, and the folder in which a plan is kept."""
