"""Rule 14: whatever file is uploaded, wherever, it is taken clean or refused with a clear message."""

from collections.abc import Callable
from typing import Any

import lxml.html
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from actividades import archivos
from actividades.models import Actividad, Evidencia
from comites.models import FotoDeEntrega
from nucleo.almacen import leer
from poa import servicios
from poa.models import Ejercicio
from suministros.models import CargaDeCombustible, EntregaDeSuministro, Solicitud
from suministros.servicios import Recibo, recibir_suministro
from tests.comites.muestras import FORMA_DE_ENTREGA
from tests.confianza.archivos_hostiles import GPS, con_gps, del_corpus, hechos
from tests.confianza.mundo_doble import Doble
from tests.confianza.test_12_cadenas import deshecha
from tests.conftest import COMPLETO
from tests.reparto import AHORA

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("en_hoy")]
DICHO = " or ".join(f"contains(@class,'{c}')" for c in ("aviso", "error", "invalid", "veredicto"))
LOTE = "6e0f3a52-7d3c-4c1e-9d55-0a8b8f3d6c11"
# The state of the world says which may take a file; the corpus that is sent to each, at full size.
PUERTAS: dict[str, tuple[str, str, Callable[[Doble], str], dict[str, Any], tuple[str, ...]]] = {
    "evidence": (
        "personal_a",
        "evidencias",
        lambda d: f"/actividades/{_registrada(d)}/evidencias/",
        {},
        ("pillow", "pikepdf", "pyhanko"),
    ),
    "scan": (
        "planeacion",
        "escaneo",
        lambda d: f"/poas/{d.a.firmado}/firmar/adjuntar/",
        {},
        ("pikepdf", "pyhanko"),
    ),
    "verification": ("anonimo", "archivo", lambda d: "/verificar/", {}, ("pikepdf", "pyhanko")),
    "plan": ("directora_a", "archivo", lambda d: "/poas/traer/", {}, ("oletools",)),
    "acts": ("planeacion", "archivo", lambda d: "/actividades/importar/", {"lote": LOTE}, ("oletools",)),
    "step": (
        "personal_a",
        "evidencias",
        lambda d: f"/pasos/{d.a.organos['paso_pendiente']}/",
        {"fecha": "2024-05-14", "descripcion": "Se conoció", "revision": 1, "token": LOTE},
        ("pillow", "pikepdf", "pyhanko"),
    ),
    "entrega": (
        "personal_a",
        "evidencias",
        lambda d: f"/organos/{d.a.organos['entregado']}/entrega/",
        FORMA_DE_ENTREGA,
        ("pillow", "pikepdf", "pyhanko"),
    ),
    "acta": (
        "personal_a",
        "escaneo",
        lambda d: f"/actas/{d.a.organos['acta']}/firmar/adjuntar/",
        {},
        ("pikepdf", "pyhanko"),
    ),
    "list": (
        "personal_a",
        "escaneo",
        lambda d: f"/asambleas/{d.a.organos['asamblea_por_celebrar']}/lista/escaneo/",
        {},
        ("pikepdf", "pyhanko"),
    ),
    "application": (
        "anonimo",
        "evidencias",
        lambda d: f"/convocatoria-publica/{d.a.organos['codigo_del_llamado']}/",
        {"nombre": "Rosa Ibarra", "protesta": "on", "aviso": "on", "token": LOTE},
        ("pillow", "pikepdf", "pyhanko"),
    ),
    "ticket": (
        "personal_a",
        "ticket",
        lambda d: f"/suministros/{_en_uso(d)}/carga/",
        {
            "fecha": "2024-05-15",
            "conductor": "Alma Ruiz",
            "comision": "Plaza",
            "km_salida": 10,
            "km_regreso": 60,
            "litros": "5",
            "precio": "24.00",
            "importe": "120.00",
        },
        ("pillow", "pikepdf", "pyhanko"),
    ),
    "receipt": (
        "personal_a",
        "escaneo",
        lambda d: f"/suministros/{d.a.organos['con_vale']}/recibir/",
        {"recibe": "Alma Ruiz", "conforme": "si"},
        ("pikepdf", "pyhanko"),
    ),
    "drawn signature": (
        "personal_a",
        "firma",
        lambda d: f"/suministros/{d.a.organos['con_vale']}/recibir/",
        {"recibe": "Alma Ruiz", "conforme": "si"},
        ("pillow",),
    ),
    "escudo": ("administrador", "escudo", lambda d: "/catalogos/ayuntamiento/escudo/", {}, ("pillow",)),
}


