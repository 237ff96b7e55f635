"""The pages of the dirección: asking, sending, receiving, what is left, and the papers."""

import subprocess
from datetime import timedelta

import pytest
from django.urls import reverse

from nucleo import disparadores
from poa.models import LineaDeAccion
from suministros import servicios
from suministros.estados import EstadoSolicitud, TipoSolicitud
from suministros.models import CargaDeCombustible, EntregaDeSuministro, Momento, Solicitud, Vale
from suministros.permisos import permite
from suministros.views.marco import OFRECIDOS, SIGUE
from tests.actividades.muestras import foto, subido
from tests.asambleas.mundo_lista import trazo
from tests.reparto import AHORA, HOY
from tests.suministros import muestras as m

S = EstadoSolicitud
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("en_hoy")]


def local(momento) -> str:
    return f"{momento:%Y-%m-%dT%H:%M}"


def oficio(mundo, **mas) -> dict:
    return {
        "pide": "combustible",
        "motivo": "Reunión del comité",
        "destino": mundo.localidad().pk,
        "desde": local(AHORA + timedelta(days=1)),
        "hasta": local(AHORA + timedelta(days=1, hours=4)),
        "conductor": "Alma Ruiz",
        "monto": "300.00",
        "token": "00000000-0000-4000-8000-000000000001",
    } | mas


def renglones(*filas: dict, total: int | None = None) -> dict:
    escrito = {f"r-{n}-{c}": v for n, fila in enumerate(filas) for c, v in fila.items()}
    return {"r-TOTAL_FORMS": str(total or len(filas)), "r-INITIAL_FORMS": "0"} | escrito


def requisicion(mundo, *filas: dict, **mas) -> dict:
    base = {"motivo": "Actas del trimestre", "token": "00000000-0000-4000-8000-000000000002"}
    return base | renglones(*(filas or ({"articulo": mundo.hojas.pk, "cantidad": "4"},))) | mas


def pagina(respuesta) -> str:
    return respuesta.content.decode()


def test_an_oficio_is_asked_sent_and_shows_its_folio(mundo, cliente_de):
    personal, directora = cliente_de("personal_a"), cliente_de("directora_a")
    assert "quedan $1,000.00" in pagina(personal.get(reverse("oficio_nuevo")))
    respuesta = personal.post(reverse("oficio_nuevo"), oficio(mundo))
    s = Solicitud.objects.get()
    assert respuesta.headers["Location"] == reverse("solicitud", args=[s.pk])
    assert (s.estado, s.monto_pedido, s.destino) == (S.BORRADOR, 300_00, mundo.localidad())
    antes = pagina(directora.get(reverse("solicitud_enviar", args=[s.pk])))
    assert "$700.00" in antes
    assert "contará una actividad en" in " ".join(antes.split())
    directora.post(reverse("solicitud_enviar", args=[s.pk]), {"revision": s.revision})
    s.refresh_from_db()
    assert (s.estado, s.folio) == (S.ENVIADA, "A/001/2024")
    assert "A/001/2024" in pagina(personal.get(reverse("solicitud", args=[s.pk])))


def test_a_form_that_comes_back_keeps_what_was_typed(mundo, cliente_de):
    respuesta = cliente_de("personal_a").post(reverse("oficio_nuevo"), oficio(mundo, hasta="", monto="mucho"))
    assert respuesta.status_code == 400
    assert "Reunión del comité" in pagina(respuesta)
    assert "mucho" in pagina(respuesta)
    assert not Solicitud.objects.exists()


def test_more_than_is_left_is_refused_with_the_figure(mundo, cliente_de):
    cliente_de("personal_a").post(reverse("oficio_nuevo"), oficio(mundo, monto="1,200.00"))
    s = Solicitud.objects.get()
    directora = cliente_de("directora_a")
    antes = pagina(directora.get(reverse("solicitud_enviar", args=[s.pk])))
    assert "Pide más de lo que queda" in antes
    assert "$1,000.00" in antes
    assert "$200.00" in antes
    respuesta = directora.post(reverse("solicitud_enviar", args=[s.pk]), {"revision": s.revision})
    assert respuesta.status_code == 400
    assert "quedan $1,000.00" in pagina(respuesta)
    s.refresh_from_db()
    assert (s.estado, s.folio) == (S.BORRADOR, "")


