"""A tiny site for the signing page: strict CSP, plain http, real preparing and finishing behind it."""

import base64
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

from nucleo.efirma.certificados import CertificadoInvalido, exigir_efirma, leer_certificado
from nucleo.efirma.ejemplo import Autoridad
from nucleo.efirma.preparacion import FirmaInvalida, Preparacion, preparar_firma, terminar_firma
from tests.nucleo.efirma.armado import DIRECCION, DIRECTORA, FUENTE, MOMENTO, RAIZ, FirmaEsperada, Sello

PAGINA = """<!doctype html><html lang="es"><head><meta charset="utf-8"><title>Firmar</title>
<link rel="icon" href="data:,">
<script src="/forge.js" defer></script><script src="/efirma.js" defer></script></head><body>
<main data-efirma data-url-preparar="/preparar" data-url-terminar="/terminar" data-csrf="ficha-csrf">
<input type="hidden" name="cargo" value="titular">
<label>Certificado <input type="file" id="efirma-cer" accept=".cer"></label>
<label>Llave <input type="file" id="efirma-key" accept=".key"></label>
<label>Contraseña <input type="password" id="efirma-clave" autocomplete="off"></label>
<ol><li data-efirma-paso="abrir">Abrir</li><li data-efirma-paso="preparar">Preparar</li>
<li data-efirma-paso="firmar">Firmar</li><li data-efirma-paso="terminar">Guardar</li></ol>
<button type="button" id="efirma-firmar">Firmar</button>
<p id="efirma-estado" role="status" aria-live="polite"></p></main></body></html>"""
FIRMADO = "<!doctype html><html lang=es><link rel=icon href='data:,'><title>Firmado</title><h1>Firmado</h1>"
CSP = "default-src 'self'; img-src 'self' data:; object-src 'none'; frame-ancestors 'none'"

Respuesta = tuple[int, dict | str]


@dataclass
class Sitio:
    """What the page talks to; `respuestas` replaces the answer of a path, `pedidos` keeps every POST."""

    base: bytes
    autoridad: Autoridad
    rfc: str = DIRECTORA["rfc"]
    guion: str = field(default_factory=lambda: (RAIZ / "static/js/efirma.js").read_text())
    respuestas: dict[str, Callable[[], Respuesta]] = field(default_factory=dict)
    pedidos: list[tuple[str, dict[str, list[str]], dict[str, str]]] = field(default_factory=list)
    firmado: bytes = b""
    esperada: FirmaEsperada | None = None
    preparacion: Preparacion | None = None

    def atender(self, ruta: str, datos: dict[str, list[str]], cabeceras: dict[str, str]) -> Respuesta:
        self.pedidos.append((ruta, datos, cabeceras))
        if ruta in self.respuestas:
            return self.respuestas[ruta]()
        try:
            return 200, self.preparar(datos) if ruta == "/preparar" else self.terminar(datos)
        except (CertificadoInvalido, FirmaInvalida) as error:
            return 400, {"error": str(error)}

    def preparar(self, datos: dict[str, list[str]]) -> dict:
        cert = leer_certificado(base64.b64decode(datos["cer"][0]))
        raices, intermedios = [self.autoridad.raiz], [self.autoridad.emisora]
        confianza = exigir_efirma(
            cert,
            rfc_esperado=self.rfc,
            curp_esperada=None,
            momento=MOMENTO,
            raices=raices,
            intermedios=intermedios,
        )
        self.esperada = FirmaEsperada(DIRECCION, cert.sha256, MOMENTO, confianza.cadena)
        self.preparacion = preparar_firma(
            pdf=self.base,
            casilla=DIRECCION,
            certificado=cert.der,
            cadena=confianza.cadena,
            sello=Sello([f"Firmado por {cert.nombre}"], FUENTE),
            momento=MOMENTO,
            certificar=True,
        )
        return {"atributos": base64.b64encode(self.preparacion.atributos).decode(), "en_curso": "7"}

    def terminar(self, datos: dict[str, list[str]]) -> dict:
        assert self.preparacion is not None
        assert datos["en_curso"] == ["7"]
        self.firmado = terminar_firma(
            preparacion_pdf=self.preparacion.pdf_preparado,
            estado=self.preparacion.estado,
            firma=base64.b64decode(datos["firma"][0]),
        )
        return {"siguiente": "/firmado"}

    def archivo(self, ruta: str) -> tuple[str, bytes] | None:
        forge = RAIZ / "static/vendor/node-forge/forge.min.js"
        return {
            "/": ("text/html", PAGINA.encode()),
            "/firmado": ("text/html", FIRMADO.encode()),
            "/efirma.js": ("text/javascript", self.guion.encode()),
            "/forge.js": ("text/javascript", forge.read_bytes()),
        }.get(ruta)


def servir(sitio: Sitio) -> tuple[ThreadingHTTPServer, str]:
    """Start it on a free port of 127.0.0.1; the caller shuts it down."""

    class Manejador(BaseHTTPRequestHandler):
        def log_message(self, *_) -> None:
            return

        def responder(self, estado: int, tipo: str, cuerpo: bytes, **cabeceras: str) -> None:
            self.send_response(estado)
            for nombre, valor in {"Content-Type": f"{tipo}; charset=utf-8", **cabeceras}.items():
                self.send_header(nombre.replace("_", "-"), valor)
            self.send_header("Content-Length", str(len(cuerpo)))
            self.send_header("Content-Security-Policy", CSP)
            self.end_headers()
            self.wfile.write(cuerpo)

        def do_GET(self) -> None:
            hallado = sitio.archivo(self.path)
            self.responder(200, *hallado) if hallado else self.responder(404, "text/plain", b"no")

        def do_POST(self) -> None:
            cuerpo = self.rfile.read(int(self.headers["Content-Length"])).decode()
            estado, dado = sitio.atender(self.path, parse_qs(cuerpo), dict(self.headers))
            if estado == 302:
                self.responder(302, "text/html", b"", Location=str(dado))
            elif isinstance(dado, str):
                self.responder(estado, "text/html", dado.encode())
            else:
                self.responder(estado, "application/json", json.dumps(dado).encode())

    servidor = ThreadingHTTPServer(("127.0.0.1", 0), Manejador)
    threading.Thread(target=servidor.serve_forever, daemon=True).start()
    return servidor, f"http://127.0.0.1:{servidor.server_port}"
