"""Pages of the plan, by subject: reading is re-exported, each other subject is imported by its routes."""

from poa.views.lectura import adscripciones, poa, poa_autorizar, poas

__all__ = ["adscripciones", "poa", "poa_autorizar", "poas"]
