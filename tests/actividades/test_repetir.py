"""Acts told twice are pointed out; an act copied, and a series: all of it or nothing."""

import re
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from actividades.consultas import con_parecidas, parecidas_a
from actividades.estados import MAX_SERIE
from actividades.models import Actividad, CambioDeActividad
from actividades.servicios import anular_actividad, registrar_serie
from nucleo.errores import Conflicto, DatosInvalidos, PeriodoCerrado, SinPermiso
from nucleo.models import Asiento
from poa.models import Localidad
from tests.actividades.muestras import EN_T1, EN_T2
from tests.reparto import AHORA

pytestmark = pytest.mark.django_db
NUEVA, SERIE = reverse("actividad_nueva"), reverse("actividades_serie")
OTRO_DIA = date(2024, 5, 4)


@pytest.fixture
def lugares() -> list[Localidad]:
    return list(Localidad.objects.order_by("pk"))


def test_parecidas_son_de_la_misma_linea_dia_y_lugar(reparto, registrar, lugares):
    una = registrar(localidades=lugares)
    otra = registrar(localidades=lugares[:1])
    distintas = [
        registrar(localidades=lugares[:1], fecha=OTRO_DIA),
        registrar(localidades=lugares[:1], linea=reparto.lineas()[1]),
        registrar(localidades=[]),
        registrar(localidades=lugares[:1], clave="B", quien="personal_b"),
    ]
    assert parecidas_a(una) == [otra]
    assert parecidas_a(otra) == [una]
    assert [parecidas_a(d) for d in distintas] == [[]] * 4
    assert con_parecidas([una, otra, *distintas]) == {una.pk, otra.pk}
    sin_lugar = registrar(localidades=[])
    assert parecidas_a(sin_lugar) == [distintas[2]]


def test_una_anulada_no_se_parece_a_ninguna(reparto, registrar):
    una, otra = registrar(), registrar()
    anular_actividad(actividad=una, motivo="Repetida", persona=reparto.persona("personal_a"), ahora=AHORA)
    una.refresh_from_db()
    assert (parecidas_a(otra), parecidas_a(una), con_parecidas([una, otra])) == ([], [], set())


def test_la_marca_de_la_lista_cuesta_dos_consultas(registrar, django_assert_num_queries):
    actos = [registrar() for _ in range(4)]
    lista = list(
        Actividad.objects.select_related("trimestre_programa__programa").prefetch_related("localidades")
    )
    with django_assert_num_queries(2):
        assert con_parecidas(lista) == {a.pk for a in actos}


def test_la_parecida_se_pregunta_y_se_guarda_de_todos_modos(en_hoy, cliente_de, registrar, reparto):
    una, cliente = registrar(), cliente_de("personal_a")
    datos = {
        "token": str(uuid4()),
        "linea": reparto.lineas()[0].pk,
        "fecha": "2024-05-03",
        "cantidad": "1",
        "descripcion": "Otra reunión",
    }
    pagina = cliente.post(NUEVA, datos).content.decode()
    assert "Ya hay una actividad de la misma línea" in pagina
    assert reverse("actividad", args=[una.pk]) in pagina
    assert "Guardar de todos modos" in pagina
    assert "Otra reunión" in pagina
    assert Actividad.objects.count() == 1
    assert cliente.post(NUEVA, datos | {"repetir": "1"}).status_code == 302
    # The same form once more is not like itself.
    assert cliente.post(NUEVA, datos).status_code == 302
    assert Actividad.objects.count() == 2
    de_la_titular = cliente_de("directora_a")
    acto = de_la_titular.get(reverse("actividad", args=[una.pk])).content.decode()
    assert "Puede estar repetida" in acto
    assert de_la_titular.get(reverse("actividades")).content.decode().count("puede estar repetida") == 2


