"""Steps that count by themselves: approved, annulled, out of the plan, in a signed quarter."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from actividades import permisos as permisos_de_actividad
from actividades.models import Actividad
from asambleas import servicios
from asambleas.consultas import pasos_por_aprobar, pasos_sin_contar
from asambleas.models import Organo, Paso
from nucleo.errores import Conflicto, DatosInvalidos, PeriodoCerrado, SinPermiso, TransicionInvalida
from nucleo.models import Asiento
from poa.candados import fijar_candado
from poa.models import LineaDeAccion, TrimestrePrograma
from tests.asambleas.muestras import DIA, comite_de, enviado, mapear, paso_de
from tests.reparto import AHORA

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
CONOCIMIENTO = "comite.conocimiento"


@pytest.fixture
def organo(reparto) -> Organo:
    mapear(reparto)
    LineaDeAccion.objects.filter(paso_que_cuenta=CONOCIMIENTO).update(exige_evidencia=False)
    return comite_de(reparto).organo


def aprobar(reparto, paso: Paso, quien: str = "directora_a", **mas) -> Paso:
    return servicios.aprobar_paso(paso_id=paso.pk, persona=reparto.persona(quien), ahora=AHORA, **mas)


def cerrar(tp: TrimestrePrograma) -> None:
    fijar_candado(tp, cerrado=True, captura_terminada=True)


def test_an_approved_step_is_one_activity_on_its_own_day(reparto, organo):
    paso = aprobar(reparto, enviado(reparto, organo, CONOCIMIENTO))
    acto = Actividad.objects.get()
    assert paso.actividad == acto
    assert (acto.linea, acto.fecha, acto.cantidad) == (reparto.lineas()[0], DIA, 1)
    assert (acto.estado, acto.origen, acto.mujeres, acto.hombres) == ("validada", "paso", 3, 2)
    assert acto.trimestre_programa == reparto.tp(2)
    assert (acto.registrada_por, acto.validada_por) == (
        reparto.usuarios["personal_a"],
        reparto.usuarios["directora_a"],
    )
    assert organo.folio in acto.descripcion
    assert [x.nombre for x in acto.localidades.all()] == ["El Árbol"]


def test_approving_again_counts_nothing_more(reparto, organo):
    paso = enviado(reparto, organo, CONOCIMIENTO)
    aprobar(reparto, paso, revision=paso.revision)
    aprobar(reparto, paso, revision=paso.revision)
    assert Actividad.objects.count() == 1
    assert Asiento.objects.filter(accion="paso.aprobado").count() == 1


def test_a_step_that_no_linea_maps_says_so_and_counts_later(reparto, organo):
    LineaDeAccion.objects.update(paso_que_cuenta="")
    paso = aprobar(reparto, enviado(reparto, organo, CONOCIMIENTO))
    assert (paso.actividad, paso.sin_contar) == (None, "sin_linea")
    directora = reparto.persona("directora_a")
    assert list(pasos_sin_contar(directora)) == [paso]
    with pytest.raises(Conflicto, match="ninguna línea"):
        servicios.contar_paso(paso_id=paso.pk, persona=directora, ahora=AHORA)
    mapear(reparto)
    LineaDeAccion.objects.update(exige_evidencia=False)
    contado = servicios.contar_paso(paso_id=paso.pk, persona=directora, ahora=AHORA)
    assert contado.actividad == Actividad.objects.get()
    assert contado.sin_contar == ""
    assert not pasos_sin_contar(directora).exists()


@pytest.mark.parametrize(
    ("fecha", "razon"), [(date(2023, 12, 20), "sin_poa"), (date(2024, 2, 10), "trim_cerrado")]
)
def test_what_could_not_count_is_approved_with_its_reason(reparto, organo, fecha, razon):
    cerrar(reparto.tp(1))
    paso = aprobar(reparto, enviado(reparto, organo, CONOCIMIENTO, fecha=fecha))
    assert (paso.estado, paso.sin_contar, paso.actividad) == ("aprobado", razon, None)
    assert not Actividad.objects.exists()


def test_a_step_of_a_signed_quarter_counts_once_it_is_unlocked(reparto, organo):
    cerrar(reparto.tp(1))
    paso = aprobar(reparto, enviado(reparto, organo, CONOCIMIENTO, fecha=date(2024, 2, 10)))
    fijar_candado(reparto.tp(1), cerrado=False, captura_terminada=False)
    contado = servicios.contar_paso(paso_id=paso.pk, persona=reparto.persona("directora_a"), ahora=AHORA)
    assert contado.actividad.trimestre_programa == reparto.tp(1)


def test_outside_the_period_of_its_block_it_does_not_count(reparto, organo):
    reparto.estrategias()[0].__class__.objects.update(periodo_hasta=date(2024, 4, 30))
    assert aprobar(reparto, enviado(reparto, organo, CONOCIMIENTO)).sin_contar == "fuera_periodo"


def test_a_linea_that_counts_reports_leaves_the_follow_up_to_them(reparto, organo):
    LineaDeAccion.objects.filter(paso_que_cuenta="comite.seguimiento").update(
        paso_que_cuenta="comite.reporte"
    )
    assert aprobar(reparto, enviado(reparto, organo, "comite.seguimiento")).sin_contar == "cuenta_otro"
    assert not pasos_sin_contar(reparto.persona("directora_a")).exists()


def test_without_the_evidence_its_linea_demands_it_is_neither_sent_nor_approved(reparto, organo):
    paso = enviado(reparto, organo, CONOCIMIENTO)
    LineaDeAccion.objects.update(exige_evidencia=True)  # since it was sent
    with pytest.raises(DatosInvalidos, match="evidencia"):
        aprobar(reparto, paso)
    assert Paso.objects.get(pk=paso.pk).estado == "enviado"
    servicios.retirar_paso(paso_id=paso.pk, persona=reparto.persona("personal_a"), ahora=AHORA)
    with pytest.raises(DatosInvalidos) as error:
        enviado(reparto, organo, CONOCIMIENTO)
    assert "exige evidencia" in error.value.errores["evidencias"]
    assert Paso.objects.get(pk=paso.pk).estado == "pendiente"


def test_where_it_would_not_count_no_evidence_is_asked(reparto, organo):
    LineaDeAccion.objects.update(exige_evidencia=True, paso_que_cuenta="")
    assert enviado(reparto, organo, CONOCIMIENTO).estado == "enviado"


def test_what_was_sent_is_taken_back_and_keeps_what_was_written(reparto, organo):
    paso = enviado(reparto, organo, CONOCIMIENTO)
    persona = reparto.persona("personal_a")
    with pytest.raises(Conflicto):
        servicios.retirar_paso(paso_id=paso.pk, revision=paso.revision - 1, persona=persona, ahora=AHORA)
    hecho = servicios.retirar_paso(paso_id=paso.pk, revision=paso.revision, persona=persona, ahora=AHORA)
    assert (hecho.estado, hecho.descripcion, hecho.mujeres) == ("pendiente", "Se hizo", 3)
    assert not pasos_por_aprobar(reparto.persona("directora_a")).exists()
    with pytest.raises(TransicionInvalida):
        aprobar(reparto, paso)
    assert [c.a for c in paso.cambios.all()] == ["enviado", "pendiente"]


def test_annulling_the_step_annuls_its_activity_and_opens_it_again(reparto, organo):
    paso = aprobar(reparto, enviado(reparto, organo, CONOCIMIENTO))
    directora = reparto.persona("directora_a")
    nuevo = servicios.anular_paso(paso_id=paso.pk, motivo="Era otra obra", persona=directora, ahora=AHORA)
    assert Actividad.objects.get().estado == "anulada"
    assert Paso.objects.get(pk=paso.pk).estado == "anulado"
    assert (nuevo.estado, nuevo.vuelta) == ("pendiente", 2)
    otra = aprobar(reparto, enviado(reparto, organo, CONOCIMIENTO))
    assert otra.actividad_id != paso.actividad_id
    assert Actividad.objects.filter(estado="validada").count() == 1


def test_a_step_that_counted_in_a_signed_quarter_is_not_annulled(reparto, organo):
    paso = aprobar(reparto, enviado(reparto, organo, CONOCIMIENTO))
    cerrar(reparto.tp(2))
    with pytest.raises(PeriodoCerrado):
        servicios.anular_paso(
            paso_id=paso.pk, motivo="Error", persona=reparto.persona("directora_a"), ahora=AHORA
        )
    assert (Paso.objects.get(pk=paso.pk).estado, Actividad.objects.get().estado) == ("aprobado", "validada")


def test_only_its_step_changes_the_activity_of_a_step(reparto, organo):
    aprobar(reparto, enviado(reparto, organo, CONOCIMIENTO))
    acto = Actividad.objects.select_related("trimestre_programa__programa", "linea").get()
    acciones = permisos_de_actividad.acciones_sobre(reparto.persona("directora_a"), acto)
    assert {a for a, v in acciones.items() if v} == set()
    assert all("paso" in v.razon for v in acciones.values())


def test_it_waits_for_its_demands(reparto, organo):
    with pytest.raises(TransicionInvalida, match="publicar la convocatoria"):
        enviado(reparto, organo, "comite.convocatoria")


def test_what_is_returned_comes_back_with_its_reason_and_is_sent_again(reparto, organo):
    paso = enviado(reparto, organo, CONOCIMIENTO)
    directora = reparto.persona("directora_a")
    assert list(pasos_por_aprobar(directora)) == [paso]
    servicios.devolver_paso(paso_id=paso.pk, motivo="Falta la foto", persona=directora, ahora=AHORA)
    assert paso_de(organo, CONOCIMIENTO).motivo == "Falta la foto"
    with pytest.raises(TransicionInvalida):
        aprobar(reparto, paso)
    enviado(reparto, organo, CONOCIMIENTO)
    assert [c.a for c in paso.cambios.all()] == ["enviado", "devuelto", "enviado"]


# state of the step × action → who may do it; every other person of the cast is refused, and 0 rows change.
ACTORES = ("personal_a", "directora_a", "planeacion", "tesoreria", "contraloria", "personal_b", "directora_b")
TABLA = {
    ("pendiente", "enviar"): {"personal_a", "directora_a"},
    ("devuelto", "enviar"): {"personal_a", "directora_a"},
    ("enviado", "retirar"): {"personal_a", "directora_a"},
    ("enviado", "aprobar"): {"directora_a"},
    ("enviado", "devolver"): {"directora_a"},
    ("aprobado", "anular"): {"directora_a"},
}
ACCIONES = ("enviar", "retirar", "aprobar", "devolver", "anular", "contar")


def _hasta(reparto, organo, estado: str) -> Paso:
    if estado == "pendiente":
        return paso_de(organo, CONOCIMIENTO)
    paso = enviado(reparto, organo, CONOCIMIENTO)
    actor = {"persona": reparto.persona("directora_a"), "ahora": AHORA}
    if estado in {"aprobado", "anulado"}:
        servicios.aprobar_paso(paso_id=paso.pk, **actor)
    if estado == "devuelto":
        servicios.devolver_paso(paso_id=paso.pk, motivo="Falta", **actor)
    if estado == "anulado":
        servicios.anular_paso(paso_id=paso.pk, motivo="Error", **actor)
    return Paso.objects.get(pk=paso.pk)


def _hacer(accion: str, paso: Paso, persona) -> None:
    actor = {"paso_id": paso.pk, "persona": persona, "ahora": AHORA}
    if accion == "enviar":
        servicios.enviar_paso(datos=servicios.DatosDePaso(DIA, "Otra vez"), **actor)
    elif accion in {"devolver", "anular"}:
        getattr(servicios, f"{accion}_paso")(motivo="Porque sí", **actor)
    else:
        getattr(servicios, f"{accion}_paso")(**actor)


@pytest.mark.parametrize("estado", ["pendiente", "enviado", "devuelto", "aprobado", "anulado"])
@pytest.mark.parametrize("accion", ACCIONES)
def test_every_state_action_and_role(reparto, organo, estado, accion, cifra):
    paso = _hasta(reparto, organo, estado)
    pueden = TABLA.get((estado, accion), set())
    mal = 0
    for quien in ACTORES:
        antes = Asiento.objects.count()
        punto = transaction.savepoint()
        repite = (estado, accion, quien) == ("aprobado", "aprobar", "directora_a")
        try:
            _hacer(accion, paso, reparto.persona(quien))
            pudo = Asiento.objects.count() > antes
        except (SinPermiso, TransicionInvalida):
            pudo = False
        transaction.savepoint_rollback(punto)
        mal += pudo != (quien in pueden) and not repite
    cifra(11, "triples estado × acción × rol de un paso que no se portan como la tabla", mal, de=len(ACTORES))
    assert not mal


def test_the_database_keeps_the_promises_of_a_step(reparto, organo):
    """Behind the services' back: counted twice, approved in silence, counting without approval."""
    primero = aprobar(reparto, enviado(reparto, organo, CONOCIMIENTO))
    otro = paso_de(comite_de(reparto, nombre="Empedrado").organo, CONOCIMIENTO)
    malas = (
        {"estado": "aprobado", "fecha": DIA, "actividad_id": primero.actividad_id},
        {"estado": "aprobado", "fecha": DIA},
        {"estado": "enviado", "fecha": DIA, "actividad_id": primero.actividad_id},
        {"estado": "enviado"},
    )
    for mala in malas:
        with pytest.raises(IntegrityError), transaction.atomic():
            Paso.objects.filter(pk=otro.pk).update(**mala)
    Paso.objects.filter(pk=otro.pk).update(estado="aprobado", fecha=DIA, sin_contar="sin_linea")
