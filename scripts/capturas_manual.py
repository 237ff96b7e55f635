"""Pictures of the manual (docs/manual/imagenes/), taken while the main job is done on a fresh example server.

Start the program with an empty state folder (`DIR_ESTADO=… ./run`), then run this with its address and the
folder of its e.firmas. It works one quarter through to its verification: each time on a fresh example.
"""

import argparse
import io
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from capturas import ARGUMENTOS_DE_CHROMIUM, entrar
from capturas_organos import de_los_organos
from capturas_plan import del_plan
from capturas_suministros import de_los_suministros
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, FilePayload, Locator, Page, ViewportSize, sync_playwright

RAIZ = Path(__file__).resolve().parent.parent
TELEFONO, ESCRITORIO = ViewportSize(width=390, height=844), ViewportSize(width=1280, height=800)
MAXIMO_BYTES, MAXIMO_TOTAL = 120_000, 2_500_000
FIRMA_ESPERA_MS = 90_000
ASAMBLEA = "Asamblea con vecinos de la calle Hidalgo para elegir a los representantes del comité."
CAUSAS = {
    "causa": "El servicio de redes sociales del municipio estuvo suspendido una semana.",
    "accion_correctiva": "Publicar en abril la difusión que quedó pendiente.",
    "responsable": "Luis Fernando Barajas Villaseñor",
    "fecha_compromiso": "2024-05-15",
}
CAUSA_DE_MAS = {"causa": "Los vecinos pidieron una visita de más a la obra del malecón."}
OBSERVACION = "Falta la lista de asistencia de la asamblea del 20 de marzo. Adjúntela y firme de nuevo."

# The browser's own words come in the language of the machine; here they are shown as in a Spanish one.
VESTIR = """() => {
document.activeElement.blur();
document.querySelectorAll('input[type=file], input[type^=date]').forEach((campo) => {
  if (!campo.offsetParent || campo.closest('.soltar')) return;
  const copia = document.createElement('div');
  copia.className = 'form-control';
  copia.dataset.copia = '';
  if (campo.type === 'file') {
    const boton = document.createElement('span');
    boton.className = 'insignia insignia--acento';
    boton.textContent = 'Seleccionar archivo';
    const nombre = campo.files.length ? campo.files[0].name : 'Ningún archivo seleccionado';
    copia.append(boton, ' ' + nombre);
  } else {
    const [dia, hora] = campo.value.split('T');
    const vacio = campo.type === 'date' ? 'dd/mm/aaaa' : 'dd/mm/aaaa, --:--';
    copia.textContent = dia ? dia.split('-').reverse().join('/') + (hora ? `, ${hora}` : '') : vacio;
  }
  campo.hidden = true;
  campo.after(copia);
});
}"""
DESVESTIR = """() => document.querySelectorAll('[data-copia]').forEach((copia) => {
  copia.previousElementSibling.hidden = false;
  copia.remove();
})"""


def foto_de_ejemplo() -> FilePayload:
    """A drawn picture for the evidence, as Playwright takes a file."""
    imagen = Image.new("RGB", (1200, 900), (180, 205, 220))
    dibujo = ImageDraw.Draw(imagen)
    dibujo.rectangle([0, 560, 1200, 900], fill=(122, 102, 74))
    dibujo.polygon([(0, 560), (300, 280), (600, 540), (880, 240), (1200, 560)], fill=(31, 107, 58))
    salida = io.BytesIO()
    imagen.save(salida, "JPEG", quality=80)
    return FilePayload(name="asamblea.jpg", mimeType="image/jpeg", buffer=salida.getvalue())


def adelgazar(png: bytes) -> bytes:
    """Fewer colours, and if that is not enough a smaller picture, until it fits in the budget."""
    imagen = Image.open(io.BytesIO(png)).convert("RGB")
    for colores, escala in ((256, 1.0), (128, 1.0), (64, 1.0), (128, 0.8), (64, 0.7)):
        medida = (round(imagen.width * escala), round(imagen.height * escala))
        reducida = imagen.resize(medida, Image.Resampling.LANCZOS) if escala < 1 else imagen
        salida = io.BytesIO()
        reducida.quantize(colores, dither=Image.Dither.NONE).save(salida, "PNG", optimize=True)
        if salida.tell() <= MAXIMO_BYTES:
            return salida.getvalue()
    sys.exit("Una imagen no cabe en su presupuesto; recorte lo que muestra.")


