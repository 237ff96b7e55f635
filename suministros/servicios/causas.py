"""What could not be done because a request was refused or called off: said once it is known."""

from datetime import datetime

from django.db import transaction

from asambleas.models import Organo
from nucleo.errores import TransicionInvalida
from nucleo.personas import Persona
from poa.models import LineaDeAccion
from suministros.estados import Acto
from suministros.models import CambioDeSolicitud, Solicitud
from suministros.servicios.base import dejar_asiento, exigir_datos, motivo_limpio, tomar
from suministros.servicios.escribir import errores_de_otra_direccion


@transaction.atomic
def vincular_causa(
    *,
    solicitud_id: int,
    linea: LineaDeAccion,
    no_se_hizo: str,
    organo: Organo | None = None,
    persona: Persona,
    ahora: datetime,
    revision: int | None = None,
) -> Solicitud:
    """Link a request that was not given to the línea, and the comité, whose activity could not happen.

    Its state does not change; what is said is a row of its history, and the last one rules. Raises
    SinPermiso, TransicionInvalida (it was given, or never sent), Conflicto, DatosInvalidos.
    """
    solicitud, _ = tomar(solicitud_id, Acto.VINCULAR, persona, revision)
    if not solicitud.folio:
        raise TransicionInvalida("Nunca se envió a Tesorería: no pudo faltar por eso.")
    exigir_datos(errores_de_otra_direccion(solicitud, linea=linea, organo=organo))
    dicho = motivo_limpio(no_se_hizo)
    solicitud.linea, solicitud.organo = linea, organo
    solicitud.revision += 1
    solicitud.save(update_fields=["linea", "organo", "revision"])
    CambioDeSolicitud.objects.create(
        solicitud=solicitud,
        de=solicitud.estado,
        a=solicitud.estado,
        acto=Acto.VINCULAR,
        actor=persona.usuario,
        momento=ahora,
        motivo=dicho,
    )
    dejar_asiento("solicitud.vincular", solicitud, solicitud, persona, ahora, linea=linea.pk)
    return solicitud
