"""A comité de obra from its registration to its entrega-recepción, by the screens: six steps that count."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from actividades.models import Actividad
from asambleas.models import Eleccion, Integrante, Organo
from comites.models import Reporte
from poa.models import LineaDeAccion
from tests.actividades.muestras import foto
from tests.recorridos import organos
from tests.recorridos.organos import clave_de, reloj
from tests.recorridos.pasos import confirmar
from tests.recorridos.preparar import programa_de

__all__ = ["reloj"]
pytestmark = pytest.mark.navegador

OBRA = "Drenaje de la calle Hidalgo"
LLEGARON = ["Ana Peña Ruiz", "Beto Solís Mora", "Carla Ríos Lara", "Daniel Gómez Paz"]
DESPUES = ["Elena Cruz Vega", "Fermín Luna Ortiz", "Gloria Neri Salas", "Hilda Ramos Téllez"]
# Step, the quarter of its date.
CUENTAN = {
    "comite.conocimiento": 2,
    "comite.convocatoria": 2,
    "comite.asamblea": 2,
    "comite.firmas": 2,
    "comite.seguimiento": 3,
    "comite.entrega": 4,
}


def registra(pagina: Page) -> str:
    """The work with its comité; gives the address of its page."""
    pagina.goto("/comites/")
    pagina.get_by_role("link", name="Registrar una obra").first.click()
    pagina.get_by_label("Nombre de la obra").fill(OBRA)
    pagina.get_by_label("Tipo de obra").select_option(label="Drenaje")
    pagina.get_by_label("Localidad").select_option(label="San Juan Cosalá")
    pagina.get_by_label("Monto").fill("1,950,000.00")
    pagina.get_by_label("Inicio").fill("2024-04-15")
    pagina.get_by_label("Término previsto").fill("2024-09-30")
    pagina.get_by_role("button", name="Guardar").click()
    expect(pagina.get_by_text("La obra y su comité quedaron registrados.")).to_be_visible()
    expect(pagina.locator("main")).to_contain_text("$1,950,000.00")
    return pagina.url


def se_reunen(pagina: Page, comite: str, asamblea: str, reloj: Callable) -> None:
    """Too few at the first call, enough at the second; a tie for presidente goes to a second round."""
    reloj("2024-04-20 18:05")
    organos.anotar_en_la_lista(pagina, asamblea, LLEGARON)
    organos.declarar(pagina, asamblea, "2024-04-20T18:00", "No hubo quórum.")
    organos.anotar_en_la_lista(pagina, asamblea, DESPUES)
    reloj("2024-04-20 18:40")
    organos.declarar(pagina, asamblea, "2024-04-20T18:35", "Hubo quórum")
    ana, beto, carla, daniel = LLEGARON
    elena, fermin, gloria, hilda = DESPUES
    organos.votar(pagina, comite, "Presidente", {ana: 4, beto: 4}, queda="haga la segunda vuelta")
    assert not Integrante.objects.filter(organo__nombre__contains=OBRA).exists(), "a tie elects nobody"
    organos.votar(pagina, comite, "Presidente", {ana: 5, beto: 3}, queda=ana)
    organos.votar(pagina, comite, "Secretario", {carla: 6, daniel: 2}, queda=carla)
    organos.votar(pagina, comite, "Vocal", {elena: 3, fermin: 3, gloria: 2}, queda=fermin)
    organos.votar(pagina, comite, "Presidente (suplente)", {hilda: 7}, queda=hilda)
    organos.tomar_protesta(pagina, comite)
    organos.anotar_tecnico(pagina, asamblea)
    reloj("2024-04-20 20:10")
    organos.cerrar(pagina, asamblea, "2024-04-20T20:00")


def comprobar_acta(impresa: str) -> None:
    organos.dice(impresa, *LLEGARON, *DESPUES, "segunda vuelta", "Supervisor de obra", "20 de abril de 2024")


def sustituyen(pagina: Page, comite: str, reloj: Callable) -> None:
    """Who was secretaria leaves; an assembly called for it decides who comes in."""
    reloj("2024-05-27 10:00")
    asamblea = organos.convocar(
        pagina, comite, tipo="Sustitución de integrante", primera="2024-06-03T18:00", convocados=8
    )
    reloj("2024-06-03 18:10")
    organos.llegan(asamblea, [*LLEGARON, *DESPUES])
    organos.declarar(pagina, asamblea, "2024-06-03T18:05", "Hubo quórum en primera convocatoria")
    pagina.goto(comite)
    pagina.get_by_role("link", name="Integrantes").click()
    saliente = pagina.locator("li.tarjeta", has=pagina.get_by_role("heading", name="Carla Ríos Lara"))
    saliente.get_by_role("link", name="Sustituir").click()
    pagina.get_by_label("Asamblea que lo decidió").select_option(index=0)
    pagina.get_by_label("Quién entra").select_option(label="4. Daniel Gómez Paz")
    pagina.get_by_label("Motivo").fill("Cambió de domicilio.")
    pagina.locator("main form").get_by_role("button").last.click()
    expect(pagina.get_by_text("La sustitución quedó registrada")).to_be_visible()
    organos.tomar_protesta(pagina, comite)
    reloj("2024-06-03 19:10")
    organos.cerrar(pagina, asamblea, "2024-06-03T19:00")
    organos.levantar(pagina, comite)
    impresa = organos.firmar_acta(pagina, "Carla Ríos Lara deja la secretaría.")
    organos.dice(impresa, "Daniel Gómez Paz", "3 de junio de 2024")


def se_quejan(publico: Page, personal: Page, comite: str) -> None:
    """One at the counter with a name, one from the public page without it; each turned, answered, closed."""
    personal.goto(comite)
    personal.get_by_role("link", name="Recibir un reporte").click()
    personal.get_by_label("Qué es").select_option(label="Queja")
    personal.get_by_label("Qué pasa").fill("La zanja lleva una semana abierta.")
    personal.get_by_label("Nombre y apellidos").fill("Ana Peña Ruiz")
    personal.get_by_role("button", name="Recibir").click()
    expect(personal.get_by_role("heading", level=1)).to_have_text("Queja")
    publico.goto("/obras/")
    publico.locator("article", has_text=OBRA).get_by_role("link", name="Reportar").click()
    publico.get_by_label("Qué es").select_option(label="Queja")
    publico.get_by_label("Qué pasa").fill("No hay paso para las personas mayores.")
    publico.get_by_label("Prefiero no dar mi nombre").check()
    publico.get_by_role("button", name="Enviar").click()
    expect(publico.get_by_role("heading", name="Recibimos su reporte")).to_be_visible()
    folio, clave = (publico.locator("dl.datos dd").nth(n).inner_text().strip() for n in (0, 1))
    for reporte in Reporte.objects.filter(comite__obra__nombre=OBRA):
        atiende(personal, comite, reporte.folio)
    publico.get_by_role("link", name="Ver cómo va").click()
    publico.get_by_label("Folio").fill(folio)
    publico.get_by_label("Clave").fill(clave)
    publico.locator("main form").get_by_role("button").last.click()
    expect(publico.locator("main")).to_contain_text("Se puso señalamiento y paso seguro.")


def atiende(pagina: Page, comite: str, folio: str) -> None:
    pagina.goto(comite)
    pagina.get_by_role("link", name=folio).click()
    pagina.get_by_role("link", name="Turnar a un área").click()
    pagina.get_by_label("Área a la que se turna").fill("Dirección de Obras Públicas")
    pagina.locator("main form").get_by_role("button").last.click()
    expect(pagina.locator(".cabecera .insignia")).to_contain_text("turnado", ignore_case=True)
    pagina.get_by_role("link", name="Contestar").click()
    pagina.get_by_label("Respuesta").fill("Se puso señalamiento y paso seguro.")
    pagina.locator("main form").get_by_role("button").last.click()
    pagina.get_by_role("button", name="Cerrar", exact=True).click()
    confirmar(pagina)
    expect(pagina.locator(".cabecera .insignia")).to_contain_text("cerrado", ignore_case=True)


def fotografiada(pagina: Page) -> None:
    """Two photos for the annex, put in order before they are sent, each with its caption."""
    dos = [("registro.jpg", "navy"), ("calle.jpg", "teal")]
    pagina.get_by_label("Elegir fotos").set_input_files(
        [{"name": nombre, "mimeType": "image/jpeg", "buffer": foto(color)} for nombre, color in dos]
    )
    elegidas = pagina.locator("[data-fotos-lista] li")
    elegidas.nth(0).locator("input[name=pie]").fill("Un registro")
    elegidas.nth(1).locator("input[name=pie]").fill("La calle, ya con su drenaje")
    elegidas.nth(1).locator("[data-mover='-1']").click()
    expect(elegidas.nth(0)).to_contain_text("calle.jpg")


def entregan(pagina: Page, comite: str) -> None:
    """The form of the entrega; its acta is frozen and its scan attached."""
    organos.falta(pagina, comite, "Entrega-recepción", "firmar el acta de entrega-recepción")
    pagina.get_by_role("link", name=re.compile("firmar el acta de entrega", re.I)).click()
    pagina.get_by_label("Fecha de la entrega").fill("2024-10-10")
    pagina.get_by_label("Descripción y metas alcanzadas").fill("120 metros de drenaje y 14 registros.")
    pagina.get_by_label("Observación 1").fill("Reponer la banqueta")
    pagina.get_by_label("Plazo 1").fill("2024-10-30")
    pagina.get_by_label("El comité la recibe").select_option(label="Con observaciones y plazo")
    pagina.get_by_label("Firma 1: nombre").fill("Hugo Padilla Rentería")
    pagina.get_by_label("Firma 1: cargo").fill("Director de Obras Públicas")
    fotografiada(pagina)
    pagina.get_by_role("button", name="Guardar la entrega").click()
    expect(pagina.get_by_text("Se guardó la entrega.")).to_be_visible()
    expect(pagina.get_by_label("Pie de calle.jpg")).to_have_value("La calle, ya con su drenaje")
    pagina.get_by_role("link", name="Acta de entrega-recepción").click()
    impresa = organos.firmar_acta(pagina, "Se recorrió la obra con el comité.")
    organos.dice(impresa, "120 metros de drenaje", "Reponer la banqueta", "$1,950,000.00", "Daniel Gómez Paz")
    organos.dice(impresa, "Anexo fotográfico", "Foto 1. La calle, ya con su drenaje", "Foto 2. Un registro")
    pagina.goto(comite.replace("/comite/", "/entrega/"))
    expect(pagina.get_by_alt_text("Foto 2: Un registro")).to_be_visible()
    expect(pagina.get_by_role("button", name="Guardar la entrega")).to_have_count(0)


def comprobar_lo_que_cuenta(organo: Organo) -> None:
    """Six activities, each in the línea that counts its step and in the quarter of its date; no more."""
    pasos = organo.pasos.exclude(actividad=None).select_related("actividad__linea")
    assert {p.clave: p.actividad.trimestre_programa.numero for p in pasos} == CUENTAN
    mapeadas = LineaDeAccion.objects.filter(
        estrategia__programa=programa_de("PC"), paso_que_cuenta__startswith="comite."
    )
    assert mapeadas.count() == len(CUENTAN)
    for paso in pasos:
        assert paso.actividad.linea.paso_que_cuenta == paso.clave
        assert paso.actividad.linea.estrategia.programa == programa_de("PC")
    de_paso = Actividad.objects.filter(origen="paso", descripcion__contains=OBRA)
    assert set(de_paso) == {p.actividad for p in pasos}
    assert de_paso.count() == len(CUENTAN)
    assert set(de_paso.values_list("estado", flat=True)) == {"validada"}


def test_a_comite_from_its_registration_to_its_entrega(como, reloj) -> None:
    reloj("2024-04-08 10:00")
    personal, directora, publico = como("personal.pc"), como("directora.pc"), como(None)
    comite = registra(personal)
    organo = Organo.objects.get(pk=clave_de(comite))

    def hace(paso: str, fecha: str, que: str) -> None:
        organos.enviar_paso(personal, comite, paso, fecha=fecha, que=que)
        organos.aprobar_paso(directora, organo.nombre, paso)

    hace("Conocimiento del proyecto", "2024-04-08", "Se revisó el proyecto en Obras Públicas.")
    reloj("2024-04-10 10:00")
    organos.falta(personal, comite, "Convocatoria", "publicar la convocatoria")
    asamblea = organos.convocar(
        personal, comite, tipo="Constitutiva", primera="2024-04-20T18:00", convocados=12
    )
    hace("Convocatoria", "2024-04-10", "Se pegaron avisos en la zona.")
    organos.falta(personal, comite, "Asamblea y elección", "celebrar y cerrar la asamblea")
    se_reunen(personal, comite, asamblea, reloj)
    assert Eleccion.objects.filter(asamblea__organo=organo, estado="empate").count() == 1
    hace("Asamblea y elección", "2024-04-20", "Se explicó la obra y se eligió al comité.")
    organos.falta(personal, comite, "Firmas", "firmar el acta constitutiva")
    organos.levantar(personal, comite)
    comprobar_acta(organos.firmar_acta(personal, "La asamblea transcurrió en calma."))
    hace("Firmas", "2024-04-20", "Firmaron los presentes.")
    organo.refresh_from_db()
    assert organo.estado == "constituido"
    sustituyen(personal, comite, reloj)
    reloj("2024-07-15 10:00")
    se_quejan(publico, personal, comite)
    reloj("2024-09-20 10:00")
    hace("Seguimiento", "2024-09-20", "Se atendió al comité durante la obra.")
    reloj("2024-10-10 12:00")
    organos.falta(personal, comite, "Entrega-recepción", "aprobar los demás pasos")
    for _ in range(2):
        organos.aprobar_paso(directora, organo.nombre, "Reporte atendido")
    entregan(personal, comite)
    hace("Entrega-recepción", "2024-10-10", "El comité recibió la obra.")

    organo.refresh_from_db()
    assert organo.estado == "concluido"
    comprobar_lo_que_cuenta(organo)
    personal.goto("/comites/")
    tarjeta = personal.locator("li.tarjeta", has_text=OBRA)
    expect(tarjeta).to_contain_text("6 de 6 pasos")
    expect(tarjeta).to_contain_text("concluido", ignore_case=True)
