"""The lists of a POA written by hand: the FODA, the order of everything, and what is taken out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import (
    Case,
    F,
    Max,
    Model,
    ProtectedError,
    QuerySet,
    Value,
    When,
    prefetch_related_objects,
)

from nucleo.errores import Conflicto, DatosInvalidos
from nucleo.personas import Persona
from nucleo.texto import entero, renglones_pegados
from poa.consultas.partes import CON_LO_SUYO, version_con_lo_suyo, version_de, version_de_lista
from poa.estados import TipoFODA
from poa.models import ElementoFODA, Estrategia, Inversion, LineaDeAccion, Programa, Programacion
from poa.servicios.edicion import MAX_TEXTO, abrir_borrador, anotar, cambiar, exigir_vigente, limpios
from poa.servicios.exigencias import exigir_datos
from poa.servicios.programas import bloquear_programa

MAX_ELEMENTOS = 200
# Added to each place while a list is put in order: two rows never hold the same one.
APARTE = 10_000


@dataclass(frozen=True)
class Clase:
    """A kind of row that lives in a list of a POA: its rows, and how a message names one of them."""

    de: Callable[[Programa], QuerySet]
    nombre: str


CLASES: dict[str, Clase] = {
    "foda": Clase(lambda p: ElementoFODA.objects.filter(programa=p), "el elemento"),
    "bloque": Clase(lambda p: Estrategia.objects.filter(programa=p), "el bloque"),
    "linea": Clase(lambda p: LineaDeAccion.objects.filter(estrategia__programa=p), "la línea"),
    "inversion": Clase(lambda p: Inversion.objects.filter(estrategia__programa=p), "la inversión"),
}


def lista_de(programa: Programa, lista: str) -> QuerySet:
    """The rows of a list by its name, in order: «foda-F», «bloques», «lineas-12», «inversiones-12».

    Raises Estrategia.DoesNotExist when there is no such list in this POA.
    """
    clase, _, de = lista.partition("-")
    if lista == "bloques":
        return programa.estrategias.order_by("orden")
    if clase == "foda" and de in TipoFODA.values:
        return programa.foda.filter(tipo=de).order_by("orden")
    if clase not in ("lineas", "inversiones") or (pk := entero(de)) is None:
        raise Estrategia.DoesNotExist
    estrategia = programa.estrategias.get(pk=pk)
    return getattr(estrategia, clase).order_by("orden")


def siguiente_orden(lista: QuerySet, cuantos: int = 1) -> int:
    """The place after the last one; DatosInvalidos when the list would grow past any real sheet."""
    if lista.count() + cuantos > MAX_ELEMENTOS:
        raise DatosInvalidos(
            f"Una lista lleva a lo más {MAX_ELEMENTOS} elementos.", {"texto": "Son demasiados."}
        )
    return (lista.aggregate(ultimo=Max("orden"))["ultimo"] or 0) + 1


def textos_nuevos(lista: QuerySet, texto: str, version: str) -> list[str]:
    """The lines of a text that are to be added; those of a submit that came twice are left out.

    A form carries the version of the list it was opened with: when the list has moved on, what is
    already in it is not added again. Raises DatosInvalidos (texto) when there is nothing, or too long.
    """
    renglones = renglones_pegados(texto)
    largos = [r for r in renglones if len(r) > MAX_TEXTO]
    exigir_datos({} if renglones else {"texto": "Escriba al menos un renglón."})
    exigir_datos({"texto": f"Un renglón lleva a lo más {MAX_TEXTO:,} letras."} if largos else {})
    filas = list(lista.values_list("pk", "texto"))
    if version_de_lista(pk for pk, _ in filas) == version:
        return renglones
    presentes = {presente for _, presente in filas}
    return [renglon for renglon in renglones if renglon not in presentes]


@transaction.atomic
def agregar_foda(
    *, persona: Persona, ahora: datetime, programa_id: int, tipo: str, texto: str, version: str
) -> int:
    """Add one element for each line of the text, clean of bullets, at the end of a list; how many.

    Raises Programa.DoesNotExist, SinPermiso, TransicionInvalida, DatosInvalidos (texto).
    """
    programa = abrir_borrador(programa_id, persona)
    lista = lista_de(programa, f"foda-{tipo}")
    textos = textos_nuevos(lista, texto, version)
    if textos:
        desde = siguiente_orden(lista, len(textos))
        ElementoFODA.objects.bulk_create(
            ElementoFODA(programa=programa, tipo=tipo, orden=orden, texto=nuevo)
            for orden, nuevo in enumerate(textos, start=desde)
        )
        anotar(programa, persona, ahora, f"foda-{tipo}", "agregar", textos=textos)
    return len(textos)


@transaction.atomic
def editar_foda(
    *, persona: Persona, ahora: datetime, programa_id: int, elemento_id: int, texto: str, version: str
) -> ElementoFODA:
    """Change the text of one element. Raises as editar_hoja, and ElementoFODA.DoesNotExist."""
    programa = abrir_borrador(programa_id, persona)
    elemento = fila_de(programa, "foda", elemento_id)
    parte = f"foda-{elemento_id}"
    exigir_vigente(programa, parte, version_de(elemento), version, persona)
    texto = " ".join(renglones_pegados(texto))
    exigir_datos({} if texto else {"texto": "Escriba el texto, o borre el elemento."})
    cambiados = cambiar(elemento, limpios(ElementoFODA, {"texto": texto}, ["texto"]))
    if cambiados:
        anotar(programa, persona, ahora, parte, "editar", campos=cambiados)
    return elemento


def fila_de(programa: Programa, clase: str, fila_id: int) -> Any:
    """A row of this POA. Raises Conflicto when somebody took it out, DoesNotExist when it is of another."""
    filas = CLASES[clase].de(programa)
    fila = filas.filter(pk=fila_id).first()
    if fila is not None:
        return fila
    if not filas.model.objects.filter(pk=fila_id).exists():
        raise Conflicto(f"Mientras usted escribía, alguien borró {CLASES[clase].nombre}.")
    raise filas.model.DoesNotExist


@transaction.atomic
def ordenar(
    *, persona: Persona, ahora: datetime, programa_id: int, lista: str, orden: Sequence[int], version: str
) -> None:
    """Put a list in the order of those ids: all of them, each once.

    Raises Programa.DoesNotExist, Estrategia.DoesNotExist (no such list in this POA), SinPermiso,
    TransicionInvalida, Conflicto when the list changed meanwhile.
    """
    programa = abrir_borrador(programa_id, persona)
    filas = lista_de(programa, lista)
    actual = list(filas.values_list("pk", flat=True))
    if list(orden) == actual:
        return
    exigir_vigente(programa, "", version_de_lista(actual), version, persona)
    if sorted(orden) != sorted(actual):
        raise Conflicto("El orden no nombra los mismos elementos que la lista. No se movió nada.")
    filas.update(orden=F("orden") + APARTE)
    lugares = [When(pk=pk, then=Value(lugar)) for lugar, pk in enumerate(orden, start=1)]
    filas.update(orden=Case(*lugares))
    anotar(programa, persona, ahora, f"orden-{lista}", "ordenar", antes=actual, despues=list(orden))


def _quitar_lineas(lineas: QuerySet) -> None:
    ids = list(lineas.values_list("pk", flat=True))
    Programacion.objects.filter(linea_id__in=ids).delete()
    LineaDeAccion.objects.filter(pk__in=ids).delete()


def _quitar(clase: str, fila: Model) -> None:
    if isinstance(fila, Estrategia):
        _quitar_lineas(fila.lineas.all())
        fila.inversiones.all().delete()
    if isinstance(fila, LineaDeAccion):
        _quitar_lineas(LineaDeAccion.objects.filter(pk=fila.pk))
    else:
        fila.delete()


@transaction.atomic
def borrar(
    *, persona: Persona, ahora: datetime, programa_id: int, clase: str, fila_id: int, version: str
) -> None:
    """Take out an element, a block with all that is in it, a línea with its numbers, or an inversión.

    `version` is version_con_lo_suyo() of what the person saw. Raises as editar_hoja, DoesNotExist of the
    row, and Conflicto when it is already gone, somebody put something in it, or acts already count in it.
    """
    programa = abrir_borrador(programa_id, persona)
    fila = fila_de(programa, clase, fila_id)
    prefetch_related_objects([fila], *CON_LO_SUYO.get(type(fila), ()))
    # What goes away with the row has its own name in the chain: of those, whatever was done last is told.
    parte = "" if type(fila) in CON_LO_SUYO else f"{clase}-{fila_id}"
    exigir_vigente(programa, parte, version_con_lo_suyo(fila), version, persona)
    if clase in ("bloque", "linea"):
        bloquear_programa(programa_id)
    try:
        _quitar(clase, fila)
    except ProtectedError as error:
        raise Conflicto(
            f"No se puede borrar «{str(fila)[:80]}»: ya tiene actividades u otros registros que la nombran."
        ) from error
    anotar(programa, persona, ahora, f"{clase}-{fila_id}", "borrar", texto=str(fila)[:200])
