"""What an act says: its data, the rules they keep, and the quarter its date decides."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from actividades.archivos import ArchivoListo
from actividades.consultas.captura import cuarto_de
from actividades.estados import MAX_CANTIDAD, MAX_DESCRIPCION
from actividades.models import Actividad
from nucleo.errores import DatosInvalidos
from nucleo.fechas import fecha_larga
from nucleo.texto import limpiar, normalizar
from poa.models import LineaDeAccion, Localidad, TrimestrePrograma


@dataclass(frozen=True)
class DatosDeActividad:
    """What a person says was done. `linea` None is an emergent act; `cantidad` from 1 to 999,999."""

    linea: LineaDeAccion | None
    fecha: date
    descripcion: str
    cantidad: int = 1
    mujeres: int = 0
    hombres: int = 0
    localidades: Sequence[Localidad] = ()


def revisar_datos(datos: DatosDeActividad) -> DatosDeActividad:
    """The data with clean text. Raises DatosInvalidos, one message per field."""
    datos = replace(datos, descripcion=limpiar(datos.descripcion))
    errores = {}
    if not datos.descripcion:
        errores["descripcion"] = "Cuente qué se hizo."
    elif len(datos.descripcion) > MAX_DESCRIPCION:
        errores["descripcion"] = f"Use a lo más {MAX_DESCRIPCION:,} letras."
    if not 1 <= datos.cantidad <= MAX_CANTIDAD:
        errores["cantidad"] = f"La cantidad va de 1 a {MAX_CANTIDAD:,}."
    for campo in ("mujeres", "hombres"):
        if not 0 <= getattr(datos, campo) <= MAX_CANTIDAD:
            errores[campo] = f"Escriba un número de 0 a {MAX_CANTIDAD:,}."
    if errores:
        raise DatosInvalidos("Revise los datos señalados.", errores)
    return datos


def falla_de_fecha(fecha: date, linea: LineaDeAccion | None, hoy: date) -> str:
    """Why that date cannot be, or nothing: not in the future, inside the period of the línea's block."""
    if fecha > hoy:
        return f"La fecha es posterior a hoy, {fecha_larga(hoy)}: solo se registra lo que ya se hizo."
    if linea is None:
        return ""
    estrategia = linea.estrategia
    anio = estrategia.programa.ejercicio.anio
    if fecha.year != anio:
        return f"La línea de acción es del POA {anio} y la fecha cae fuera de ese año."
    if estrategia.periodo_desde and fecha < estrategia.periodo_desde:
        return f"El periodo de la {estrategia.titulo} empieza el {fecha_larga(estrategia.periodo_desde)}."
    if estrategia.periodo_hasta and fecha > estrategia.periodo_hasta:
        return f"El periodo de la {estrategia.titulo} terminó el {fecha_larga(estrategia.periodo_hasta)}."
    return ""


def trimestre_de(direccion_id: int, datos: DatosDeActividad, hoy: date) -> TrimestrePrograma:
    """The quarter in which the act counts: its date decides. Raises DatosInvalidos."""
    if datos.linea is not None and datos.linea.estrategia.programa.direccion_id != direccion_id:
        raise DatosInvalidos("Revise los datos señalados.", {"linea": "Elija una línea de su dirección."})
    if falla := falla_de_fecha(datos.fecha, datos.linea, hoy):
        raise DatosInvalidos("Revise los datos señalados.", {"fecha": falla})
    tp = TrimestrePrograma.objects.filter(
        programa__direccion_id=direccion_id,
        programa__ejercicio__anio=datos.fecha.year,
        numero=cuarto_de(datos.fecha),
    ).first()
    if tp is None:
        falla = f"La dirección no tiene un POA de {datos.fecha.year} en el sistema."
        raise DatosInvalidos("Revise los datos señalados.", {"fecha": falla})
    return tp


def texto_de_busqueda(descripcion: str, linea: LineaDeAccion | None, localidades: Iterable[Localidad]) -> str:
    """The column that search reads: what was done, its línea and its localidades, normalised."""
    partes = [descripcion, linea.texto if linea else "emergente", *(x.nombre for x in localidades)]
    return normalizar(" ".join(partes))


CAMPOS = ("linea", "fecha", "cantidad", "descripcion", "mujeres", "hombres")


def dice_lo_mismo(
    actividad: Actividad, datos: DatosDeActividad, archivos: Iterable[ArchivoListo] = ()
) -> bool:
    """Whether the act says what was sent and has every file that came with it."""
    if any(getattr(actividad, campo) != getattr(datos, campo) for campo in CAMPOS):
        return False
    if {x.pk for x in actividad.localidades.all()} != {x.pk for x in datos.localidades}:
        return False
    tiene = set(actividad.evidencias.values_list("original_sha256", flat=True))
    return {a.original_sha256 for a in archivos} <= tiene


def escribir(actividad: Actividad, datos: DatosDeActividad, tp: TrimestrePrograma) -> None:
    """Put the data in the act, unsaved; localidades go apart."""
    actividad.trimestre_programa = tp
    for campo in CAMPOS:
        setattr(actividad, campo, getattr(datos, campo))
    actividad.busqueda = texto_de_busqueda(datos.descripcion, datos.linea, datos.localidades)


def legible(actividad: Actividad, localidades: Iterable[Localidad]) -> dict[str, str]:
    """What the act says, field by field, as a person reads it: the two sides of a difference."""
    return {
        "línea de acción": actividad.linea.texto if actividad.linea else "Emergente",
        "fecha": fecha_larga(actividad.fecha),
        "cantidad": f"{actividad.cantidad:,}",
        "qué se hizo": actividad.descripcion,
        "mujeres": f"{actividad.mujeres:,}",
        "hombres": f"{actividad.hombres:,}",
        "localidades": ", ".join(sorted(x.nombre for x in localidades)),
    }


def diferencias_entre(antes: dict[str, str], despues: dict[str, str]) -> list[dict[str, str]]:
    """[{campo, antes, despues}] of what changed."""
    return [
        {"campo": campo, "antes": antes[campo], "despues": despues[campo]}
        for campo in antes
        if antes[campo] != despues[campo]
    ]
