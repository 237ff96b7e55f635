"""A meeting without network on a tablet: names and signatures are kept there and get there, each once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from asambleas import servicios
from asambleas.models import Asamblea, Asistente, Convocatoria
from demo.escenario.datos import CLAVE, actor
from nucleo.folios import codigo_nuevo
from nucleo.models import Asiento
from poa.models import Direccion
from tests.recorridos.captura import olvidar_la_red

pytestmark = pytest.mark.navegador
ENVIAR = "**/asambleas/*/lista/enviar/"
NOMBRE = "Comité sin señal"


def en_la_lista() -> QuerySet[Asistente]:
    return Asistente.objects.filter(asamblea__organo__nombre=NOMBRE)


@transaction.atomic
def asamblea_convocada() -> Asamblea:
    """A comité of the dirección PC whose assembly was called for today."""
    ahora = timezone.now()
    como = actor("personal.pc", ahora)
    organo = servicios.registrar_organo(
        procedimiento="comite",
        direccion=Direccion.objects.get(clave="PC"),
        datos=servicios.DatosDeOrgano(nombre=NOMBRE, localidad=None),
        token=uuid4(),
        **como,
    )
    convocatoria = Convocatoria.objects.create(
        organo=organo,
        tipo="constitutiva",
        folio=f"CONV/{uuid4()}"[:60],
        codigo=codigo_nuevo(),
        primera_en=ahora,
        segunda_en=ahora + timedelta(minutes=30),
        lugar="Casa ejidal",
        medio="Perifoneo",
        orden_del_dia="Elección",
        convocados=12,
        estado="publicada",
        publicada_en=ahora,
        hecha_por=como["persona"].usuario,
        hecha_en=ahora,
    )
    return Asamblea.objects.create(convocatoria=convocatoria, organo=organo, tipo="constitutiva")


@pytest.fixture
def tableta(como, errores) -> Page:
    """A tablet with the list open, which can also open it without a network."""
    pagina = como("personal.pc", ancho=820)
    pagina.goto(reverse("asistencia", args=[asamblea_convocada().pk]))
    pagina.evaluate("navigator.serviceWorker.ready.then(() => true)")
    for _ in range(100):
        if pagina.evaluate("caches.match(location.pathname, {cacheName: 'lista-pagina'}).then(Boolean)"):
            break
        pagina.wait_for_timeout(100)
    else:
        raise AssertionError("the list was not kept")
    yield pagina
    olvidar_la_red(errores)


def firmar(pagina: Page, alto: int) -> None:
    """Draw with the pointer; `alto` makes each signature another one."""
    lienzo = pagina.locator("canvas")
    lienzo.scroll_into_view_if_needed()
    caja = lienzo.bounding_box()
    pagina.mouse.move(caja["x"] + 40, caja["y"] + 30 + alto)
    pagina.mouse.down()
    for paso in range(1, 9):
        pagina.mouse.move(caja["x"] + 40 + paso * 25, caja["y"] + 40 + (paso % 3) * alto)
    pagina.mouse.up()


def capturar(pagina: Page, nombre: str, alto: int) -> None:
    pagina.get_by_label("Nombre y apellidos").fill(nombre)
    pagina.get_by_label("Teléfono").fill("331234567")
    pagina.get_by_text("30 a 44 años").click()
    firmar(pagina, alto)
    pagina.get_by_role("button", name="Anotar en la lista").click()
    expect(pagina.get_by_label("Nombre y apellidos")).to_have_value("")


def quedan(pagina: Page, cuantas: int) -> None:
    expect(pagina.locator(".asistente--pendiente")).to_have_count(cuantas)


def enviadas(pagina: Page, cuantas: int) -> None:
    expect(pagina.locator(".asistente--enviado")).to_have_count(cuantas, timeout=60_000)
    quedan(pagina, 0)


def test_seven_people_with_their_signatures_and_the_network_cut(tableta: Page) -> None:
    tableta.context.set_offline(True)
    for n in range(1, 6):
        capturar(tableta, f"Persona Cinco {n}", 8 + n * 6)
    quedan(tableta, 5)
    expect(tableta.locator("[data-lista-situacion]")).to_contain_text("Sin conexión")
    # Opened anew with no network at all.
    tableta.reload()
    expect(tableta.get_by_role("heading", level=1)).to_have_text("Pasar lista")
    quedan(tableta, 5)
    for n in range(6, 8):
        capturar(tableta, f"Persona Cinco {n}", 8 + n * 6)
    quedan(tableta, 7)
    expect(tableta.locator("[data-cuenta-texto]")).to_have_text("7")
    expect(tableta.get_by_text("Hay quórum")).to_be_visible()
    assert en_la_lista().count() == 0

    # The server takes the first ones and its answer is lost on the way.
    perdidos = iter([True])

    def perder_un_acuse(ruta: Route) -> None:
        if next(perdidos, False):
            ruta.fetch()
            ruta.abort()
        else:
            ruta.continue_()

    tableta.route(ENVIAR, perder_un_acuse)
    tableta.context.set_offline(False)
    boton = tableta.get_by_role("button", name="Enviar ahora")
    expect(tableta.locator("[data-lista-situacion]")).to_contain_text("sin enviar")
    boton.click()
    enviadas(tableta, 7)

    filas = list(en_la_lista().order_by("numero").select_related("ciudadano"))
    assert [f.numero for f in filas] == list(range(1, 8))
    assert sorted(f.ciudadano.nombre for f in filas) == [f"Persona Cinco {n}" for n in range(1, 8)]
    assert len({f.firma_sha256 for f in filas} - {""}) == 7
    assert {f.ciudadano.edad for f in filas} == {"30-44"}
    assert {f.ciudadano.aviso.version for f in filas} == {1}
    asentados = Asiento.objects.filter(accion="asistente.registrar", datos__asamblea=filas[0].asamblea_id)
    assert asentados.count() == 7
    assert next(perdidos, "ninguno") == "ninguno", "control: one acknowledgement was lost"
    tableta.reload()
    expect(tableta.locator(".asistente")).to_have_count(7)
    quedan(tableta, 0)


def test_an_expired_session_keeps_everything_and_asks_to_come_in_again(tableta: Page) -> None:
    tableta.context.set_offline(True)
    capturar(tableta, "Persona Vencida", 20)
    Session.objects.all().delete()
    tableta.context.set_offline(False)
    expect(tableta.locator("[data-lista-situacion]")).to_contain_text("lo capturado sigue aquí")
    assert en_la_lista().count() == 0
    tableta.get_by_role("link", name="vuelva a entrar").click()
    tableta.get_by_label("Usuario").fill("personal.pc")
    tableta.get_by_label("Contraseña").fill(CLAVE)
    tableta.get_by_role("button", name="Entrar").click()
    enviadas(tableta, 1)
    assert en_la_lista().get().firma_sha256


def test_two_taps_put_one_person_and_somebody_else_is_no_correction(tableta: Page) -> None:
    tableta.get_by_label("Teléfono").fill("no es un teléfono")
    tableta.get_by_label("Nombre y apellidos").fill("Aurora Luna")
    tableta.get_by_role("button", name="Anotar en la lista").click()
    mala = tableta.locator(".asistente--rechazado")
    mala.get_by_role("button", name="Corregir").click()
    tableta.get_by_label("Nombre y apellidos").fill("Bruno Sol")
    tableta.get_by_label("Teléfono").fill("")
    tableta.get_by_role("button", name="Anotar en la lista").dblclick()
    enviadas(tableta, 1)
    assert en_la_lista().get().ciudadano.nombre == "Bruno Sol"
    expect(mala).to_contain_text("Aurora Luna")


def test_what_the_server_refuses_stays_with_its_reason_and_is_corrected(tableta: Page) -> None:
    tableta.get_by_label("Teléfono").fill("no es un teléfono")
    tableta.get_by_label("Nombre y apellidos").fill("Persona Mal")
    tableta.get_by_role("button", name="Anotar en la lista").click()
    mala = tableta.locator(".asistente--rechazado")
    expect(mala).to_contain_text("Escriba el teléfono con números")
    mala.get_by_role("button", name="Corregir").click()
    expect(tableta.get_by_label("Nombre y apellidos")).to_have_value("Persona Mal")
    tableta.get_by_label("Teléfono").fill("33 1234 5678")
    tableta.get_by_role("button", name="Anotar en la lista").click()
    enviadas(tableta, 1)
    assert en_la_lista().get().ciudadano.telefono == "33 1234 5678"