def test_renglones_are_added_without_losing_what_was_typed(mundo, cliente_de):
    personal = cliente_de("personal_a")
    datos = requisicion(mundo, {"descripcion": "Lona de 3 m", "unidad": "pieza", "cantidad": "2"}, mas="1")
    respuesta = personal.post(reverse("requisicion_nueva"), datos | {"motivo": "Difusión"})
    assert respuesta.status_code == 200
    assert not Solicitud.objects.exists()
    html = pagina(respuesta)
    assert "Lona de 3 m" in html
    assert "Difusión" in html
    assert 'name="r-3-cantidad"' in html
    assert 'name="r-4-cantidad"' not in html
    assert "renglon__error" not in html  # nobody is scolded for asking for more room


def test_a_requisicion_keeps_its_renglones_and_leaves_the_empty_ones_out(mundo, cliente_de):
    lona = {"descripcion": "Lona", "unidad": "pieza", "cantidad": "2", "precio": "450.00"}
    hojas = {"articulo": mundo.hojas.pk, "cantidad": "4"}
    datos = requisicion(mundo, hojas, {}, lona)
    cliente_de("personal_a").post(reverse("requisicion_nueva"), datos)
    s = Solicitud.objects.get()
    assert [(r.descripcion, r.cantidad, r.precio) for r in s.renglones.all()] == [
        ("Hojas carta", 4, 100_00),
        ("Lona", 2, 450_00),
    ]
    assert s.monto_pedido == 1_300_00


def test_a_renglon_half_written_says_what_is_missing(mundo, cliente_de):
    datos = requisicion(mundo, {"descripcion": "Lona", "cantidad": "2"})
    respuesta = cliente_de("personal_a").post(reverse("requisicion_nueva"), datos)
    assert respuesta.status_code == 400
    assert "Escriba la unidad." in pagina(respuesta)
    sin_nada = cliente_de("personal_a").post(reverse("requisicion_nueva"), requisicion(mundo, {}))
    assert sin_nada.status_code == 400
    assert "Pida al menos una cosa." in pagina(sin_nada)


@pytest.mark.parametrize("monton", ["999", "x", "-1", ""])
def test_a_forged_count_of_renglones_does_no_harm(mundo, cliente_de, monton):
    datos = requisicion(mundo) | {"r-TOTAL_FORMS": monton}
    assert cliente_de("personal_a").post(reverse("requisicion_nueva"), datos).status_code == 400
    assert (
        cliente_de("personal_a").post(reverse("requisicion_nueva"), datos | {"mas": "1"}).status_code == 200
    )


@pytest.mark.parametrize("tipo", TipoSolicitud.values)
def test_every_state_has_a_page_for_each_who_sees_it(mundo, cliente_de, tipo):
    personal, directora, tesoreria = (cliente_de(n) for n in ("personal_a", "directora_a", "tesoreria"))
    solo = {"requisicion": m.DE_OFICIO, "oficio": m.DE_REQUISICION}[tipo]
    for estado in (e for e in S if e not in solo):
        if estado in m.DE_OFICIO:
            continue  # a vehicle more than there is; looked at one by one below
        s = m.solicitud_en(mundo, estado, tipo)
        for quien in (personal, directora):
            html = pagina(quien.get(reverse("solicitud", args=[s.pk])))
            assert SIGUE[estado] in html
            assert s.motivo in html
        assert tesoreria.get(reverse("solicitud", args=[s.pk])).status_code == (200 if s.folio else 404)
        if estado not in (S.CANCELADA, S.NEGADA, S.CERRADA) and s.folio:
            _liberar(mundo, s)


def _liberar(mundo, s) -> None:
    """Give back what it had, so that the next one has enough."""
    directora = mundo.quien("directora_a")
    if permite("cancelar", directora["persona"], Solicitud.objects.get(pk=s.pk)):
        servicios.cancelar_solicitud(solicitud_id=s.pk, motivo="Prueba", **directora)


