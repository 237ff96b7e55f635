"""Forms of the plan, by subject: the filters of its lists are re-exported."""

from poa.forms.lectura import Filtro, FiltroDeAdscripciones, FiltroDePoas

__all__ = ["Filtro", "FiltroDeAdscripciones", "FiltroDePoas"]
