"""The pages of capture and decision: what a form may not forge, what comes back, where one returns."""

import re
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from actividades.models import Actividad
from nucleo.fechas import fecha_larga
from nucleo.models import Asiento
from poa.candados import cierre_de_captura
from poa.models import Adscripcion, Localidad, Prorroga, TrimestrePrograma
from tests.actividades.muestras import foto, subido
from tests.reparto import AHORA, HOY, INICIO

pytestmark = pytest.mark.django_db
NUEVA = "/actividades/nueva/"


@pytest.fixture
def campos(reparto):
    """`campos(cantidad="3")`: what the browser sends when the form is filled."""

    def hacer(**cambios: Any) -> dict[str, Any]:
        base = {
            "linea": str(reparto.lineas()[0].pk),
            "fecha": "2024-05-03",
            "cantidad": "2",
            "descripcion": "Reunión de vecinos",
            "token": str(uuid4()),
        }
        return base | cambios

    return hacer


def test_la_forma_llega_lista_para_el_pulgar(en_hoy, cliente_de):
    texto = cliente_de("personal_a").get(NUEVA).content.decode()
    assert re.search(r'name="token" value="[0-9a-f-]{36}"', texto)
    assert 'value="2024-05-15"' in texto, "today, which lies in an open quarter"
    assert 'max="2024-05-15"' in texto
    assert texto.count('inputmode="numeric"') == 3
    assert re.search(r'accept="image/jpeg,image/png,image/webp,application/pdf"\s+multiple', texto)
    assert re.search(r'accept="image/jpeg,image/png,image/webp"\s+capture="environment"', texto)
    assert len(texto) < 60 * 1024
    assert "Hasta el 15 de julio de 2024 se recibe: segundo trimestre de 2024" in texto


@pytest.mark.parametrize(("mujeres", "hombres", "se_sabe"), [("", "", False), ("0", "3", True)])
def test_sin_contar_a_nadie_se_ve_sin_dato(en_hoy, cliente_de, campos, mujeres, hombres, se_sabe):
    cliente = cliente_de("personal_a")
    cliente.post(NUEVA, campos(mujeres=mujeres, hombres=hombres, localidades=[Localidad.objects.first().pk]))
    texto = cliente.get(reverse("actividad", args=[Actividad.objects.get().pk])).content.decode()
    assert ("Sin dato" in texto.partition("Mujeres")[2][:120]) is not se_sabe
    assert ("<dt>Hombres</dt>" in " ".join(texto.split())) is se_sabe


def test_sin_captura_abierta_la_fecha_va_vacia_y_se_dice_por_que(en_hoy, cliente_de, reparto):
    TrimestrePrograma.objects.filter(pk=reparto.tp(2).pk).update(captura_terminada=True)
    texto = cliente_de("personal_a").get(NUEVA).content.decode()
    assert 'value="2024-05-15"' not in texto
    assert "ya terminó la captura" in texto


def test_las_lineas_mias_primero_y_las_del_trimestre_antes(en_hoy, cliente_de, reparto):
    una, dos, tres = reparto.lineas()
    una.programacion.filter(trimestre_programa__numero=2).update(vigente=0)
    tres.responsables.add(reparto.usuarios["directora_a"])
    texto = cliente_de("personal_a").get(NUEVA).content.decode()
    lugares = [
        texto.index(f'value="{x.pk}">{n} Línea') for x, n in ((dos, "1.2"), (una, "1.1"), (tres, "2.1"))
    ]
    assert lugares == sorted(lugares)
    assert texto.index("Programadas este trimestre") < texto.index("A cargo de otras personas")
    assert "Emergente: no cabe en ninguna línea" in texto


def test_guardar_responde_y_vuelve_a_donde_estaba(en_hoy, cliente_de, campos):
    cliente = cliente_de("personal_a")
    respuesta = cliente.post(NUEVA, campos(siguiente="/actividades/?trimestre=2"))
    assert (respuesta.status_code, respuesta["Location"]) == (302, "/actividades/?trimestre=2")
    assert "Se registró la actividad del 3 de mayo de 2024." in cliente.get("/actividades/").content.decode()
    acto = Actividad.objects.get()
    otra = cliente.post(NUEVA, campos(fecha="2024-05-04"))["Location"]
    assert otra not in ("", reverse("actividad", args=[acto.pk]))


@pytest.mark.parametrize(
    "destino", ["https://malo.example/", "//malo.example/", "javascript:alert(1)", "/\\malo.example", "x"]
)
def test_nunca_se_regresa_a_otro_sitio(en_hoy, cliente_de, campos, destino):
    respuesta = cliente_de("personal_a").post(NUEVA, campos(siguiente=destino))
    assert respuesta["Location"] == reverse("actividad", args=[Actividad.objects.get().pk])


