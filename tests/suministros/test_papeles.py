"""The papers are frozen when they are sent: what changes afterwards does not change them."""

import subprocess

import pytest
from django.urls import reverse

from nucleo.almacen import leer, sha256
from nucleo.models import Documento
from nucleo.verificacion import Veredicto, verificar_archivo, verificar_codigo
from poa.models import Adscripcion, Ayuntamiento, Direccion
from suministros import servicios
from suministros.consultas.papeles import COMPRA, SOLICITUD, VALE, papel_de
from suministros.estados import EstadoSolicitud
from suministros.models import Articulo, Solicitud
from tests.reparto import HOY
from tests.suministros import muestras as m

S = EstadoSolicitud
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("en_hoy")]


def bajado(cliente, ruta: str, pk: int) -> bytes:
    respuesta = cliente.get(reverse(ruta, args=[pk]))
    assert respuesta.status_code == 200, respuesta.content[:200]
    assert respuesta.headers["Content-Type"] == "application/pdf"
    return respuesta.content


def texto(pdf: bytes) -> str:
    hecho = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return hecho.stdout.decode()


def cambiar_todo(mundo) -> None:
    """Another titular and another tesorera, another lema, another name of the dirección and of the paper."""
    Adscripcion.objects.filter(usuario__username__in=("directora_a", "tesoreria")).update(hasta=HOY)
    Ayuntamiento.objects.update(lema="2031, Año de otra cosa")
    Direccion.objects.filter(clave="A").update(nombre="Dirección con Otro Nombre")
    Articulo.objects.update(nombre="Artículo con otro nombre", precio=9_99)


def casos(mundo) -> list[tuple[str, int, tuple[str, ...]]]:
    """Each paper: its route, its pk and what it says."""
    oficio = m.con_combustible(mundo)
    requisicion = m.enviada(mundo, m.datos_de_requisicion(mundo))
    compra = m.solicitud_en(mundo, S.EN_COMPRA, "requisicion")
    vale = oficio.vales.get()
    carta = (
        "Ada Muñoz",
        "Teo Vega",
        "PRESENTE",
        "ATENTAMENTE",
        "ACUSE DE RECIBIDO",
        "c.c.p.",
        "mayo de 2024",
    )
    return [
        (
            "solicitud_pdf",
            oficio.pk,
            (*carta, oficio.folio, "Se solicita combustible", "$300.00", "El Árbol"),
        ),
        ("solicitud_pdf", requisicion.pk, ("Hojas carta", "$400.00", requisicion.folio, "Ada Muñoz")),
        ("compra_pdf", compra.pk, (*carta, "Tinta negra", "$500.00", compra.folio, compra.folio_compra)),
        ("vale_pdf", vale.pk, (vale.folio, "$300.00", "JAL-1", "E-1", "Alma Ruiz", "Teo Vega")),
    ]


def test_what_is_sent_does_not_change_any_more(mundo, cliente_de):
    personal = cliente_de("personal_a")
    todos = casos(mundo)
    cambiar_todo(mundo)
    bajados = {(ruta, pk): bajado(personal, ruta, pk) for ruta, pk, _ in todos}
    for ruta, pk, dichos in todos:
        pdf = bajados[ruta, pk]
        dice = texto(pdf)
        for dicho in dichos:
            assert dicho in dice, (ruta, dicho, dice)
        assert "otra cosa" not in dice
        assert "Otro Nombre" not in dice
        assert "otro nombre" not in dice
        assert "BORRADOR" not in dice
    assert set(Documento.objects.values_list("estado", flat=True)) == {"reservado"}  # looking keeps nothing
    for documento in Documento.objects.all():
        servicios.emitir_papel(documento_id=documento.pk, **mundo.quien("personal_a"))
    for (ruta, pk), pdf in bajados.items():
        assert bajado(personal, ruta, pk) == pdf
        assert Documento.objects.filter(base_sha256=sha256(pdf)).exists()


