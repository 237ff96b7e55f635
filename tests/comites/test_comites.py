"""A work and its comité, its reports, its entrega: what is taken, refused, counted."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import transaction

from actividades.models import Actividad
from asambleas import servicios as de_organos
from asambleas.models import Ciudadano, Paso
from comites import servicios
from comites.acta import firmantes_de, secciones_de
from comites.consultas.tablero import esperas_de
from comites.estados import EstadoReporte
from comites.models import Comite, Obra, Reporte, TipoDeObra
from nucleo.errores import Conflicto, DatosInvalidos, SinPermiso, TransicionInvalida
from nucleo.models import Asiento
from poa.models import LineaDeAccion
from poa.servicios import persona_del_sistema
from tests.asambleas.muestras import mapear
from tests.comites.muestras import datos_de_entrega, datos_de_obra, registrado, reporte_de
from tests.reparto import AHORA, HOY

pytestmark = pytest.mark.django_db
ACTORES = ("personal_a", "directora_a", "planeacion", "tesoreria", "contraloria", "personal_b", "directora_b")
LLEVAN = {"personal_a", "directora_a"}


def actor(reparto, quien="personal_a", hoy=HOY):
    return {"persona": reparto.persona(quien, hoy), "ahora": AHORA}


def test_a_comite_is_born_with_its_work_and_six_steps(reparto):
    comite = registrado(reparto)
    assert comite.organo.folio == "COM/A/2024/001"
    assert [p.orden for p in comite.organo.pasos.all()] == [1, 2, 3, 4, 5, 6]
    assert comite.organo.localidad == comite.obra.localidad


def test_the_same_form_twice_is_one_work(reparto):
    token = uuid4()
    for _ in range(2):
        servicios.registrar_comite(
            direccion=reparto.direcciones["A"], datos=datos_de_obra(), token=token, **actor(reparto)
        )
    assert Comite.objects.count() == Obra.objects.count() == 1


@pytest.mark.parametrize(
    ("campo", "mal"),
    [
        ("nombre", {"nombre": "ab"}),
        ("monto", {"monto": -1}),
        ("longitud", {"latitud": Decimal("20.28")}),
        ("latitud", {"latitud": Decimal("91"), "longitud": Decimal("-103")}),
        ("fecha_termino", {"fecha_inicio": date(2024, 3, 2), "fecha_termino": date(2024, 3, 1)}),
        ("contratista", {"modalidad": "administracion", "contratista": "Alguien"}),
    ],
)
def test_a_work_that_cannot_be_says_which_field_and_leaves_nothing(reparto, campo, mal):
    with pytest.raises(DatosInvalidos) as error:
        registrado(reparto, **mal)
    assert set(error.value.errores) == {campo}
    assert not Comite.objects.exists()


def test_a_stale_correction_is_told(reparto):
    comite = registrado(reparto)
    mas = {"organo_id": comite.organo_id, "revision": 1, **actor(reparto)}
    servicios.corregir_obra(datos=datos_de_obra(monto=5_00), **mas)
    with pytest.raises(Conflicto):
        servicios.corregir_obra(datos=datos_de_obra(monto=9_00), **mas)
    assert Obra.objects.get().monto == 5_00


@pytest.mark.parametrize("quien", ACTORES)
def test_only_its_direccion_registers_and_cancels(reparto, quien):
    if quien not in LLEVAN:
        with pytest.raises(SinPermiso):
            registrado(reparto, quien)
    comite = registrado(reparto)
    cancelar = {"organo_id": comite.organo_id, "motivo": "Sin recursos", **actor(reparto, quien)}
    if quien in LLEVAN:
        assert de_organos.cancelar_organo(**cancelar).estado == "cancelado"
    else:
        with pytest.raises(SinPermiso):
            de_organos.cancelar_organo(**cancelar)


def test_planeacion_keeps_the_kinds_and_the_first_ones_come_by_themselves(reparto):
    TipoDeObra.objects.all().delete()
    servicios.sembrar_tipos()
    assert TipoDeObra.objects.count() == 9
    servicios.sembrar_tipos()
    assert TipoDeObra.objects.count() == 9
    with pytest.raises(DatosInvalidos, match="ya está"):
        servicios.guardar_tipo(nombre="alumbrado", **actor(reparto, "planeacion"))
    with pytest.raises(SinPermiso):
        servicios.guardar_tipo(nombre="Techumbre", **actor(reparto))
    nuevo = servicios.guardar_tipo(nombre="Techumbre", **actor(reparto, "planeacion"))
    servicios.guardar_tipo(nombre="Techumbre", tipo_id=nuevo.pk, activo=False, **actor(reparto, "planeacion"))
    assert not TipoDeObra.objects.get(pk=nuevo.pk).activo


def test_a_closed_report_counts_once_it_is_approved(reparto):
    mapear(reparto, ("comite.conocimiento", "comite.reporte", "comite.entrega"))
    LineaDeAccion.objects.update(exige_evidencia=False)
    reporte = reporte_de(reparto, registrado(reparto))
    servicios.turnar_reporte(reporte_id=reporte.pk, area="Obras Públicas", **actor(reparto))
    servicios.contestar_reporte(reporte_id=reporte.pk, respuesta="Ya se tapó", **actor(reparto))
    paso = servicios.cerrar_reporte(reporte_id=reporte.pk, **actor(reparto)).paso
    assert (paso.clave, paso.estado) == ("comite.reporte", "enviado")
    assert not Actividad.objects.exists()
    de_organos.aprobar_paso(paso_id=paso.pk, **actor(reparto, "directora_a"))
    acto = Actividad.objects.get()
    assert (acto.linea, acto.fecha) == (reparto.lineas()[1], HOY)
    assert "Rosa" not in acto.descripcion
    assert [c.a for c in reporte.cambios.all()] == ["recibido", "turnado", "contestado", "cerrado"]


def test_a_report_may_be_anonymous_and_its_words_stay_out_of_the_chain(reparto):
    comite = registrado(reparto)
    anonimo = reporte_de(reparto, comite, tipo="denuncia")
    assert Ciudadano.objects.count() == 1
    sin_nombre = servicios.recibir_reporte(
        comite_id=comite.pk,
        datos=servicios.DatosDeReporte("denuncia", "presencial", "Cobran por el agua"),
        token=uuid4(),
        persona=persona_del_sistema(HOY),
        ahora=AHORA,
    )
    assert (sin_nombre.ciudadano, sin_nombre.medio, sin_nombre.recibido_por) == (None, "portal", None)
    assert Ciudadano.objects.count() == 1
    escrito = str(list(Asiento.objects.values_list("datos", flat=True)))
    assert "zanja" not in escrito
    assert "Rosa" not in escrito
    assert anonimo.folio in escrito


def test_the_days_tell_the_triangulation(reparto):
    reporte = reporte_de(reparto, registrado(reparto))
    despues = HOY + timedelta(days=9)
    assert [(e.en_contestar, e.abierto) for e in esperas_de([reporte], despues)] == [(9, 9)]
    servicios.contestar_reporte(
        reporte_id=reporte.pk, respuesta="Ya", **actor(reparto, hoy=HOY + timedelta(days=4))
    )
    reporte.refresh_from_db()
    assert [(e.en_contestar, e.abierto) for e in esperas_de([reporte], despues)] == [(4, 9)]


# state → what may be done with a report
ACCIONES = {
    "turnar": {"area": "Obras"},
    "contestar": {"respuesta": "Ya se hizo"},
    "cerrar": {},
    "descartar": {"motivo": "Repetido"},
}
PUEDEN = {
    "recibido": {"turnar", "contestar", "descartar"},
    "turnado": {"turnar", "contestar", "descartar"},
    "contestado": {"turnar", "cerrar"},
    "cerrado": set(),
    "descartado": set(),
}


@pytest.mark.parametrize("estado", PUEDEN)
def test_every_state_action_and_role_of_a_report(reparto, estado, cifra):
    reporte = reporte_de(reparto, registrado(reparto))
    Reporte.objects.filter(pk=reporte.pk).update(estado=estado, cerrado_el=HOY)
    mal = total = 0
    for accion, mas in ACCIONES.items():
        for quien in ACTORES:
            total += 1
            punto = transaction.savepoint()
            try:
                getattr(servicios, f"{accion}_reporte")(reporte_id=reporte.pk, **mas, **actor(reparto, quien))
                pudo = True
            except (SinPermiso, TransicionInvalida):
                pudo = False
            transaction.savepoint_rollback(punto)
            mal += pudo != (accion in PUEDEN[estado] and quien in LLEVAN)
    cifra(11, "triples estado × acción × rol de un reporte que no se portan como la tabla", mal, de=total)
    assert not mal
    assert set(PUEDEN) == set(EstadoReporte.values)


def test_the_entrega_goes_into_its_acta(reparto):
    comite = registrado(reparto, monto=2_000_000_00, contratista="Ribera")
    datos = datos_de_entrega()
    entrega = servicios.guardar_entrega(organo_id=comite.organo_id, datos=datos, **actor(reparto))
    assert (entrega.acta.tipo, entrega.acta.estado) == ("entrega", "borrador")
    texto = str(secciones_de(entrega.acta))
    for dicho in (
        "$2,000,000.00",
        "Ribera",
        "$1,234,567.00",
        "1 de febrero de 2024",
        "120 metros de drenaje",
        "con observaciones",
        "Reponer la banqueta",
        "10 de junio de 2024",
    ):
        assert dicho in texto, dicho
    assert [(f.nombre, f.cargo) for f in firmantes_de(entrega.acta)] == [
        ("Hugo Padilla", "Director de Obras Públicas")
    ]
    otra = servicios.guardar_entrega(
        organo_id=comite.organo_id, datos=datos_de_entrega(metas="80 metros"), **actor(reparto)
    )
    assert (otra.pk, otra.acta_id, otra.observaciones.count()) == (entrega.pk, entrega.acta_id, 1)


@pytest.mark.parametrize(
    ("campo", "mal"),
    [
        ("fecha", {"fecha": HOY + timedelta(days=1), "observaciones": [], "condicion": "satisfaccion"}),
        ("ejecutada_hasta", {"ejecutada_hasta": date(2024, 1, 1)}),
        ("monto_ejercido", {"monto_ejercido": -1}),
        ("metas", {"metas": " "}),
        ("condicion", {"condicion": "otra"}),
        ("observaciones", {"observaciones": []}),
        ("observaciones", {"observaciones": [("Algo", date(2024, 5, 1))]}),
        ("firmantes", {"firmantes": []}),
    ],
)
def test_an_entrega_that_is_not_whole_says_which_field(reparto, campo, mal):
    comite = registrado(reparto)
    with pytest.raises(DatosInvalidos) as error:
        servicios.guardar_entrega(organo_id=comite.organo_id, datos=datos_de_entrega(**mal), **actor(reparto))
    assert set(error.value.errores) == {campo}


def test_the_follow_up_waits_for_its_reports(reparto):
    comite = registrado(reparto)
    reporte = reporte_de(reparto, comite)
    paso = Paso.objects.get(organo=comite.organo, clave="comite.seguimiento")
    envio = {"paso_id": paso.pk, "datos": de_organos.DatosDePaso(HOY, "Sin pendientes"), **actor(reparto)}
    with pytest.raises(TransicionInvalida, match="cerrar los reportes"):
        de_organos.enviar_paso(**envio)
    servicios.descartar_reporte(reporte_id=reporte.pk, motivo="No es de esta obra", **actor(reparto))
    assert de_organos.enviar_paso(**envio).estado == "enviado"
