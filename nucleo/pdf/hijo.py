"""What runs in the forked child: its limits, one rendering with WeasyPrint, and the answer."""

import contextlib
import gc
import hashlib
import logging
import resource
import signal
import socket
import traceback
import unicodedata
import warnings
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pydyf
import weasyprint
from PIL import Image
from weasyprint.text.fonts import FontConfiguration

from nucleo.pdf.iconos import colorear
from nucleo.pdf.mensajes import enviar, recibir
from nucleo.pdf.recursos import ESTATICOS, Despensa

VARIANTE = "pdf/a-3a"
IDIOMA = "es-MX"
PUNTOS_POR_PX = 0.75
PIXELES_MAXIMOS = 60_000_000
MARGEN_DE_AVISO = 64 << 20
ESQUEMAS_DE_ENLACE = ("https:", "http:", "mailto:")
BASE = "documento:"

# Once per server, before any fork: what is parsed here costs nothing to a rendering.
HOJA = weasyprint.CSS(string=(ESTATICOS / "css/impresion.css").read_text("utf-8"), url_fetcher=Despensa({}))
Image.MAX_IMAGE_PIXELS = PIXELES_MAXIMOS
Image.init()


@dataclass
class Peticion:
    """One rendering as it came through the socket."""

    html: str
    titulo: str
    recursos: dict[str, bytes]
    anexos: list[dict[str, Any]]
    anclas: list[str]
    huella: bytes


@dataclass
class Registro(logging.Handler):
    """Keeps WeasyPrint's warnings, and apart the given images that it could not read."""

    avisos: list[str] = field(default_factory=list)
    ilegibles: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(logging.WARNING)

    def __hash__(self) -> int:
        return id(self)

    def emit(self, record: logging.LogRecord) -> None:
        self.avisos.append(record.getMessage()[:500])
        if str(record.msg).startswith("Failed to load image") and isinstance(record.args, tuple):
            self.ilegibles.append(str(record.args[0]))


class Tipografia(FontConfiguration):
    """Knows the faces of fuentes.conf only: a document cannot bring its own."""

    def add_font_face(self, rule_descriptors: dict[str, Any], url_fetcher: Any) -> None:
        weasyprint.LOGGER.warning("@font-face negada: %s", rule_descriptors.get("font_family"))


class Irrenderizable(Exception):
    """The document cannot be made as asked; the text is one of the reasons the client knows."""

    def __init__(self, motivo: str, detalle: str) -> None:
        super().__init__(detalle)
        self.motivo = motivo


def atender(conexion: socket.socket, segundos: int, mib: int) -> None:
    """Reads one request, renders it under its limits and answers; never raises."""
    limitar(segundos, mib)
    try:
        cabeza, partes = renderizar(_leer(conexion))
    except Irrenderizable as error:
        cabeza, partes = {"error": error.motivo, "detalle": str(error)}, []
    except MemoryError:
        # The soft limit leaves a margin below the hard one, so that this can still be said.
        resource.setrlimit(resource.RLIMIT_AS, (resource.getrlimit(resource.RLIMIT_AS)[1],) * 2)
        cabeza, partes = {"error": "memoria", "detalle": f"más de {mib} MiB"}, []
    except RecursionError as error:
        cabeza, partes = {"error": "memoria", "detalle": f"elementos demasiado anidados: {error}"}, []
    except BaseException:
        cabeza, partes = {"error": "interno", "detalle": traceback.format_exc()[-4000:]}, []
    with contextlib.suppress(OSError):
        enviar(conexion, cabeza, partes)


