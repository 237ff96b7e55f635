"""Logging a series: the same act on several days or in several localidades, all of them or none."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from actividades import permisos
from actividades.estados import MAX_SERIE
from actividades.models import Actividad
from actividades.servicios.datos import (
    DatosDeActividad,
    dice_lo_mismo,
    escribir,
    revisar_datos,
    trimestre_de,
)
from actividades.servicios.mover import bloquear_trimestres
from actividades.servicios.registrar import nacer, ya_registrada
from nucleo.errores import Conflicto, DatosInvalidos, SinPermiso
from nucleo.personas import Persona
from poa.candados import exigir, permite_captura


def registrar_serie(
    *,
    direccion_id: int,
    serie: Sequence[DatosDeActividad],
    token: UUID,
    persona: Persona,
    ahora: datetime,
) -> list[Actividad]:
    """Log every act of a series, each with its history and its Asiento, or none of them.

    The same token twice is one series, and the second call returns the first one's acts; a series that
    says something else is not taken for it.
    Raises SinPermiso, DatosInvalidos (none, or more than sixty), PeriodoCerrado, Conflicto.
    """
    if not (veredicto := permisos.puede_registrar(persona, direccion_id)):
        raise SinPermiso(veredicto.razon)
    if not 1 <= len(serie) <= MAX_SERIE:
        raise DatosInvalidos(f"Una serie lleva de 1 a {MAX_SERIE} actividades; esta lleva {len(serie)}.")
    serie = [revisar_datos(datos) for datos in serie]
    with transaction.atomic():
        if repetida := _ya_hecha(token, serie, persona):
            return repetida
        trimestres = [trimestre_de(direccion_id, datos, persona.hoy) for datos in serie]
        bloqueados = bloquear_trimestres(tp.pk for tp in trimestres)
        if repetida := _ya_hecha(token, serie, persona):
            return repetida
        hechas = []
        for numero, (datos, tp) in enumerate(zip(serie, trimestres, strict=True)):
            linea_id = datos.linea.pk if datos.linea else None
            exigir(permite_captura(bloqueados[tp.pk], linea_id=linea_id, hoy=persona.hoy))
            actividad = Actividad(
                token=uuid5(token, str(numero)), registrada_por=persona.usuario, registrada_en=ahora
            )
            escribir(actividad, datos, bloqueados[tp.pk])
            hechas.append(nacer(actividad, datos, [], persona, ahora))
        return hechas


def _ya_hecha(token: UUID, serie: Sequence[DatosDeActividad], persona: Persona) -> list[Actividad]:
    """The acts of a series that this form already made. Raises Conflicto when they are not those sent now."""
    if not ya_registrada(uuid5(token, "0"), persona):
        return []
    posibles = [uuid5(token, str(numero)) for numero in range(MAX_SERIE)]
    por_token = {a.token: a for a in Actividad.objects.filter(token__in=posibles)}
    hechas = [por_token[t] for t in posibles if t in por_token]
    if len(hechas) != len(serie) or not all(map(dice_lo_mismo, hechas, serie)):
        raise Conflicto(
            f"Este formulario ya se usó: con él ya se había registrado una serie, de {len(hechas)}, que dice "
            "otra cosa. Véalas en la lista de actividades; si esta es otra serie, revísela y regístrela."
        )
    return hechas
