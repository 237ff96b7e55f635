"""The pages of what goes wrong: in Spanish, in the look of the product, and they say what to do."""

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path, reverse

from nucleo.errores import ErrorDeDominio
from nucleo.reglas import METODOS, publica
from tests.acceso.rutas import rutas
from tests.reparto import cliente_de, reparto

__all__ = ["cliente_de", "reparto"]
pytestmark = pytest.mark.django_db
SECRETO = "CANARIO-que-no-viaja"


class Chocan(ErrorDeDominio):
    """Two people at once."""


@publica
def falla(request):
    raise RuntimeError("forced")


@publica
def choca(request):
    raise Chocan("Otra persona lo cambió.")


@publica
def recibe(request):
    return HttpResponse(request.POST.get("x", ""))


@publica
def con_put(request):
    return HttpResponse("puesto")


con_put.metodos = ("GET", "PUT")


@publica
def suelta(request):
    return HttpResponse("SIN CUIDADO")


urlpatterns = [
    path("falla/", falla, name="falla"),
    path("choca/", choca, name="choca"),
    path("recibe/", recibe, name="recibe"),
    path("con-put/", con_put, name="con_put"),
    path("suelta/", suelta, name="suelta"),
    path("", include("poa.urls")),
]
handler400 = "nucleo.errores_http.error_400"
handler403 = "nucleo.errores_http.error_403"
handler404 = "nucleo.errores_http.error_404"
handler500 = "nucleo.errores_http.error_500"


@pytest.fixture
def plantadas(settings) -> Client:
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


def tiene_cara(respuesta: HttpResponse, codigo: int) -> None:
    texto = respuesta.content.decode()
    assert respuesta.status_code == codigo
    for pieza in ("Qué puede hacer", "<li>", "Programa Operativo Anual", 'lang="es-MX"', "Ir al inicio"):
        assert pieza in texto, pieza


def test_each_says_what_to_do(plantadas, settings):
    tiene_cara(plantadas.get("/falla/"), 500)
    tiene_cara(plantadas.get("/choca/"), 409)
    tiene_cara(plantadas.get("/nada/"), 404)
    tiene_cara(plantadas.get("/recibe/?q=%00"), 400)
    tiene_cara(plantadas.put("/recibe/"), 405)
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    tiene_cara(plantadas.post("/recibe/", "x=" + "a" * 20, "application/x-www-form-urlencoded"), 413)
    con_csrf = Client(enforce_csrf_checks=True)
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000
    tiene_cara(con_csrf.post("/recibe/", {"x": 1}), 403)


@pytest.mark.parametrize(("ruta", "codigo"), [("/falla/", 500), ("/choca/", 409), ("/nada/", 404)])
def test_a_script_gets_json(plantadas, ruta, codigo):
    respuesta = plantadas.get(ruta, headers={"Accept": "application/json"})
    assert (respuesta.status_code, list(respuesta.json())) == (codigo, ["error"])


def test_a_script_without_token_is_told_so(plantadas):
    cliente = Client(enforce_csrf_checks=True)
    respuesta = cliente.post("/recibe/", {}, headers={"Accept": "application/json"})
    assert (respuesta.status_code, respuesta["X-Sesion"], list(respuesta.json())) == (403, "token", ["error"])


def test_the_page_of_a_failure_does_not_need_the_database(plantadas, monkeypatch):
    def caida(*_, **__):
        raise RuntimeError("the database is down")

    monkeypatch.setattr(connection, "cursor", caida)
    tiene_cara(plantadas.get("/falla/"), 500)
    assert plantadas.get("/nada/").status_code == 500, "not even when another page needed it"


def test_a_failure_sends_nothing_by_mail(plantadas, settings, caplog):
    settings.ADMINS = [("Alguien", "alguien@ejemplo.gob.mx")]
    plantadas.post("/falla/", {"secreto": SECRETO})
    assert mail.outbox == []
    assert "forced" in caplog.text, "but it is told in the log"
    assert SECRETO not in caplog.text


def test_control_the_mail_of_django_would_carry_it(plantadas, settings):
    import logging

    from django.utils.log import AdminEmailHandler

    settings.ADMINS = [("Alguien", "alguien@ejemplo.gob.mx")]
    suyo, registro = AdminEmailHandler(), logging.getLogger("django.request")
    registro.addHandler(suyo)
    try:
        plantadas.post("/falla/", {"secreto": SECRETO})
    finally:
        registro.removeHandler(suyo)
    assert SECRETO in mail.outbox[0].body


@pytest.mark.parametrize("metodo", ["put", "patch", "delete", "options", "trace"])
def test_no_view_answers_to_what_it_did_not_declare(reparto, cliente_de, metodo):
    """A view that asks `request.method == "POST"` would take a PUT for a GET."""
    clientes = [cliente_de(q) for q in ("planeacion", "directora_a", "administrador")]
    otras = []
    for ruta in rutas():
        if "<" in ruta.patron or getattr(ruta.vista, "metodos", METODOS) != METODOS:
            continue
        codigos = {getattr(c, metodo)(reverse(ruta.nombre)).status_code for c in clientes}
        otras += [(ruta.nombre, codigos)] if codigos != {405} else []
    assert otras == []


def test_a_view_may_declare_another(plantadas):
    assert plantadas.put("/con-put/").content == b"puesto"
    assert plantadas.post("/con-put/").status_code == 405
    assert plantadas.post("/con-put/")["Allow"] == "GET, PUT"


def test_control_without_the_guard_it_would_answer(plantadas, settings):
    assert plantadas.put("/suelta/").status_code == 405
    settings.MIDDLEWARE = [m for m in settings.MIDDLEWARE if not m.endswith("NegarPorOmision")]
    assert Client().put("/suelta/").content == b"SIN CUIDADO"


def test_a_bare_405_gets_its_page(reparto, cliente_de):
    respuesta = cliente_de("directora_a").get(reverse("cerrar_otras_sesiones"))
    tiene_cara(respuesta, 405)
    assert respuesta["Allow"] == "POST"


def test_every_page_of_error_exists():
    carpeta = settings.BASE_DIR / "templates"
    paginas = {p.stem for p in carpeta.glob("*.html") if p.stem[:3].isdigit()}
    assert paginas == {"400", "403", "403_csrf", "404", "405", "409", "413", "429", "500", "503"}


def test_each_answer_closes_what_no_page_uses(plantadas):
    for ruta in ("/recibe/", "/falla/", "/nada/", "/entrar/"):
        assert "geolocation=()" in plantadas.get(ruta)["Permissions-Policy"], ruta
