"""What every service of the supplies does first and last: lock, judge, leave its trace."""

from datetime import datetime
from typing import Any, NoReturn, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from actividades.consultas.cuenta import trimestre_en
from actividades.servicios.mover import bloquear_trimestres, motivo_limpio
from nucleo.bitacora import MUNICIPIO, asentar
from nucleo.errores import Conflicto, DatosInvalidos, SinPermiso, TransicionInvalida
from nucleo.personas import Persona
from poa.models import TrimestrePrograma
from poa.servicios.exigencias import exigir_datos, exigir_permiso
from suministros.estados import MAX_MONTO, PASOS_DE_SOLICITUD, Acto
from suministros.models import CambioDeSolicitud, Momento, Solicitud
from suministros.permisos import permite, tiene_papel

__all__ = [
    "dejar_asiento",
    "en_el_municipio",
    "exigir_datos",
    "exigir_monto",
    "exigir_permiso",
    "hecha_con",
    "motivo_limpio",
    "mover_solicitud",
    "rechazar",
    "tomar",
]

Modelo = TypeVar("Modelo", bound=Model)


def rechazar(campo: str, mensaje: str) -> NoReturn:
    """Refuse the data for what one field says."""
    raise DatosInvalidos(mensaje, {campo: mensaje})


def hecha_con(modelo: type[Modelo], token: UUID, **suyo: Any) -> Modelo | None:
    """What a form already made, so that sent twice it makes one; None the first time.

    Raises Conflicto when that token is another person's, or moved something else.
    """
    hecha = modelo._default_manager.filter(token=token).first()
    if hecha and any(getattr(hecha, campo) != valor for campo, valor in suyo.items()):
        raise Conflicto(
            "Este formulario ya se usó para otra cosa: abra la página otra vez y vuelva a enviarlo."
        )
    return hecha


def exigir_monto(monto: int, campo: str = "monto") -> None:
    """Raise DatosInvalidos when the centavos are none, or more than any fondo holds."""
    if not 0 < monto <= MAX_MONTO:
        rechazar(campo, "Escriba un monto mayor que cero.")


def tomar(
    solicitud_id: int, acto: Acto, persona: Persona, revision: int | None = None, *, momentos: bool = False
) -> tuple[Solicitud, TrimestrePrograma | None]:
    """Lock a request for an act, once the person may do it; with `momentos`, first the quarters it may move.

    Those are today's, and the ones in which its moments count: always before the request, as whoever signs
    them does. Raises SinPermiso, TransicionInvalida (its state), Conflicto (it is not the revision that was
    read).
    """
    assert transaction.get_connection().in_atomic_block  # noqa: S101 - a lock outside a transaction is none
    visto, tp = Solicitud.objects.get(pk=solicitud_id), None
    if not tiene_papel(acto, persona, visto):  # whoever never may waits for nobody, and nobody for them
        raise SinPermiso(permite(acto, persona, visto).razon)
    if momentos:
        de_hoy = trimestre_en(visto.direccion_id, persona.hoy)
        ids = _trimestres_de(solicitud_id) | ({de_hoy.pk} if de_hoy else set())
        tomados = bloquear_trimestres(ids)
        tp = tomados[de_hoy.pk] if de_hoy else None
    solicitud = (
        Solicitud.objects.select_for_update(of=("self",))
        .select_related("direccion", "ejercicio", "fondo__rubro")
        .get(pk=solicitud_id)
    )
    if not (puede := permite(acto, persona, solicitud)):
        raise TransicionInvalida(puede.razon)
    if revision is not None and solicitud.revision != revision:
        raise Conflicto(
            "Alguien la cambió mientras usted la veía. Vuelva a abrirla y revise antes de decidir."
        )
    return solicitud, tp


def _trimestres_de(solicitud_id: int) -> set[int]:
    en_pie = Momento.objects.filter(solicitud_id=solicitud_id, anulado_en__isnull=True)
    return set(en_pie.exclude(actividad=None).values_list("actividad__trimestre_programa_id", flat=True))


def mover_solicitud(
    solicitud: Solicitud,
    a: str,
    acto: Acto,
    *,
    persona: Persona,
    ahora: datetime,
    motivo: str = "",
    nota: str = "",
    **datos: Any,
) -> None:
    """Change the state of a request: the only function that does. The caller holds its lock.

    In order: the table must have the move; the state and what else changed in the object are written as the
    next revision; a row keeps from, to, by which act, who, when and why; the Asiento is left. A `nota` stays
    in that row only: it is no reason that the dirección has to read.
    """
    de = solicitud.estado
    if a not in PASOS_DE_SOLICITUD[de]:
        raise TransicionInvalida(f"Está {solicitud.get_estado_display()} y no admite ese cambio.")
    solicitud.estado, solicitud.motivo_de_estado = a, motivo
    solicitud.revision += 1
    solicitud.save()
    CambioDeSolicitud.objects.create(
        solicitud=solicitud,
        de=de,
        a=a,
        acto=acto,
        actor=persona.usuario,
        momento=ahora,
        motivo=motivo or nota,
    )
    dejar_asiento(f"solicitud.{acto}", solicitud, solicitud, persona, ahora, de=de, a=a, **datos)


def dejar_asiento(
    accion: str, objeto: Model, solicitud: Solicitud, persona: Persona, ahora: datetime, **datos: Any
) -> None:
    """The link of something of a request in its dirección's chain: never names of people, nor free text."""
    asentar(
        cadena=solicitud.direccion.cadena,
        accion=accion,
        actor=persona.usuario,
        ahora=ahora,
        objeto=objeto,
        datos={"folio": solicitud.folio, "tipo": solicitud.tipo, **datos},
    )


def en_el_municipio(accion: str, objeto: Model, persona: Persona, ahora: datetime, **datos: Any) -> None:
    """The link of what belongs to no dirección: vehicles, stock, catalogues."""
    asentar(cadena=MUNICIPIO, accion=accion, actor=persona.usuario, ahora=ahora, objeto=objeto, datos=datos)
