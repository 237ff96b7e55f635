"""Direcciones, líneas and acts by the hundred, written in bulk: what the fixed-query tests read."""

from uuid import uuid4

from actividades.models import Actividad
from poa.models import (
    Adscripcion,
    Direccion,
    Estrategia,
    LineaDeAccion,
    Programa,
    Programacion,
    TrimestrePrograma,
)
from tests.evaluacion.actos import EN, acto
from tests.reparto import AHORA, EN_ENERO, INICIO, Reparto


def agregar_lineas(reparto: Reparto, hasta: int, texto: str = "") -> None:
    """Take the POA of A to so many líneas, each projected in the four quarters."""
    estrategia = reparto.estrategias()[1]
    ya = len(reparto.lineas())
    cuantas = hasta - ya
    nuevas = LineaDeAccion.objects.bulk_create(
        LineaDeAccion(
            estrategia=estrategia, orden=10 + ya + n, texto=texto or f"Línea {n}", unidad_de_medida="Reunión"
        )
        for n in range(cuantas)
    )
    Programacion.objects.bulk_create(
        Programacion(linea=linea, trimestre_programa=tp, inicial=2, vigente=2)
        for linea in nuevas
        for tp in TrimestrePrograma.objects.filter(programa=reparto.programa_a)
    )


def agregar_actos(reparto: Reparto, cuantos: int) -> None:
    """So many acts of A, over all its líneas, both quarters and all states."""
    lineas, trimestres = reparto.lineas(), {n: reparto.tp(n) for n in (1, 2)}
    estados = ("validada", "registrada", "devuelta", "anulada", "excluida")
    base = acto(reparto, 0, 1)
    Actividad.objects.bulk_create(
        (
            Actividad(
                trimestre_programa=trimestres[1 + n % 2],
                linea=lineas[n % len(lineas)],
                fecha=EN[1 + n % 2],
                descripcion=f"Acto {n}",
                estado=estados[n % 5],
                registrada_por=base.registrada_por,
                registrada_en=AHORA,
                token=uuid4(),
            )
            for n in range(cuantos)
        ),
        batch_size=500,
    )


def agregar_direcciones(reparto: Reparto, hasta: int) -> None:
    """Take the POAs of the municipality to so many, each with one block, a línea and a titular."""
    for n in range(Programa.objects.count(), hasta):
        direccion = Direccion.objects.create(clave=f"D{n}", nombre=f"Dirección {n}")
        Adscripcion.objects.create(
            usuario=reparto.usuarios["directora_b"],
            direccion=direccion,
            rol="directora",
            cargo="Director",
            desde=INICIO,
        )
        programa = Programa.objects.create(
            direccion=direccion, ejercicio=reparto.ejercicio, estado="autorizado", autorizado_en=EN_ENERO
        )
        estrategia = Estrategia.objects.create(programa=programa, orden=1, numero=1, nombre="Bloque")
        linea = LineaDeAccion.objects.create(estrategia=estrategia, orden=1, texto="Línea")
        for numero in (1, 2, 3, 4):
            tp = TrimestrePrograma.objects.create(programa=programa, numero=numero)
            Programacion.objects.create(linea=linea, trimestre_programa=tp, inicial=1, vigente=1)
