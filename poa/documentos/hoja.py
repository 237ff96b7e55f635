"""The POA on paper: the sheet everybody knows, in its own order, headings and boxes."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.template.loader import render_to_string

from nucleo.almacen import sha256
from nucleo.bitacora import canonico
from nucleo.dinero import escribir_monto
from nucleo.efirma.preparacion import agregar_casillas, casillas_en
from nucleo.fechas import fecha_larga
from nucleo.folios import codigo_legible
from nucleo.pdf import Anexo, renderizar_pdf
from nucleo.qr import qr_en_svg
from poa.escudo import direccion_del_escudo, recursos_del_escudo

CASILLA_DIRECCION = "firma_direccion"
CASILLA_PLANEACION = "firma_planeacion"
_CASILLAS = {
    "firma-direccion": (CASILLA_DIRECCION, "Firma del responsable"),
    "firma-planeacion": (CASILLA_PLANEACION, "Firma de quien autoriza"),
}


class Papel(StrEnum):
    """Paper sizes of a Mexican office: carta 216 × 279 mm, oficio 216 × 340 mm."""

    CARTA = "carta"
    OFICIO = "oficio"


@dataclass(frozen=True)
class ContextoDeHoja:
    """What is printed beside the sheet when it is frozen: identity and head of the audit chain."""

    folio: str
    codigo: str
    url: str
    corte: str
    cabeza_numero: int
    cabeza_hash: str
    autoriza: str

    def como_json(self) -> str:
        return canonico(asdict(self))


def _fecha(iso: str | None) -> str:
    return fecha_larga(date.fromisoformat(iso)) if iso else ""


def _bloque(bloque: dict[str, Any]) -> dict[str, Any]:
    return {
        **bloque,
        "desde": _fecha(bloque["desde"]),
        "hasta": _fecha(bloque["hasta"]),
        "inversiones": [(i["concepto"], escribir_monto(i["monto"])) for i in bloque["inversiones"]],
        "lineas": [{**linea, "anual": sum(linea["programacion"])} for linea in bloque["lineas"]],
    }


def _totales(datos: dict[str, Any]) -> list[int]:
    filas = [
        linea["programacion"] for b in datos["bloques"] for linea in b["lineas"] if linea["programacion"]
    ]
    columnas = [sum(columna) for columna in zip(*filas, strict=True)]
    return [*columnas, sum(columnas)]


def _html(
    datos: dict[str, Any],
    contexto: ContextoDeHoja | None,
    papel: Papel,
    huella: str,
    firmas: list[dict[str, str]] | None = None,
) -> str:
    marco: dict[str, Any] = {
        "publica": firmas is not None,
        "firmas": firmas,
        "d": datos,
        "c": contexto,
        "escudo": direccion_del_escudo(datos["municipio"].get("escudo", "")),
        "papel": papel.value,
        "fecha": _fecha(datos["fecha"]),
        "bloques": [_bloque(b) for b in datos["bloques"]],
        "totales": _totales(datos),
        "huella": huella,
    }
    if contexto:
        marco["codigo"] = codigo_legible(contexto.codigo)
        marco["qr"] = qr_en_svg(contexto.url)
    return render_to_string("poa/documentos/hoja.html", marco)


def hoja_del_poa(datos: str, contexto: ContextoDeHoja | None = None, papel: Papel = Papel.CARTA) -> bytes:
    """The sheet as PDF. With `contexto` it is the frozen one, with empty boxes to sign and its data attached;
    without it, a working print of the draft, marked so.

    `datos` is canonical JSON of `instantanea_del_plan`. Raises PdfFallido.
    """
    leidos = json.loads(datos)
    recursos = recursos_del_escudo(leidos["municipio"].get("escudo", ""))
    titulo = f"POA {leidos['ejercicio']} · {leidos['encabezado']}"
    html = _html(leidos, contexto, papel, sha256(datos.encode()))
    if contexto is None:
        return renderizar_pdf(html=html, titulo=titulo, recursos=recursos).contenido
    anexo = Anexo("datos.json", datos.encode(), "application/json", "Datos del POA autorizado")
    pdf = renderizar_pdf(html=html, titulo=titulo, anclas=list(_CASILLAS), anexos=[anexo], recursos=recursos)
    return agregar_casillas(pdf.contenido, casillas_en(pdf.anclas, _CASILLAS))


def hoja_publica_del_poa(datos: str, contexto: ContextoDeHoja, firmas: list[dict[str, str]]) -> bytes:
    """The versión pública of the signed sheet: no certificates and no attachment; who signed and when, in
    words (`firmas_en_palabras`). Raises PdfFallido."""
    leidos = json.loads(datos)
    html = _html(leidos, contexto, Papel.CARTA, sha256(datos.encode()), firmas)
    titulo = f"POA {leidos['ejercicio']} · {leidos['encabezado']} · versión pública"
    recursos = recursos_del_escudo(leidos["municipio"].get("escudo", ""))
    return renderizar_pdf(html=html, titulo=titulo, recursos=recursos).contenido
