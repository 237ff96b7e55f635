"""The acta on paper, made from its frozen data alone: the one that is signed, and its versión pública."""

import json
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import Any

from django.template.loader import render_to_string

from actividades.archivos import para_imprimir
from asambleas.documentos.redaccion import redactar, titulo_de
from asambleas.estados import Calidad
from nucleo import almacen
from nucleo.almacen import sha256
from nucleo.bitacora import canonico
from nucleo.efirma.preparacion import Casilla, agregar_casillas
from nucleo.folios import codigo_legible
from nucleo.pdf import Ancla, Anexo, PdfFallido, renderizar_pdf
from nucleo.qr import qr_en_svg
from poa.escudo import direccion_del_escudo, recursos_del_escudo

CASILLA_TITULAR = "firma_direccion"
_ANCLA = "firma-direccion"
FIRMA_CAMBIADA = "Una firma dibujada de la lista ya no es la que se capturó. Avise al administrador."
FOTO_CAMBIADA = (
    "Una fotografía del anexo ya no es la que se subió. Quítela y súbala de nuevo, o avise al administrador."
)
Datos = dict[str, Any]


@dataclass(frozen=True)
class ContextoDeActa:
    """What is printed beside the acta when it is frozen: identity and head of the audit chain."""

    folio: str
    codigo: str
    url: str
    corte: str
    cabeza_numero: int
    cabeza_hash: str

    def como_json(self) -> str:
        return canonico(asdict(self))


def acta_en_pdf(datos: str, contexto: ContextoDeActa | None = None) -> bytes:
    """The whole acta, with its annex. With `contexto` it is the frozen one, with an empty box to sign and
    its data attached; without it, a working print, marked so.

    `datos` is canonical JSON of `datos_de_acta`. Raises PdfFallido.
    """
    d = json.loads(datos)
    recursos = recursos_del_escudo(d["municipio"].get("escudo", "")) | _firmas_dibujadas(d) | _fotos(d)
    html, titulo = _html(d, contexto, sha256(datos.encode())), _titulo(d)
    if contexto is None:
        return renderizar_pdf(html=html, titulo=titulo, recursos=recursos).contenido
    anexo = Anexo("datos.json", datos.encode(), "application/json", "Datos del acta")
    pdf = renderizar_pdf(html=html, titulo=titulo, anclas=[_ANCLA], anexos=[anexo], recursos=recursos)
    return agregar_casillas(pdf.contenido, [_casilla(pdf.anclas[_ANCLA])])


def acta_publica_en_pdf(
    datos: str, huella: str, contexto: ContextoDeActa | None, firmas: list[dict[str, str]]
) -> bytes:
    """The versión pública: no attachment, no list, no boxes; who signed and when, in words.

    `datos` is canonical JSON of `sin_personales`; `huella` the SHA-256 of the whole data. Raises PdfFallido.
    """
    d = json.loads(datos)
    recursos = recursos_del_escudo(d["municipio"].get("escudo", ""))
    html = _html(d, contexto, huella, firmas)
    return renderizar_pdf(html=html, titulo=f"{_titulo(d)} · versión pública", recursos=recursos).contenido


def _titulo(d: Datos) -> str:
    return f"{titulo_de(d).capitalize()} · {d['organo']['nombre']}"


def _html(
    d: Datos, contexto: ContextoDeActa | None, huella: str, firmas: list[dict[str, str]] | None = None
) -> str:
    return render_to_string(
        "asambleas/documentos/acta.html",
        {
            "d": d,
            "c": contexto,
            "titulo": titulo_de(d),
            "bloques": [b for b in redactar(d) if not b.vacio],
            "renglones": renglones_de_firma(d),
            "asistentes": [{**a, "src": _recurso(a)} for a in d["asistentes"]],
            "fotos": [{**f, "src": f"recurso:{_nombre_de(f)}"} for f in d.get("fotos", [])],
            "escudo": direccion_del_escudo(d["municipio"].get("escudo", "")),
            "huella": huella,
            "publica": firmas is not None,
            "firmas": firmas,
            "codigo": codigo_legible(contexto.codigo) if contexto else "",
            "qr": qr_en_svg(contexto.url) if contexto else "",
        },
    )


def renglones_de_firma(d: Datos) -> list[dict[str, str]]:
    """Everybody who signs by hand, in order: members, authorities and technical staff, and whoever else."""
    integrantes = [{"nombre": i["nombre"], "cargo": _cargo(i)} for i in d["integrantes"]]
    otros = [{"nombre": x["nombre"], "cargo": x["cargo"]} for x in (*d["autoridades"], *d["firmantes"])]
    return [*integrantes, *otros]


def _cargo(integrante: Datos) -> str:
    suplente = " suplente" if integrante["calidad"] == Calidad.SUPLENTE else ""
    return f"{integrante['cargo']}{suplente}"


def _recurso(asistente: Datos) -> str:
    if not asistente["firma"]:
        return ""
    return f"recurso:firma-{asistente['numero']}{PurePosixPath(asistente['firma']).suffix}"


def _firmas_dibujadas(d: Datos) -> dict[str, bytes]:
    """What was drawn by each person of the list, compared with the hash of when it was taken."""
    recursos = {}
    for asistente in d["asistentes"]:
        if not asistente["firma"]:
            continue
        contenido = _la_misma(asistente["firma"], asistente["firma_sha256"], FIRMA_CAMBIADA)
        recursos[_recurso(asistente).removeprefix("recurso:")] = contenido
    return recursos


def _nombre_de(foto: Datos) -> str:
    return f"foto-{foto['numero']}.jpg"


def _fotos(d: Datos) -> dict[str, bytes]:
    """The photos of the annex at the size of the paper, each compared with its hash; old data have none."""
    fotos = d.get("fotos", [])
    return {_nombre_de(f): para_imprimir(_la_misma(f["archivo"], f["sha256"], FOTO_CAMBIADA)) for f in fotos}


def _la_misma(archivo: str, huella: str, mensaje: str) -> bytes:
    """The kept bytes, when they are still those of that hash. Raises PdfFallido."""
    try:
        contenido = almacen.leer(archivo)
    except FileNotFoundError as error:
        raise PdfFallido(mensaje, f"{archivo} is not in the store") from error
    if sha256(contenido) != huella:
        raise PdfFallido(mensaje, f"{archivo} changed in the store")
    return contenido


def _casilla(a: Ancla) -> Casilla:
    caja = (a.x + 1, a.y + 1, a.x + a.ancho - 1, a.y + a.alto - 1)
    return Casilla(CASILLA_TITULAR, a.pagina, caja, "Firma del responsable")
