"""The POAs a person may see, the sheet of one of them, and its quarters by date."""

from datetime import date

from django.db.models import Prefetch, QuerySet

from nucleo.personas import Persona
from nucleo.roles import Accion
from nucleo.texto import normalizar
from poa.models import Estrategia, LineaDeAccion, Programa, Programacion, TrimestrePrograma


def programas_visibles_para(persona: Persona, accion: Accion = Accion.VER_POAS) -> QuerySet[Programa]:
    """POAs that `accion` reaches: those of the person's own direcciones, or all of them."""
    programas = Programa.objects.select_related("direccion", "ejercicio")
    if persona.alcanza_todas(accion):
        return programas
    return programas.filter(direccion_id__in=persona.direcciones_con(accion))


def con_la_hoja(programas: QuerySet[Programa] | None = None) -> QuerySet[Programa]:
    """The POAs with all that their sheet shows, in a fixed number of queries however many they are."""
    if programas is None:
        programas = Programa.objects.select_related("direccion", "ejercicio")
    lineas = LineaDeAccion.objects.order_by("orden").prefetch_related(
        Prefetch(
            "programacion",
            Programacion.objects.select_related("trimestre_programa").order_by("trimestre_programa__numero"),
        )
    )
    estrategias = Estrategia.objects.select_related("eje").order_by("orden")
    return programas.prefetch_related(
        "foda",
        Prefetch(
            "estrategias",
            estrategias.prefetch_related("inversiones", Prefetch("lineas", lineas)),
        ),
    )


def lineas_de(programa: Programa) -> QuerySet[LineaDeAccion]:
    """Líneas de acción of a POA in the order of its sheet, each with its estrategia."""
    return (
        LineaDeAccion.objects.filter(estrategia__programa=programa)
        .select_related("estrategia")
        .order_by("estrategia__orden", "orden")
    )


def tp_de(direccion_id: int, fecha: date) -> TrimestrePrograma | None:
    """The quarter of the dirección's POA in which an act of that date counts; None without a POA."""
    return (
        TrimestrePrograma.objects.filter(
            programa__direccion_id=direccion_id,
            programa__ejercicio__anio=fecha.year,
            numero=(fecha.month + 2) // 3,
        )
        .select_related("programa__direccion", "programa__ejercicio")
        .first()
    )


def buscar_programas(programas: QuerySet[Programa], texto: str) -> QuerySet[Programa]:
    """Those whose dirección, clave, sheet heading or folio contain the text, whatever its accents."""
    buscado = normalizar(texto)
    if not buscado:
        return programas
    hallados = [
        p.pk
        for p in programas
        if buscado in normalizar(f"{p.direccion.nombre} {p.direccion.clave} {p.encabezado} {p.folio}")
    ]
    return programas.filter(pk__in=hallados)