class Manual:
    """A browser on the example server, and where the pictures go."""

    def __init__(self, navegador: Browser, base: str, efirmas: Path, salida: Path) -> None:
        self.navegador, self.base, self.efirmas, self.salida = navegador, base, efirmas, salida

    @contextmanager
    def como(self, usuario: str, clave: str, medida: ViewportSize) -> Iterator[Page]:
        """A page where that person (empty: nobody) has signed in, without the welcome message."""
        contexto = self.navegador.new_context(
            locale="es-MX", timezone_id="America/Mexico_City", viewport=medida
        )
        if usuario:
            entrar(contexto, self.base, usuario, clave)
        pagina = contexto.new_page()
        pagina.goto(self.base)
        yield pagina
        contexto.close()

    def tomar(self, pagina: Page, nombre: str, desde: Locator | None = None, alto: int = 0) -> None:
        """One picture: the first screen, or the screen that begins a little above `desde`."""
        pagina.wait_for_load_state("networkidle")
        medida = pagina.viewport_size or ESCRITORIO
        if alto:
            pagina.set_viewport_size(ViewportSize(width=medida["width"], height=alto))
        pagina.evaluate(VESTIR)
        if desde is not None:
            desde.evaluate("nodo => scrollTo(0, nodo.getBoundingClientRect().top + scrollY - 24)")
        self.guardar(nombre, pagina.screenshot())
        pagina.evaluate(DESVESTIR)
        pagina.set_viewport_size(medida)

    def guardar(self, nombre: str, png: bytes) -> None:
        destino = self.salida / f"{nombre}.png"
        destino.write_bytes(adelgazar(png))
        print(f"{destino.stat().st_size:>8,}  {destino.name}")

    def elegir_efirma(self, pagina: Page, usuario: str, clave: str) -> None:
        pagina.set_input_files("#efirma-cer", self.efirmas / f"{usuario}.cer")
        pagina.set_input_files("#efirma-key", self.efirmas / f"{usuario}.key")
        pagina.fill("#efirma-clave", clave)

    def firmar(self, pagina: Page) -> None:
        pagina.click("#efirma-firmar")
        pagina.wait_for_url("**/historia/", timeout=FIRMA_ESPERA_MS)


def confirmar(pagina: Page) -> None:
    with pagina.expect_navigation():
        pagina.click("#confirmacion button[value=si]")


def personal(m: Manual, clave: str) -> None:
    """A member of the staff logs an act from a phone, first with mistakes."""
    with m.como("", "", TELEFONO) as pagina:
        m.tomar(pagina, "personal-entrar", alto=760)
    with m.como("personal.pc", clave, TELEFONO) as pagina:
        m.tomar(pagina, "personal-inicio")
        pagina.click("[data-menu]")
        m.tomar(pagina, "personal-menu", alto=520)
        pagina.goto(f"{m.base}/actividades/nueva/")
        pagina.select_option("[name=linea]", index=3)
        pagina.fill("[name=cantidad]", "0")
        pagina.locator("form[data-captura]").evaluate("f => { f.noValidate = true; }")
        pagina.get_by_role("button", name="Guardar", exact=True).click()
        m.tomar(pagina, "personal-error", alto=1000)
        pagina.goto(f"{m.base}/actividades/nueva/")
        pagina.select_option("[name=linea]", index=3)
        pagina.fill("[name=fecha]", "2024-03-20")
        pagina.fill("[name=cantidad]", "1")
        pagina.fill("[name=descripcion]", ASAMBLEA)
        pagina.fill("[name=mujeres]", "8")
        pagina.fill("[name=hombres]", "5")
        pagina.locator("[data-localidades] summary").click()
        pagina.get_by_label("El Molino").check()
        pagina.locator("[data-localidades] summary").click()
        pagina.set_input_files("input[type=file]", foto_de_ejemplo())
        m.tomar(pagina, "personal-registrar", pagina.locator("h1"), alto=900)
        m.tomar(pagina, "personal-foto", pagina.locator("label[for=id_descripcion]"), alto=980)
        pagina.get_by_role("button", name="Guardar", exact=True).click()
        m.tomar(pagina, "personal-guardada", alto=900)


