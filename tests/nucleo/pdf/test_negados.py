"""Trust rule 15: documents get neither addresses nor local files; the default fetcher gives both."""

import http.server
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
import weasyprint
from PIL import Image

from nucleo.pdf import PdfFallido, renderizar_pdf
from nucleo.pdf.recursos import ESTATICOS, Despensa, RecursoNegado, archivo_estatico
from tests.nucleo.pdf import lectura
from tests.nucleo.pdf.vectores import LOCALES, RED, SVG, XXE

CANARIO = "CANARIO-7f3a"
TAMANO = (7, 13)
TIPOS = {".png": "image/png", ".svg": "image/svg+xml", ".css": "text/css", ".html": "text/html"}


@dataclass
class Trampa:
    """A loopback server that counts connections, and a canary file under each extension."""

    servidor: http.server.ThreadingHTTPServer
    canario: Path
    conexiones: int = 0
    fallidos: int = 0

    @property
    def casa(self) -> str:
        return f"127.0.0.1:{self.servidor.server_port}"

    def documento(self, molde: str) -> str:
        archivo = self.canario.as_uri()
        datos = {
            "casa": self.casa,
            "red": f"http://{self.casa}/x",
            "ruta": str(self.canario),
            "archivo": archivo,
            "subir": "../" * len(ESTATICOS.parts),
            "xxe": quote(XXE.format(archivo=archivo)),
        }
        return f"<p>Hola</p>{molde.format(**datos)}"

    def filtra(self, render: Callable[[str], bytes], molde: str) -> bool:
        """Whether rendering the vector made a connection or carried the canary into the file."""
        antes = self.conexiones
        try:
            pdf = render(self.documento(molde))
        except (PdfFallido, OSError, ValueError, TypeError):
            self.fallidos += 1
            return self.conexiones > antes
        llevado = (
            TAMANO in lectura.imagenes(pdf)
            or CANARIO in lectura.texto(pdf)
            or any(CANARIO.encode() in adjunto for adjunto in lectura.adjuntos(pdf))
        )
        return llevado or self.conexiones > antes


@pytest.fixture(scope="module")
def trampa(tmp_path_factory) -> Iterator[Trampa]:
    canario = tmp_path_factory.mktemp("canario") / "x"
    Image.new("RGB", TAMANO, "red").save(canario.with_suffix(".png"))
    canario.with_suffix(".txt").write_text(CANARIO)
    canario.with_suffix(".css").write_text(f"p::after{{content:'{CANARIO}'}}")
    canario.with_suffix(".svg").write_text(f"{SVG}<g id='a'><rect width='9' height='9'/></g></svg>")
    canario.with_suffix(".html").write_text(f"<p>{CANARIO}")

    class Respuesta(http.server.BaseHTTPRequestHandler):
        timeout = 2

        def do_GET(self) -> None:
            if self.path == "/redirige":
                self.send_response(302)
                self.send_header("Location", "/x.png")
                self.end_headers()
                return
            archivo = canario.with_suffix(Path(self.path).suffix)
            self.send_response(200)
            self.send_header("Content-Type", TIPOS.get(archivo.suffix, "text/plain"))
            self.end_headers()
            self.wfile.write(archivo.read_bytes() if archivo.exists() else b"")

        def log_message(self, *_) -> None:
            pass

    class Contador(http.server.ThreadingHTTPServer):
        def verify_request(self, *_) -> bool:
            trampa.conexiones += 1
            return True

    servidor = Contador(("127.0.0.1", 0), Respuesta)
    trampa = Trampa(servidor, canario)
    hilo = threading.Thread(target=servidor.serve_forever, daemon=True)
    hilo.start()
    yield trampa
    servidor.shutdown()
    servidor.server_close()


def nuestro(html: str) -> bytes:
    return renderizar_pdf(html=html, titulo="x").contenido


def sin_guarda(html: str) -> bytes:
    return weasyprint.HTML(string=html, url_fetcher=weasyprint.urls.URLFetcher(timeout=1)).write_pdf()


def test_ningun_vector_llega_a_la_red_ni_a_un_archivo(trampa, cifra):
    vectores = RED | LOCALES
    assert len(vectores) >= 24
    assert [nombre for nombre, molde in vectores.items() if trampa.filtra(nuestro, molde)] == []
    cifra(15, "vectores de PDF que llegan a la red o a un archivo", trampa.conexiones, de=len(vectores))
    assert trampa.conexiones == 0
    assert trampa.fallidos <= 2, "almost every vector must give a document, or nothing was looked at"


