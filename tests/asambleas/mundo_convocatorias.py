"""Notices and their assemblies made by the services themselves, and people put on the list by the ORM."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from asambleas import servicios
from asambleas.models import Asamblea, Convocatoria, Organo
from asambleas.servicios import DatosDeConvocatoria
from tests.asambleas.mundo_elecciones import llega
from tests.reparto import AHORA, Reparto

PRIMERA = AHORA + timedelta(days=2)
SEGUNDA = PRIMERA + timedelta(minutes=30)
# When it is told that it ended.
DESPUES = SEGUNDA + timedelta(hours=2)
DATOS = DatosDeConvocatoria(
    tipo="constitutiva",
    primera_en=PRIMERA,
    segunda_en=SEGUNDA,
    lugar="Plaza de El Árbol, junto al kiosco",
    medio="Perifoneo y lonas",
    orden_del_dia="1. Lista de asistencia\n2) Explicación de la obra\nElección del comité",
    convocados=40,
)


def como(reparto: Reparto, quien: str = "personal_a", ahora: datetime = AHORA) -> dict[str, Any]:
    """The actor of a service at a moment."""
    return {"persona": reparto.persona(quien, ahora.date()), "ahora": ahora}


def borrador(reparto: Reparto, organo: Organo, quien: str = "personal_a", **datos: Any) -> Convocatoria:
    """A notice that is still a draft."""
    return servicios.crear_convocatoria(
        organo_id=organo.pk, datos=replace(DATOS, **datos), token=uuid4(), **como(reparto, quien)
    )


def publicada(reparto: Reparto, organo: Organo, quien: str = "personal_a", **datos: Any) -> Convocatoria:
    """A notice that is posted; its assembly waits."""
    hecha = borrador(reparto, organo, quien, **datos)
    return servicios.publicar_convocatoria(convocatoria_id=hecha.pk, **como(reparto, quien))


def convocada(
    reparto: Reparto, organo: Organo, presentes: int = 0, quien: str = "personal_a", **datos: Any
) -> Asamblea:
    """The assembly of a posted notice, with so many people on its list."""
    asamblea = publicada(reparto, organo, quien, **datos).asamblea
    llegan(reparto, asamblea, presentes)
    return asamblea


def llegan(reparto: Reparto, asamblea: Asamblea, cuantas: int) -> None:
    """So many more people on the list."""
    desde = asamblea.asistentes.count()
    for numero in range(desde + 1, desde + cuantas + 1):
        llega(reparto, asamblea, f"Vecina {numero}", numero)


def declarar(
    reparto: Reparto, asamblea: Asamblea, momento: datetime = PRIMERA, quien: str = "personal_a", **mas: Any
) -> Asamblea:
    """Declare its quórum at a moment, told a minute later."""
    return servicios.declarar_quorum(
        asamblea_id=asamblea.pk,
        inicio_en=momento,
        **como(reparto, quien, momento + timedelta(minutes=1)),
        **mas,
    )


def hasta(reparto: Reparto, organo: Organo, estado: str, **datos: Any) -> Asamblea:
    """An assembly in that state, taken there by the services."""
    asamblea = convocada(reparto, organo, **{"convocados": 4, **datos})
    suyos = {"asamblea_id": asamblea.pk}
    if estado == "segunda":
        declarar(reparto, asamblea)
    if estado in {"instalada", "cerrada"}:
        llegan(reparto, asamblea, 3)
        declarar(reparto, asamblea)
    if estado == "cerrada":
        servicios.cerrar_asamblea(fin_en=DESPUES, **suyos, **como(reparto, ahora=DESPUES))
    if estado == "sin_quorum":
        servicios.no_celebrar(motivo="No llegó nadie", **suyos, **como(reparto, ahora=DESPUES))
    if estado == "cancelada":
        servicios.cancelar_convocatoria(
            convocatoria_id=asamblea.convocatoria_id, motivo="Cambió el día", **como(reparto)
        )
    hecha = Asamblea.objects.select_related("organo__direccion", "convocatoria").get(pk=asamblea.pk)
    assert hecha.estado == estado
    return hecha
