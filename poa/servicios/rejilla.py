"""The grid of the projected numbers: every línea by its four quarters, kept in one act."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from nucleo.errores import Conflicto, DatosInvalidos
from nucleo.personas import Persona
from poa.candados import exigir, permite_cambios
from poa.consultas.partes import ultimo_cambio
from poa.models import LineaDeAccion, Programa, Programacion, TrimestrePrograma
from poa.servicios.edicion import abrir_borrador, anotar

# (id of the línea, quarter) → acts projected; None where nothing is written.
Celda = tuple[int, int]
Celdas = Mapping[Celda, int | None]
MAX_PROYECTADAS = 9_999
PARTE = "programacion"


@dataclass(frozen=True)
class Guardado:
    """What came of a save: how many cells were written, and how many somebody else had changed meanwhile."""

    cambiadas: int
    ajenas: int


@dataclass(frozen=True)
class Fila:
    """A stored number of the grid."""

    pk: int
    vigente: int


def _escrito(programa: Programa) -> dict[int, dict[int, Fila]]:
    """línea id → quarter → its row, for every línea of the POA; one query."""
    escrito: dict[int, dict[int, Fila]] = {}
    filas = LineaDeAccion.objects.filter(estrategia__programa=programa).values_list(
        "pk", "programacion__trimestre_programa__numero", "programacion__pk", "programacion__vigente"
    )
    for linea_id, numero, pk, vigente in filas:
        de_la_linea = escrito.setdefault(linea_id, {})
        if numero is not None:
            de_la_linea[numero] = Fila(pk, vigente)
    return escrito


def _exigir_lineas(programa: Programa, pedidas: set[int], presentes: set[int]) -> None:
    ajenas = pedidas - presentes
    if not ajenas:
        return
    if LineaDeAccion.objects.filter(pk__in=ajenas).exists():
        raise LineaDeAccion.DoesNotExist
    raise Conflicto(
        "Mientras usted escribía, alguien borró una línea de acción de la rejilla. No se guardó nada."
    )


def _exigir_cantidades(celdas: Celdas) -> None:
    malas = {c: v for c, v in celdas.items() if v is not None and not 0 <= v <= MAX_PROYECTADAS}
    if malas:
        mensaje = f"Cada casilla lleva un número entero de 0 a {MAX_PROYECTADAS:,}."
        raise DatosInvalidos(mensaje, {f"c{linea}-{numero}": mensaje for linea, numero in malas})


def _chocar(programa: Programa, chocan: int) -> None:
    cambio = ultimo_cambio(programa, PARTE)
    quien = cambio.quien if cambio else "otra persona"
    cuantas = (
        "una casilla que usted también cambió"
        if chocan == 1
        else (f"{chocan} casillas que usted también cambió")
    )
    raise Conflicto(
        f"Mientras usted escribía, {quien} cambió {cuantas}. "
        "No se guardó nada: están marcadas abajo, con lo que hay ahora. Si guarda de nuevo, queda lo suyo."
    )


def _exigir_abiertos(trimestres: dict[int, TrimestrePrograma], cambios: Celdas) -> None:
    for linea_id, numero in cambios:
        tp = trimestres[numero]
        if tp.cerrado or tp.solo_lineas:
            exigir(permite_cambios(tp, linea_id=linea_id))


def _escribir(trimestres: dict[int, TrimestrePrograma], cambios: Celdas, borradas: list[int]) -> None:
    Programacion.objects.bulk_create(
        [
            Programacion(linea_id=linea, trimestre_programa=trimestres[numero], vigente=cantidad)
            for (linea, numero), cantidad in cambios.items()
            if cantidad is not None
        ],
        update_conflicts=True,
        unique_fields=["linea", "trimestre_programa"],
        update_fields=["vigente", "es_ejemplo"],
    )
    if borradas:
        Programacion.objects.filter(pk__in=borradas).delete()


@transaction.atomic
def guardar_rejilla(
    *, persona: Persona, ahora: datetime, programa_id: int, celdas: Celdas, base: Celdas
) -> Guardado:
    """Keep the projected numbers of a draft: `celdas` as they are on the screen, `base` as they were.

    Only what the person changed is written, so two people may fill different cells at once; a cell that
    both changed stops everything. An empty cell is «not captured», and 0 is a number. Raises
    Programa.DoesNotExist and LineaDeAccion.DoesNotExist (not visible, or of another POA), SinPermiso,
    TransicionInvalida, PeriodoCerrado, Conflicto, DatosInvalidos (by cell, «c12-1»).
    """
    programa = abrir_borrador(programa_id, persona)
    # The quarters in one query, in the order in which everybody locks them.
    filas = programa.trimestres.select_for_update(of=("self",)).order_by("numero")
    trimestres = {tp.numero: tp for tp in filas}
    escrito = _escrito(programa)
    _exigir_lineas(programa, {linea for linea, _ in celdas}, set(escrito))
    _exigir_cantidades(celdas)
    guardadas = {celda: escrito[celda[0]].get(celda[1]) for celda in celdas}
    actual = {celda: fila.vigente if fila else None for celda, fila in guardadas.items()}
    cambios = {c: v for c, v in celdas.items() if v != base.get(c) and v != actual[c]}
    chocan = [c for c in cambios if actual[c] != base.get(c)]
    if chocan:
        _chocar(programa, len(chocan))
    if cambios:
        _exigir_abiertos(trimestres, cambios)
        borradas = [fila.pk for c, fila in guardadas.items() if fila and c in cambios and cambios[c] is None]
        _escribir(trimestres, cambios, borradas)
        antes = {f"{linea}-{n}": [actual[linea, n], v] for (linea, n), v in cambios.items()}
        anotar(programa, persona, ahora, PARTE, "programar", celdas=antes)
    return Guardado(len(cambios), sum(actual[c] != base.get(c) for c in celdas if c not in cambios))
