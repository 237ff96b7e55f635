"""A POA as plain data, in the shape that `servicios.cargar_programa` takes."""

from datetime import date
from typing import Any

from poa.estados import TipoFODA
from poa.models import Estrategia, LineaDeAccion, Programa

LISTAS = {
    TipoFODA.FORTALEZA: "fortalezas",
    TipoFODA.DEBILIDAD: "debilidades",
    TipoFODA.OPORTUNIDAD: "oportunidades",
    TipoFODA.AMENAZA: "amenazas",
}


def datos_de(programa: Programa) -> dict[str, Any]:
    """What the sheet says now, with the numbers in force; without what a reprogramación cancelled.

    Reads a POA got through `con_la_hoja`, without queries. Shape: that of `cargar_programa`; amounts as
    text «70000.00», dates as ISO text, numbers of a línea as a list of four (None: not captured).
    """
    datos: dict[str, Any] = {
        "clave": programa.direccion.clave,
        "ejercicio": programa.ejercicio.anio,
        "encabezado": programa.encabezado,
        "vision": programa.vision,
        "mision": programa.mision,
        "objetivo": programa.objetivo,
        "evaluador": programa.evaluador,
        "fecha": _iso(programa.fecha),
        "responsable": {"nombre": programa.responsable_nombre, "cargo": programa.responsable_cargo},
        **{lista: [] for lista in LISTAS.values()},
        "bloques": [_bloque(e) for e in programa.estrategias.all() if e.cancelada_el is None],
    }
    for elemento in programa.foda.all():
        datos[LISTAS[TipoFODA(elemento.tipo)]].append(elemento.texto)
    return datos


def _iso(fecha: date | None) -> str | None:
    return fecha.isoformat() if fecha else None


def _bloque(estrategia: Estrategia) -> dict[str, Any]:
    return {
        "tipo": str(estrategia.tipo),
        "numero": estrategia.numero,
        "nombre": estrategia.nombre,
        "eje": estrategia.eje.nombre if estrategia.eje else "",
        "metas": estrategia.metas,
        "inversiones": [
            {"concepto": i.concepto, "monto": f"{i.monto // 100}.{i.monto % 100:02d}"}
            for i in estrategia.inversiones.all()
        ],
        "beneficiados": {
            "directos": estrategia.beneficiados_directos,
            "indirectos": estrategia.beneficiados_indirectos,
        },
        "periodo": {"desde": _iso(estrategia.periodo_desde), "hasta": _iso(estrategia.periodo_hasta)},
        "temporalidad": str(estrategia.temporalidad),
        "lineas": [_linea(linea) for linea in estrategia.lineas.all() if linea.cancelada_el is None],
    }


def _linea(linea: LineaDeAccion) -> dict[str, Any]:
    numeros = {p.trimestre_programa.numero: p.vigente for p in linea.programacion.all()}
    return {
        "texto": linea.texto,
        "unidad": linea.unidad_de_medida,
        "medio": linea.medio_de_verificacion,
        "exige_evidencia": linea.exige_evidencia,
        "paso": linea.paso_que_cuenta,
        **({"programacion": [numeros.get(n) for n in range(1, 5)]} if numeros else {}),
    }
