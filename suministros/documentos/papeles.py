"""The papers of the supplies: oficio, oficio of purchase, requisición and vale, drawn of their data alone."""

import json
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from nucleo.fechas import fecha_larga
from nucleo.folios import codigo_legible
from nucleo.impresion import Identidad
from nucleo.pdf import renderizar_pdf
from nucleo.qr import qr_en_svg
from poa.escudo import direccion_del_escudo, recursos_del_escudo

PLANTILLA = {
    "oficio": "oficio.html",
    "requisicion": "requisicion.html",
    "compra": "compra.html",
    "vale": "vale.html",
}
TITULO = {"oficio": "Oficio", "requisicion": "Requisición", "compra": "Oficio", "vale": "Vale"}
ASUNTO = {
    "vehiculo": "Se solicita vehículo oficial",
    "combustible": "Se solicita combustible",
    "compra": "Se solicita la compra de material sin existencia",
}
BORRADOR = "BORRADOR"


def papel_en_pdf(datos: str, identidad: Identidad | None = None, marca: str = "") -> bytes:
    """The paper of that canonical JSON; a draft has no identity, and `marca` is written across.

    Raises PdfFallido.
    """
    d = json.loads(datos)
    titulo = f"{TITULO[d['tipo']]} {d['folio'] or '(borrador)'}"
    escudo = d["municipio"].get("escudo", "")
    contexto = _contexto(d) | {"titulo": titulo, "escudo": direccion_del_escudo(escudo), "marca": marca}
    if identidad:
        contexto |= {"c": identidad, "codigo": codigo_legible(identidad["codigo"])}
    html = render_to_string(f"suministros/documentos/{PLANTILLA[d['tipo']]}", contexto)
    return renderizar_pdf(html=html, titulo=titulo, recursos=recursos_del_escudo(escudo)).contenido


def _contexto(d: dict[str, Any]) -> dict[str, Any]:
    """The data, and their dates and sums as they are read."""
    fecha = date.fromisoformat(d["fecha"])
    contexto = {"d": d, "fecha": fecha_larga(fecha)}
    if d["tipo"] == "vale":
        return contexto | _del_vale(d)
    renglones = [(r, r["cantidad"] * r["precio"]) for r in d["renglones"]]
    return contexto | {
        "asunto": ASUNTO.get(d.get("pide") or d["tipo"], ""),
        "desde": _momento(d.get("desde", "")),
        "hasta": _momento(d.get("hasta", "")),
        "requerida_el": fecha_larga(date.fromisoformat(d["requerida_el"])) if d.get("requerida_el") else "",
        "renglones": renglones,
        "total": sum(importe for _, importe in renglones),
    }


def _momento(iso: str) -> str:
    if not iso:
        return ""
    momento = datetime.fromisoformat(iso)
    return f"{fecha_larga(momento.date())}, {momento:%H:%M} horas"


def _del_vale(d: dict[str, Any]) -> dict[str, Any]:
    url = settings.URL_PUBLICA + reverse("vale_publico", args=[d["codigo"]])
    return {
        "vigencia": fecha_larga(date.fromisoformat(d["vigencia"])),
        "litros": f"{d['mililitros'] / 1000:g}" if d["mililitros"] else "",
        "url": url,
        "qr": qr_en_svg(url),
    }
