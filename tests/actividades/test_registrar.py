"""Logging an act: one row per token, the date that decides, the locks that explain themselves."""

from datetime import date
from uuid import uuid4

import pytest

from actividades.models import Actividad, CambioDeActividad
from actividades.servicios import registrar_actividad
from nucleo.errores import Conflicto, DatosInvalidos, PeriodoCerrado, SinPermiso
from nucleo.models import Asiento
from poa.models import Localidad, Prorroga, TrimestrePrograma
from tests.actividades.muestras import EN_T1, EN_T2
from tests.reparto import AHORA, HOY

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_un_registro_deja_fila_historial_y_un_asiento(reparto, registrar, listo):
    antes = Asiento.objects.count()
    actividad = registrar(archivos=[listo()], localidades=list(Localidad.objects.all()))
    assert actividad.estado == "registrada"
    assert actividad.trimestre_programa == reparto.tp(2)
    assert actividad.evidencias.count() == 1
    assert [(c.de, c.a) for c in CambioDeActividad.objects.all()] == [("", "registrada")]
    asiento = Asiento.objects.order_by("-id").first()
    assert Asiento.objects.count() == antes + 1
    assert (asiento.accion, asiento.cadena) == ("actividad.registrar", "direccion:A")
    assert asiento.objeto == f"actividad:{actividad.pk}"


def test_el_mismo_envio_dos_veces_es_una_fila(reparto, datos_de):
    token = uuid4()
    envio = {
        "direccion_id": reparto.direcciones["A"].pk,
        "datos": datos_de(),
        "token": token,
        "persona": reparto.persona("personal_a"),
        "ahora": AHORA,
    }
    primera = registrar_actividad(**envio)
    asientos = Asiento.objects.count()
    segunda = registrar_actividad(**envio)
    assert primera.pk == segunda.pk
    assert Actividad.objects.count() == 1
    assert Asiento.objects.count() == asientos
    # Control: it is the token that makes them one.
    registrar_actividad(**envio | {"token": uuid4()})
    assert Actividad.objects.count() == 2


@pytest.mark.parametrize("cambio", ["descripcion", "fecha", "cantidad", "localidades", "archivos"])
def test_el_mismo_token_con_otra_cosa_no_se_da_por_registrado(reparto, datos_de, listo, cambio):
    envio = {
        "direccion_id": reparto.direcciones["A"].pk,
        "datos": datos_de(),
        "token": uuid4(),
        "persona": reparto.persona("personal_a"),
        "ahora": AHORA,
        "archivos": [listo("teal")],
    }
    registrar_actividad(**envio)
    otro = {
        "descripcion": "Otra reunión",
        "fecha": date(2024, 5, 4),
        "cantidad": 9,
        "localidades": list(Localidad.objects.all()[:1]),
    }
    if cambio == "archivos":
        otra_vez = envio | {"archivos": [listo("teal"), listo("gold")]}
    else:
        otra_vez = envio | {"datos": datos_de(**{cambio: otro[cambio]})}
    with pytest.raises(Conflicto, match=r"ya se usó.*3 de mayo de 2024.*dice otra cosa"):
        registrar_actividad(**otra_vez)
    assert Actividad.objects.count() == 1
    # Control: what is refused is the token, not what it says.
    registrar_actividad(**otra_vez | {"token": uuid4()})
    assert Actividad.objects.count() == 2


def test_el_token_de_otra_persona_no_sirve(reparto, datos_de, registrar):
    ajena = registrar(quien="directora_a")
    with pytest.raises(Conflicto):
        registrar_actividad(
            direccion_id=reparto.direcciones["A"].pk,
            datos=datos_de(),
            token=ajena.token,
            persona=reparto.persona("personal_a"),
            ahora=AHORA,
        )


def test_la_segunda_respuesta_llega_aunque_el_trimestre_se_cierre(reparto, datos_de):
    token = uuid4()
    envio = {
        "direccion_id": reparto.direcciones["A"].pk,
        "datos": datos_de(),
        "token": token,
        "persona": reparto.persona("personal_a"),
        "ahora": AHORA,
    }
    primera = registrar_actividad(**envio)
    TrimestrePrograma.objects.filter(pk=primera.trimestre_programa_id).update(cerrado=True)
    assert registrar_actividad(**envio).pk == primera.pk


@pytest.mark.parametrize(
    ("fecha", "trimestre"),
    [(date(2024, 1, 1), 1), (date(2024, 3, 31), 1), (date(2024, 4, 1), 2), (date(2024, 5, 15), 2)],
)
def test_la_fecha_del_acto_decide_el_trimestre(reparto, registrar, fecha, trimestre):
    # In January the first quarter takes acts; a prórroga lets it take them still.
    Prorroga.objects.create(
        trimestre_programa=reparto.tp(1),
        hasta=HOY,
        motivo="Falla de luz",
        autor=reparto.usuarios["planeacion"],
        momento=AHORA,
    )
    assert registrar(fecha=fecha).trimestre_programa.numero == trimestre