def test_guardar_y_registrar_otra_conserva_linea_y_localidad(en_hoy, cliente_de, campos, reparto):
    arbol = Localidad.objects.get(nombre="El Árbol")
    cliente = cliente_de("personal_a")
    respuesta = cliente.post(NUEVA, campos(localidades=[arbol.pk], otra="1"))
    pagina = cliente.get(respuesta["Location"]).content.decode()
    assert re.search(rf'<option value="{reparto.lineas()[0].pk}" selected', pagina)
    assert re.search(rf'name="localidades" value="{arbol.pk}"[^>]*checked', pagina)
    assert "Reunión de vecinos" not in pagina


def test_el_doble_envio_es_una_fila_y_la_misma_respuesta(en_hoy, cliente_de, campos):
    cliente, datos = cliente_de("personal_a"), campos(evidencias="")
    respuestas = [
        cliente.post(NUEVA, datos | {"evidencias": subido("a.jpg", foto())}, follow=True) for _ in range(2)
    ]
    assert Actividad.objects.count() == 1
    assert Actividad.objects.get().evidencias.count() == 1
    assert respuestas[0].redirect_chain == respuestas[1].redirect_chain
    assert all("Se registró la actividad" in r.content.decode() for r in respuestas)


def test_un_formulario_usado_con_otra_cosa_vuelve_lleno_y_con_otro_token(en_hoy, cliente_de, campos):
    cliente, datos = cliente_de("personal_a"), campos()
    cliente.post(NUEVA, datos)
    otra = datos | {"descripcion": "Entrega de despensas", "fecha": "2024-05-04"}
    texto = cliente.post(NUEVA, otra | {"evidencias": subido("b.jpg", foto("gold"))}).content.decode()
    assert "Este formulario ya se usó" in texto
    assert "Entrega de despensas" in texto
    assert datos["token"] not in texto
    oculto = {n: re.search(rf'name="{n}" value="([^"]+)"', texto)[1] for n in ("token", "guardados")}
    cliente.post(NUEVA, otra | oculto)
    assert [(a.descripcion, a.evidencias.count()) for a in Actividad.objects.order_by("pk")] == [
        ("Reunión de vecinos", 0),
        ("Entrega de despensas", 1),
    ]


@pytest.mark.parametrize("cambios", [{}, {"cantidad": "0"}])
def test_los_archivos_que_ya_no_sirven_se_piden_de_nuevo(en_hoy, cliente_de, campos, cambios):
    cliente = cliente_de("personal_a")
    datos = campos()
    texto = cliente.post(NUEVA, datos | cambios | {"guardados": "de otro formulario"}).content.decode()
    assert "elíjalos de nuevo" in texto
    assert not Actividad.objects.exists()
    # Told once: whoever saves again does so knowing it.
    assert cliente.post(NUEVA, datos | {"guardados": ""}).status_code == 302
    assert Actividad.objects.count() == 1


def test_los_campos_de_mas_no_cambian_nada(en_hoy, cliente_de, campos, reparto):
    cliente_de("personal_a").post(
        NUEVA,
        campos(
            estado="validada",
            validada_por=reparto.usuarios["personal_a"].pk,
            registrada_por=reparto.usuarios["directora_a"].pk,
            origen="importacion",
            trimestre_programa=reparto.tp(1).pk,
            extemporanea="1",
            busqueda="x",
        ),
    )
    acto = Actividad.objects.get()
    assert (acto.estado, acto.origen, acto.validada_por) == ("registrada", "captura", None)
    assert acto.registrada_por == reparto.usuarios["personal_a"]
    assert acto.trimestre_programa == reparto.tp(2)


@pytest.mark.parametrize("campo", ["linea", "localidades", "direccion"])
def test_lo_falsificado_no_entra(en_hoy, cliente_de, campos, reparto, campo):
    falso = {
        "linea": reparto.lineas("B")[0].pk,
        "localidades": [999_999],
        "direccion": reparto.direcciones["B"].pk,
    }[campo]
    respuesta = cliente_de("personal_a").post(NUEVA, campos(**{campo: falso}))
    assert respuesta.status_code == (404 if campo == "direccion" else 200)
    assert not Actividad.objects.exists()


