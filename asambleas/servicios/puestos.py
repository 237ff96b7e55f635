"""The posts that one órgano elects, before its first vote."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from asambleas.models import Puesto
from asambleas.permisos_elecciones import permite_puestos, permite_tocar_puestos
from asambleas.procedimientos import PuestoSugerido
from asambleas.servicios.base import (
    bloquear_organo,
    dejar_asiento,
    exigir_datos,
    exigir_paso,
    exigir_permiso,
)
from asambleas.servicios.organos import errores_de_puestos, puestos_limpios
from nucleo.personas import Persona


@transaction.atomic
def fijar_puestos(
    *, organo_id: int, puestos: Sequence[PuestoSugerido], persona: Persona, ahora: datetime
) -> list[Puesto]:
    """Replace the posts of an órgano by these, in order.

    Raises SinPermiso, TransicionInvalida (it voted already, or is closed), DatosInvalidos (puestos).
    """
    organo = bloquear_organo(organo_id)
    exigir_permiso(permite_tocar_puestos(persona, organo))
    exigir_paso(permite_puestos(persona, organo))
    limpios = puestos_limpios(puestos)
    exigir_datos(errores_de_puestos(limpios))
    organo.puestos.all().delete()
    nuevos = Puesto.objects.bulk_create(
        Puesto(organo=organo, orden=n, nombre=p.nombre, lugares=p.lugares, con_suplente=p.con_suplente)
        for n, p in enumerate(limpios, 1)
    )
    dejar_asiento(
        "organo.puestos",
        organo,
        organo,
        persona,
        ahora,
        puestos=[[p.lugares, p.con_suplente] for p in limpios],
    )
    return nuevos