@pytest.mark.parametrize(
    ("fecha", "dice"),
    [
        (date(2024, 5, 16), "posterior a hoy"),
        (date(2023, 12, 31), "fuera de ese año"),
        (date(2025, 1, 1), "posterior a hoy"),
    ],
)
def test_fechas_que_no_pueden_ser(registrar, fecha, dice):
    with pytest.raises(DatosInvalidos) as error:
        registrar(fecha=fecha)
    assert dice in error.value.errores["fecha"]
    assert not Actividad.objects.exists()


def test_una_emergente_de_un_anio_sin_poa(registrar):
    with pytest.raises(DatosInvalidos) as error:
        registrar(fecha=date(2023, 12, 31), linea=None)
    assert "no tiene un POA de 2023" in error.value.errores["fecha"]


def test_el_periodo_de_la_estrategia_acota_la_fecha(reparto, registrar):
    estrategia = reparto.estrategias()[0]
    estrategia.periodo_desde, estrategia.periodo_hasta = date(2024, 5, 5), date(2024, 5, 10)
    estrategia.save()
    for fecha, dice in (
        (date(2024, 5, 4), "empieza el 5 de mayo"),
        (date(2024, 5, 11), "terminó el 10 de mayo"),
    ):
        with pytest.raises(DatosInvalidos) as error:
            registrar(fecha=fecha, linea=reparto.lineas()[0])
        assert dice in error.value.errores["fecha"]
    # An emergent act belongs to no block; the second block has its own period.
    assert registrar(fecha=date(2024, 5, 4), linea=None).pk
    assert registrar(fecha=date(2024, 5, 11), linea=reparto.lineas()[2]).pk


def test_la_captura_cerrada_dice_su_fecha_y_a_quien_pedir(registrar):
    with pytest.raises(PeriodoCerrado) as error:
        registrar(fecha=EN_T1)
    assert "cerró el 15 de abril de 2024" in error.value.mensaje
    assert "prórroga" in error.value.mensaje


def test_el_trimestre_firmado_dice_a_quien_pedir(reparto, registrar):
    TrimestrePrograma.objects.filter(pk=reparto.tp(2).pk).update(cerrado=True)
    with pytest.raises(PeriodoCerrado) as error:
        registrar()
    assert "pida a Planeación" in error.value.mensaje


def test_la_titular_que_termino_la_captura_detiene_el_registro(reparto, registrar):
    TrimestrePrograma.objects.filter(pk=reparto.tp(2).pk).update(captura_terminada=True)
    with pytest.raises(PeriodoCerrado, match="reabra"):
        registrar()


@pytest.mark.parametrize(
    "quien", ["personal_b", "directora_b", "planeacion", "tesoreria", "contraloria", "administrador"]
)
def test_quien_no_es_de_la_direccion_no_registra(registrar, quien):
    with pytest.raises(SinPermiso):
        registrar(quien=quien)


def test_una_linea_de_otra_direccion_no_entra(reparto, registrar):
    with pytest.raises(DatosInvalidos) as error:
        registrar(linea=reparto.lineas("B")[0])
    assert "linea" in error.value.errores
    assert not Actividad.objects.exists()


@pytest.mark.parametrize(
    ("cambio", "campo"),
    [
        ({"cantidad": 0}, "cantidad"),
        ({"cantidad": 10**6}, "cantidad"),
        ({"mujeres": -1}, "mujeres"),
        ({"hombres": 10**6}, "hombres"),
        ({"descripcion": "\u202e \x00 "}, "descripcion"),
        ({"descripcion": "a" * 4001}, "descripcion"),
    ],
)
def test_lo_que_no_cabe_se_dice_por_campo(registrar, cambio, campo):
    with pytest.raises(DatosInvalidos) as error:
        registrar(**cambio)
    assert list(error.value.errores) == [campo]


def test_la_columna_de_busqueda_no_distingue_acentos(registrar):
    arbol = Localidad.objects.get(nombre="El Árbol")
    actividad = registrar(descripcion="Convocó a la Peña", localidades=[arbol], fecha=EN_T2)
    assert "convoco a la pen~a" in actividad.busqueda
    assert "el arbol" in actividad.busqueda
    assert "linea 1" in actividad.busqueda


def test_si_algo_falla_no_queda_nada(reparto, registrar, listo, monkeypatch):
    def falla(**_):
        raise RuntimeError("el disco se llenó")

    monkeypatch.setattr("actividades.servicios.mover.asentar", falla)
    asientos = Asiento.objects.count()
    with pytest.raises(RuntimeError):
        registrar(archivos=[listo()])
    assert not Actividad.objects.exists()
    assert not CambioDeActividad.objects.exists()
    assert Asiento.objects.count() == asientos
