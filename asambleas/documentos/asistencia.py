"""The attendance list on paper: empty rows to sign by hand, or who came with the signature they drew."""

from datetime import datetime
from typing import Any

from django.template.loader import render_to_string

from nucleo import almacen
from nucleo.fechas import fecha_larga
from nucleo.pdf import PdfFallido, renderizar_pdf
from poa.escudo import direccion_del_escudo, recursos_del_escudo

FIRMA_CAMBIADA = "Una firma dibujada de la lista ya no es la que se capturó. Avise al administrador."


def lista_en_pdf(datos: dict[str, Any], direccion_del_aviso: str) -> bytes:
    """The list. `datos` is what `datos_de_lista` gives. Raises PdfFallido."""
    escudo = datos["municipio"].get("escudo", "")
    momento = datetime.fromisoformat(datos["momento"])
    filas = [{**f, "src": f"recurso:{_recurso(f)}" if f["firma"] else ""} for f in datos["asistentes"]]
    html = render_to_string(
        "asambleas/documentos/lista.html",
        {
            "d": datos,
            "filas": filas,
            "cuando": f"{fecha_larga(momento.date())}, {momento:%H:%M} horas",
            "escudo": direccion_del_escudo(escudo),
            "aviso_en": direccion_del_aviso,
        },
    )
    titulo = f"Lista de asistencia · {datos['organo']['nombre']}"
    recursos = recursos_del_escudo(escudo) | {_recurso(f): _firma(f) for f in filas if f["firma"]}
    return renderizar_pdf(html=html, titulo=titulo, recursos=recursos).contenido


def _recurso(fila: dict[str, Any]) -> str:
    return f"firma-{fila['numero']}.png"


def _firma(fila: dict[str, Any]) -> bytes:
    """What was drawn, compared with the hash of when it was taken."""
    contenido = almacen.leer(fila["firma"])
    if almacen.sha256(contenido) != fila["firma_sha256"]:
        raise PdfFallido(FIRMA_CAMBIADA, f"signature {fila['numero']} changed in the store")
    return contenido
