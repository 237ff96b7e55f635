"""What the phone's queue speaks with: one act once, files that come before it, and whose session it is."""

import json
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from actividades.models import Actividad, Evidencia
from actividades.views import envio
from nucleo.models import Asiento
from poa.models import TrimestrePrograma
from tests.actividades.muestras import foto, subido

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("en_hoy")]
JSON = {"Accept": "application/json"}
ENVIAR, ARCHIVO, FICHA = (reverse(f"captura_{n}") for n in ("enviar", "archivo", "ficha"))


@pytest.fixture
def cola(reparto, cliente_de):
    """`cola(fotos=2, descripcion="…")`: the request of a queue, and a client that sends it."""

    def armar(quien: str = "personal_a", fotos: int = 0, **cambios):
        cliente, token = cliente_de(quien), str(uuid4())
        suya = str(reparto.usuarios[quien].pk)
        guardados = [
            cliente.post(
                ARCHIVO,
                {"token": token, "quien": suya, "archivo": subido(f"{n}.jpg", foto((60 * n, 40, 80)))},
                headers=JSON,
            ).json()["archivo"]
            for n in range(fotos)
        ]
        datos = {
            "token": token,
            "quien": suya,
            "direccion": reparto.direcciones["A"].pk,
            "linea": reparto.lineas()[0].pk,
            "fecha": "2024-05-03",
            "cantidad": "1",
            "descripcion": "Desde el campo",
            "guardados": guardados,
            "pie_guardado": [f"Pie {n}" for n in range(fotos)],
        }
        return cliente, datos | cambios

    return armar


def enviar(cliente: Client, datos: dict):
    return cliente.post(ENVIAR, datos, headers=JSON)


def test_un_acto_con_sus_fotos_en_su_orden_y_con_su_pie(cola):
    cliente, datos = cola(fotos=3)
    respuesta = enviar(cliente, datos)
    acto = Actividad.objects.get()
    assert respuesta.status_code == 200
    assert respuesta.json()["url"] == reverse("actividad", args=[acto.pk])
    suyas = [(e.orden, e.nombre, e.pie) for e in acto.evidencias.all()]
    assert suyas == [(1, "0.jpg", "Pie 0"), (2, "1.jpg", "Pie 1"), (3, "2.jpg", "Pie 2")]


def test_repetido_responde_con_el_que_existe_aunque_ya_no_se_pudiera(cola, reparto):
    cliente, datos = cola(fotos=3)
    primera = enviar(cliente, datos).json()
    asientos = Asiento.objects.count()
    # Meanwhile the capture closed: what was taken is not refused afterwards.
    TrimestrePrograma.objects.filter(pk=reparto.tp(2).pk).update(captura_terminada=True)
    segunda = enviar(cliente, datos)
    assert segunda.status_code == 200
    assert "distinta" not in segunda.json()
    assert (segunda.json()["url"], segunda.json()["repetida"]) == (primera["url"], True)
    assert (Actividad.objects.count(), Evidencia.objects.count()) == (1, 3)
    assert Asiento.objects.count() == asientos
    # Control: with another token it is another act, and that one is refused.
    assert enviar(cliente, datos | {"token": str(uuid4()), "guardados": []}).status_code == 409


def test_control_sin_mirar_el_token_el_repetido_se_rechaza(cola, reparto, monkeypatch):
    cliente, datos = cola()
    enviar(cliente, datos)
    monkeypatch.setattr(envio, "ya_registrada", lambda *_: None)
    assert enviar(cliente, datos | {"linea": "999999"}).status_code == 400


@pytest.mark.parametrize(
    "cambio",
    [{"linea": "999999"}, {"fecha": "2024-05-04"}, {"descripcion": "Corregida"}, {"guardados": "una"}],
)
def test_repetido_con_otra_cosa_dice_que_no_se_tomo(cola, cambio):
    cliente, datos = cola()
    url = enviar(cliente, datos).json()["url"]
    if "guardados" in cambio:
        archivo = {k: datos[k] for k in ("token", "quien")} | {"archivo": subido("z.jpg", foto("gold"))}
        cambio = {"guardados": [cliente.post(ARCHIVO, archivo, headers=JSON).json()["archivo"]]}
    respuesta = enviar(cliente, datos | cambio | {"avisar": "1"})
    assert respuesta.status_code == 200
    assert respuesta.json() == {"url": url, "repetida": True, "distinta": True}
    acto = Actividad.objects.get()
    assert (acto.descripcion, acto.fecha.day, acto.evidencias.count()) == ("Desde el campo", 3, 0)
    # And nobody is told on the next page that it was saved.
    assert "Se registró" not in cliente.get(url).content.decode()


def test_el_token_de_otra_persona_no_ensena_su_acto(cola):
    cliente, datos = cola()
    enviar(cliente, datos)
    otra, suyos = cola("directora_a", token=datos["token"])
    respuesta = enviar(otra, suyos)
    assert respuesta.status_code == 409
    assert "url" not in respuesta.json()