def limitar(segundos: int, mib: int) -> None:
    """Memory, processor and wall clock, kept by the kernel: a loop inside a C library dies too."""
    gc.disable()
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")
    resource.setrlimit(resource.RLIMIT_AS, (mib << 20, (mib << 20) + MARGEN_DE_AVISO))
    resource.setrlimit(resource.RLIMIT_CPU, (segundos, segundos + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, segundos)


def renderizar(peticion: Peticion) -> tuple[dict[str, Any], list[bytes]]:
    """The answer to a request: head with pages, anchors and warnings, and the bytes of the PDF."""
    registro = _escuchar()
    despensa = Despensa(peticion.recursos)
    html = weasyprint.HTML(string=peticion.html, base_url=BASE, url_fetcher=despensa)
    html.etree_element.attrib.setdefault("lang", IDIOMA)
    colorear(html.etree_element)
    documento = html.render(
        font_config=Tipografia(), stylesheets=[HOJA], pdf_variant=VARIANTE, dpi=200, jpeg_quality=85
    )
    documento.metadata.title = _limpio(peticion.titulo)
    documento.metadata.lang = IDIOMA
    # Only the caller attaches; what the document itself links or embeds is not to be trusted.
    documento.metadata.attachments = []
    _filtrar_enlaces(documento, registro)
    anclas = _anclas(documento, peticion.anclas)
    contenido = documento.write_pdf(
        finisher=lambda _, pdf: _rematar(pdf, peticion.anexos),
        attachments=[_adjunto(anexo) for anexo in peticion.anexos],
        pdf_variant=VARIANTE,
        pdf_identifier=peticion.huella,
        dpi=200,
        jpeg_quality=85,
    )
    _exigir_recursos(registro, peticion)
    avisos = list(dict.fromkeys(registro.avisos))
    return {"paginas": len(documento.pages), "anclas": anclas, "avisos": avisos}, [contenido]


def _leer(conexion: socket.socket) -> Peticion:
    cabeza, partes = recibir(conexion)
    huella = hashlib.sha256(repr((weasyprint.VERSION, pydyf.VERSION, cabeza)).encode())
    for parte in partes:
        huella.update(hashlib.sha256(parte).digest())
    html, *archivos = partes
    nombres = cabeza["recursos"]
    anexos = [
        {**datos, "contenido": contenido}
        for datos, contenido in zip(cabeza["anexos"], archivos[len(nombres) :], strict=True)
    ]
    recursos = dict(zip(nombres, archivos, strict=False))
    return Peticion(
        html.decode(), cabeza["titulo"], recursos, anexos, cabeza["anclas"], huella.hexdigest()[:32].encode()
    )


def _escuchar() -> Registro:
    registro = Registro()
    weasyprint.LOGGER.handlers = [registro]
    weasyprint.LOGGER.setLevel(logging.WARNING)
    weasyprint.LOGGER.propagate = False
    # Pillow only warns between one and two times its limit: make it refuse.
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    return registro


def _filtrar_enlaces(documento: weasyprint.Document, registro: Registro) -> None:
    for pagina in documento.pages:
        quedan = []
        for enlace in pagina.links:
            clase, destino = enlace[:2]
            if clase == "internal" or (clase == "external" and destino.startswith(ESQUEMAS_DE_ENLACE)):
                quedan.append(enlace)
            else:
                registro.avisos.append(f"Enlace negado: {destino[:200]}")
        pagina.links[:] = quedan


def _anclas(documento: weasyprint.Document, pedidas: list[str]) -> dict[str, list[float]]:
    halladas: dict[str, list[float]] = {}
    for numero, pagina in enumerate(documento.pages):
        for nombre in set(pedidas) & set(pagina.anchors) - set(halladas):
            x1, y1, x2, y2 = (valor * PUNTOS_POR_PX for valor in pagina.anchors[nombre])
            abajo = pagina.height * PUNTOS_POR_PX - y2
            halladas[nombre] = [numero, x1, abajo, x2 - x1, y2 - y1]
    if faltan := set(pedidas) - set(halladas):
        raise Irrenderizable("ancla", f"no element has the id {', '.join(sorted(faltan))}")
    return halladas


def _adjunto(anexo: dict[str, Any]) -> weasyprint.Attachment:
    # WeasyPrint must be given a date; `_rematar` takes out the one that nobody gave.
    fecha = datetime.fromisoformat(anexo["fecha"] or "2000-01-01").astimezone(UTC)
    return weasyprint.Attachment(
        string=anexo["contenido"],
        name=anexo["nombre"],
        description=anexo["descripcion"],
        created=fecha,
        modified=fecha,
        relationship="Data",
    )


def _rematar(pdf: pydyf.PDF, anexos: list[dict[str, Any]]) -> None:
    """Writes the declared media type, drops dates that nobody gave, and lists each annex once."""
    flujos = [o for o in pdf.objects if getattr(o, "extra", {}).get("Type") == "/EmbeddedFile"]
    for flujo, anexo in zip(flujos, anexos, strict=True):
        flujo.extra["Subtype"] = "/" + anexo["tipo"].replace("/", "#2f")
        if not anexo["fecha"]:
            del flujo.extra["Params"]["CreationDate"], flujo.extra["Params"]["ModDate"]
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))


def _exigir_recursos(registro: Registro, peticion: Peticion) -> None:
    """A report must not go out without one of its photographs because the file was bad."""
    for url in registro.ilegibles:
        if url.removeprefix("recurso:") in peticion.recursos:
            raise Irrenderizable("imagen", url)


def _limpio(texto: str) -> str:
    return "".join(c for c in texto if unicodedata.category(c) not in ("Cc", "Cs"))