def test_the_button_that_is_off_says_whose_turn_it_is(mundo, cliente_de):
    s = m.borrador(mundo)
    html = pagina(cliente_de("personal_a").get(reverse("solicitud", args=[s.pk])))
    assert "Lo hace la persona titular de la dirección." in html
    assert reverse("solicitud_enviar", args=[s.pk]) not in html
    assert reverse("solicitud_enviar", args=[s.pk]) in pagina(
        cliente_de("directora_a").get(reverse("solicitud", args=[s.pk]))
    )
    assert len(OFRECIDOS) == 10


def test_the_list_filters_searches_and_is_one_s_own(mundo, cliente_de):
    uno = m.enviada(mundo)
    otro = m.borrador(mundo, m.datos_de_requisicion(mundo))
    personal = cliente_de("personal_a")

    def lista(quien=personal, **filtro) -> str:
        return pagina(quien.get(reverse("suministros"), filtro))

    de_uno, de_otro = reverse("solicitud", args=[uno.pk]), reverse("solicitud", args=[otro.pk])
    assert de_uno in lista()
    assert de_otro in lista()
    assert de_uno in lista(q="reunion")
    assert de_otro not in lista(q="reunion")
    assert de_otro in lista(tipo="requisicion")
    assert de_uno not in lista(tipo="requisicion")
    assert de_uno in lista(estado="enviada")
    assert de_otro not in lista(estado="enviada")
    assert "Ninguna solicitud coincide" in lista(q="zzz")
    assert "Todavía no ha pedido nada" in lista(cliente_de("personal_b"))
    assert de_otro not in lista(cliente_de("tesoreria"))  # a draft is nobody else's


def test_calling_it_off_takes_a_reason_and_frees_the_money(mundo, cliente_de):
    s = m.con_combustible(mundo)
    assert mundo.fresco(mundo.gasolina).comprometido == 300_00
    directora, url = cliente_de("directora_a"), reverse("solicitud_cancelar", args=[s.pk])
    assert "data-confirmar" in pagina(directora.get(url))
    assert directora.post(url, {"motivo": " "}).status_code == 400
    directora.post(url, {"motivo": "Se pospuso", "revision": Solicitud.objects.get().revision})
    assert Solicitud.objects.get().estado == S.CANCELADA
    assert mundo.fresco(mundo.gasolina).comprometido == 0
    html = pagina(directora.get(reverse("solicitud", args=[s.pk])))
    assert "Se pospuso" in html
    assert "Se anuló" in html


def test_the_vehicle_is_received_signed_given_back(mundo, cliente_de):
    s = m.con_vehiculo(mundo)
    personal, url = cliente_de("personal_a"), reverse("solicitud_recibir", args=[s.pk])
    datos = {"recibe": "Alma Ruiz", "conforme": "si", "km_salida": "1000"}
    assert personal.post(url, datos | {"conforme": "no"}).status_code == 400
    sin_firma = personal.post(url, datos)
    assert sin_firma.status_code == 400
    assert "Firme en el recuadro, o adjunte el recibo firmado." in pagina(sin_firma)
    firma = subido("firma.png", trazo())
    assert personal.post(url, datos | {"firma": firma}).status_code == 302
    entrega = EntregaDeSuministro.objects.get()
    assert entrega.firma
    assert entrega.recibe == "Alma Ruiz"
    ver = reverse("entrega_firma", args=[entrega.pk])
    assert personal.get(ver).headers["Content-Type"] == "image/png"
    assert cliente_de("personal_b").get(ver).status_code == 404
    regreso = reverse("solicitud_regreso", args=[s.pk])
    assert personal.post(regreso, {"km_regreso": "900"}).status_code == 400
    personal.post(regreso, {"km_regreso": "1050"})
    s.refresh_from_db()
    assert s.estado == S.CERRADA


