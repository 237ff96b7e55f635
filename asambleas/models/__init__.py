"""The órgano and all that happens in it."""

from asambleas.models.acta import Acta, Acuerdo
from asambleas.models.asamblea import Asamblea, Asistente, Autoridad, Convocatoria
from asambleas.models.eleccion import Candidatura, Eleccion, Integrante
from asambleas.models.organo import CambioDeOrgano, Ciudadano, Organo, Puesto, PuestoDeRegla, Regla
from asambleas.models.paso import CambioDePaso, EvidenciaDePaso, Paso

__all__ = [
    "Acta",
    "Acuerdo",
    "Asamblea",
    "Asistente",
    "Autoridad",
    "CambioDeOrgano",
    "CambioDePaso",
    "Candidatura",
    "Ciudadano",
    "Convocatoria",
    "Eleccion",
    "EvidenciaDePaso",
    "Integrante",
    "Organo",
    "Paso",
    "Puesto",
    "PuestoDeRegla",
    "Regla",
]