def _registrada(doble: Doble) -> int:
    propias = Actividad.objects.filter(trimestre_programa__programa=doble.a.programa, estado="registrada")
    return propias.filter(trimestre_programa__numero=2).latest("pk").pk


def _en_uso(doble: Doble) -> int:
    """The request of A with a vale, once its vale was received."""
    pk = doble.a.organos["con_vale"]
    if Solicitud.objects.get(pk=pk).estado == "con_combustible":
        suya = {"persona": doble.reparto.persona("personal_a"), "ahora": AHORA}
        recibir_suministro(solicitud_id=pk, recibo=Recibo("Alma Ruiz"), **suya)
    return pk


def _datos(doble: Doble, puerta: str) -> dict[str, Any]:
    if puerta == "ticket":
        return {**PUERTAS[puerta][3], "vehiculo": doble.a.organos["vehiculo"]}
    if puerta != "plan":
        return PUERTAS[puerta][3]
    libre = Ejercicio.objects.exclude(programas__direccion=doble.direccion_a).first()
    return {"direccion": doble.direccion_a.pk, "ejercicio": libre.pk}


def dice_algo(respuesta: HttpResponse) -> bool:
    """Whether the page that one ends on tells what happened."""
    arbol = lxml.html.document_fromstring(respuesta.content.decode())
    return any("".join(e.itertext()).strip() for e in arbol.xpath(f"//*[{DICHO}]"))


def subir(doble: Doble, cliente: Client, puerta: str, nombre: str, contenido: bytes) -> str:
    """What is wrong with the answer, or nothing."""
    campo, ruta = PUERTAS[puerta][1], PUERTAS[puerta][2](doble)
    archivo = SimpleUploadedFile("x", contenido)
    archivo._name = nombre
    with deshecha():
        respuesta = cliente.post(ruta, {**_datos(doble, puerta), campo: archivo}, follow=True)
        if respuesta.status_code >= 500:
            return f"{nombre}: {respuesta.status_code}"
        return "" if dice_algo(respuesta) else f"{nombre}: no message"


@pytest.fixture
def ejercicio_libre(doble) -> None:
    servicios.abrir_ejercicio(persona=doble.reparto.persona("planeacion"), ahora=AHORA, anio=2028)


@pytest.mark.parametrize("puerta", PUERTAS)
def test_any_file_at_any_door(doble, ejercicio_libre, cliente_doble, cifra, puerta):
    cliente = cliente_doble(PUERTAS[puerta][0])
    todos = hechos() | (del_corpus(*PUERTAS[puerta][4]) if COMPLETO else {})
    malas = [m for n, c in todos.items() if (m := subir(doble, cliente, puerta, n, c))]
    cifra(14, "archivos subidos que dan error 500 o ningún mensaje", len(malas), de=len(todos))
    assert malas == []


