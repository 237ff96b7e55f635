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
from poa.models.privacidad import AvisoDePrivacidad
from poa.models.reprogramacion import (
    DiaInhabil,
    ObservacionDePrograma,
    RenglonDeReprogramacion,
    Reprogramacion,
)

__all__ = [
    "Adscripcion",
    "AvisoDePrivacidad",
    "Ayuntamiento",
    "CambioDePrograma",
    "DiaInhabil",
    "Direccion",
    "EjePMD",
    "Ejercicio",
    "ElementoFODA",
    "Estrategia",
    "Inversion",
    "LineaDeAccion",
    "LineaDesbloqueada",
    "Localidad",
    "ObservacionDePrograma",
    "Programa",
    "Programacion",
    "Prorroga",
    "RenglonDeReprogramacion",
    "Reprogramacion",
    "Trimestre",
    "TrimestrePrograma",
]