def directora_decide(m: Manual, clave: str) -> None:
    """The head of the unit reads her figures, validates, ends capture and explains."""
    with m.como("directora.pc", clave, ESCRITORIO) as pagina:
        if not pagina.get_by_role("button", name="Terminar la captura").count():
            sys.exit("El primer trimestre ya se trabajó. Parta de un ejemplo recién cargado.")
        m.tomar(pagina, "directora-inicio")
        m.tomar(pagina, "directora-tabla", pagina.locator(".bloque:has(.tabla--lineas)").first, alto=900)
        pagina.get_by_role("link", name=re.compile("por validar")).first.click()
        m.tomar(pagina, "directora-lista", alto=900)
        pagina.get_by_role("link", name=re.compile("Asamblea con vecinos")).first.click()
        m.tomar(pagina, "directora-validar")
        pagina.get_by_role("button", name="Validar", exact=True).click()
        pagina.goto(m.base)
        pagina.get_by_role("button", name="Terminar la captura").click()
        m.tomar(pagina, "directora-terminar")
        confirmar(pagina)
        m.tomar(pagina, "directora-falta", pagina.get_by_role("heading", name="Falta para firmar"))
        while (enlace := pagina.get_by_role("link", name=re.compile("^Justificar"))).count():
            enlace.last.click()
            completa = pagina.locator("[name=accion_correctiva][required]").count()
            for campo, valor in (CAUSAS if completa else CAUSA_DE_MAS).items():
                pagina.fill(f"[name={campo}]", valor)
            if completa:
                m.tomar(pagina, "directora-justificar", pagina.locator("h1"), alto=960)
            pagina.get_by_role("button", name="Guardar").click()
            pagina.wait_for_url("**/revision/")


def directora_firma(m: Manual, clave: str, *, con_imagenes: bool) -> None:
    """She signs with her e.firma; the second time, after the quarter was returned."""
    with m.como("directora.pc", clave, ESCRITORIO) as pagina:
        if not con_imagenes:
            m.tomar(pagina, "directora-observada")
            pagina.get_by_role("link", name="Revisar y firmar").click()
            pagina.get_by_role("button", name="Terminar la captura").click()
            confirmar(pagina)
        else:
            pagina.get_by_role("link", name="Revisar y firmar").click()
        pagina.get_by_role("link", name="Firmar el trimestre").click()
        m.elegir_efirma(pagina, "directora.pc", clave)
        if con_imagenes:
            m.tomar(pagina, "directora-firmar", pagina.locator("[data-efirma]"))
            papel = pagina.locator("details", has_text="firmar en papel")
            papel.locator("summary").click()
            m.tomar(pagina, "directora-papel", papel, alto=420)
        m.firmar(pagina)
        if con_imagenes:
            m.tomar(pagina, "directora-historia")


def planeacion_devuelve(m: Manual, clave: str) -> None:
    """Planeación finds the signed quarter in its queue and returns it."""
    with m.como("planeacion", clave, ESCRITORIO) as pagina:
        m.tomar(pagina, "planeacion-inicio")
        pagina.get_by_role("link", name=re.compile("Participación Ciudadana, primer")).click()
        m.tomar(pagina, "planeacion-revision", alto=1240)
        pagina.get_by_role("link", name="Devolver con observaciones").click()
        pagina.fill("[name=observacion]", OBSERVACION)
        m.tomar(pagina, "planeacion-devolver", alto=960)
        pagina.get_by_role("button", name="Devolver a la dirección").click()
        confirmar(pagina)


def planeacion_evalua(m: Manual, clave: str) -> bytes:
    """Planeación signs; the PDF that it downloads is what the public verifies."""
    with m.como("planeacion", clave, ESCRITORIO) as pagina:
        pagina.get_by_role("link", name=re.compile("Participación Ciudadana, primer")).click()
        pagina.get_by_role("link", name="Firmar la evaluación").click()
        m.elegir_efirma(pagina, "planeacion", clave)
        m.firmar(pagina)
        m.tomar(pagina, "planeacion-evaluada")
        with pagina.expect_download() as descarga:
            pagina.get_by_role("link", name="Descargar el PDF").first.click()
        pdf = Path(descarga.value.path()).read_bytes()
        trimestre = pagina.url.removesuffix("historia/")
        pagina.goto(f"{trimestre}desbloqueo/")
        m.tomar(pagina, "planeacion-desbloqueo", alto=1100)
        pagina.goto(f"{m.base}/trimestres/2/prorroga/")
        m.tomar(pagina, "planeacion-prorroga", alto=760)
        pagina.goto(f"{m.base}/municipio/")
        m.tomar(pagina, "planeacion-municipio", alto=1000)
        pagina.goto(f"{m.base}/actividades/importar/")
        m.tomar(pagina, "planeacion-importar")
        return pdf


