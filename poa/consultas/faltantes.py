"""What a POA's sheet lacks, as warnings: a draft lives with them, authorising does not."""

from collections.abc import Iterator
from dataclasses import dataclass

from poa.estados import TipoFODA
from poa.models import Estrategia, LineaDeAccion, Programa

TRIMESTRES = 4


@dataclass(frozen=True)
class Faltante:
    """One datum that is missing: in which part of the sheet, what, and the anchor of that part.

    `parte` is where it is written: a key of partes.HOJA, «foda», «bloques», «bloque-12», «linea-34» or
    «programacion»; `campo` is its id on that page.
    """

    donde: str
    que: str
    ancla: str
    parte: str = ""
    campo: str = ""


def _vacios(donde: str, ancla: str, parte: str, **campos: tuple[object, str]) -> Iterator[Faltante]:
    for campo, (valor, que) in campos.items():
        if not valor:
            yield Faltante(donde, que, ancla, parte, f"id_{campo}")


def _de_la_hoja(programa: Programa) -> Iterator[Faltante]:
    yield from _vacios("Visión", "vision", "identidad", vision=(programa.vision, "falta la visión a 3 años"))
    yield from _vacios("Misión", "mision", "identidad", mision=(programa.mision, "falta la misión"))
    presentes = {e.tipo for e in programa.foda.all()}
    for tipo in TipoFODA:
        if tipo not in presentes:
            yield Faltante(tipo.label, "no hay ningún elemento", f"foda-{tipo}", "foda", f"id_{tipo}-texto")
    yield from _vacios(
        "Objetivo/FIN", "objetivo", "objetivo", objetivo=(programa.objetivo, "falta el objetivo")
    )
    if not programa.estrategias.all():
        yield Faltante("Estrategias", "no hay ninguna", "bloques", "bloques", "id_nombre")


def _del_cierre(programa: Programa) -> Iterator[Faltante]:
    yield from _vacios(
        "Evaluación por parte del Ayuntamiento",
        "evaluacion",
        "cierre",
        evaluador=(programa.evaluador, "falta quién evalúa"),
    )
    yield from _vacios("Fecha", "fecha", "cierre", fecha=(programa.fecha, "falta la fecha de la hoja"))
    yield from _vacios(
        "Responsable",
        "firmas",
        "cierre",
        responsable_nombre=(programa.responsable_nombre, "falta el nombre"),
        responsable_cargo=(programa.responsable_cargo, "falta el cargo"),
    )


def _de_la_estrategia(estrategia: Estrategia) -> Iterator[Faltante]:
    lineas = estrategia.lineas.all()
    yield from _vacios(
        estrategia.titulo,
        f"bloque-{estrategia.orden}",
        f"bloque-{estrategia.pk}",
        eje=(estrategia.eje_id, "falta el eje"),
        lineas=(lineas, "faltan las líneas de acción"),
        metas=(estrategia.metas, "faltan las metas"),
        inversiones=(estrategia.inversiones.all(), "falta la inversión (escriba 0 si no la hay)"),
        beneficiados_directos=(estrategia.beneficiados_directos, "faltan los beneficiados directos"),
        beneficiados_indirectos=(estrategia.beneficiados_indirectos, "faltan los beneficiados indirectos"),
        periodo_desde=(estrategia.periodo_desde and estrategia.periodo_hasta, "falta el periodo de tiempo"),
        temporalidad=(estrategia.temporalidad, "falta la temporalidad de la evaluación"),
    )
    for linea in lineas:
        yield from _de_la_linea(estrategia, linea)


def _de_la_linea(estrategia: Estrategia, linea: LineaDeAccion) -> Iterator[Faltante]:
    donde, ancla = f"{estrategia.titulo}, línea {linea.orden}", f"linea-{linea.pk}"
    programacion = linea.programacion.all()
    yield from _vacios(
        donde,
        ancla,
        f"linea-{linea.pk}",
        unidad_de_medida=(linea.unidad_de_medida, "falta la unidad de medida"),
        medio_de_verificacion=(linea.medio_de_verificacion, "falta el medio de verificación"),
    )
    celda = f"l{linea.pk}"
    if len(programacion) < TRIMESTRES:
        que = "faltan las actividades proyectadas por trimestre"
        yield Faltante(donde, que, ancla, "programacion", celda)
    elif not any(p.vigente for p in programacion):
        yield Faltante(donde, "no proyecta ninguna actividad en el año", ancla, "programacion", celda)


def faltantes_de(programa: Programa) -> list[Faltante]:
    """What the sheet lacks, in its own order; [] when it can be authorised.

    `ancla` is the id, on the page of the POA, of the part where it is missing. Asks for what the
    original sheet has in each block, and for the projected numbers the formula needs: «No. Act.
    Realizadas/No. Act. Proyectadas * 100». Reads through `con_la_hoja` without further queries.
    """
    return [
        *_de_la_hoja(programa),
        *(f for estrategia in programa.estrategias.all() for f in _de_la_estrategia(estrategia)),
        *_del_cierre(programa),
    ]