@pytest.mark.parametrize("ruta", [ENVIAR, ARCHIVO])
def test_lo_de_otra_persona_no_se_envia_con_esta_sesion(cola, reparto, ruta):
    cliente, datos = cola()
    ajena = datos | {"quien": str(reparto.usuarios["personal_b"].pk), "archivo": subido("a.jpg", foto())}
    respuesta = cliente.post(ruta, ajena, headers=JSON)
    assert respuesta.status_code == 403
    assert respuesta.json()["error"] == envio.OTRA_PERSONA
    assert not Actividad.objects.exists()


def test_lo_que_no_se_puede_dice_por_que_campo_por_campo(cola):
    cliente, datos = cola(fecha="2024-06-20", cantidad="0")
    respuesta = enviar(cliente, datos)
    assert respuesta.status_code == 400
    assert list(respuesta.json()["errores"]) == ["cantidad"]
    fecha = enviar(cliente, datos | {"cantidad": "1"}).json()
    assert "posterior a hoy" in fecha["errores"]["fecha"][0]
    assert not Actividad.objects.exists()


def test_archivos_de_otro_formulario_o_vencidos_se_piden_de_nuevo(cola):
    cliente, datos = cola(fotos=1)
    for crudo in ("nada", cola(fotos=1)[1]["guardados"][0]):
        respuesta = enviar(cliente, datos | {"guardados": [*datos["guardados"], crudo]})
        assert (respuesta.status_code, respuesta.json()["vencidos"]) == (400, 1)
    assert not Actividad.objects.exists()


def test_un_archivo_que_no_sirve_se_dice(cola):
    cliente, datos = cola()
    heic = {"token": datos["token"], "quien": datos["quien"]}
    heic["archivo"] = subido("IMG.HEIC", b"\0\0\0\x18ftypheic" + b"\0" * 20)
    respuesta = cliente.post(ARCHIVO, heic, headers=JSON)
    assert respuesta.status_code == 400
    assert "es una foto HEIC" in respuesta.json()["error"]
    assert cliente.post(ARCHIVO, {"quien": datos["quien"]}, headers=JSON).status_code == 400


def test_la_ficha_dice_de_quien_es_la_sesion_y_da_un_token_que_sirve(reparto, cola):
    _, datos = cola()
    cliente = Client(enforce_csrf_checks=True)
    cliente.force_login(reparto.usuarios["personal_a"], backend="django.contrib.auth.backends.ModelBackend")
    assert enviar(cliente, datos).status_code == 403
    ficha = cliente.get(FICHA, headers=JSON)
    assert ficha["Cache-Control"] == "no-store"
    assert ficha.json()["persona"] == datos["quien"]
    respuesta = cliente.post(ENVIAR, datos, headers=JSON | {"X-CSRFToken": ficha.json()["csrf"]})
    assert respuesta.status_code == 200


def test_con_red_se_pregunta_por_la_parecida_y_sin_red_se_avisa_despues(cola):
    cliente, datos = cola()
    una = enviar(cliente, datos).json()
    otra = datos | {"token": str(uuid4())}
    preguntada = enviar(cliente, otra | {"avisar": "1"})
    assert preguntada.status_code == 409
    assert [p["url"] for p in preguntada.json()["parecidas"]] == [una["url"]]
    assert Actividad.objects.count() == 1
    assert [p["url"] for p in enviar(cliente, otra).json()["parecidas"]] == [una["url"]]
    tercera = datos | {"token": str(uuid4()), "avisar": "1", "repetir": "1"}
    assert enviar(cliente, tercera).status_code == 200
    assert Actividad.objects.count() == 3


def test_el_trabajador_no_sabe_nada_de_nadie_y_guarda_lo_que_la_pagina_pide(cliente_de, reparto):
    respuestas = [cliente_de(quien).get(reverse("captura_trabajador")) for quien in ("anonimo", "personal_a")]
    assert respuestas[0].content == respuestas[1].content
    assert respuestas[0]["Content-Type"] == "text/javascript; charset=utf-8"
    primera = respuestas[0].content.decode().partition("\n")[0]
    piezas = set(json.loads(primera.removeprefix("self.CAPTURA = ").removesuffix(";"))["piezas"])
    pagina = cliente_de("personal_a").get(reverse("actividad_nueva")).content.decode()
    pedidas = {p.split('"')[0] for p in pagina.split(f'="{settings.STATIC_URL}')[1:]}
    assert {p.removeprefix(settings.STATIC_URL) for p in piezas} >= pedidas


def test_otra_version_de_una_pieza_es_otro_trabajador(cliente_de, monkeypatch):
    url = reverse("captura_trabajador")
    antes = cliente_de("anonimo").get(url).content
    assert cliente_de("anonimo").get(url).content == antes
    leer = envio._contenido
    monkeypatch.setattr(envio, "_contenido", lambda p: leer(p) + b" " * (p == "js/captura.js"))
    assert cliente_de("anonimo").get(url).content != antes
