"""The entrega-recepción of a work: what its acta says, and the observations that were left to mend."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from asambleas.estados import EstadoActa, TipoAsamblea
from asambleas.models import Acta, Organo
from asambleas.permisos import permite_llevar, permite_llevar_organo
from asambleas.servicios import levantar_acta
from asambleas.servicios.base import bloquear_organo, dejar_asiento, exigir_datos, exigir_permiso
from comites.estados import Condicion
from comites.models import Comite, Entrega, FirmanteDeEntrega, ObservacionDeEntrega
from comites.servicios.fotos import CambioDeFotos, cambiar_fotos
from nucleo.errores import TransicionInvalida
from nucleo.personas import Persona
from nucleo.texto import limpiar, parrafos_pegados

MAX_TEXTO = 4_000
SIN_FOTOS = CambioDeFotos()


@dataclass(frozen=True)
class DatosDeEntrega:
    """How the work is handed over; money in whole centavos, dates with their last day inclusive.

    `observaciones`: (what to mend, by when); `firmantes`: (name, post) of the municipality, the contractor
    and Contraloría. The comité signs with its members.
    """

    fecha: date
    ejecutada_desde: date
    ejecutada_hasta: date
    monto_ejercido: int
    metas: str
    condicion: str
    operacion: str = ""
    garantia_hasta: date | None = None
    observaciones: Sequence[tuple[str, date]] = ()
    firmantes: Sequence[tuple[str, str]] = ()


def _limpios(datos: DatosDeEntrega, hoy: date) -> dict[str, object]:
    """The columns of the entrega. Raises DatosInvalidos, one message per field."""
    metas, operacion = parrafos_pegados(datos.metas), parrafos_pegados(datos.operacion)
    errores = {}
    if datos.fecha > hoy:
        errores["fecha"] = "La entrega es de hoy o de un día anterior."
    if datos.ejecutada_hasta < datos.ejecutada_desde:
        errores["ejecutada_hasta"] = "El término no puede ser anterior al inicio."
    if datos.monto_ejercido < 0:
        errores["monto_ejercido"] = "El monto no puede ser negativo."
    if not metas:
        errores["metas"] = "Describa lo que se hizo y las metas alcanzadas."
    if datos.condicion not in Condicion.values:
        errores["condicion"] = "Elija en qué condición se recibe."
    for campo, texto in (("metas", metas), ("operacion", operacion)):
        if len(texto) > MAX_TEXTO:
            errores[campo] = f"Use a lo más {MAX_TEXTO:,} letras."
    exigir_datos(errores | _errores_de_renglones(datos))
    return {
        "fecha": datos.fecha,
        "ejecutada_desde": datos.ejecutada_desde,
        "ejecutada_hasta": datos.ejecutada_hasta,
        "monto_ejercido": datos.monto_ejercido,
        "metas": metas,
        "condicion": datos.condicion,
        "operacion": operacion,
        "garantia_hasta": datos.garantia_hasta,
    }


def _errores_de_renglones(datos: DatosDeEntrega) -> dict[str, str]:
    errores = {}
    if datos.condicion == Condicion.OBSERVACIONES and not datos.observaciones:
        errores["observaciones"] = "Escriba al menos una observación con su plazo."
    if any(plazo < datos.fecha for _, plazo in datos.observaciones):
        errores["observaciones"] = "El plazo de una observación no puede ser anterior a la entrega."
    if not datos.firmantes:
        errores["firmantes"] = "Anote al menos a quien firma por el municipio."
    return errores


@transaction.atomic
def guardar_entrega(
    *,
    organo_id: int,
    datos: DatosDeEntrega,
    persona: Persona,
    ahora: datetime,
    fotos: CambioDeFotos = SIN_FOTOS,
) -> Entrega:
    """Write the entrega-recepción and begin its acta, or correct it while that acta is not frozen.

    Raises SinPermiso, DatosInvalidos (by field), TransicionInvalida (the acta is frozen already).
    """
    organo = bloquear_organo(organo_id)
    exigir_permiso(permite_llevar_organo(persona, organo))
    campos = _limpios(datos, persona.hoy)
    entrega = _por_escribir(organo, persona, ahora)
    for campo, valor in campos.items():
        setattr(entrega, campo, valor)
    entrega.save()
    _escribir_renglones(entrega, datos)
    cambiar_fotos(entrega, fotos, persona, ahora)
    dejar_asiento(
        "entrega.guardar",
        entrega,
        organo,
        persona,
        ahora,
        fecha=datos.fecha.isoformat(),
        condicion=datos.condicion,
        fotos=list(entrega.fotos.values_list("sha256", flat=True)),
    )
    return entrega


def _por_escribir(organo: Organo, persona: Persona, ahora: datetime) -> Entrega:
    """The entrega with an acta that is not frozen. Raises TransicionInvalida."""
    comite = Comite.objects.get(organo=organo)
    entrega = Entrega.objects.filter(comite=comite).select_related("acta").first()
    if entrega is None:
        return Entrega(comite=comite, acta=_acta(organo, persona, ahora))
    if entrega.acta.estado == EstadoActa.CANCELADA:
        entrega.acta = _acta(organo, persona, ahora)
    elif entrega.acta.estado != EstadoActa.BORRADOR:
        raise TransicionInvalida("El acta ya está congelada: cancélela para corregir la entrega.")
    return entrega


def _acta(organo: Organo, persona: Persona, ahora: datetime) -> Acta:
    return levantar_acta(
        organo_id=organo.pk, tipo=TipoAsamblea.ENTREGA, asamblea_id=None, persona=persona, ahora=ahora
    )


def _escribir_renglones(entrega: Entrega, datos: DatosDeEntrega) -> None:
    entrega.observaciones.all().delete()
    ObservacionDeEntrega.objects.bulk_create(
        ObservacionDeEntrega(entrega=entrega, numero=n, texto=parrafos_pegados(texto), plazo=plazo)
        for n, (texto, plazo) in enumerate(datos.observaciones, 1)
    )
    entrega.firmantes.all().delete()
    FirmanteDeEntrega.objects.bulk_create(
        FirmanteDeEntrega(
            entrega=entrega,
            orden=n,
            nombre=" ".join(limpiar(nombre).split())[:150],
            cargo=" ".join(limpiar(cargo).split())[:150],
        )
        for n, (nombre, cargo) in enumerate(datos.firmantes, 1)
    )


@transaction.atomic
def atender_observacion(*, observacion_id: int, persona: Persona, ahora: datetime) -> ObservacionDeEntrega:
    """Note that an observation was mended, today. Raises SinPermiso; noting it twice changes nothing."""
    observacion = ObservacionDeEntrega.objects.select_related("entrega__comite").get(pk=observacion_id)
    organo = bloquear_organo(observacion.entrega.comite.organo_id)
    exigir_permiso(permite_llevar(persona, organo.direccion_id))
    observacion.refresh_from_db()
    if observacion.atendida_el is None:
        observacion.atendida_el = persona.hoy
        observacion.save(update_fields=["atendida_el"])
        dejar_asiento("entrega.atender", observacion, organo, persona, ahora, numero=observacion.numero)
    return observacion
