"""The evaluated quarter on paper: from its snapshot and its context to a PDF with two signature boxes."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.template.loader import render_to_string

from evaluacion.estados import CASILLA_DIRECCION, CASILLA_PLANEACION
from nucleo.almacen import sha256
from nucleo.bitacora import canonico
from nucleo.dinero import escribir_monto
from nucleo.efirma.preparacion import agregar_casillas, casillas_en
from nucleo.fechas import fecha_larga
from nucleo.folios import codigo_legible
from nucleo.pdf import Anexo, renderizar_pdf
from nucleo.qr import qr_en_svg
from poa.escudo import direccion_del_escudo, recursos_del_escudo
from poa.estados import Cuarto

_CASILLAS = {
    "firma-direccion": (CASILLA_DIRECCION, "Firma del responsable"),
    "firma-planeacion": (CASILLA_PLANEACION, "Firma de quien evalúa"),
}
_PERIODOS = {1: "enero a marzo", 2: "abril a junio", 3: "julio a septiembre", 4: "octubre a diciembre"}


@dataclass(frozen=True)
class ContextoDeImpresion:
    """What is printed beside the counted data: identity, moment of the cut-off, head of the audit chain."""

    folio: str
    codigo: str
    url: str
    corte: str
    cabeza_numero: int
    cabeza_hash: str
    responsable: str
    responsable_cargo: str
    evaluador: str
    evaluador_cargo: str

    def como_json(self) -> str:
        return canonico(asdict(self))

    @classmethod
    def de_json(cls, texto: str) -> "ContextoDeImpresion":
        return cls(**json.loads(texto))


def cadena_original(datos: dict[str, Any], contexto: ContextoDeImpresion, huella: str) -> str:
    """The essential data between bars, as Mexican seals write them; its last piece is the data's SHA-256."""
    total = datos["total"]["trimestral"]
    piezas = (
        "1.0",
        contexto.folio,
        contexto.codigo,
        datos["direccion"]["clave"],
        str(datos["ejercicio"]),
        str(datos["trimestre"]),
        str(datos["version"]),
        f"{total['realizadas']}/{total['proyectadas']}",
        total["cumplimiento"] or total["etiqueta"],
        huella,
    )
    return "||" + "|".join(piezas) + "||"


def _periodo(datos: dict[str, Any]) -> str:
    nombre = str(Cuarto(datos["trimestre"]).label)
    return f"{nombre} de {datos['ejercicio']} ({_PERIODOS[datos['trimestre']]})"


def _barras(datos: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "texto": f"{e['titulo']}: {e['nombre']}",
            **e["trimestral"],
            "porcentaje": Decimal(e["trimestral"]["cumplimiento"]),
        }
        for e in datos["estrategias"]
        if e["trimestral"]["proyectadas"]
    ]


def _marco(datos: dict[str, Any], contexto: ContextoDeImpresion, huella: str) -> dict[str, Any]:
    return {
        "d": datos,
        "c": contexto,
        "escudo": direccion_del_escudo(datos["municipio"].get("escudo", "")),
        "periodo": _periodo(datos),
        "acumulado": f"enero a {_PERIODOS[datos['trimestre']].split(' a ')[1]} de {datos['ejercicio']}",
        "huella": huella,
        "cadena": cadena_original(datos, contexto, huella),
        "codigo": codigo_legible(contexto.codigo),
        "qr": qr_en_svg(contexto.url),
        "barras": _barras(datos),
        "inversiones": [(i["concepto"], escribir_monto(i["asignado"])) for i in datos["inversiones"]],
        "justificadas": _justificadas(datos),
        "sin_actividad": [
            linea for e in datos["estrategias"] for linea in e["lineas"] if linea["sin_actividad"]
        ],
        "actos": [
            {**a, "fecha_larga": fecha_larga(date.fromisoformat(a["fecha"]))} for a in datos["actividades"]
        ],
    }


def _justificadas(datos: dict[str, Any]) -> list[dict[str, Any]]:
    explicadas = []
    for estrategia in datos["estrategias"]:
        for linea in estrategia["lineas"]:
            if j := linea["justificacion"]:
                fecha = fecha_larga(date.fromisoformat(j["fecha"])) if j["fecha"] else ""
                explicadas.append({"estrategia": estrategia["titulo"], **linea, **j, "fecha": fecha})
    return explicadas


def _titulo(datos: dict[str, Any]) -> str:
    return f"Evaluación del POA {datos['ejercicio']} · {datos['direccion']['nombre']} · {_periodo(datos)}"


def hoja_del_trimestre(datos: str, contexto: ContextoDeImpresion) -> bytes:
    """The PDF to sign, with its two empty boxes and the snapshot attached.

    `datos` is canonical JSON. The same data and context give the same bytes, but for the
    /ID. Raises PdfFallido.
    """
    leidos = json.loads(datos)
    html = render_to_string(
        "evaluacion/documentos/trimestre.html", _marco(leidos, contexto, sha256(datos.encode()))
    )
    pdf = renderizar_pdf(
        html=html,
        titulo=_titulo(leidos),
        recursos=recursos_del_escudo(leidos["municipio"].get("escudo", "")),
        anclas=list(_CASILLAS),
        anexos=[Anexo("datos.json", datos.encode(), "application/json", "Datos contados en el trimestre")],
    )
    return agregar_casillas(pdf.contenido, casillas_en(pdf.anclas, _CASILLAS))


def hoja_previa(datos: str, contexto: ContextoDeImpresion) -> bytes:
    """What the document would say today: marked as a preview, without folio, code or anything to sign."""
    leidos = json.loads(datos)
    marco = _marco(leidos, contexto, sha256(datos.encode())) | {"previa": True}
    html = render_to_string("evaluacion/documentos/trimestre.html", marco)
    return renderizar_pdf(
        html=html,
        titulo=f"{_titulo(leidos)} · vista previa",
        recursos=recursos_del_escudo(leidos["municipio"].get("escudo", "")),
    ).contenido


def hoja_publica(datos: str, contexto: ContextoDeImpresion, firmas: list[dict[str, str]]) -> bytes:
    """The versión pública: no certificates, no attachment, no list of acts; who signed and when, in words."""
    leidos = json.loads(datos)
    marco = _marco(leidos, contexto, sha256(datos.encode())) | {"publica": True, "firmas": firmas}
    html = render_to_string("evaluacion/documentos/trimestre.html", marco)
    return renderizar_pdf(
        html=html,
        titulo=f"{_titulo(leidos)} · versión pública",
        recursos=recursos_del_escudo(leidos["municipio"].get("escudo", "")),
    ).contenido
