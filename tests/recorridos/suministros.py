"""What is done with a supply request by the screens, and what it leaves: money, stock, acts and papers."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from actividades.models import Actividad
from demo.escenario.datos import ANIO, actor, en
from suministros import servicios
from suministros.models import Articulo, Fondo, MovimientoDeExistencia, Solicitud
from tests.recorridos.organos import clave_de, dice, leido
from tests.recorridos.pasos import confirmar, descargar
from tests.recorridos.preparar import programa_de

HOY = "2024-11-25 10:00"
TRIMESTRE = 4
PERSONAL, TITULAR, TESORERIA = "personal.pc", "directora.pc", "tesoreria"
TITULAR_EN_PAPEL, TESORERO_EN_PAPEL = "Nancy Angélica Pérez Lupercio", "Arturo Godínez Montaño"
# In the store's catalogue, and none of it in the store.
SIN_EXISTENCIA = "Tóner de color"


def montar() -> None:
    """What the example has not: an artículo of which there is none."""
    quien = actor(TESORERIA, en(date(ANIO, 11, 22)))
    servicios.guardar_articulo(
        clave="TON-C", nombre=SIN_EXISTENCIA, unidad="pieza", minimo=2, precio=900_00, **quien
    )


@pytest.fixture
def historia() -> tuple[str, Callable[[], None]]:
    """What these journeys add to the example, told once a run."""
    return "suministros", montar


@dataclass(frozen=True)
class Dinero:
    """What a fondo says, in centavos."""

    asignado: int
    comprometido: int
    ejercido: int
    disponible: int

    def con(self, *, comprometido: int = 0, ejercido: int = 0) -> "Dinero":
        """The same after committing and spending so much more: what is left is the rest."""
        return Dinero(
            self.asignado,
            self.comprometido + comprometido,
            self.ejercido + ejercido,
            self.disponible - comprometido - ejercido,
        )


def dinero(rubro: str) -> Dinero:
    """Of the Inversion of PC for that rubro, read anew."""
    fondo = Fondo.objects.get(direccion__clave="PC", ejercicio__anio=ANIO, rubro__clave=rubro)
    return Dinero(fondo.asignado, fondo.comprometido, fondo.ejercido, fondo.disponible)


def pesos(centavos: int) -> str:
    """«$1,234.50», as the pages write it."""
    return f"${centavos / 100:,.2f}"


def existencia(nombre: str) -> int:
    """Units of an artículo in the store."""
    return Articulo.objects.get(nombre=nombre).existencia


def salidas(solicitud: Solicitud) -> list[int]:
    """What a request moved in the store, in order; negative what left it."""
    movidas = MovimientoDeExistencia.objects.filter(solicitud=solicitud).order_by("pk")
    return list(movidas.values_list("cantidad", flat=True))


def abrir(pagina: Page, solicitud: Solicitud) -> None:
    """The page of a request, as who asks sees it."""
    pagina.goto(f"/suministros/{solicitud.pk}/")


def atender(pagina: Page, solicitud: Solicitud) -> None:
    """The page of a request, as Tesorería sees it."""
    pagina.goto(f"/suministros/bandeja/{solicitud.pk}/")


def pedir_oficio(pagina: Page, *, pide: str, motivo: str, destino: str, monto: str = "") -> Solicitud:
    """From the list of requests to the draft, for a commission of the 27th in the morning."""
    pagina.goto("/suministros/")
    pagina.get_by_role("link", name="Pedir vehículo o combustible").first.click()
    pagina.get_by_role("radio", name=pide).check()
    pagina.get_by_label("Destino").select_option(label=destino)
    pagina.get_by_label("Salida").fill("2024-11-27T09:00")
    pagina.get_by_label("Regreso").fill("2024-11-27T13:00")
    pagina.get_by_label("Para qué se necesita").fill(motivo)
    pagina.get_by_label("Quién conduce").fill("Luis Fernando Barajas Villaseñor")
    pagina.get_by_label("Importe de combustible").fill(monto)
    return _guardar(pagina)


def pedir_material(pagina: Page, *, motivo: str, renglones: list[tuple[str, int]]) -> Solicitud:
    """From the list of requests to the draft, with so many of each artículo of the catalogue."""
    pagina.goto("/suministros/")
    pagina.get_by_role("link", name="Pedir material").click()
    pagina.get_by_label("Para qué se necesita").fill(motivo)
    for n, (articulo, cantidad) in enumerate(renglones):
        lista = pagina.locator(f"[name=r-{n}-articulo]")
        opcion = lista.locator("option", has_text=articulo).first
        lista.select_option(value=opcion.get_attribute("value"))
        pagina.locator(f"[name=r-{n}-cantidad]").fill(str(cantidad))
    return _guardar(pagina)


def _guardar(pagina: Page) -> Solicitud:
    pagina.get_by_role("button", name="Guardar y revisar").click()
    expect(pagina.get_by_text("La solicitud quedó guardada.")).to_be_visible()
    return Solicitud.objects.get(pk=clave_de(pagina.url))


def enviar(pagina: Page, solicitud: Solicitud, folio: str, queda: Dinero) -> bytes:
    """The titular sees what is left, sends it, and its paper is the one she reads afterwards."""
    abrir(pagina, solicitud)
    pagina.get_by_role("link", name="Autorizar y enviar").click()
    expect(pagina.locator("main")).to_contain_text(pesos(queda.disponible))
    pagina.get_by_role("button", name="Autorizar y enviar").click()
    expect(pagina.get_by_text("Quedó enviada a Tesorería con su folio.")).to_be_visible()
    expect(pagina.get_by_role("heading", level=1)).to_have_text(folio)
    solicitud.refresh_from_db()
    assert solicitud.folio == folio
    return descargar(pagina, f"{'Oficio' if solicitud.es_oficio else 'Requisición'} {folio}")


def acusar(pagina: Page, solicitud: Solicitud) -> None:
    """Tesorería finds it in her inbox and acknowledges it there."""
    pagina.goto("/suministros/bandeja/")
    pagina.get_by_role("button", name=f"Acusar de recibido {solicitud.folio}").click()
    expect(pagina.get_by_text(f"Quedó el acuse de {solicitud.folio}")).to_be_visible()


def dar_vale(pagina: Page, solicitud: Solicitud, *, vehiculo: str, importe: str) -> None:
    """Tesorería answers with fuel for a vehicle."""
    atender(pagina, solicitud)
    pagina.get_by_role("link", name="Asignar combustible").click()
    lista = pagina.get_by_label("Vehículo que carga")
    lista.select_option(value=lista.locator("option", has_text=vehiculo).get_attribute("value"))
    pagina.get_by_label("Importe").fill(importe)
    pagina.get_by_label("Litros").fill("")
    pagina.get_by_role("button", name="Dar el vale").click()
    confirmar(pagina)
    expect(pagina.get_by_text("El vale quedó dado y su importe comprometido.")).to_be_visible()


def autorizar_todo(pagina: Page, solicitud: Solicitud) -> None:
    """Tesorería authorises what was asked, line by line, as it stands filled."""
    atender(pagina, solicitud)
    pagina.get_by_role("link", name="Autorizar el material").click()
    pagina.get_by_role("button", name="Autorizar", exact=True).click()
    confirmar(pagina)
    expect(pagina.get_by_text("El material quedó autorizado y su importe comprometido.")).to_be_visible()


def entregar(pagina: Page, solicitud: Solicitud, cantidades: dict[str, int]) -> None:
    """The store hands over so many of each, whole or in part."""
    _por_renglon(pagina, solicitud, "Entregar material", cantidades)
    expect(pagina.get_by_text("La entrega quedó registrada")).to_be_visible()


def llega_la_compra(pagina: Page, solicitud: Solicitud, cantidades: dict[str, int]) -> None:
    """What was bought enters the store."""
    _por_renglon(pagina, solicitud, "Llegó la compra", cantidades)
    expect(pagina.get_by_text("Lo que llegó quedó registrado")).to_be_visible()


def _por_renglon(pagina: Page, solicitud: Solicitud, enlace: str, cantidades: dict[str, int]) -> None:
    atender(pagina, solicitud)
    pagina.get_by_role("link", name=enlace).click()
    for que, cuantas in cantidades.items():
        pagina.get_by_label(f"Cantidad de {que}").fill(str(cuantas))
    pagina.locator("main form .acciones").get_by_role("button").first.click()
    if pagina.locator("#confirmacion").is_visible():
        confirmar(pagina)


def recibir(pagina: Page, solicitud: Solicitud, *, km: str = "") -> None:
    """Who receives draws the signature on the screen."""
    abrir(pagina, solicitud)
    pagina.get_by_role("link", name="Recibir", exact=True).click()
    if km:
        pagina.get_by_label("Lo que marca el odómetro al salir").fill(km)
    lienzo = pagina.locator("canvas.firma-dibujada__lienzo")
    lienzo.scroll_into_view_if_needed()
    caja = lienzo.bounding_box()
    assert caja
    pagina.mouse.move(caja["x"] + 30, caja["y"] + 30)
    pagina.mouse.down()
    pagina.mouse.move(caja["x"] + 120, caja["y"] + 70, steps=4)
    pagina.mouse.move(caja["x"] + 60, caja["y"] + 90, steps=4)
    pagina.mouse.up()
    pagina.get_by_role("button", name="Firmar de recibido").click()
    expect(pagina.get_by_text("Quedó firmado de recibido.")).to_be_visible()
    assert solicitud.entregas.latest("numero").firma


def papel(pagina: Page, solicitud: Solicitud, enlace: str, *dichos: str) -> None:
    """A paper downloaded from the page of the request says so."""
    abrir(pagina, solicitud)
    dice(leido(descargar(pagina, enlace)), *dichos)


def con_motivo(pagina: Page, motivo: str) -> None:
    """Say why, and yes."""
    pagina.get_by_label("Motivo").fill(motivo)
    pagina.locator("main form .acciones").get_by_role("button").first.click()
    confirmar(pagina)


def comprobar_momentos(
    solicitud: Solicitud, *claves: str, anulados: bool = False, razones: dict[str, str] | None = None
) -> None:
    """Each moment is one act of the línea that the POA maps to it, in the quarter of today; no more.

    `anulados`: it was called off, so neither the moments nor their acts stand. `razones`: those that
    are no act, and why not.
    """
    momentos = list(solicitud.momentos.select_related("actividad__linea", "actividad__trimestre_programa"))
    assert sorted(m.clave for m in momentos if m.actividad) == sorted(f"suministro.{c}" for c in claves)
    sin_contar = {m.clave: m.sin_contar for m in momentos if not m.actividad}
    assert sin_contar == {f"suministro.{c}": razon for c, razon in (razones or {}).items()}
    momentos = [m for m in momentos if m.actividad]
    for momento in momentos:
        acto = momento.actividad
        assert acto is not None
        assert acto.linea.paso_que_cuenta == momento.clave
        assert acto.trimestre_programa.numero == TRIMESTRE
        assert acto.trimestre_programa.programa == programa_de("PC")
        assert acto.fecha == timezone.localdate(momento.hecho_en)
        assert acto.estado == ("anulada" if anulados else "validada")
        assert bool(momento.anulado_en) == anulados
    de_esta = Actividad.objects.filter(descripcion__contains=f"{solicitud.folio}")
    assert set(de_esta) == {m.actividad for m in momentos}


def estado(solicitud: Solicitud) -> str:
    """As the database has it."""
    solicitud.refresh_from_db()
    return solicitud.estado


def fila(pagina: Page, texto: str) -> str:
    """The text of the first row of a table with those words."""
    return re.sub(r"\s+", " ", pagina.locator("main tr", has_text=texto).first.inner_text())
