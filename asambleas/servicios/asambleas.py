"""The assembly itself: who was there as authority, its quórum at each call, what was explained, its end."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from asambleas.consultas.horas import dia_y_hora
from asambleas.consultas.quorum import Quorum, quorum_de
from asambleas.estados import MAX_TEXTO, PASOS_DE_ASAMBLEA, EstadoAsamblea, Llamada
from asambleas.models import Asamblea, Autoridad
from asambleas.permisos import permite_llevar_organo
from asambleas.permisos_convocatorias import (
    hora_de_la_llamada,
    permite_anotar,
    permite_cerrar,
    permite_declarar,
    permite_no_celebrar,
)
from asambleas.servicios.base import (
    bloquear_organo,
    dejar_asiento,
    exigir_datos,
    exigir_paso,
    exigir_permiso,
    exigir_revision,
    motivo_limpio,
)
from nucleo.errores import TransicionInvalida
from nucleo.personas import Persona
from nucleo.texto import limpiar

E = EstadoAsamblea
MAX_AUTORIDADES = 60
MAX_NOMBRE = 150


def _tomar(asamblea_id: int, persona: Persona) -> Asamblea:
    """Lock its órgano, then the assembly, for who carries it. Raises SinPermiso."""
    organo_id = Asamblea.objects.values_list("organo_id", flat=True).get(pk=asamblea_id)
    organo = bloquear_organo(organo_id)
    exigir_permiso(permite_llevar_organo(persona, organo))
    bloqueadas = Asamblea.objects.select_for_update(of=("self",)).select_related("convocatoria")
    asamblea = bloqueadas.get(pk=asamblea_id)
    asamblea.organo = organo
    return asamblea


def mover_asamblea(asamblea: Asamblea, a: EstadoAsamblea, persona: Persona, ahora: datetime) -> None:
    """Change the state of an assembly: the only function that does. The caller holds its órgano's lock.

    In order: the table must have the move; the state and what else changed are written as the next revision;
    the Asiento is left, with the counts. Raises TransicionInvalida.
    """
    de = asamblea.estado
    if a not in PASOS_DE_ASAMBLEA[de]:
        raise TransicionInvalida(f"La asamblea está {asamblea.get_estado_display()} y no admite ese cambio.")
    asamblea.estado = a
    asamblea.revision += 1
    asamblea.save()
    dejar_asiento(
        f"asamblea.{a}",
        asamblea,
        asamblea.organo,
        persona,
        ahora,
        de=de,
        convocatoria=asamblea.convocatoria.folio,
        llamada=asamblea.llamada,
        presentes_primera=asamblea.presentes_primera,
        presentes=asamblea.presentes,
        inicio=asamblea.inicio_en.isoformat() if asamblea.inicio_en else None,
        fin=asamblea.fin_en.isoformat() if asamblea.fin_en else None,
    )


@transaction.atomic
def declarar_quorum(
    *,
    asamblea_id: int,
    inicio_en: datetime,
    persona: Persona,
    ahora: datetime,
    revision: int | None = None,
) -> Asamblea:
    """Count the list at `inicio_en` and install the assembly, or leave it waiting for its second call.

    At the first call, more than the órgano's share of those called; without it, who had come is kept and the
    assembly waits. At the second, its least number of people; without it nothing changes: more may come, or
    it is told by `no_celebrar`. One that begins at the hour of the second call, or later, is judged by it at
    once: who had been captured before that hour is who came to the first.
    Raises SinPermiso, TransicionInvalida (state, hour, or no quórum at the second call), Conflicto,
    DatosInvalidos (inicio_en).
    """
    asamblea = _tomar(asamblea_id, persona)
    exigir_paso(permite_declarar(persona, asamblea, ahora))
    exigir_revision(asamblea, revision)
    exigir_datos(_errores_de_inicio(asamblea, inicio_en, ahora))
    quorum = quorum_de(asamblea)
    if not quorum.alcanza and quorum.llamada == Llamada.PRIMERA and inicio_en >= _segunda(asamblea):
        a_la_primera = asamblea.asistentes.filter(capturado_en__lt=_segunda(asamblea))
        asamblea.presentes_primera = a_la_primera.count()
        quorum = quorum_de(asamblea)
    if quorum.alcanza:
        asamblea.llamada, asamblea.presentes, asamblea.inicio_en = (
            quorum.llamada,
            quorum.presentes,
            inicio_en,
        )
        mover_asamblea(asamblea, E.INSTALADA, persona, ahora)
    elif quorum.llamada == Llamada.PRIMERA:
        asamblea.presentes_primera = quorum.presentes
        mover_asamblea(asamblea, E.SEGUNDA, persona, ahora)
    else:
        raise TransicionInvalida(_no_alcanza(quorum))
    return asamblea


def _segunda(asamblea: Asamblea) -> datetime:
    return asamblea.convocatoria.segunda_en


def _no_alcanza(quorum: Quorum) -> str:
    return f"{quorum.palabras} Espere a que lleguen, o anote que no se celebró por falta de quórum."


def _errores_de_inicio(asamblea: Asamblea, inicio_en: datetime, ahora: datetime) -> dict[str, str]:
    hora, cual = hora_de_la_llamada(asamblea)
    if inicio_en < hora:
        return {"inicio_en": f"La {cual} convocatoria es el {dia_y_hora(hora)}: no empieza antes."}
    if inicio_en > ahora:
        return {"inicio_en": "Esa hora todavía no llega."}
    return {}


@transaction.atomic
def no_celebrar(*, asamblea_id: int, motivo: str, persona: Persona, ahora: datetime) -> Asamblea:
    """Say that it was not held for lack of quórum, with how many came and the reason.

    Raises SinPermiso, TransicionInvalida (state, hour, or there is quórum), DatosInvalidos (no reason).
    """
    asamblea = _tomar(asamblea_id, persona)
    quorum = quorum_de(asamblea)
    exigir_paso(permite_no_celebrar(persona, asamblea, ahora, quorum.alcanza))
    asamblea.motivo = motivo_limpio(motivo)
    asamblea.llamada, asamblea.presentes = quorum.llamada, quorum.presentes
    mover_asamblea(asamblea, E.SIN_QUORUM, persona, ahora)
    return asamblea


@transaction.atomic
def cerrar_asamblea(
    *,
    asamblea_id: int,
    fin_en: datetime,
    persona: Persona,
    ahora: datetime,
    revision: int | None = None,
) -> Asamblea:
    """End an assembly that was installed; its list, authorities and explanation change no more.

    Raises SinPermiso, TransicionInvalida, Conflicto, DatosInvalidos (fin_en).
    """
    asamblea = _tomar(asamblea_id, persona)
    exigir_paso(permite_cerrar(persona, asamblea))
    exigir_revision(asamblea, revision)
    assert asamblea.inicio_en is not None  # noqa: S101 - the database keeps it: an installed one has begun
    if fin_en < asamblea.inicio_en:
        inicio = f"{timezone.localtime(asamblea.inicio_en):%H:%M}"
        exigir_datos({"fin_en": f"Empezó a las {inicio} horas: no termina antes."})
    if fin_en > ahora:
        exigir_datos({"fin_en": "Esa hora todavía no llega."})
    asamblea.fin_en = fin_en
    mover_asamblea(asamblea, E.CERRADA, persona, ahora)
    return asamblea


@transaction.atomic
def anotar_autoridades(
    *,
    asamblea_id: int,
    autoridades: Iterable[tuple[str, str, bool] | tuple[str, str, bool, bool]],
    persona: Persona,
    ahora: datetime,
    revision: int | None = None,
) -> Asamblea:
    """Put these (nombre, cargo, es_tecnico, es_testigo) in this order in place of those it had, until it is
    closed; without the last they are no witnesses.

    Raises SinPermiso, TransicionInvalida, Conflicto, DatosInvalidos (autoridades).
    Source: «asistir con personal técnico capacitado a la reunión».
    """
    asamblea = _tomar(asamblea_id, persona)
    exigir_paso(permite_anotar(persona, asamblea))
    exigir_revision(asamblea, revision)
    limpias = [_limpia(*una) for una in autoridades]
    exigir_datos(_errores_de_autoridades(limpias))
    asamblea.autoridades.all().delete()
    Autoridad.objects.bulk_create(
        Autoridad(asamblea=asamblea, orden=n, **campos) for n, campos in enumerate(limpias, 1)
    )
    tecnicos = sum(a["es_tecnico"] for a in limpias)
    _guardar(asamblea, "autoridades", persona, ahora, cuantas=len(limpias), tecnicos=tecnicos)
    return asamblea


def _limpia(nombre: str, cargo: str, es_tecnico: bool, es_testigo: bool = False) -> dict[str, Any]:
    return {
        "nombre": " ".join(limpiar(nombre).split()),
        "cargo": " ".join(limpiar(cargo).split()),
        "es_tecnico": es_tecnico,
        "es_testigo": es_testigo,
    }


def _errores_de_autoridades(autoridades: Sequence[dict[str, Any]]) -> dict[str, str]:
    if len(autoridades) > MAX_AUTORIDADES:
        return {"autoridades": f"Anote a lo más {MAX_AUTORIDADES} personas."}
    for a in autoridades:
        if not (3 <= len(a["nombre"]) <= MAX_NOMBRE and 2 <= len(a["cargo"]) <= MAX_NOMBRE):
            return {"autoridades": f"Cada persona lleva su nombre y su cargo, de hasta {MAX_NOMBRE} letras."}
        if a["es_tecnico"] and a["es_testigo"]:
            return {"autoridades": f"{a['nombre']}: o es personal técnico, o testigo de la ciudadanía."}
    return {}


@transaction.atomic
def guardar_explicacion(
    *,
    asamblea_id: int,
    texto: str,
    persona: Persona,
    ahora: datetime,
    revision: int | None = None,
) -> Asamblea:
    """Keep what was explained to those who came, until it is closed; empty takes it away.

    Raises SinPermiso, TransicionInvalida, Conflicto, DatosInvalidos (texto).
    """
    asamblea = _tomar(asamblea_id, persona)
    exigir_paso(permite_anotar(persona, asamblea))
    exigir_revision(asamblea, revision)
    limpio = limpiar(texto)
    exigir_datos({"texto": f"Use a lo más {MAX_TEXTO:,} letras."} if len(limpio) > MAX_TEXTO else {})
    asamblea.explicacion = limpio
    _guardar(asamblea, "explicacion", persona, ahora, letras=len(limpio))
    return asamblea


def _guardar(asamblea: Asamblea, que: str, persona: Persona, ahora: datetime, **datos: int) -> None:
    """The next revision of an assembly whose state does not change, with its trace."""
    asamblea.revision += 1
    asamblea.save()
    dejar_asiento(f"asamblea.{que}", asamblea, asamblea.organo, persona, ahora, **datos)
