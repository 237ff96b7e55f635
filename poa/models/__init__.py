"""Models of the municipality, its plan and its calendar."""

from poa.models.ayuntamiento import Adscripcion, Ayuntamiento, Direccion, Localidad
from poa.models.calendario import (
    Ejercicio,
    LineaDesbloqueada,
    Prorroga,
    Trimestre,
    TrimestrePrograma,
)
from poa.models.plan import (
    CambioDePrograma,
    EjePMD,
    ElementoFODA,
    Estrategia,
    Inversion,
    LineaDeAccion,
    Programa,
    Programacion,
)

__all__ = [
    "Adscripcion",
    "Ayuntamiento",
    "CambioDePrograma",
    "Direccion",
    "EjePMD",
    "Ejercicio",
    "ElementoFODA",
    "Estrategia",
    "Inversion",
    "LineaDeAccion",
    "LineaDesbloqueada",
    "Localidad",
    "Programa",
    "Programacion",
    "Prorroga",
    "Trimestre",
    "TrimestrePrograma",
]