def test_copiar_dice_lo_mismo_sin_fecha_ni_evidencia(en_hoy, cliente_de, registrar, reparto, lugares, listo):
    acto = registrar(localidades=lugares[1:], linea=reparto.lineas()[1], cantidad=7, archivos=[listo()])
    pagina = cliente_de("personal_a").get(f"{NUEVA}?copiar={acto.pk}").content.decode()
    assert re.search(rf'<option value="{acto.linea_id}" selected', pagina)
    assert re.search(rf'name="localidades" value="{lugares[1].pk}"[^>]*checked', pagina)
    assert re.search(r'name="cantidad" value="7"', pagina)
    assert acto.descripcion in pagina
    assert 'value="2024-05-15"' in pagina, "today, and not the day of the other"
    assert str(acto.token) not in pagina


@pytest.mark.parametrize("copiar", ["no", "9999999", "²"])
def test_no_se_copia_lo_ajeno_ni_lo_que_no_existe(en_hoy, cliente_de, registrar, copiar):
    ajena = registrar(clave="B", quien="personal_b", descripcion="CANARIO-B-900")
    for cual in (copiar, ajena.pk):
        respuesta = cliente_de("personal_a").get(f"{NUEVA}?copiar={cual}")
        assert respuesta.status_code == 200
        assert "CANARIO" not in respuesta.content.decode()


def test_lo_ultimo_que_registro_va_primero(en_hoy, cliente_de, registrar, reparto, lugares):
    registrar(linea=reparto.lineas()[2], localidades=lugares[1:])
    registrar(linea=reparto.lineas()[0], quien="directora_a", localidades=lugares[:1])
    pagina = cliente_de("personal_a").get(NUEVA).content.decode()
    grupo = pagina.partition("Las últimas que registró")[2].partition("</optgroup>")[0]
    assert re.findall(r'<option value="(\d+)"', grupo) == [str(reparto.lineas()[2].pk)]
    uno, otro = (pagina.rindex(f"<span>{x.nombre}</span>") for x in (lugares[1], lugares[0]))
    assert uno < pagina.index("Otras localidades") < otro


@pytest.fixture
def serie(reparto, datos_de):
    """`serie([días])`: the arguments of the service."""

    def armar(dias, quien="personal_a"):
        return {
            "direccion_id": reparto.direcciones["A"].pk,
            "serie": [replace(datos_de(), fecha=dia) for dia in dias],
            "token": uuid4(),
            "persona": reparto.persona(quien),
            "ahora": AHORA,
        }

    return armar


@pytest.mark.postgres
def test_una_serie_deja_cada_acto_con_su_historial_y_su_asiento(serie):
    antes = Asiento.objects.count()
    hechas = registrar_serie(**(envio := serie([EN_T2, OTRO_DIA, date(2024, 5, 6)])))
    assert [a.fecha for a in hechas] == [EN_T2, OTRO_DIA, date(2024, 5, 6)]
    assert CambioDeActividad.objects.count() == 3
    assert Asiento.objects.count() == antes + 3
    # Sent twice, it is one.
    assert registrar_serie(**envio) == hechas
    assert (Actividad.objects.count(), Asiento.objects.count()) == (3, antes + 3)
    # Control: it is the token that makes them one.
    registrar_serie(**envio | {"token": uuid4()})
    assert Actividad.objects.count() == 6


@pytest.mark.parametrize("dias", [[EN_T2], [EN_T2, OTRO_DIA, date(2024, 5, 6)], [EN_T2, date(2024, 5, 6)]])
def test_el_mismo_token_con_otra_serie_no_se_da_por_registrado(serie, dias):
    registrar_serie(**(envio := serie([EN_T2, OTRO_DIA])))
    with pytest.raises(Conflicto, match="una serie, de 2, que dice otra cosa"):
        registrar_serie(**serie(dias) | {"token": envio["token"]})
    assert Actividad.objects.count() == 2
    registrar_serie(**serie(dias))
    assert Actividad.objects.count() == 2 + len(dias)