def test_a_signature_that_is_none_is_refused(mundo, cliente_de):
    s = m.con_vehiculo(mundo)
    datos = {"recibe": "Alma", "conforme": "si", "km_salida": "1000", "firma": subido("f.png", b"nada")}
    assert cliente_de("personal_a").post(reverse("solicitud_recibir", args=[s.pk]), datos).status_code == 400
    assert not EntregaDeSuministro.objects.exists()


def test_litres_are_read_whole_and_a_vale_that_expired_says_so(mundo, cliente_de):
    s = servicios.asignar_combustible(
        solicitud_id=m.recibida(mundo).pk,
        vale=servicios.DatosDeVale(300_00, mililitros=20_000, vigencia=HOY),
        **mundo.quien("tesoreria"),
    )
    personal, tesoreria = cliente_de("personal_a"), cliente_de("tesoreria")
    assert "hasta 20 litros" in pagina(personal.get(reverse("solicitud", args=[s.pk])))
    publica = cliente_de("anonimo").get(reverse("vale_publico", args=[s.vales.get().codigo]))
    assert "<dd>20</dd>" in pagina(publica).replace(" ", "").replace("\n", "")
    recibir = reverse("solicitud_recibir", args=[s.pk])
    assert "El vale ya venció" not in pagina(personal.get(recibir))
    disparadores.quitar()  # a vale that was given does not change: here it grows old
    Vale.objects.update(vigencia=HOY - timedelta(days=1))
    disparadores.crear()
    assert "El vale ya venció" in pagina(personal.get(recibir))
    atender = pagina(tesoreria.get(reverse("atender_solicitud", args=[s.pk])))
    assert reverse("solicitud_pdf", args=[s.pk]) in atender
    assert reverse("vale_pdf", args=[s.vales.get().pk]) in atender


def carga(**mas) -> dict:
    return {
        "fecha": f"{AHORA:%Y-%m-%d}",
        "conductor": "Alma Ruiz",
        "comision": "El Árbol",
        "km_salida": "1000",
        "km_regreso": "1020",
        "litros": "10.5",
        "precio": "24.00",
        "importe": "252.00",
    } | mas


def test_a_load_goes_to_the_bitacora_with_its_ticket(mundo, cliente_de):
    s = m.solicitud_en(mundo, S.EN_USO)
    personal, url = cliente_de("personal_a"), reverse("solicitud_carga", args=[s.pk])
    assert personal.post(url, carga(importe="900.00")).status_code == 400
    personal.post(url, carga(ticket=subido("t.jpg", foto())))
    registrada = CargaDeCombustible.objects.get()
    assert (registrada.mililitros, registrada.importe) == (10_500, 252_00)
    html = pagina(personal.get(reverse("bitacora_de_combustible")))
    assert "1.90 km/l" in html
    assert "lo usual en este vehículo es 10.00" in html
    ticket = reverse("carga_ticket", args=[registrada.pk])
    assert personal.get(ticket).status_code == 200
    assert cliente_de("personal_b").get(ticket).status_code == 404
    assert "No hay cargas" in pagina(cliente_de("personal_b").get(reverse("bitacora_de_combustible")))


def test_what_is_left_by_fondo_month_and_quarter(mundo, cliente_de):
    s = m.solicitud_en(mundo, S.EN_USO)
    servicios.registrar_carga(solicitud_id=s.pk, datos=m.datos_de_carga(), **mundo.quien("personal_a"))
    m.con_combustible(mundo)
    respuesta = cliente_de("personal_a").get(reverse("lo_que_queda"), {"fondo": mundo.gasolina.pk})
    html = pagina(respuesta)
    for cifra in ("$1,000.00", "$300.00", "$240.00", "$460.00"):
        assert cifra in html
    trimestres = respuesta.context["trimestres"]
    assert [t.ejercido for t in trimestres] == [0, 240_00, 0, 0]
    assert trimestres[1].al_cierre.disponible == 460_00
    de_b = cliente_de("personal_b").get(reverse("lo_que_queda"), {"fondo": mundo.gasolina.pk})
    assert "$1,000.00" not in pagina(de_b)
    assert de_b.context["elegido"] is None


