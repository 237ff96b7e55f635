"""A consejo, its public call and who applies: what each state admits, from whom, and what is refused."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.db import transaction

from asambleas.models import Ciudadano
from asambleas.servicios.ciudadanos import DatosDePersona
from consejos import servicios
from consejos.estados import EstadoPostulacion
from consejos.models import Llamado, Postulacion
from nucleo.errores import Conflicto, DatosInvalidos, SinPermiso, TransicionInvalida
from nucleo.models import Asiento
from poa.servicios import persona_del_sistema
from tests.consejos.muestras import DATOS_DE_LLAMADO, consejo_de, llamado_de, postulacion_de
from tests.reparto import AHORA, HOY

pytestmark = pytest.mark.django_db
ACTORES = ("personal_a", "directora_a", "planeacion", "tesoreria", "contraloria", "personal_b", "directora_b")
LLEVAN = {"personal_a", "directora_a"}


def actor(reparto, quien="personal_a"):
    return {"persona": reparto.persona(quien), "ahora": AHORA}


def test_a_consejo_starts_with_three_steps_its_posts_and_its_term(reparto):
    organo = consejo_de(reparto).organo
    assert [p.clave for p in organo.pasos.all()] == [
        "consejo.convocatoria",
        "consejo.asamblea",
        "consejo.acta",
    ]
    assert (organo.folio, organo.vigencia_meses) == ("CON/A/2024/001", 36)
    assert organo.puestos.count() == 3


def test_the_same_form_twice_is_one_consejo(reparto):
    token = uuid4()
    datos = servicios.DatosDeConsejo("Consejo", "Para algo")
    hechos = [
        servicios.registrar_consejo(
            direccion=reparto.direcciones["A"], datos=datos, token=token, **actor(reparto)
        )
        for _ in range(2)
    ]
    assert hechos[0] == hechos[1]
    with pytest.raises(Conflicto):
        servicios.registrar_consejo(
            direccion=reparto.direcciones["B"], datos=datos, token=token, **actor(reparto, "personal_b")
        )


@pytest.mark.parametrize(
    ("campo", "mal"),
    [
        ("consejerias", {"consejerias": 0}),
        ("requisitos", {"requisitos": "  "}),
        ("documentos", {"documentos": ""}),
        ("hasta", {"hasta": date(2024, 5, 1)}),
    ],
)
def test_a_call_that_is_not_whole_says_which_field(reparto, campo, mal):
    with pytest.raises(DatosInvalidos) as error:
        servicios.crear_llamado(
            organo_id=consejo_de(reparto).organo_id, datos=replace(DATOS_DE_LLAMADO, **mal), **actor(reparto)
        )
    assert set(error.value.errores) == {campo}
    assert not Llamado.objects.exists()


def test_one_open_call_at_a_time(reparto):
    consejo = consejo_de(reparto)
    llamado_de(reparto, consejo)
    with pytest.raises(TransicionInvalida, match="abierta"):
        llamado_de(reparto, consejo)


def test_a_stale_correction_is_told(reparto):
    llamado = llamado_de(reparto, consejo_de(reparto), publicado=False)
    otra = replace(DATOS_DE_LLAMADO, consejerias=7)
    servicios.corregir_llamado(llamado_id=llamado.pk, datos=otra, revision=1, **actor(reparto))
    with pytest.raises(Conflicto):
        servicios.corregir_llamado(llamado_id=llamado.pk, datos=otra, revision=1, **actor(reparto))


@pytest.mark.parametrize(
    ("hoy", "razon"), [(date(2024, 5, 14), "desde el 15"), (date(2024, 6, 15), "terminó el 14 de junio")]
)
def test_applications_only_inside_the_period(reparto, hoy, razon):
    llamado = llamado_de(reparto, consejo_de(reparto))
    datos = servicios.DatosDePostulacion(DatosDePersona("Rosa Ibarra"), "", True)
    with pytest.raises(TransicionInvalida, match=razon):
        servicios.postular(
            llamado_id=llamado.pk, datos=datos, token=uuid4(), persona=persona_del_sistema(hoy), ahora=AHORA
        )
    assert not Ciudadano.objects.exists()


def test_a_citizen_applies_once_per_form_and_nobody_received_it(reparto):
    llamado, token = llamado_de(reparto, consejo_de(reparto)), uuid4()
    datos = servicios.DatosDePostulacion(DatosDePersona("Rosa Ibarra"), "Quiero", True)
    for _ in range(2):
        hecha = servicios.postular(
            llamado_id=llamado.pk, datos=datos, token=token, persona=persona_del_sistema(HOY), ahora=AHORA
        )
    assert Postulacion.objects.count() == Ciudadano.objects.count() == 1
    assert (hecha.folio, hecha.recibida_por, len(hecha.clave)) == ("POST/A/2024/001", None, 8)
    asiento = Asiento.objects.get(accion="postulacion.recibir")
    assert "Rosa" not in str(asiento.datos)


def test_without_the_declaration_it_is_not_taken(reparto):
    llamado = llamado_de(reparto, consejo_de(reparto))
    datos = servicios.DatosDePostulacion(DatosDePersona("Rosa Ibarra"), "", False)
    with pytest.raises(DatosInvalidos) as error:
        servicios.postular(llamado_id=llamado.pk, datos=datos, token=uuid4(), **actor(reparto))
    assert set(error.value.errores) == {"protesta"}


# state → those it may go to
DESTINOS = {
    "recibida": {"aceptada", "rechazada", "retirada"},
    "aceptada": {"rechazada", "retirada"},
    "rechazada": {"aceptada"},
    "retirada": set(),
}


@pytest.mark.parametrize("estado", DESTINOS)
def test_every_state_decision_and_role_of_an_application(reparto, estado, cifra):
    postulacion = postulacion_de(llamado_de(reparto, consejo_de(reparto)))
    Postulacion.objects.filter(pk=postulacion.pk).update(estado=estado, motivo="x")
    mal = total = 0
    for a in EstadoPostulacion:
        for quien in ACTORES:
            total += 1
            punto = transaction.savepoint()
            try:
                servicios.decidir_postulacion(
                    postulacion_id=postulacion.pk, a=a, motivo="Porque sí", **actor(reparto, quien)
                )
                pudo = True
            except (SinPermiso, TransicionInvalida):
                pudo = False
            transaction.savepoint_rollback(punto)
            mal += pudo != (a in DESTINOS[estado] and quien in LLEVAN)
    cifra(
        11, "triples estado × acción × rol de una postulación que no se portan como la tabla", mal, de=total
    )
    assert not mal


def test_refusing_needs_its_reason(reparto):
    postulacion = postulacion_de(llamado_de(reparto, consejo_de(reparto)))
    with pytest.raises(DatosInvalidos):
        servicios.decidir_postulacion(
            postulacion_id=postulacion.pk, a=EstadoPostulacion.RECHAZADA, motivo=" ", **actor(reparto)
        )


LLAMADOS = {
    ("borrador", "publicar"): "publicado",
    ("publicado", "cerrar"): "cerrado",
    ("borrador", "cancelar"): "cancelado",
    ("publicado", "cancelar"): "cancelado",
}


@pytest.mark.parametrize("estado", ["borrador", "publicado", "cerrado", "cancelado"])
@pytest.mark.parametrize("accion", ["publicar", "cerrar", "cancelar"])
def test_every_state_action_and_role_of_a_public_call(reparto, estado, accion, cifra):
    llamado = llamado_de(reparto, consejo_de(reparto), publicado=False)
    Llamado.objects.filter(pk=llamado.pk).update(estado=estado)
    mas = {"motivo": "Se pospuso"} if accion == "cancelar" else {}
    mal = 0
    for quien in ACTORES:
        punto = transaction.savepoint()
        try:
            hecho = getattr(servicios, f"{accion}_llamado")(
                llamado_id=llamado.pk, **mas, **actor(reparto, quien)
            )
            quedo = hecho.estado
        except (SinPermiso, TransicionInvalida):
            quedo = None
        transaction.savepoint_rollback(punto)
        mal += quedo != (LLAMADOS.get((estado, accion)) if quien in LLEVAN else None)
    cifra(
        11, "triples estado × acción × rol de un llamado que no se portan como la tabla", mal, de=len(ACTORES)
    )
    assert not mal
