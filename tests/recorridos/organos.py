"""What is done in a comité or a consejo by the screens: a step, a notice, its assembly, its acta."""

import re
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from asambleas import servicios
from asambleas.models import Asamblea
from asambleas.servicios.ciudadanos import DatosDePersona
from demo.escenario.datos import actor
from nucleo.fechas import fecha_larga
from tests.nucleo.pdf.lectura import texto
from tests.recorridos.pasos import confirmar, descargar, foto
from tests.recorridos.test_papel import escaneo

LARGO_DE_PDF = 60_000
# The steps whose day, and whose women and men, the act on record tells.
CON_SU_DIA = {"Asamblea y elección", "Entrega-recepción"}
CON_SU_GENTE = {"Asamblea y elección", "Firmas", "Acta"}


@pytest.fixture
def reloj(monkeypatch: pytest.MonkeyPatch, settings) -> Callable[[str], datetime]:
    """`reloj("2024-04-20 18:05")`: from here on that is the hour of the server, and it runs.

    Sessions count their own hours with the clock of the machine: they live on.
    """
    settings.SESSION_COOKIE_AGE = 400 * 24 * 3600

    def poner(momento: str) -> datetime:
        desde, arranque = timezone.make_aware(datetime.fromisoformat(momento)), time.monotonic()
        monkeypatch.setattr(timezone, "now", lambda: desde + timedelta(seconds=time.monotonic() - arranque))
        return desde

    return poner


def leido(pdf: bytes) -> str:
    """The text of a PDF on one line, whatever the columns."""
    return " ".join(texto(pdf).split())


def dice(impreso: str, *dichos: str) -> None:
    """Each of these is in the text of a PDF, whatever its capitals."""
    faltan = [d for d in dichos if d.casefold() not in impreso.casefold()]
    assert not faltan, f"{faltan} is not in: {impreso}"


def enviar_paso(pagina: Page, organo: str, paso: str, *, fecha: str, que: str) -> None:
    """From the page of the órgano to the step, with a photo; ends on its page, sent.

    What the act on record tells is not asked: its day, and who came.
    """
    pagina.goto(organo)
    pagina.locator(".pasos-del-organo").get_by_role("link", name=paso).click()
    pagina.get_by_label("Qué se hizo").fill(que)
    dia, mujeres = pagina.get_by_label("Fecha del acto"), pagina.get_by_label("Mujeres")
    expect(dia).to_have_count(0 if paso in CON_SU_DIA else 1)
    expect(mujeres).to_have_count(0 if paso in CON_SU_GENTE else 1)
    if paso in CON_SU_DIA:
        expect(pagina.get_by_text("Según ")).to_contain_text(fecha_larga(date.fromisoformat(fecha)))
    else:
        dia.fill(fecha)
    if paso not in CON_SU_GENTE:
        mujeres.fill("7")
        pagina.get_by_label("Hombres").fill("5")
    pagina.locator("#id_evidencias").set_input_files([foto(que[:20])])
    expect(pagina.locator(".archivos__nombre")).to_have_count(1)
    pagina.get_by_role("button", name="Enviar a aprobación").click()
    expect(pagina.get_by_text("El paso se envió")).to_be_visible()


def aprobar_paso(pagina: Page, nombre: str, paso: str) -> None:
    """From the list of what waits for the titular; ends on the page of the step, approved."""
    pagina.goto("/pasos/")
    uno = pagina.locator(".lista-de-pasos__uno", has_text=nombre)
    uno.get_by_role("link", name=paso, exact=True).first.click()
    pagina.get_by_role("button", name="Aprobar", exact=True).click()
    expect(pagina.locator(".cabecera .insignia")).to_contain_text("aprobado", ignore_case=True)


def falta(pagina: Page, organo: str, paso: str, que: str) -> None:
    """A step that cannot be sent yet says what it lacks, and has no form."""
    pagina.goto(organo)
    pagina.locator(".pasos-del-organo").get_by_role("link", name=paso).click()
    expect(pagina.locator(".demandas")).to_contain_text(f"Falta {que}")
    expect(pagina.get_by_text("Cuando todo esté listo, aquí podrá registrar el paso")).to_be_visible()
    expect(pagina.get_by_role("button", name="Enviar a aprobación")).to_have_count(0)