def test_control_a_draft_says_what_is_true_today(mundo, cliente_de):
    personal, borrador = cliente_de("personal_a"), m.borrador(mundo)
    antes = texto(bajado(personal, "solicitud_pdf", borrador.pk))
    assert "BORRADOR" in antes
    assert "Ada Muñoz" in antes
    cambiar_todo(mundo)
    dice = texto(bajado(personal, "solicitud_pdf", borrador.pk))
    assert "Ada Muñoz" not in dice
    assert "2031, Año de otra cosa" in dice
    assert not Documento.objects.exists()


def test_sending_from_the_page_draws_the_paper_at_once(mundo, cliente_de):
    s = m.borrador(mundo)
    cliente_de("directora_a").post(reverse("solicitud_enviar", args=[s.pk]), {"revision": s.revision})
    documento = Solicitud.objects.get(pk=s.pk).documento
    assert documento.estado == "impreso"
    assert documento.folio == "A/001/2024"
    congelado = leer(documento.base_archivo)
    assert bajado(cliente_de("personal_a"), "solicitud_pdf", s.pk) == congelado
    assert verificar_archivo(congelado).folio == "A/001/2024"
    assert verificar_archivo(congelado + b" ").veredicto == Veredicto.ALTERADA


def test_one_sent_again_keeps_its_folio_and_voids_the_paper_before(mundo, cliente_de):
    personal, s = cliente_de("personal_a"), m.enviada(mundo)
    servicios.emitir_papel(documento_id=s.documento_id, **mundo.quien("directora_a"))
    primero = bajado(personal, "solicitud_pdf", s.pk)
    servicios.devolver_solicitud(solicitud_id=s.pk, motivo="Falta el destino", **mundo.quien("tesoreria"))
    assert "BORRADOR" in texto(bajado(personal, "solicitud_pdf", s.pk))
    datos = m.datos_de_oficio(mundo, motivo="Asamblea del comité")
    servicios.editar_solicitud(solicitud_id=s.pk, datos=datos, **mundo.quien("personal_a"))
    servicios.enviar_solicitud(solicitud_id=s.pk, **mundo.quien("directora_a"))
    segundo = texto(bajado(personal, "solicitud_pdf", s.pk))
    assert "Asamblea del comité" in segundo
    assert "A/001/2024" in segundo
    assert "BORRADOR" not in segundo
    assert verificar_archivo(primero).veredicto == Veredicto.CANCELADA
    assert papel_de(SOLICITUD, s.pk).version == 2


def test_what_is_called_off_or_used_says_so_and_its_code_too(mundo, cliente_de):
    personal, s = cliente_de("personal_a"), m.con_combustible(mundo)
    vale = s.vales.get()
    for ruta, pk in (("solicitud_pdf", s.pk), ("vale_pdf", vale.pk)):
        assert "CANCELADO" not in texto(bajado(personal, ruta, pk))
    servicios.cancelar_solicitud(solicitud_id=s.pk, motivo="Ya no", **mundo.quien("directora_a"))
    for ruta, pk, clase in (("solicitud_pdf", s.pk, SOLICITUD), ("vale_pdf", vale.pk, VALE)):
        assert "CANCELADO" in texto(bajado(personal, ruta, pk))
        assert verificar_codigo(papel_de(clase, pk).codigo).veredicto == Veredicto.CANCELADA


def test_the_purchase_asks_only_for_what_the_store_has_not(mundo, cliente_de):
    datos = m.datos_de_requisicion(
        mundo, servicios.DatosDeRenglon(8, mundo.hojas), servicios.DatosDeRenglon(2, mundo.tinta)
    )
    s = m.autorizada(mundo, datos)
    servicios.pedir_compra(solicitud_id=s.pk, **mundo.quien("directora_a"))
    dice = texto(bajado(cliente_de("personal_a"), "compra_pdf", s.pk))
    assert "Tinta negra" in dice
    assert "Hojas carta" not in dice  # there are 20 and 8 are asked for
    assert papel_de(COMPRA, s.pk).titulo.startswith("Oficio de compra")
    assert cliente_de("personal_b").get(reverse("compra_pdf", args=[s.pk])).status_code == 404