def test_a_moment_without_its_line_is_counted_later(mundo, cliente_de):
    s = m.enviada(mundo, m.datos_de_requisicion(mundo))  # A's POA has no line for the requisición
    momento = Momento.objects.get(solicitud=s)
    directora = cliente_de("directora_a")
    url = reverse("momento_contar", args=[momento.pk])
    assert url in pagina(directora.get(reverse("solicitud", args=[s.pk])))
    directora.post(url)
    momento.refresh_from_db()
    assert momento.actividad is None
    linea = mundo.reparto.lineas("A")[2]
    LineaDeAccion.objects.filter(pk=linea.pk).update(paso_que_cuenta="suministro.requisicion")
    directora.post(url)
    momento.refresh_from_db()
    assert momento.actividad.linea == linea
    assert cliente_de("directora_b").post(url).status_code == 404


def test_the_purchase_takes_its_oficio(mundo, cliente_de):
    s = m.solicitud_en(mundo, S.SIN_EXISTENCIA, "requisicion")
    cliente_de("directora_a").post(reverse("solicitud_compra", args=[s.pk]))
    s.refresh_from_db()
    assert (s.estado, s.folio_compra) == (S.EN_COMPRA, "A/001/2024")


def test_the_papers_say_what_the_field_asks_of_them(mundo, cliente_de):
    s = m.con_combustible(mundo)
    personal = cliente_de("personal_a")
    texto = _texto(personal.get(reverse("solicitud_pdf", args=[s.pk])))
    for dicho in (
        "Asunto:",
        "PRESENTE",
        "ATENTAMENTE",
        "c.c.p.",
        "ACUSE DE RECIBIDO",
        "A/001/2024",
        "Ada Muñoz",
    ):
        assert dicho in texto, dicho
    assert "Teo Vega" in texto
    assert "BORRADOR" not in texto
    vale = s.vales.get()
    en_papel = _texto(personal.get(reverse("vale_pdf", args=[vale.pk])))
    assert vale.folio in en_papel
    assert "$300.00" in en_papel
    assert "JAL-1" in en_papel
    assert cliente_de("personal_b").get(reverse("vale_pdf", args=[vale.pk])).status_code == 404


def test_a_draft_and_a_cancelled_one_are_marked(mundo, cliente_de):
    personal = cliente_de("personal_a")
    req = m.borrador(mundo, m.datos_de_requisicion(mundo))
    texto = _texto(personal.get(reverse("solicitud_pdf", args=[req.pk])))
    assert "BORRADOR" in texto
    assert "Requisición" in texto
    assert "Hojas carta" in texto
    cancelada = m.solicitud_en(mundo, S.CANCELADA)
    assert "CANCELADO" in _texto(personal.get(reverse("solicitud_pdf", args=[cancelada.pk])))
    compra = m.solicitud_en(mundo, S.EN_COMPRA, "requisicion")
    assert "Tinta negra" in _texto(personal.get(reverse("compra_pdf", args=[compra.pk])))


def _texto(respuesta) -> str:
    assert respuesta.status_code == 200
    assert respuesta.headers["Content-Type"] == "application/pdf"
    hecho = subprocess.run(["pdftotext", "-", "-"], input=respuesta.content, capture_output=True, check=True)
    return hecho.stdout.decode()


def test_the_qr_of_a_vale_tells_anybody_whether_it_is_good(mundo, cliente_de):
    vale = m.con_combustible(mundo).vales.get()
    nadie, url = cliente_de("anonimo"), reverse("vale_publico", args=[vale.codigo])
    html = pagina(nadie.get(url))
    assert "Vigente" in html
    assert vale.folio in html
    assert "Alma Ruiz" not in html  # no names of people
    servicios.cancelar_solicitud(solicitud_id=vale.solicitud_id, motivo="X", **mundo.quien("directora_a"))
    assert "No lo acepte" in pagina(nadie.get(url))
    assert "Vigente" not in pagina(nadie.get(url))
    desconocido = nadie.get(reverse("vale_publico", args=["AAAA"]))
    assert desconocido.status_code == 404
    assert "no existe" in pagina(desconocido)
