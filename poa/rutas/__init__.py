"""Routes of the plan, one file for each subject; `poa/urls_plan.py` gathers them."""
