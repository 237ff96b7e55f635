"""The renderer's fetcher: bytes the caller gave and files of our own static folder, nothing else."""

from pathlib import Path
from urllib.parse import unquote

from weasyprint.urls import URLFetcher, URLFetcherResponse

ESTATICOS = Path(__file__).resolve().parents[2] / "static"
TIPOS = {
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".ttf": "font/ttf",
    ".woff2": "font/woff2",
}
# Served to documents: never the scripts, nor anything else that may come to live under static/.
CARPETAS = ("css", "img", "vendor/noto-sans")


class RecursoNegado(ValueError):
    """The document asked for something that is neither a given resource nor one of our own files."""


class Despensa(URLFetcher):
    """Answers `recurso:nombre` from a dict and `estatico:css/x.css` from our folder; refuses the rest.

    Nothing of the parent's `fetch` runs, so no handler of urllib (http, ftp, file, data) is
    ever reached; `data:` is refused too: a document has no bytes but those it was handed.
    """

    def __init__(self, recursos: dict[str, bytes]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self.recursos = recursos
        self.negados: list[str] = []

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        esquema, _, resto = url.partition(":")
        nombre = unquote(resto)
        if esquema == "recurso" and nombre in self.recursos:
            return self._respuesta(url, nombre, self.recursos[nombre])
        if esquema == "estatico" and (archivo := archivo_estatico(nombre)):
            return self._respuesta(url, nombre, archivo.read_bytes())
        self.negados.append(url[:200])
        raise RecursoNegado(f"Recurso negado: {url[:200]}")

    @staticmethod
    def _respuesta(url: str, nombre: str, contenido: bytes) -> URLFetcherResponse:
        tipo = TIPOS.get(Path(nombre).suffix.lower())
        return URLFetcherResponse(url, contenido, {"Content-Type": tipo} if tipo else None)


def archivo_estatico(nombre: str) -> Path | None:
    """The file of our static folder with that relative name, or None when it may not be served."""
    if "\0" in nombre:
        return None
    archivo = (ESTATICOS / nombre).resolve()
    permitido = any(archivo.is_relative_to(ESTATICOS / carpeta) for carpeta in CARPETAS)
    return archivo if permitido and archivo.suffix in TIPOS and archivo.is_file() else None
