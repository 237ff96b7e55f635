"""The decision on a reprogramación, on paper: figures before and after, progress, who asked, who decided."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.template.loader import render_to_string

from nucleo.almacen import sha256
from nucleo.bitacora import canonico
from nucleo.fechas import fecha_larga
from nucleo.folios import codigo_legible
from nucleo.pdf import renderizar_pdf
from nucleo.qr import qr_en_svg
from poa.escudo import direccion_del_escudo, recursos_del_escudo
from poa.estados import EstadoReprogramacion

ORDINALES = ("primer", "segundo", "tercer", "cuarto")
RENGLONES = (
    ("inicial", "Inicial"),
    ("antes", "Modificado antes"),
    ("despues", "Modificado después"),
    ("avance", "Avance"),
)


@dataclass(frozen=True)
class ContextoDeDictamen:
    """What is printed beside the decision: identity and head of the audit chain."""

    folio: str
    codigo: str
    url: str
    corte: str
    cabeza_numero: int
    cabeza_hash: str

    def como_json(self) -> str:
        return canonico(asdict(self))


def en_palabras(trimestres: list[int]) -> str:
    """«segundo, tercer y cuarto trimestre»."""
    nombres = [ORDINALES[n - 1] for n in trimestres]
    if len(nombres) > 1:
        nombres = [f"{', '.join(nombres[:-1])} y {nombres[-1]}"]
    return f"{nombres[0]} trimestre"


def renglones_de(linea: dict[str, Any], *, autorizada: bool = True) -> list[dict[str, Any]]:
    """The four rows under a línea, each with its name and five figures; a refused one only proposed."""
    nombres = dict(RENGLONES) if autorizada else {**dict(RENGLONES), "despues": "Propuesto"}
    return [
        {
            "clave": clave,
            "nombre": nombre,
            "figuras": [
                {"valor": v, "cambia": clave == "despues" and v != a}
                for v, a in zip(linea[clave], linea["antes"], strict=True)
            ],
        }
        for clave, nombre in nombres.items()
    ]


def tabla_de(datos: dict[str, Any]) -> dict[str, Any]:
    """Blocks, líneas and total with their four rows, for the paper and for the page."""
    autorizada = datos["estado"] != EstadoReprogramacion.RECHAZADA
    return {
        "bloques": [
            {
                **bloque,
                "lineas": [
                    {**linea, "renglones": renglones_de(linea, autorizada=autorizada)}
                    for linea in bloque["lineas"]
                ],
            }
            for bloque in datos["bloques"]
        ],
        "total": renglones_de(datos["total"], autorizada=autorizada),
        "trimestres": en_palabras(datos["trimestres"]),
    }


def dictamen_de_reprogramacion(datos: str, contexto: ContextoDeDictamen) -> bytes:
    """The PDF of a decision, from canonical JSON of `cambio_de` and who decided. Raises PdfFallido."""
    leidos = json.loads(datos)
    escudo = leidos["municipio"].get("escudo", "")
    marco = {
        "d": leidos,
        "escudo": direccion_del_escudo(escudo),
        "c": contexto,
        "t": tabla_de(leidos),
        "autorizada": leidos["estado"] == EstadoReprogramacion.AUTORIZADA,
        "solicitada_el": fecha_larga(date.fromisoformat(leidos["solicitada_el"])),
        "resuelta_el": fecha_larga(date.fromisoformat(leidos["resuelta_el"])),
        "codigo": codigo_legible(contexto.codigo),
        "huella": sha256(datos.encode()),
        "qr": qr_en_svg(contexto.url),
    }
    html = render_to_string("poa/documentos/dictamen.html", marco)
    titulo = f"Dictamen de la reprogramación {leidos['folio']}"
    return renderizar_pdf(html=html, titulo=titulo, recursos=recursos_del_escudo(escudo)).contenido
