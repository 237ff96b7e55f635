"""The snapshot of an authorised POA: every cell of its sheet and its initial numbers, to be frozen."""

from typing import Any

from poa.consultas.municipio import municipio_congelado
from poa.estados import PARES_FODA
from poa.models import Estrategia, LineaDeAccion, Programa

FORMATO = 1
FORMULA = "(Mediante la fórmula: No. Act. Realizadas/No. Act. Proyectadas * 100)"


def instantanea_del_plan(programa: Programa) -> dict[str, Any]:
    """Data of the sheet, from a POA got through `con_la_hoja`: JSON types, dates ISO, money in centavos."""
    return {
        "formato": FORMATO,
        "formula": FORMULA,
        "municipio": municipio_congelado(),
        "direccion": {"clave": programa.direccion.clave, "nombre": programa.direccion.nombre},
        "encabezado": programa.encabezado or programa.direccion.nombre,
        "ejercicio": programa.ejercicio.anio,
        "folio_poa": programa.folio,
        "vision": programa.vision,
        "mision": programa.mision,
        "foda": _foda(programa),
        "objetivo": programa.objetivo,
        "evaluador": programa.evaluador,
        "fecha": programa.fecha.isoformat() if programa.fecha else None,
        "responsable": {"nombre": programa.responsable_nombre, "cargo": programa.responsable_cargo},
        # What a reprogramación added later is no part of the sheet that was authorised.
        "bloques": [_bloque(e) for e in programa.estrategias.all() if e.agregada_el is None],
    }


def _foda(programa: Programa) -> list[list[dict[str, Any]]]:
    elementos = sorted(programa.foda.all(), key=lambda e: e.orden)
    return [
        [
            {
                "titulo": titulo.format(tipo.label.upper()),
                "elementos": [e.texto for e in elementos if e.tipo == tipo],
            }
            for tipo, titulo in par
        ]
        for par in PARES_FODA
    ]


def _bloque(e: Estrategia) -> dict[str, Any]:
    return {
        "orden": e.orden,
        "rotulo": e.rotulo,
        "nombre": e.nombre,
        "eje": e.eje.nombre if e.eje else "",
        "metas": e.metas,
        "inversiones": [{"concepto": i.concepto, "monto": i.monto} for i in e.inversiones.all()],
        "beneficiados": {"directos": e.beneficiados_directos, "indirectos": e.beneficiados_indirectos},
        "desde": e.periodo_desde.isoformat() if e.periodo_desde else None,
        "hasta": e.periodo_hasta.isoformat() if e.periodo_hasta else None,
        "temporalidad": e.get_temporalidad_display(),
        "cancelada_el": e.cancelada_el.isoformat() if e.cancelada_el else None,
        "lineas": [_linea(linea) for linea in e.lineas.all() if linea.agregada_el is None],
    }


def _linea(linea: LineaDeAccion) -> dict[str, Any]:
    filas = sorted(linea.programacion.all(), key=lambda p: p.trimestre_programa.numero)
    return {
        "orden": linea.orden,
        "texto": linea.texto,
        "unidad_de_medida": linea.unidad_de_medida,
        "medio_de_verificacion": linea.medio_de_verificacion,
        "programacion": [p.vigente if p.inicial is None else p.inicial for p in filas],
    }