def test_what_is_kept_has_no_place_and_leaves_as_a_file(doble, cliente_doble, cifra):
    cliente, antes = cliente_doble("personal_a"), set(Evidencia.objects.values_list("pk", flat=True))
    ruta = PUERTAS["evidence"][2](doble)
    for nombre in ("gps.jpg", "accion.pdf", "cola.jpg"):
        cliente.post(ruta, {"evidencias": SimpleUploadedFile(nombre, hechos()[nombre])})
    nuevas = Evidencia.objects.exclude(pk__in=antes)
    assert nuevas.count() == 3
    for evidencia in nuevas:
        contenido = leer(evidencia.archivo)
        for huella in (GPS.encode(), b"Exif", b"JavaScript", b"PK\x03\x04"):
            assert huella not in contenido
        assert evidencia.nombre not in evidencia.archivo
        assert evidencia.sha256[:16] in evidencia.archivo
        respuesta = cliente.get(f"/actividades/evidencias/{evidencia.pk}/")
        assert respuesta["X-Content-Type-Options"] == "nosniff"
        if evidencia.tipo == archivos.PDF:
            assert respuesta["Content-Disposition"].startswith("attachment")
    cifra(14, "archivos guardados con lugar, autor, acciones o cola", 0, de=nuevas.count())


def test_a_ticket_and_a_receipt_are_kept_clean(doble, cliente_doble, cifra):
    """Those of the supplies, by the same doors."""
    cliente = cliente_doble("personal_a")
    for puerta, nombre in (("receipt", "accion.pdf"), ("ticket", "gps.jpg")):
        campo, ruta = PUERTAS[puerta][1], PUERTAS[puerta][2](doble)
        archivo = SimpleUploadedFile(nombre, hechos()[nombre])
        assert cliente.post(ruta, {**_datos(doble, puerta), campo: archivo}).status_code == 302, puerta
    carga = CargaDeCombustible.objects.latest("pk")
    guardados = [leer(carga.archivo), leer(EntregaDeSuministro.objects.latest("pk").escaneo)]
    for huella in (GPS.encode(), b"Exif", b"JavaScript"):
        assert [c for c in guardados if huella in c] == []
    respuesta = cliente.get(f"/suministros/cargas/{carga.pk}/ticket/")
    assert respuesta["X-Content-Type-Options"] == "nosniff"
    cifra(14, "archivos guardados con lugar, autor, acciones o cola", 0, de=len(guardados))


def test_a_photo_of_the_entrega_has_no_place_and_a_paper_is_refused(doble, cliente_doble, cifra):
    cliente, antes = cliente_doble("personal_a"), set(FotoDeEntrega.objects.values_list("pk", flat=True))
    ruta = PUERTAS["entrega"][2](doble)
    nombres = ("gps.jpg", "cola.jpg", "accion.pdf")
    codigos = [
        cliente.post(ruta, FORMA_DE_ENTREGA | {"evidencias": SimpleUploadedFile(n, hechos()[n])}).status_code
        for n in nombres
    ]
    assert codigos == [302, 302, 400]
    nuevas = FotoDeEntrega.objects.exclude(pk__in=antes)
    assert nuevas.count() == 2
    for foto in nuevas:
        respuesta = cliente.get(f"/entregas/fotos/{foto.pk}/")
        assert respuesta["X-Content-Type-Options"] == "nosniff"
        for huella in (GPS.encode(), b"Exif", b"PK\x03\x04"):
            assert huella not in leer(foto.archivo)
            assert huella not in respuesta.content
    cifra(14, "fotos de una entrega guardadas con lugar, autor o cola", 0, de=nuevas.count())


def test_control_without_cleaning_the_place_stays(doble, cliente_doble, monkeypatch):
    monkeypatch.setattr(archivos, "_limpiar", lambda crudo: (archivos.JPEG, crudo, None))
    cliente = cliente_doble("personal_a")
    archivo = SimpleUploadedFile("gps.jpg", con_gps())
    cliente.post(PUERTAS["evidence"][2](doble), {"evidencias": archivo})
    assert GPS.encode() in leer(Evidencia.objects.latest("pk").archivo)


def test_control_a_page_that_falls_is_seen(doble, ejercicio_libre, cliente_doble, monkeypatch):
    def caer(*_: Any) -> None:
        raise KeyError("forced failure")

    monkeypatch.setattr("poa.views.traslado.leer_excel", caer)
    cliente = cliente_doble("directora_a")
    assert "500" in subir(doble, cliente, "plan", "bueno.xlsx", hechos()["bueno.xlsx"])
