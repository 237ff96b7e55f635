"""The project package and the plan: POA, calendar, direcciones and who holds which cargo."""
