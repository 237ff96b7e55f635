"""The attendance list: once each, whoever may, until it is closed; signatures that are only black strokes."""

import io
import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from asambleas import servicios
from asambleas.estados import EstadoAsamblea
from asambleas.models import Acta, Asamblea, Asistente, Ciudadano
from asambleas.servicios import asistencia
from asambleas.trazos import LADOS, firma_limpia
from nucleo import almacen
from nucleo.errores import Conflicto, DatosInvalidos, SinPermiso, TransicionInvalida
from nucleo.models import Asiento, Documento
from tests.actividades.muestras import pdf
from tests.asambleas.mundo_elecciones import Junta, junta
from tests.asambleas.mundo_lista import CANARIOS, TELEFONO, alguien, anotar, trazo
from tests.confianza.test_26_secretos import registro
from tests.nucleo.pdf.lectura import texto as texto_del_pdf
from tests.reparto import AHORA, Reparto

__all__ = ["registro"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def reunion(reparto: Reparto, archivos_privados) -> Junta:
    """An assembly that is being held, with three people on its list."""
    return junta(reparto, nombres=("Ana Peña", "Bruno Ávila", "Carla Ríos"))


def test_somebody_is_put_on_the_list_with_their_data_and_signature(reunion: Junta):
    asistente = anotar(reunion)
    assert (asistente.numero, asistente.asamblea_id) == (4, reunion.asamblea.pk)
    assert asistente.ciudadano.telefono == TELEFONO
    assert almacen.sha256(almacen.leer(asistente.firma_archivo)) == asistente.firma_sha256
    asiento = Asiento.objects.get(accion="asistente.registrar")
    escrito = json.dumps(asiento.datos, ensure_ascii=False)
    assert asiento.datos["numero"] == 4
    assert "Rosa" not in escrito
    assert not any(c in escrito for c in CANARIOS)


def test_numbers_begin_at_one_and_the_clock_of_a_tablet_never_runs_ahead(reparto: Reparto, archivos_privados):
    vacia = junta(reparto, nombres=(), estado="convocada")
    uno = anotar(vacia, capturado_en=AHORA + timedelta(days=400))
    dos = anotar(vacia, "Luis Alba", capturado_en=AHORA - timedelta(hours=1), firma=None)
    assert [uno.numero, dos.numero] == [1, 2]
    assert (uno.capturado_en, dos.capturado_en) == (AHORA, AHORA - timedelta(hours=1))
    assert dos.firma_archivo == ""


def test_the_same_token_twice_is_one_row_even_after_the_list_was_closed(reunion: Junta):
    token = uuid4()
    primera = anotar(reunion, token=token)
    assert anotar(reunion, token=token).pk == primera.pk
    reunion.mover(EstadoAsamblea.CERRADA)
    assert anotar(reunion, token=token).pk == primera.pk
    assert Asistente.objects.filter(asamblea=reunion.asamblea).count() == 4
    assert Asiento.objects.filter(accion="asistente.registrar").count() == 1


@pytest.mark.parametrize(
    "otra",
    [{"datos": alguien("Otra Persona")}, {"firma": None}, {"firma": trazo(fin=30)}, {"quien": "directora_a"}],
    ids=["nombre", "sin firma", "otra firma", "otra persona la envía"],
)
def test_a_token_that_says_otherwise_is_a_conflict(reunion: Junta, otra):
    token = uuid4()
    anotar(reunion, token=token)
    with pytest.raises(Conflicto):
        anotar(reunion, token=token, **otra)
    assert Asistente.objects.filter(token=token).count() == 1


def test_only_who_carries_it_and_only_while_the_list_is_passed(reunion: Junta):
    for quien in ("personal_b", "directora_b", "planeacion", "contraloria", "administrador", "tesoreria"):
        with pytest.raises(SinPermiso):
            anotar(reunion, quien=quien)
    for estado in ("cerrada", "sin_quorum", "cancelada"):
        reunion.mover(estado)
        with pytest.raises(TransicionInvalida):
            anotar(reunion)
    reunion.mover("segunda")
    assert anotar(reunion, quien="directora_a").numero == 4, "control"


def test_what_a_tablet_captured_before_the_end_is_taken_after_it_until_the_acta_is_frozen(reunion: Junta):
    presentes = reunion.asamblea.presentes
    reunion.mover("cerrada")
    fin = AHORA - timedelta(minutes=10)
    Asamblea.objects.filter(pk=reunion.asamblea.pk).update(inicio_en=fin - timedelta(hours=1), fin_en=fin)
    assert anotar(reunion, capturado_en=fin).numero == 4
    assert Asamblea.objects.get(pk=reunion.asamblea.pk).presentes == presentes, "the quórum stays as declared"
    for despues in (fin + timedelta(seconds=1), AHORA + timedelta(days=1)):
        with pytest.raises(TransicionInvalida, match="ya no cambia"):
            anotar(reunion, "Luis Alba", capturado_en=despues)
    with pytest.raises(SinPermiso):
        anotar(reunion, "Luis Alba", capturado_en=fin, quien="personal_b")
    acta = Acta.objects.create(
        organo=reunion.organo,
        asamblea=reunion.asamblea,
        tipo="constitutiva",
        hecha_por=reunion.reparto.usuarios["personal_a"],
        hecha_en=AHORA,
    )
    assert anotar(reunion, "Luis Alba", capturado_en=fin).numero == 5, "a draft holds nobody back"
    papel = Documento.objects.create(
        clase="acta",
        clave=str(acta.pk),
        version=1,
        folio="ACTA/1",
        codigo="C" * 20,
        titulo="Acta",
        cadena="a",
    )
    Acta.objects.filter(pk=acta.pk).update(estado="congelada", documento=papel)
    with pytest.raises(TransicionInvalida, match="acta ya estaba congelada"):
        anotar(reunion, "Noé Gil", capturado_en=fin)


@pytest.mark.parametrize(
    ("otra", "cabe"),
    [
        ({}, False),
        ({"nombre": "  rosa   CANELA "}, False),
        ({"domicilio": "calle canario-domicilio 7"}, False),
        ({"nombre": "Rosa Canela Gil"}, True),
        ({"domicilio": "Calle Otra 9"}, True),
        ({"telefono": "33 0000 0000"}, True),
    ],
)
def test_the_same_person_is_not_on_the_list_twice(reunion: Junta, otra, cabe):
    anotar(reunion)
    datos = alguien(**{"nombre": "Rosa Canela", **otra})
    if cabe:
        assert anotar(reunion, datos=datos).numero == 5
        return
    with pytest.raises(DatosInvalidos) as error:
        anotar(reunion, datos=datos)
    assert "con el número 4" in error.value.errores["nombre"]
    assert reunion.asamblea.asistentes.count() == 4


def test_a_full_list_takes_nobody_else(reunion: Junta, monkeypatch):
    monkeypatch.setattr(asistencia, "MAX_ASISTENTES", 4)
    anotar(reunion)
    with pytest.raises(Conflicto, match="no caben"):
        anotar(reunion, "Uno Más")
    assert reunion.asamblea.asistentes.count() == 4
    assert not Ciudadano.objects.filter(nombre="Uno Más").exists()


def _png(imagen: Image.Image) -> bytes:
    salida = io.BytesIO()
    imagen.save(salida, "PNG")
    return salida.getvalue()


def _jpeg() -> bytes:
    salida = io.BytesIO()
    Image.new("RGB", (300, 100), "white").save(salida, "JPEG")
    return salida.getvalue()


@pytest.mark.parametrize(
    "mala",
    [
        b"",
        b"not a picture",
        trazo()[:-40],
        _jpeg(),
        _png(Image.new("RGBA", (900, 300), (0, 0, 0, 0))),
        _png(Image.new("RGB", (900, 300), "black")),
        _png(Image.new("L", (3000, 1000), "white")),
        b"\x89PNG\r\n\x1a\n" + b"x" * 500_000,
    ],
    ids=["nada", "texto", "cortada", "jpeg", "vacía", "negra", "enorme", "pesada"],
)
def test_what_is_not_a_signature_is_refused_and_leaves_nothing(reunion: Junta, mala: bytes):
    with pytest.raises(DatosInvalidos) as error:
        anotar(reunion, firma=mala)
    assert "firma" in error.value.errores
    assert reunion.asamblea.asistentes.count() == 3


def test_a_signature_is_drawn_again_small_in_greys_and_with_nothing_else_in_it():
    con_texto, letrero = io.BytesIO(), PngInfo()
    letrero.add_text("Comment", "OCULTO-EN-EL-PNG")
    Image.open(io.BytesIO(trazo("red"))).save(con_texto, "PNG", pnginfo=letrero)
    assert b"OCULTO" in con_texto.getvalue(), "control"
    limpia = firma_limpia(con_texto.getvalue())
    with Image.open(io.BytesIO(limpia)) as imagen:
        assert imagen.width <= LADOS[0]
        assert imagen.height <= LADOS[1]
        colores = imagen.convert("RGB").getcolors(256)
        assert colores
        assert {max(c) - min(c) for _, c in colores} == {0}, "only greys"
    assert b"OCULTO" not in limpia
    assert len(limpia) < 12_000


def test_a_batch_is_judged_one_by_one(reunion: Junta):
    buena, mala, sin_firma = uuid4(), uuid4(), uuid4()
    capturas = [
        servicios.Captura(buena, alguien("Eva Luz"), AHORA, trazo()),
        servicios.Captura(mala, alguien("Eva Luz", telefono="no es"), AHORA),
        servicios.Captura(sin_firma, alguien("Noé Paz"), AHORA),
    ]
    como = {"asamblea_id": reunion.asamblea.pk, **reunion.como()}
    acuses = servicios.registrar_asistentes(capturas=capturas, **como)
    assert [bool(a.asistente) for a in acuses] == [True, False, True]
    assert "telefono" in acuses[1].errores
    assert [a.numero for a in reunion.asamblea.asistentes.order_by("numero")] == [1, 2, 3, 4, 5]
    with pytest.raises(SinPermiso):
        servicios.registrar_asistentes(capturas=capturas, **(como | reunion.como("personal_b")))


def test_somebody_is_taken_off_with_their_data_but_not_after_a_vote(reunion: Junta):
    asistente = anotar(reunion)
    servicios.quitar_asistente(asistente_id=asistente.pk, **reunion.como())
    assert not Ciudadano.objects.filter(nombre="Rosa Canela").exists()
    otra = anotar(reunion)
    reunion.gente = list(reunion.asamblea.asistentes.order_by("numero"))
    reunion.votar({0: 3})
    with pytest.raises(TransicionInvalida, match="Ya se votó"):
        servicios.quitar_asistente(asistente_id=otra.pk, **reunion.como())
    with pytest.raises(DatabaseError), transaction.atomic():
        Asistente.objects.filter(pk=otra.pk).delete()
    assert Asistente.objects.filter(pk=otra.pk).exists()


def test_nobody_is_taken_off_a_closed_list_nor_without_permission_nor_below_the_quorum(reunion: Junta):
    asistente = reunion.gente[0]
    with pytest.raises(SinPermiso):
        servicios.quitar_asistente(asistente_id=asistente.pk, **reunion.como("personal_b"))
    with pytest.raises(Conflicto, match="quórum"):
        servicios.quitar_asistente(asistente_id=asistente.pk, **reunion.como())
    reunion.mover("cerrada")
    with pytest.raises(TransicionInvalida):
        servicios.quitar_asistente(asistente_id=asistente.pk, **reunion.como())
    reunion.mover("convocada")
    servicios.quitar_asistente(asistente_id=asistente.pk, **reunion.como())
    assert reunion.asamblea.asistentes.count() == 2, "control"


def test_the_signed_list_is_attached_private_and_opened_on_record(reunion: Junta, cliente_de, en_hoy):
    url = reverse("asistencia_escaneo", args=[reunion.asamblea.pk])
    personal = cliente_de("personal_a")
    assert personal.get(url).status_code == 404
    mala = personal.post(url, {"escaneo": SimpleUploadedFile("x.pdf", b"no", "application/pdf")})
    assert (mala.status_code, b"no es un PDF" in mala.content) == (400, True)
    personal.post(url, {"escaneo": SimpleUploadedFile("x.pdf", pdf(), "application/pdf")})
    assert Asamblea.objects.get(pk=reunion.asamblea.pk).lista_sha256
    assert personal.get(url)["Content-Type"] == "application/pdf"
    codigos = [cliente_de(q).get(url).status_code for q in ("personal_b", "planeacion", "tesoreria")]
    assert codigos == [404, 403, 403]
    vistas = Asiento.objects.filter(accion="asistentes.ver").values_list("datos__que", flat=True)
    assert list(vistas) == ["escaneo"]


def _lote(reunion: Junta, quien: str = "personal_a", **mas) -> dict:
    token = mas.pop("token", str(uuid4()))
    renglon = {
        "token": token,
        "capturado_en": "2024-05-15T15:59:00.000Z",
        "nombre": "Rosa Canela",
        "telefono": TELEFONO,
        "sexo": "M",
        "edad": "60+",
        "localidad": "",
        "domicilio": "",
        "aviso": "",
        **mas,
    }
    return {
        "quien": str(reunion.reparto.usuarios[quien].pk),
        "renglones": json.dumps([renglon]),
        f"firma-{token}": SimpleUploadedFile("firma.png", trazo(), "image/png"),
    }


def test_the_tablet_sends_and_a_repeat_is_the_same_number(reunion: Junta, cliente_de, en_hoy):
    url, token = reverse("asistencia_enviar", args=[reunion.asamblea.pk]), str(uuid4())
    cliente = cliente_de("personal_a")
    for _ in range(2):
        respuesta = cliente.post(url, _lote(reunion, token=token)).json()
        assert respuesta == {"total": 4, "acuses": [{"token": token, "numero": 4}]}
    assert Asistente.objects.get(token=token).firma_archivo
    mala = cliente.post(url, _lote(reunion, nombre="Yo")).json()["acuses"][0]
    assert "nombre" in mala["errores"]
    for roto in ("", "{", "[]", '["x"]', "[" * 9_999):
        codigo = cliente.post(
            url, {"quien": str(reunion.reparto.usuarios["personal_a"].pk), "renglones": roto}
        )
        assert codigo.status_code == 400
    ajeno = cliente.post(url, _lote(reunion, quien="directora_a"))
    assert ajeno.status_code == 403
    assert cliente_de("personal_b").post(url, _lote(reunion, quien="personal_b")).status_code == 404


def test_the_page_works_as_a_plain_form_and_comes_back_filled(reunion: Junta, cliente_de, en_hoy):
    cliente, url = cliente_de("personal_a"), reverse("asistencia", args=[reunion.asamblea.pk])
    token = re.search(r'name="token" value="([\w-]+)"', cliente.get(url).content.decode()).group(1)
    mala = cliente.post(url, {"token": token, "nombre": "Rosa Canela", "telefono": "abc"})
    assert (mala.status_code, mala.context["form"]["nombre"].value()) == (400, "Rosa Canela")
    assert cliente.post(url, {"token": token, "nombre": "Rosa Canela"}).status_code == 302
    assert cliente.post(url, {"token": token, "nombre": "Rosa Canela"}).status_code == 302
    assert reunion.asamblea.asistentes.filter(ciudadano__nombre="Rosa Canela").count() == 1


def _texto(cliente: Client, url: str) -> str:
    respuesta = cliente.get(url)
    if respuesta["Content-Type"] == "application/pdf":
        return texto_del_pdf(respuesta.content)
    return respuesta.content.decode()


def test_personal_data_are_read_whole_only_by_who_carries_it_and_on_record(
    reunion: Junta, cliente_de, en_hoy, registro, cifra
):
    anotar(reunion)
    pk = reunion.asamblea.pk
    urls = [
        *[reverse(r, args=[pk]) for r in ("asistencia", "asistencia_completa", "asistencia_lista")],
        reverse("asistencia_lista", args=[pk]) + "?vacios=3",
        reverse("elecciones", args=[reunion.organo.pk]),
        reverse("aviso_de_privacidad"),
    ]
    leidas = 0
    for quien in ("planeacion", "tesoreria", "administrador", "personal_b", "directora_b", "anonimo"):
        for url in urls:
            texto = _texto(cliente_de(quien), url)
            assert [c for c in CANARIOS if c in texto] == [], (quien, url)
            leidas += 1
    assert Asiento.objects.filter(accion="asistentes.ver").count() == 0, "nobody of them saw it"
    capturando = _texto(cliente_de("personal_a"), urls[0])
    assert "•• •• 54 32" in capturando
    assert [c for c in CANARIOS if c in capturando and c != "60 años o más"] == []
    for quien in ("personal_a", "directora_a", "contraloria"):
        assert TELEFONO in _texto(cliente_de(quien), urls[1]), "control"
    assert TELEFONO in _texto(cliente_de("personal_a"), urls[2]), "control: on paper too"
    assert Asiento.objects.filter(accion="asistentes.ver").count() == 4
    assert [c for c in (*CANARIOS, "Rosa Canela") if c in registro.getvalue()] == []
    cifra(25, "teléfonos, domicilios y edades de asistentes que leyó quien no debe", 0, de=leidas)


def test_the_printed_list_has_empty_rows_or_those_who_came(reunion: Junta, cliente_de, en_hoy):
    anotar(reunion)
    url = reverse("asistencia_lista", args=[reunion.asamblea.pk])
    llena, vacia = (_texto(cliente_de("personal_a"), url + mas) for mas in ("", "?vacios=12"))
    assert "Rosa Canela" in llena
    assert "Rosa Canela" not in vacia
    assert "12" in vacia
    for texto in (llena, vacia):
        assert "aviso de privacidad" in texto
        assert reunion.organo.nombre in texto


def test_the_worker_knows_nobody_and_holds_what_the_page_asks_for(
    reunion: Junta, cliente_de, en_hoy, settings
):
    url = reverse("asistencia_trabajador")
    guion = cliente_de("anonimo").get(url).content.decode()
    assert guion == cliente_de("personal_a").get(url).content.decode()
    ajustes = json.loads(guion.partition("\n")[0].removeprefix("self.CAPTURA = ").removesuffix(";"))
    ruta = reverse("asistencia", args=[reunion.asamblea.pk])
    assert re.match(ajustes["paginas"], ruta)
    assert not re.match(ajustes["paginas"], ruta + "completa/")
    pagina = cliente_de("personal_a").get(ruta).content.decode()
    pedidas = {p.split('"')[0] for p in pagina.split(f'="{settings.STATIC_URL}')[1:]}
    assert {p.removeprefix(settings.STATIC_URL) for p in ajustes["piezas"]} >= pedidas
