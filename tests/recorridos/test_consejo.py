"""A consejo ciudadano from its public call to its first published acta: applications, votes, its term."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from actividades.models import Actividad
from asambleas.models import Organo
from poa.models import LineaDeAccion
from tests.recorridos import organos
from tests.recorridos.organos import clave_de, reloj
from tests.recorridos.pasos import confirmar, descargar, foto
from tests.recorridos.preparar import programa_de
from tests.recorridos.test_accesible import revisar

__all__ = ["reloj"]
pytestmark = pytest.mark.navegador

NOMBRE = "Consejo Ciudadano del Agua"
VECINOS = [
    "Irene Mata Solano",
    "Jorge Peña Cueva",
    "Karla Ruiz Ortega",
    "Luis Nava Prado",
    "Marta Gil Robles",
    "Noé Arias Téllez",
    "Olga Paz Barrera",
]
CUENTAN = {"consejo.convocatoria": 2, "consejo.asamblea": 2, "consejo.acta": 3}


def registra(pagina: Page) -> str:
    """The consejo; gives the address of its page."""
    pagina.goto("/consejos/")
    pagina.get_by_role("link", name="Registrar un consejo").first.click()
    pagina.get_by_label("Nombre del consejo").fill(NOMBRE)
    pagina.get_by_label("Para qué es el consejo").fill("Cuidar el agua del municipio.")
    pagina.get_by_label("Deberes de sus representantes").fill("Asistir a las sesiones")
    pagina.locator("main form").get_by_role("button").last.click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text(NOMBRE)
    return pagina.url


def llama(pagina: Page, consejo: str) -> str:
    """The public call, posted, with its poster; gives the address of its page."""
    pagina.goto(consejo)
    pagina.get_by_role("link", name="Escribir una convocatoria").click()
    pagina.get_by_label("Consejerías titulares").fill("5")
    pagina.get_by_label("Se reciben postulaciones desde").fill("2024-05-06")
    pagina.get_by_label("Hasta (último día)").fill("2024-05-24")
    pagina.locator("main form").get_by_role("button").last.click()
    pagina.get_by_role("button", name="Publicar", exact=True).click()
    confirmar(pagina)
    expect(pagina.get_by_text("La convocatoria ya es pública")).to_be_visible()
    cartel = organos.leido(descargar(pagina, "Cartel en PDF"))
    organos.dice(cartel, NOMBRE, "24 de mayo de 2024")
    return pagina.url


def se_postula_en_publico(pagina: Page) -> tuple[str, str]:
    """From the public list, with a paper and without a session; gives folio and clave."""
    pagina.goto("/consejos-ciudadanos/")
    pagina.get_by_role("link", name=NOMBRE).click()
    pagina.get_by_label("Nombre y apellidos").fill(VECINOS[0])
    pagina.get_by_label("Teléfono").fill("33 1234 5678")
    pagina.get_by_label("Por qué quiere participar").fill("Falta agua en mi colonia.")
    pagina.locator("#id_evidencias").set_input_files([foto("identificacion")])
    pagina.get_by_label("Declaro bajo protesta").check()
    pagina.get_by_label("Leí el aviso de privacidad").check()
    pagina.get_by_role("button", name="Enviar mi postulación").click()
    expect(pagina.get_by_role("heading", name="Recibimos su postulación")).to_be_visible()
    folio, clave = (pagina.locator("dl.datos dd").nth(n).inner_text().strip() for n in (0, 1))
    return folio, clave


def se_postula_en_ventanilla(pagina: Page, llamado: str) -> None:
    pagina.goto(llamado)
    pagina.get_by_role("link", name="Recibir una postulación").click()
    pagina.get_by_label("Nombre y apellidos").fill("Ramiro Servidor Público")
    pagina.get_by_label("Entregaré los documentos después").check()
    pagina.get_by_label("Declaro bajo protesta").check()
    pagina.get_by_label("Leí el aviso de privacidad").check()
    pagina.locator("main form").get_by_role("button").last.click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Ramiro Servidor Público")


def decide(pagina: Page, llamado: str) -> None:
    """Refusing asks for a reason; accepting does not."""
    pagina.get_by_role("button", name="Rechazar").click()
    expect(pagina.locator(".cabecera .insignia")).to_contain_text("recibida", ignore_case=True)
    pagina.get_by_label("Motivo o nota").fill("Es servidor público.")
    pagina.get_by_role("button", name="Rechazar").click()
    expect(pagina.locator(".cabecera .insignia")).to_contain_text("rechazada", ignore_case=True)
    pagina.goto(llamado)
    pagina.get_by_role("link", name=VECINOS[0]).click()
    expect(pagina.get_by_role("link", name="identificacion")).to_be_visible()
    pagina.get_by_role("button", name="Aceptar").click()
    expect(pagina.locator(".cabecera .insignia")).to_contain_text("aceptada", ignore_case=True)


def sigue(pagina: Page, folio: str, clave: str) -> None:
    pagina.goto("/postulacion/")
    pagina.get_by_label("Folio").fill(folio)
    pagina.get_by_label("Clave").fill(clave)
    pagina.get_by_role("button", name="Buscar").click()
    expect(pagina.locator("main")).to_contain_text("aceptada", ignore_case=True)


def se_reunen(pagina: Page, consejo: str, asamblea: str, reloj: Callable) -> None:
    reloj("2024-06-15 10:10")
    organos.anotar_en_la_lista(pagina, asamblea, VECINOS[:2])
    organos.llegan(asamblea, VECINOS[2:])
    organos.declarar(pagina, asamblea, "2024-06-15T10:05", "Hubo quórum en primera convocatoria")
    irene, jorge, karla, luis, marta, *_ = VECINOS
    organos.votar(pagina, consejo, "Presidente", {irene: 5, jorge: 2}, queda=irene)
    organos.votar(pagina, consejo, "Secretario", {jorge: 7}, queda=jorge)
    organos.votar(pagina, consejo, "Consejero", {karla: 3, luis: 2, marta: 2}, queda=marta)
    organos.tomar_protesta(pagina, consejo)
    reloj("2024-06-15 12:05")
    organos.cerrar(pagina, asamblea, "2024-06-15T12:00")


def sesionan(personal: Page, directora: Page, consejo: str, reloj: Callable) -> None:
    """A session to which one member does not come; its acta is published by the titular."""
    reloj("2024-08-01 10:00")
    sesion = organos.convocar(personal, consejo, tipo="Sesión", primera="2024-08-10T17:00", convocados=5)
    reloj("2024-08-10 17:10")
    organos.llegan(sesion, VECINOS[:4])
    organos.declarar(personal, sesion, "2024-08-10T17:05", "Hubo quórum en primera convocatoria")
    reloj("2024-08-10 19:05")
    organos.cerrar(personal, sesion, "2024-08-10T19:00")
    organos.levantar(personal, consejo)
    impresa = organos.firmar_acta(personal, "Se revisó el abasto de agua.")
    organos.dice(impresa, "10 de agosto de 2024")
    directora.goto(personal.url)
    directora.get_by_role("button", name="Publicar la versión pública").click()
    confirmar(directora)
    expect(directora.get_by_text("ya se puede leer sin entrar al sistema")).to_be_visible()


def lo_que_ve_cualquiera(pagina: Page) -> None:
    """The consejo with its members and who came, and its published acta; never a telephone."""
    pagina.goto("/consejos-ciudadanos/")
    pagina.get_by_role("link", name=NOMBRE).click()
    principal = pagina.locator("main")
    for quien in VECINOS[:5]:
        expect(pagina.locator("section", has_text="Integrantes").first).to_contain_text(quien)
    expect(principal).to_contain_text("hasta el 30 de junio de 2027")
    orden = pagina.locator("section", has_text="Orden del día de sus sesiones").first
    expect(orden).to_contain_text("10 de agosto de 2024")
    expect(orden.get_by_role("listitem").first).to_be_visible()
    assert revisar(pagina) == []
    for quien, fue in ((VECINOS[0], "1/1"), (VECINOS[4], "0/1")):
        expect(pagina.get_by_role("row").filter(has_text=quien)).to_contain_text(fue)
    assert "3312345678" not in principal.inner_text()
    pagina.get_by_role("link", name="Actas publicadas").click()
    expect(pagina.locator("li.tarjeta")).to_have_count(1)
    version = organos.leido(descargar(pagina, "Descargar"))
    organos.dice(version, "10 de agosto de 2024", "Se revisó el abasto de agua.")
    assert VECINOS[3].casefold() not in version.casefold(), "the list is not public"
    assert "3312345678" not in version


def comprobar_lo_que_cuenta(organo: Organo) -> None:
    pasos = organo.pasos.exclude(actividad=None).select_related("actividad__linea")
    assert {p.clave: p.actividad.trimestre_programa.numero for p in pasos} == CUENTAN
    mapeadas = LineaDeAccion.objects.filter(
        estrategia__programa=programa_de("PC"), paso_que_cuenta__startswith="consejo."
    )
    assert {p.actividad.linea for p in pasos} == set(mapeadas)
    assert all(p.actividad.linea.paso_que_cuenta == p.clave for p in pasos)
    de_paso = Actividad.objects.filter(origen="paso", descripcion__contains=NOMBRE)
    assert set(de_paso) == {p.actividad for p in pasos}


def test_a_consejo_from_its_public_call_to_its_published_acta(como, reloj) -> None:
    reloj("2024-05-06 10:00")
    personal, directora, publico = como("personal.pc"), como("directora.pc"), como(None)
    consejo = registra(personal)
    organo = Organo.objects.get(pk=clave_de(consejo))

    def hace(paso: str, fecha: str, que: str) -> None:
        organos.enviar_paso(personal, consejo, paso, fecha=fecha, que=que)
        organos.aprobar_paso(directora, organo.nombre, paso)

    llamado = llama(personal, consejo)
    hace("Convocatoria pública", "2024-05-06", "Se publicó la convocatoria.")
    folio, clave = se_postula_en_publico(publico)
    se_postula_en_ventanilla(personal, llamado)
    decide(personal, llamado)
    sigue(publico, folio, clave)
    reloj("2024-06-01 10:00")
    asamblea = organos.convocar(
        personal, consejo, tipo="Constitutiva", primera="2024-06-15T10:00", convocados=9
    )
    se_reunen(personal, consejo, asamblea, reloj)
    hace("Asamblea y elección", "2024-06-15", "Se eligió a quienes integran el consejo.")
    organos.levantar(personal, consejo)
    impresa = organos.firmar_acta(personal, "Se dieron a conocer los deberes.")
    organos.dice(impresa, *VECINOS, "15 de junio de 2024")
    reloj("2024-07-01 10:00")
    hace("Acta", "2024-07-01", "Firmaron los asistentes.")
    organo.refresh_from_db()
    assert organo.estado == "constituido"
    assert (organo.vigente_desde, organo.vigente_hasta) == (date(2024, 7, 1), date(2027, 7, 1))
    sesionan(personal, directora, consejo, reloj)
    lo_que_ve_cualquiera(publico)
    comprobar_lo_que_cuenta(organo)