def convocar(pagina: Page, organo: str, *, tipo: str, primera: str, convocados: int) -> str:
    """Write a notice, post it, read its poster; ends on the page of the assembly and gives its address."""
    pagina.goto(organo)
    pagina.get_by_role("link", name="Convocatorias y asambleas").click()
    pagina.get_by_role("link", name="Escribir una convocatoria").click()
    pagina.get_by_role("link", name=tipo, exact=True).click()
    pagina.get_by_label("Primera convocatoria").fill(primera)
    pagina.get_by_label("Lugar").fill("Plaza de San Juan Cosalá")
    pagina.get_by_label("Cómo se da a conocer").fill("Perifoneo y avisos en la calle")
    pagina.get_by_label("A cuántas personas se convoca").fill(str(convocados))
    pagina.get_by_role("button", name="Guardar borrador").click()
    pagina.get_by_role("button", name="Publicar", exact=True).click()
    confirmar(pagina)
    expect(pagina.locator(".cabecera .insignia")).to_contain_text("publicada", ignore_case=True)
    cartel = leido(descargar(pagina, "Cartel en PDF"))
    dice(cartel, "Convocatoria", "Plaza de San Juan Cosalá")
    pagina.get_by_role("link", name="Ir a la asamblea").click()
    expect(pagina.get_by_role("heading", level=1)).to_contain_text("Asamblea")
    return pagina.url


def anotar_en_la_lista(pagina: Page, asamblea: str, nombres: list[str]) -> None:
    """Each one on the page «Pasar lista»; ends with all of them sent."""
    pagina.goto(asamblea)
    pagina.get_by_role("link", name="Pasar lista").click()
    for nombre in nombres:
        pagina.get_by_label("Nombre y apellidos").fill(nombre)
        pagina.get_by_label("Teléfono").fill("3312345678")
        pagina.get_by_text("45 a 59 años").click()
        pagina.get_by_role("button", name="Anotar en la lista").click()
        expect(pagina.get_by_label("Nombre y apellidos")).to_have_value("")
    expect(pagina.locator(".asistente--enviado")).to_have_count(len(nombres))
    expect(pagina.locator(".asistente--pendiente")).to_have_count(0)


def llegan(asamblea: str, nombres: list[str]) -> None:
    """The same by the service, for who was already seen passing the list."""
    quien = actor("personal.pc", timezone.now())
    for nombre in nombres:
        servicios.registrar_asistente(
            asamblea_id=clave_de(asamblea),
            datos=DatosDePersona(nombre, "Calle Hidalgo", telefono="", sexo="M", edad="45-59"),
            token=uuid4(),
            capturado_en=quien["ahora"],
            **quien,
        )


def clave_de(direccion: str) -> int:
    """The id in an address."""
    hallada = re.search(r"/(\d+)/", direccion)
    assert hallada, direccion
    return int(hallada[1])


def declarar(pagina: Page, asamblea: str, hora: str, queda: str) -> None:
    """Count the list at that hour; `queda` is what the page says of the assembly afterwards."""
    pagina.goto(asamblea)
    pagina.get_by_role("link", name="Declarar el quórum").click()
    pagina.get_by_label("Hora en que se cuenta la lista").fill(hora)
    pagina.locator("main form").get_by_role("button").last.click()
    expect(pagina.get_by_role("heading", level=1)).to_contain_text("Asamblea")
    expect(pagina.locator("main")).to_contain_text(queda)


def votar(pagina: Page, organo: str, puesto: str, votos: dict[str, int], *, queda: str) -> None:
    """One vote of a post from the page of elections; after a tie, the page asks only for the votes."""
    pagina.goto(organo)
    pagina.get_by_role("link", name="Elecciones").click()
    tarjeta = _tarjeta(pagina, puesto)
    tarjeta.get_by_role("link", name=re.compile("Registrar")).click()
    for n, (quien, cuantos) in enumerate(votos.items(), 1):
        campo = pagina.get_by_label(f"Persona propuesta {n}", exact=True)
        if campo.get_attribute("readonly") is None:
            campo.fill(quien)
        else:
            expect(campo).to_have_value(re.compile(quien))
        pagina.get_by_label(f"Votos {n}", exact=True).fill(str(cuantos))
    pagina.get_by_role("button", name="Guardar votación").click()
    expect(pagina.get_by_text("La votación quedó registrada.")).to_be_visible()
    expect(_tarjeta(pagina, puesto)).to_contain_text(queda)