def test_con_error_la_forma_vuelve_llena_y_no_pide_de_nuevo_las_fotos(en_hoy, cliente_de, campos):
    cliente = cliente_de("personal_a")
    datos = campos(fecha="2024-05-16", mujeres="7", evidencias=subido("patio.jpg", foto()))
    texto = cliente.post(NUEVA, datos).content.decode()
    assert "posterior a hoy" in texto
    for escrito in ("Reunión de vecinos", 'value="7"', 'value="2024-05-16"', datos["token"]):
        assert escrito in texto
    assert "no hace falta volver a elegirlos: patio.jpg" in texto
    guardados = re.search(r'name="guardados" value="([^"]+)"', texto)
    assert guardados
    cliente.post(NUEVA, campos(token=datos["token"], guardados=guardados[1]))
    assert [e.nombre for e in Actividad.objects.get().evidencias.all()] == ["patio.jpg"]
    # Files of one form do not serve in another, nor do forged ones: they are asked for again.
    for ajeno in (guardados[1], guardados[1][:-3] + "abc", "{}"):
        assert "elíjalos de nuevo" in cliente.post(NUEVA, campos(guardados=ajeno)).content.decode()
    assert Actividad.objects.count() == 1


def test_la_captura_cerrada_se_explica_en_la_forma(en_hoy, cliente_de, campos):
    texto = cliente_de("personal_a").post(NUEVA, campos(fecha="2024-02-20")).content.decode()
    assert "cerró el 15 de abril de 2024" in texto
    assert "Lo que escribió sigue aquí" in texto


def test_quien_esta_en_dos_direcciones_elige(en_hoy, cliente_de, campos, reparto):
    Adscripcion.objects.create(
        usuario=reparto.usuarios["personal_a"],
        direccion=reparto.direcciones["B"],
        rol="personal",
        cargo="Apoyo",
        desde=INICIO,
    )
    cliente, b = cliente_de("personal_a"), reparto.direcciones["B"].pk
    assert f'href="?direccion={b}"' in cliente.get(NUEVA).content.decode()
    cliente.post(NUEVA, campos(direccion=b, linea="emergente"))
    assert Actividad.objects.get().trimestre_programa == reparto.tp(2, "B")


def test_la_edicion_vieja_avisa_y_conserva_lo_escrito(en_hoy, cliente_de, campos, registrar):
    acto = registrar()
    url = reverse("actividad_editar", args=[acto.pk])
    una, otra = cliente_de("personal_a"), cliente_de("directora_a")
    otra.post(url, campos(revision=1, descripcion="La de la directora"))
    texto = una.post(url, campos(revision=1, descripcion="La del personal")).content.decode()
    assert "Ada Muñoz cambió esta actividad" in texto
    assert "La del personal" in texto
    acto.refresh_from_db()
    assert acto.descripcion == "La de la directora"
    assert 'name="revision" value="2"' in texto
    una.post(url, campos(revision=2, descripcion="La del personal"))
    acto.refresh_from_db()
    assert acto.descripcion == "La del personal"


def test_corregir_agrega_y_quita_evidencia(en_hoy, cliente_de, campos, en_estado):
    acto = en_estado("devuelta")
    datos = campos(
        revision=acto.revision, quitar=[acto.evidencias.get().pk], evidencias=subido("b.jpg", foto("red"))
    )
    url = reverse("actividad_editar", args=[acto.pk])
    cliente = cliente_de("personal_a")
    assert "La devolvieron por esto" in cliente.get(url).content.decode()
    cliente.post(url, datos)
    acto.refresh_from_db()
    assert (acto.estado, [e.nombre for e in acto.evidencias.all()]) == ("registrada", ["b.jpg"])


def test_una_validada_no_abre_su_edicion_y_dice_por_que(en_hoy, cliente_de, en_estado):
    acto = en_estado("validada")
    respuesta = cliente_de("personal_a").get(reverse("actividad_editar", args=[acto.pk]))
    assert respuesta.status_code == 409
    assert "debe devolverla primero" in respuesta.content.decode()
    texto = cliente_de("personal_a").get(reverse("actividad", args=[acto.pk])).content.decode()
    assert "debe devolverla primero" in texto


def test_validar_varias_desde_la_lista(en_hoy, cliente_de, en_estado, registrar, reparto):
    buena, sin_foto = en_estado("registrada"), registrar()
    ajena = registrar(clave="B", quien="personal_b", linea=None)
    datos = {
        "actividad": [f"{a.pk}-{a.revision}" for a in (buena, sin_foto, ajena)] + ["x", "9" * 40 + "-1"],
        "siguiente": "/actividades/?estado=pendientes",
    }
    cliente = cliente_de("directora_a")
    pagina = cliente.post(reverse("actividades_validar"), datos, follow=True)
    texto = pagina.content.decode()
    assert pagina.redirect_chain == [("/actividades/?estado=pendientes", 302)]
    assert "1 actividad quedó validada." in texto
    assert "exige evidencia" in texto
    ajena.refresh_from_db()
    assert ajena.estado == "registrada"
    assert "Elija al menos una" in cliente.post(reverse("actividades_validar"), follow=True).content.decode()