def test_con_el_buscador_de_fabrica_los_mismos_vectores_si_llegan(trampa):
    """The negative control: without our fetcher the trap catches them, so the test above can fail."""
    red = [nombre for nombre, molde in RED.items() if trampa.filtra(sin_guarda, molde)]
    locales = [nombre for nombre, molde in LOCALES.items() if trampa.filtra(sin_guarda, molde)]
    assert len(red) >= 24, sorted(set(RED) - set(red))
    assert len(locales) >= 8, sorted(set(LOCALES) - set(locales))


@pytest.mark.parametrize("nombre", ["img", "link stylesheet", "svg image", "a attachment", "img de archivo"])
def test_lo_negado_se_anota(trampa, nombre):
    html = trampa.documento((RED | LOCALES)[nombre])
    assert renderizar_pdf(html=html, titulo="x").avisos
    assert renderizar_pdf(html="<p>Hola", titulo="x").avisos == ()


def test_un_svg_entregado_no_trae_nada_de_fuera(trampa):
    svg = f'{SVG}<image href="http://{trampa.casa}/x.png" width="9" height="9"/></svg>'.encode()
    xxe = XXE.format(archivo=trampa.canario.as_uri()).encode()
    antes = trampa.conexiones
    pdf = renderizar_pdf(html='<img src="recurso:a.svg">', titulo="x", recursos={"a.svg": svg})
    assert trampa.conexiones == antes
    assert any(trampa.casa in aviso for aviso in pdf.avisos)
    despensa = Despensa({"a.svg": xxe})
    contenido = weasyprint.HTML(string='<img src="recurso:a.svg">', url_fetcher=despensa).write_pdf()
    assert CANARIO not in lectura.texto(contenido)


def test_lo_entregado_y_lo_nuestro_si_se_sirven(trampa):
    foto = trampa.canario.with_suffix(".png").read_bytes()
    html = (
        '<link rel="stylesheet" href="recurso:mio.css">'
        '<link rel="stylesheet" href="estatico:css/impresion.css">'
        '<img src="recurso:foto ñ.png" alt="Foto"><p>Hola'
    )
    recursos = {"foto ñ.png": foto, "mio.css": b"p::after{content:' desde la hoja'}"}
    pdf = renderizar_pdf(html=html, titulo="x", recursos=recursos)
    assert pdf.avisos == ()
    assert lectura.imagenes(pdf.contenido) == {TAMANO}
    assert "Hola desde la hoja" in lectura.texto(pdf.contenido)


def test_los_enlaces_peligrosos_se_quitan_y_los_buenos_quedan():
    html = (
        '<a href="javascript:alert(1)">a</a> <a href="file:///etc/passwd">b</a> '
        '<a href="https://ejemplo.test/v">c</a> <a href="#z">d</a><p id="z">z'
    )
    pdf = renderizar_pdf(html=html, titulo="x")
    with lectura.abrir(pdf.contenido) as archivo:
        notas = archivo.pages[0].Annots
        acciones = [str(nota.A.URI) for nota in notas if "/A" in nota]
        assert acciones == ["https://ejemplo.test/v"]
        assert len(notas) == 2
    assert sum("Enlace negado" in aviso for aviso in pdf.avisos) == 2


@pytest.mark.parametrize(
    "nombre",
    [
        "../manage.py",
        "css/../../manage.py",
        "/etc/passwd",
        "js/x.js",
        "vendor/SHA256SUMS",
        "css/no.css",
        "css/\0.css",
    ],
)
def test_de_nuestra_carpeta_solo_lo_previsto(nombre):
    assert archivo_estatico(nombre) is None
    with pytest.raises(RecursoNegado):
        Despensa({}).fetch(f"estatico:{nombre}")


def test_un_enlace_simbolico_no_saca_de_la_carpeta(tmp_path, monkeypatch):
    secreto = tmp_path / "secreto.css"
    secreto.write_text("x")
    (tmp_path / "static/css").mkdir(parents=True)
    (tmp_path / "static/css/fuga.css").symlink_to(secreto)
    (tmp_path / "static/css/buena.css").write_text("x")
    monkeypatch.setattr("nucleo.pdf.recursos.ESTATICOS", tmp_path / "static")
    assert archivo_estatico("css/buena.css")
    assert archivo_estatico("css/fuga.css") is None