def test_la_pagina_de_la_serie_no_dice_que_registro_lo_que_no(en_hoy, cliente_de, reparto):
    cliente = cliente_de("personal_a")
    datos = {
        "token": str(uuid4()),
        "linea": reparto.lineas()[0].pk,
        "cantidad": "1",
        "descripcion": "Recorrido",
        "fechas_0": "2024-05-03",
        "reparto": "dia",
        "confirmar": "1",
    }
    cliente.post(SERIE, datos)
    pagina = cliente.post(SERIE, datos | {"descripcion": "Otro recorrido"}).content.decode()
    assert "ya se había registrado una serie" in pagina
    assert "Otro recorrido" in pagina
    assert datos["token"] not in pagina
    nuevo = re.search(r'name="token" value="([^"]+)"', pagina)[1]
    cliente.post(SERIE, datos | {"descripcion": "Otro recorrido", "token": nuevo})
    assert sorted(a.descripcion for a in Actividad.objects.all()) == ["Otro recorrido", "Recorrido"]


@pytest.mark.postgres
def test_una_serie_entra_toda_o_nada(serie, reparto):
    reparto.tp(1).__class__.objects.filter(pk=reparto.tp(1).pk).update(cerrado=True)
    antes = Asiento.objects.count()
    with pytest.raises(PeriodoCerrado):
        registrar_serie(**serie([EN_T2, EN_T1]))
    with pytest.raises(DatosInvalidos):
        registrar_serie(**serie([EN_T2, date(2024, 6, 20)]))
    assert (Actividad.objects.count(), Asiento.objects.count()) == (0, antes)


def test_quien_y_cuantas(serie):
    with pytest.raises(SinPermiso):
        registrar_serie(**serie([EN_T2], "personal_b"))
    for cuantas in (0, MAX_SERIE + 1):
        with pytest.raises(DatosInvalidos, match="de 1 a 60"):
            registrar_serie(**serie([EN_T2] * cuantas))
    envio = serie([EN_T2])
    registrar_serie(**envio)
    with pytest.raises(Conflicto):
        registrar_serie(**envio | serie([EN_T2], "directora_a") | {"token": envio["token"]})


def test_la_serie_se_revisa_antes_de_registrarla(en_hoy, cliente_de, reparto, lugares):
    cliente, token = cliente_de("personal_a"), str(uuid4())
    datos = {
        "token": token,
        "linea": reparto.lineas()[0].pk,
        "cantidad": "1",
        "descripcion": "Recorrido",
        "fechas_0": "2024-05-03",
        "fechas_4": "2024-05-02",
        "fechas_5": "2024-05-03",
        "localidades": [x.pk for x in lugares],
        "reparto": "localidad",
    }
    pagina = cliente.post(SERIE, datos).content.decode()
    assert "Se registrarán 4 actividades" in pagina
    assert "Registrar las 4" in pagina
    assert not Actividad.objects.exists()
    junta = cliente.post(SERIE, datos | {"reparto": "dia"}).content.decode()
    assert "Se registrarán 2 actividades" in junta
    for _ in range(2):
        assert cliente.post(SERIE, datos | {"confirmar": "1"})["Location"] == reverse("actividades")
    hechas = [
        (a.fecha.day, *(x.nombre for x in a.localidades.all())) for a in Actividad.objects.order_by("pk")
    ]
    assert hechas == [(dia, lugar.nombre) for dia in (2, 3) for lugar in lugares]
    vuelta = cliente.post(SERIE, datos | {"cambiar": "1"}).content.decode()
    assert "Revisar la serie" in vuelta
    assert 'value="2024-05-03"' in vuelta


def test_una_serie_con_errores_los_dice_y_conserva_lo_escrito(en_hoy, cliente_de, reparto):
    cliente = cliente_de("personal_a")
    datos = {"token": str(uuid4()), "descripcion": "Recorrido", "cantidad": "1", "reparto": "dia"}
    pagina = cliente.post(SERIE, datos).content.decode()
    assert "No se registró ninguna" in pagina
    assert "Recorrido" in pagina
    futura = datos | {"linea": reparto.lineas()[0].pk, "fechas_0": "2024-06-20", "confirmar": "1"}
    assert "posterior a hoy" in cliente.post(SERIE, futura).content.decode()
    assert not Actividad.objects.exists()
