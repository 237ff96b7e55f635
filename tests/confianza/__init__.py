"""The trust tests: what must never happen, proved on both databases, each with its guard taken away."""