def los_que_leen(m: Manual, clave: str) -> None:
    """What Contraloría and the administrator see."""
    with m.como("contraloria", clave, ESCRITORIO) as pagina:
        pagina.goto(f"{m.base}/bitacora/")
        m.tomar(pagina, "contraloria-bitacora")
    with m.como("administrador", clave, ESCRITORIO) as pagina:
        pagina.goto(f"{m.base}/adscripciones/")
        m.tomar(pagina, "administrador-adscripciones")
        pagina.goto(f"{m.base}/catalogos/seguridad/")
        m.tomar(pagina, "administrador-seguridad")


def poppler(pdf: bytes, *orden: str) -> bytes:
    """What a poppler command says of a PDF that it reads from its standard input."""
    return subprocess.run(orden, input=pdf, capture_output=True, check=True).stdout


def ciudadania(m: Manual, pdf: bytes) -> None:
    """Anybody verifies the document: by its code, by the file, and a file that was changed."""
    codigo = re.search(r"/v/([A-Z0-9-]+)/", poppler(pdf, "pdftotext", "-", "-").decode())
    if not codigo:
        sys.exit("El PDF no trae la dirección de su verificación.")
    alterado = bytearray(pdf)
    alterado[len(alterado) // 2] ^= 1
    with m.como("", "", TELEFONO) as pagina:
        pagina.goto(f"{m.base}/verificar/")
        pagina.fill("[name=codigo]", codigo[1])
        m.tomar(pagina, "ciudadania-verificar", alto=700)
        pagina.get_by_role("button", name="Verificar").click()
        m.tomar(pagina, "ciudadania-vigente", alto=1000)
        pagina.goto(f"{m.base}/verificar/")
        archivo = FilePayload(name="evaluacion.pdf", mimeType="application/pdf", buffer=bytes(alterado))
        pagina.set_input_files("[name=archivo]", archivo)
        pagina.get_by_role("button", name="Verificar").click()
        m.tomar(pagina, "ciudadania-alterada")


def ultima_hoja(m: Manual, pdf: bytes) -> None:
    """The page of the PDF with the boxes of signature and seal, and the QR."""
    hojas = re.search(r"Pages:\s+(\d+)", poppler(pdf, "pdfinfo", "-").decode())
    numero = hojas[1] if hojas else "1"
    m.guardar(
        "documento-firmas", poppler(pdf, "pdftoppm", "-r", "70", "-png", "-f", numero, "-l", numero, "-")
    )


def del_trimestre(m: Manual, clave: str) -> None:
    """One quarter, from the first act to its verification."""
    personal(m, clave)
    directora_decide(m, clave)
    directora_firma(m, clave, con_imagenes=True)
    planeacion_devuelve(m, clave)
    directora_firma(m, clave, con_imagenes=False)
    pdf = planeacion_evalua(m, clave)
    los_que_leen(m, clave)
    ciudadania(m, pdf)
    ultima_hoja(m, pdf)


def recorrer(opciones: argparse.Namespace) -> int:
    """Do the whole job; return 1 when the pictures together weigh too much."""
    opciones.salida.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        navegador = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=ARGUMENTOS_DE_CHROMIUM
        )
        m = Manual(navegador, opciones.base.rstrip("/"), opciones.efirmas, opciones.salida)
        if opciones.solo in (None, "organos"):
            de_los_organos(m, opciones.clave)
        if opciones.solo in (None, "suministros"):
            de_los_suministros(m, opciones.clave)
        if opciones.solo is None:
            del_trimestre(m, opciones.clave)
        if opciones.solo in (None, "plan"):
            del_plan(m, opciones.clave, opciones.anio)
        navegador.close()
    total = sum(archivo.stat().st_size for archivo in opciones.salida.glob("*.png"))
    print(f"{total:>8,}  en total")
    return int(total > MAXIMO_TOTAL)


def argumentos() -> argparse.Namespace:
    lector = argparse.ArgumentParser(description=__doc__)
    lector.add_argument("--base", default="http://127.0.0.1:8000", help="address of the example server")
    lector.add_argument("--clave", required=True, help="password of every user and e.firma of the example")
    lector.add_argument("--anio", type=int, required=True, help="a year to come, for those of the plan")
    lector.add_argument(
        "--solo", choices=["plan", "organos", "suministros"], help="only the pictures about that"
    )
    lector.add_argument("--efirmas", type=Path, default=RAIZ / "var" / "efirma")
    lector.add_argument("--salida", type=Path, default=RAIZ / "docs" / "manual" / "imagenes")
    return lector.parse_args()


if __name__ == "__main__":
    sys.exit(recorrer(argumentos()))
