"""What a person does with a phone in the field: log with photos, lose the network, look at what waits."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db.models import QuerySet
from playwright.sync_api import Page, expect

from actividades.models import Actividad, Evidencia
from tests.recorridos.pasos import foto

NUEVA = "/actividades/nueva/"
# What the phone asks for on its way, as a browser is told to hold it back.
ENVIAR = "**/actividades/captura/enviar/"
ARCHIVO = "**/actividades/captura/archivo/"
FICHA = "**/actividades/captura/ficha.json"
# What the browser itself says of a request that failed, which is what these tests bring about.
DE_LA_RED = re.compile(
    r"Failed to load resource|net::ERR|NetworkError|An unknown error occurred when fetching"
)


@contextmanager
def telefono(como: Callable[..., Page], errores: list[str]) -> Iterator[Page]:
    """A phone with the log form open; what a cut network leaves in its console does not fail the test."""
    pagina = como("personal.pc", ancho=390)
    pagina.goto(NUEVA)
    yield pagina
    olvidar_la_red(errores)


def olvidar_la_red(errores: list[str]) -> None:
    """Take out of the consoles what a cut network leaves there; anything else still fails the test."""
    errores[:] = [e for e in errores if not DE_LA_RED.search(e)]


def llenar(pagina: Page, que: str, *, fotos: int = 3, fecha: str = "") -> None:
    """Fill the log form as it stands open: the first línea, what was done, photos one after another.

    The day is that of the number in which the text ends: otherwise they would be alike.
    """
    numero = que.rpartition(" ")[2]
    fecha = fecha or f"2024-08-{int(numero) if numero.isdigit() else 20:02}"
    linea = pagina.locator("select[name=linea] optgroup option").first.get_attribute("value")
    pagina.get_by_label("Línea de acción").select_option(linea)
    pagina.get_by_label("Fecha del acto").fill(fecha)
    pagina.get_by_label("Qué se hizo").fill(que)
    for n in range(fotos):
        pagina.locator("#id_camara" if n % 2 else "#id_evidencias").set_input_files([foto(f"{que} {n}")])
    expect(pagina.locator("[data-fotos-lista] .foto")).to_have_count(fotos)


def guardar(pagina: Page, boton: str = "Guardar") -> None:
    pagina.get_by_role("button", name=boton, exact=True).click()


def registrar_en_linea(pagina: Page, que: str, **como) -> None:
    """Log with a network: it ends on the form for another one."""
    llenar(pagina, que, **como)
    with pagina.expect_navigation():
        guardar(pagina, "Guardar y registrar otra")
    expect(pagina.locator(".mensajes")).to_contain_text("Se registró la actividad")


def registrar_sin_red(pagina: Page, que: str, **como) -> None:
    """Log without one: it is said to be kept on this phone."""
    llenar(pagina, que, **como)
    guardar(pagina)
    # The notice of the one before says the same: what tells that this one is kept is the form, empty again.
    expect(pagina.get_by_label("Qué se hizo")).to_have_value("")
    expect(pagina.locator("[data-captura-aviso]")).to_contain_text("Guardada en este teléfono")


def esperar_copia(pagina: Page) -> None:
    """Wait until the log page can be opened without a network."""
    pagina.evaluate("navigator.serviceWorker.ready.then(() => true)")
    for _ in range(100):
        if pagina.evaluate(f"caches.match('{NUEVA}', {{cacheName: 'captura-pagina'}}).then(Boolean)"):
            return
        pagina.wait_for_timeout(100)
    raise AssertionError("the log page was not kept")


def enviadas(pagina: Page, cuantas: int) -> None:
    expect(pagina.locator(".bandeja__acto--enviado")).to_have_count(cuantas, timeout=60_000)


def actos(que: str) -> QuerySet[Actividad]:
    return Actividad.objects.filter(descripcion__startswith=que)


def evidencias(que: str) -> QuerySet[Evidencia]:
    return Evidencia.objects.filter(actividad__in=actos(que))


def nombres(cuantos: int, que: str) -> Iterator[str]:
    return (f"{que} {n}" for n in range(1, cuantos + 1))
