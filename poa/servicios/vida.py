"""The way of a POA to its authorisation: the directora sends it, Planeación returns it or authorises it."""

from datetime import datetime

from django.db import transaction

from nucleo.errores import DatosInvalidos, SinPermiso
from nucleo.personas import Persona
from nucleo.roles import Accion
from nucleo.texto import limpiar
from poa.estados import EstadoPrograma
from poa.models import ObservacionDePrograma, Programa
from poa.permisos import permite_escribir
from poa.servicios.exigencias import exigir_permiso
from poa.servicios.programas import bloquear_programa, exigir_completo, exigir_leida, mover_programa


@transaction.atomic
def enviar_programa(*, persona: Persona, ahora: datetime, programa_id: int) -> Programa:
    """Send a draft (or one that was returned) to Planeación: only now the sheet must be complete.

    Raises SinPermiso, TransicionInvalida, DatosInvalidos (what it lacks, by anchor).
    """
    programa = bloquear_programa(programa_id)
    exigir_permiso(permite_escribir(persona, programa.direccion_id))
    exigir_completo(programa, "enviar")
    mover_programa(programa, EstadoPrograma.ENVIADO, persona, ahora, "")
    return programa


@transaction.atomic
def observar_programa(
    *, persona: Persona, ahora: datetime, programa_id: int, texto: str, revision: int | None = None
) -> Programa:
    """Return a POA that was sent, saying what to correct: the dirección may write it again.

    Raises SinPermiso, TransicionInvalida, DatosInvalidos without a text, Conflicto when it is not the
    `revision` that was read.
    """
    programa = bloquear_programa(programa_id)
    if not persona.puede(Accion.AUTORIZAR_POA, programa.direccion_id):
        raise SinPermiso("Devolver un POA corresponde a la Dirección de Planeación.")
    texto = limpiar(texto)
    if not texto:
        raise DatosInvalidos("Escriba qué hay que corregir.", {"texto": "Este dato hace falta."})
    exigir_leida(programa, revision)
    mover_programa(programa, EstadoPrograma.OBSERVADO, persona, ahora, texto)
    ObservacionDePrograma.objects.create(programa=programa, texto=texto, autor=persona.usuario, momento=ahora)
    return programa