def _tarjeta(pagina: Page, puesto: str) -> Locator:
    titulo = pagina.get_by_role("heading", name=puesto, exact=True)
    return pagina.locator("section.tarjeta", has=titulo)


def tomar_protesta(pagina: Page, organo: str) -> None:
    pagina.goto(organo)
    pagina.get_by_role("link", name="Elecciones").click()
    pagina.get_by_role("button", name="Tomar protesta").click()
    confirmar(pagina)
    expect(pagina.get_by_text("aceptaron su puesto y rindieron protesta.")).to_be_visible()


def anotar_tecnico(pagina: Page, asamblea: str) -> None:
    """The technical staff who came, and what they explained."""
    pagina.goto(asamblea)
    pagina.get_by_role("link", name="Anotar quién asistió").click()
    uno = pagina.locator("fieldset").first
    uno.get_by_label("Nombre").fill("Hugo Padilla Rentería")
    uno.get_by_label("Cargo o calidad").fill("Supervisor de obra")
    uno.get_by_label("Es personal técnico").check()
    pagina.get_by_role("button", name="Guardar", exact=True).click()
    expect(pagina.get_by_text("Supervisor de obra")).to_be_visible()
    pagina.get_by_role("link", name="Escribir lo que se explicó").click()
    pagina.get_by_label("Qué se explicó").fill("Se explicaron el trazo y los plazos.")
    pagina.locator("main form").get_by_role("button").last.click()
    expect(pagina.get_by_text("Se explicaron el trazo y los plazos.")).to_be_visible()


def cerrar(pagina: Page, asamblea: str, hora: str) -> None:
    pagina.goto(asamblea)
    pagina.get_by_role("link", name="Cerrar la asamblea").click()
    pagina.get_by_label("Hora en que terminó").fill(hora)
    pagina.locator("main form").get_by_role("button").last.click()
    expect(pagina.get_by_role("heading", level=1)).to_contain_text("Asamblea")
    assert Asamblea.objects.get(pk=clave_de(asamblea)).estado == "cerrada"


def levantar(pagina: Page, organo: str) -> None:
    """Begin the acta of the assembly that has none; ends on it."""
    pagina.goto(organo)
    pagina.get_by_role("link", name="Actas y acuerdos").click()
    pagina.get_by_role("button", name="Levantar el acta").click()
    expect(pagina.get_by_role("heading", level=1)).to_contain_text("Acta:")


def firmar_acta(pagina: Page, desarrollo: str) -> str:
    """Write it, freeze it, print it, attach its scan; begins and ends on it. Gives the text of its PDF."""
    pagina.locator("textarea[name=desarrollo]").fill(desarrollo)
    pagina.get_by_role("button", name="Guardar los textos").click()
    expect(pagina.get_by_text("Los textos del acta quedaron guardados.")).to_be_visible()
    pagina.get_by_role("link", name="Congelar el acta").click()
    pagina.get_by_role("button", name="Congelar el acta").click()
    expect(pagina.get_by_text("El acta quedó congelada con su folio.")).to_be_visible(timeout=LARGO_DE_PDF)
    impresa = leido(descargar(pagina, "Descargar el acta"))
    pagina.get_by_role("link", name="Firmar o adjuntar el escaneo").click()
    pagina.get_by_label("Acta firmada y sellada, escaneada (PDF)").set_input_files(escaneo())
    pagina.get_by_label("Revisé que es esta acta").check()
    pagina.get_by_role("button", name="Adjuntar el escaneo").click()
    confirmar(pagina)
    expect(pagina.locator(".cabecera .insignia")).to_contain_text("firmada", ignore_case=True)
    dice(impresa, desarrollo)
    return impresa