@pytest.mark.parametrize("decision", ["devolver", "anular", "excluir"])
def test_decidir_pide_el_motivo(en_hoy, cliente_de, en_estado, decision):
    acto, cliente = en_estado("registrada"), cliente_de("directora_a")
    url = reverse(f"actividad_{decision}", args=[acto.pk])
    assert "Queda en el historial" in cliente.get(url).content.decode()
    cliente.post(url, {"motivo": "   "})
    acto.refresh_from_db()
    assert acto.estado == "registrada"
    respuesta = cliente.post(url, {"motivo": "Faltan firmas"}, follow=True)
    acto.refresh_from_db()
    assert acto.estado == {"devolver": "devuelta", "anular": "anulada", "excluir": "excluida"}[decision]
    assert "Faltan firmas" in respuesta.content.decode()


def test_validar_y_reincorporar_desde_su_pagina(en_hoy, cliente_de, en_estado):
    acto, cliente = en_estado("excluida"), cliente_de("directora_a")
    cliente.post(reverse("actividad_reincorporar", args=[acto.pk]))
    acto.refresh_from_db()
    vieja = cliente.post(reverse("actividad_validar", args=[acto.pk]), {"revision": acto.revision - 1})
    assert vieja.status_code == 409
    cliente.post(reverse("actividad_validar", args=[acto.pk]), {"revision": acto.revision})
    acto.refresh_from_db()
    assert acto.estado == "validada"


@pytest.mark.parametrize(
    "nombre",
    [
        "actividad_validar",
        "actividad_reincorporar",
        "evidencia_agregar",
        "evidencia_quitar",
        "actividades_validar",
    ],
)
def test_lo_que_escribe_no_se_pide_con_get(en_hoy, cliente_de, nombre):
    args = [] if nombre == "actividades_validar" else [1]
    asientos = Asiento.objects.count()
    assert cliente_de("directora_a").get(reverse(nombre, args=args)).status_code == 405
    assert Asiento.objects.count() == asientos


def test_los_botones_dicen_por_que_no(en_hoy, cliente_de, registrar, reparto):
    acto = registrar()
    texto = cliente_de("directora_a").get(reverse("actividad", args=[acto.pk])).content.decode()
    assert "no tiene ninguna foto ni PDF" in texto
    TrimestrePrograma.objects.filter(pk=reparto.tp(2).pk).update(cerrado=True)
    texto = cliente_de("directora_a").get(reverse("actividad", args=[acto.pk])).content.decode()
    assert "Trimestre cerrado" in texto
    assert "pida a Planeación" in texto
    assert reverse("actividad_devolver", args=[acto.pk]) not in texto


def test_quien_solo_lee_no_ve_botones(en_hoy, cliente_de, en_estado):
    acto = en_estado("registrada")
    for quien in ("planeacion", "contraloria"):
        texto = cliente_de(quien).get(reverse("actividad", args=[acto.pk])).content.decode()
        assert "Qué hacer con la actividad" not in texto
        assert 'type="file"' not in texto


def test_una_prorroga_se_ve_en_la_forma(en_hoy, cliente_de, reparto):
    Prorroga.objects.create(
        trimestre_programa=reparto.tp(1),
        hasta=HOY,
        motivo="Luz",
        autor=reparto.usuarios["planeacion"],
        momento=AHORA,
    )
    texto = cliente_de("personal_a").get(NUEVA).content.decode()
    assert "Hasta el 15 de mayo de 2024 se recibe: primer trimestre de 2024" in texto


def test_la_ultima_prorroga_manda_aunque_sea_mas_corta(en_hoy, cliente_de, reparto):
    for hasta in (date(2024, 5, 30), date(2024, 5, 20)):
        Prorroga.objects.create(
            trimestre_programa=reparto.tp(1),
            hasta=hasta,
            motivo="Luz",
            autor=reparto.usuarios["planeacion"],
            momento=AHORA,
        )
    texto = cliente_de("personal_a").get(NUEVA).content.decode()
    assert f"Hasta el {fecha_larga(cierre_de_captura(reparto.tp(1)))} se recibe: primer trimestre" in texto
    assert "30 de mayo" not in texto


def test_lo_escrito_sale_escapado(en_hoy, cliente_de, campos, registrar):
    golpe = '"><script>alert(1)</script>'
    cliente = cliente_de("personal_a")
    cliente.post(NUEVA, campos(descripcion=golpe, evidencias=subido(f"{golpe}.jpg", foto())))
    acto = Actividad.objects.get()
    for ruta in (reverse("actividades"), reverse("actividad", args=[acto.pk])):
        assert "<script>alert" not in cliente.get(ruta).content.decode()
