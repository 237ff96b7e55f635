"""The pages of the plan: who sees which POA, what the list filters, what the sheet says."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nucleo.personas import Persona
from poa import servicios
from poa.estados import EstadoPrograma
from poa.models import Programa, Programacion
from tests.reparto import ANONIMO, CANARIO, EN_ENERO, Reparto, datos_de_programa

DE_UNA_DIRECCION = ("personal_a", "directora_a")
DE_TODAS = ("planeacion", "contraloria")


def texto(respuesta) -> str:
    return respuesta.content.decode()


def url_de(programa: Programa) -> str:
    return reverse("poa", args=[programa.pk])


@pytest.mark.parametrize("quien", DE_UNA_DIRECCION)
def test_a_direccion_sees_its_own_poa_and_not_the_other(reparto: Reparto, cliente_de, quien: str):
    cliente = cliente_de(quien)
    propia = cliente.get(url_de(reparto.programa_a))
    assert propia.status_code == 200
    assert "Una visión" in texto(propia)
    ajena = cliente.get(url_de(reparto.programa_b))
    assert ajena.status_code == 404
    lista = texto(cliente.get(reverse("poas")))
    assert url_de(reparto.programa_a) in lista
    assert url_de(reparto.programa_b) not in lista
    assert CANARIO not in lista + texto(propia) + texto(ajena)


@pytest.mark.parametrize("quien", DE_TODAS)
def test_planeacion_and_contraloria_see_every_poa(reparto: Reparto, cliente_de, quien: str):
    cliente = cliente_de(quien)
    lista = texto(cliente.get(reverse("poas")))
    for programa in (reparto.programa_a, reparto.programa_b):
        assert url_de(programa) in lista
        assert programa.vision in texto(cliente.get(url_de(programa)))


def test_tesoreria_has_no_poa_to_see_and_is_told_why(reparto: Reparto, cliente_de):
    cliente = cliente_de("tesoreria")
    assert "Todavía no hay ningún POA" in texto(cliente.get(reverse("poas")))
    assert cliente.get(url_de(reparto.programa_a)).status_code == 404


def test_who_may_not_see_poas_is_turned_away(reparto: Reparto, cliente_de):
    assert cliente_de("administrador").get(reverse("poas")).status_code == 403
    anonimo = cliente_de(ANONIMO).get(url_de(reparto.programa_a))
    assert anonimo.status_code == 302
    assert reverse("account_login") in anonimo["Location"]


@pytest.mark.parametrize(
    ("filtro", "esperados"),
    [
        ("q=direccion+a", "A"),
        ("q=DIRECCIÓN", "AB"),
        ("q=poa/b/2024", "B"),
        ("q=nada+de+esto", ""),
        ("estado=autorizado", "AB"),
        ("estado=borrador", ""),
        ("estado=inventado", "AB"),
        ("direccion=0&ejercicio=x", "AB"),
        ("q=%25", ""),
    ],
)
def test_the_filters_of_the_list(reparto: Reparto, cliente_de, filtro: str, esperados: str):
    pagina = texto(cliente_de("planeacion").get(f"{reverse('poas')}?{filtro}"))
    programas = {"A": reparto.programa_a, "B": reparto.programa_b}
    assert {c for c, p in programas.items() if url_de(p) in pagina} == set(esperados)
    assert ("Ningún POA coincide" in pagina) == (not esperados)


def test_the_list_filters_by_direccion_and_ejercicio(reparto: Reparto, cliente_de):
    filtro = f"direccion={reparto.direcciones['B'].pk}&ejercicio={reparto.ejercicio.pk}"
    pagina = texto(cliente_de("planeacion").get(f"{reverse('poas')}?{filtro}"))
    assert url_de(reparto.programa_b) in pagina
    assert url_de(reparto.programa_a) not in pagina


def _consultas(cliente, url: str) -> int:
    cliente.get(url)
    with CaptureQueriesContext(connection) as captura:
        assert cliente.get(url).status_code == 200
    return len(captura)


def _otro_programa(reparto: Reparto, clave: str) -> None:
    sistema = servicios.persona_del_sistema(EN_ENERO.date())
    servicios.crear_direccion(persona=sistema, ahora=EN_ENERO, clave=clave, nombre=f"Unidad {clave}")
    servicios.cargar_programa(
        persona=reparto.persona("planeacion"), ahora=EN_ENERO, datos=datos_de_programa(clave)
    )


@pytest.mark.parametrize("nombre", ["poas", "adscripciones"])
def test_the_lists_ask_the_same_with_more_rows(reparto: Reparto, cliente_de, nombre: str):
    """One row (what A sees of POAs), two, and four."""
    cliente, url = cliente_de("planeacion"), reverse(nombre)
    uno, dos = _consultas(cliente_de("directora_a"), url), _consultas(cliente, url)
    for clave in ("C1", "C2"):
        _otro_programa(reparto, clave)
    assert _consultas(cliente, url) == dos == uno


def test_the_sheet_asks_the_same_with_more_lineas(reparto: Reparto, cliente_de):
    datos = datos_de_programa("PLAN")
    datos["bloques"] *= 3
    grande = servicios.cargar_programa(persona=reparto.persona("planeacion"), ahora=EN_ENERO, datos=datos)
    Programa.objects.filter(pk=grande.pk).update(estado="enviado")
    servicios.autorizar_programa(persona=reparto.persona("planeacion"), ahora=EN_ENERO, programa_id=grande.pk)
    cliente = cliente_de("planeacion")
    assert _consultas(cliente, url_de(grande)) == _consultas(cliente, url_de(reparto.programa_a))


def test_a_draft_shows_what_it_lacks_with_its_place(reparto: Reparto, cliente_de):
    datos = datos_de_programa("PLAN")
    datos.pop("mision")
    datos["bloques"][1] = {"numero": 2, "nombre": "Solo el nombre"}
    programa = servicios.cargar_programa(persona=reparto.persona("planeacion"), ahora=EN_ENERO, datos=datos)
    pagina = texto(cliente_de("planeacion").get(url_de(programa)))
    assert "le faltan 9 datos" in pagina
    for ancla in ("mision", "bloque-2"):
        assert f'href="#{ancla}"' in pagina
        assert f'id="{ancla}"' in pagina
    assert "Autorizar POA" in pagina
    assert "El POA está en estado «borrador»; desde ahí no se autoriza." in pagina
    Programa.objects.filter(pk=programa.pk).update(estado=EstadoPrograma.ENVIADO)
    assert "faltan 9 datos: están en la lista" in texto(cliente_de("planeacion").get(url_de(programa)))


def test_a_modified_figure_stands_under_the_initial_one(reparto: Reparto, cliente_de):
    antes = texto(cliente_de("directora_a").get(url_de(reparto.programa_a)))
    assert "modificada" not in antes.split("la modificada cuando", 1)[1]
    celda = Programacion.objects.get(linea=reparto.lineas("A")[0], trimestre_programa=reparto.tp(3))
    Programacion.objects.filter(pk=celda.pk).update(vigente=7)
    pagina = texto(cliente_de("directora_a").get(url_de(reparto.programa_a)))
    assert "mod.</abbr> 7" in pagina
    assert "mod.</abbr> 13" in pagina, "the year of that línea: 6 and 7 more"


@pytest.mark.parametrize("quien", ["directora_a", "planeacion"])
def test_nobody_is_offered_to_authorise_twice(reparto: Reparto, cliente_de, quien: str):
    assert "Autorizar POA" not in texto(cliente_de(quien).get(url_de(reparto.programa_a)))


def test_planeacion_authorises_from_the_page(reparto: Reparto, cliente_de):
    programa = servicios.cargar_programa(
        persona=reparto.persona("planeacion"), ahora=EN_ENERO, datos=datos_de_programa("PLAN")
    )
    Programa.objects.filter(pk=programa.pk).update(estado=EstadoPrograma.ENVIADO)
    ruta = reverse("poa_autorizar", args=[programa.pk])
    for quien, codigo in (("directora_a", 403), ("contraloria", 403), (ANONIMO, 302)):
        assert cliente_de(quien).post(ruta).status_code == codigo
    programa.refresh_from_db()
    assert programa.estado == EstadoPrograma.ENVIADO
    cliente = cliente_de("planeacion")
    assert cliente.get(ruta).status_code == 405
    assert "no envió qué hoja" in texto(cliente.post(ruta, follow=True))
    formulario = cliente.get(url_de(programa)).text
    assert f'name="revision" value="{programa.revision}"' in formulario
    leida = {"revision": programa.revision}
    pagina = texto(cliente.post(ruta, leida, follow=True))
    assert "quedó autorizado con el folio POA/PLAN/2024/001" in pagina
    pagina = texto(cliente.post(ruta, leida, follow=True))
    assert "desde ahí no se autoriza" in pagina


def test_a_refused_authorisation_says_what_is_missing(reparto: Reparto, cliente_de):
    datos = datos_de_programa("PLAN")
    datos.pop("objetivo")
    programa = servicios.cargar_programa(persona=reparto.persona("planeacion"), ahora=EN_ENERO, datos=datos)
    Programa.objects.filter(pk=programa.pk).update(estado=EstadoPrograma.ENVIADO)
    ruta, leida = reverse("poa_autorizar", args=[programa.pk]), {"revision": programa.revision}
    respuesta = cliente_de("planeacion").post(ruta, leida, follow=True)
    assert "Objetivo/FIN, falta el objetivo" in texto(respuesta)
    programa.refresh_from_db()
    assert programa.estado == EstadoPrograma.ENVIADO


def test_a_cargo_that_ended_opens_no_page(reparto: Reparto, cliente_de):
    """The posts are read at each request: from the day `hasta` on, the POA is out of sight."""
    usuario = reparto.usuarios["directora_a"]
    cliente = cliente_de("directora_a")
    assert cliente.get(url_de(reparto.programa_a)).status_code == 200
    adscripcion = usuario.adscripciones.get()
    servicios.terminar_adscripcion(
        persona=reparto.persona("administrador"),
        ahora=EN_ENERO,
        adscripcion_id=adscripcion.pk,
        hasta=EN_ENERO.date(),
    )
    assert not Persona.de(usuario, EN_ENERO.date()).cargos
    assert cliente.get(url_de(reparto.programa_a)).status_code == 403
