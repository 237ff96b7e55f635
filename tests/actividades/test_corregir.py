"""Correcting: the history it leaves, the move to another quarter, and two people at once."""

import pytest

from actividades import servicios
from actividades.models import Actividad
from nucleo.errores import Conflicto, DatosInvalidos, PeriodoCerrado, TransicionInvalida
from nucleo.models import Asiento
from poa.models import Localidad, Prorroga, TrimestrePrograma
from tests.actividades.muestras import EN_T1, EN_T2
from tests.reparto import AHORA, HOY

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def corregir(reparto, datos_de):
    """`corregir(actividad, descripcion=…)`: by the personal of A, on the revision the object has."""

    def hacer(actividad, *, quien="personal_a", revision=None, agregar=(), quitar=(), **cambios):
        return servicios.corregir_actividad(
            actividad=actividad,
            datos=datos_de(**cambios),
            revision=revision or actividad.revision,
            persona=reparto.persona(quien),
            ahora=AHORA,
            agregar=agregar,
            quitar=quitar,
        )

    return hacer


@pytest.fixture
def prorroga(reparto):
    """The first quarter of A takes acts again."""
    return Prorroga.objects.create(
        trimestre_programa=reparto.tp(1),
        hasta=HOY,
        motivo="Falla de luz",
        autor=reparto.usuarios["planeacion"],
        momento=AHORA,
    )


def test_las_diferencias_quedan_a_la_vista(reparto, registrar, corregir):
    actividad = registrar(cantidad=2)
    corregir(actividad, cantidad=5, linea=None, localidades=list(Localidad.objects.filter(es_cabecera=True)))
    cambio = actividad.cambios.last()
    assert (cambio.de, cambio.a) == ("registrada", "registrada")
    assert cambio.diferencias == [
        {"campo": "línea de acción", "antes": "Línea 1", "despues": "Emergente"},
        {"campo": "cantidad", "antes": "2", "despues": "5"},
        {"campo": "localidades", "antes": "", "despues": "San Prueba"},
    ]
    asiento = Asiento.objects.order_by("-id").first()
    assert asiento.datos["campos"] == ["línea de acción", "cantidad", "localidades"]
    assert "Reunión de vecinos" not in str(asiento.datos)


def test_sin_cambios_no_deja_rastro(registrar, corregir):
    actividad = registrar()
    asientos = Asiento.objects.count()
    corregir(actividad)
    actividad.refresh_from_db()
    assert (actividad.revision, Asiento.objects.count()) == (1, asientos)


def test_una_devuelta_pide_que_algo_cambie(en_estado, corregir):
    actividad = en_estado("devuelta")
    with pytest.raises(DatosInvalidos, match="No cambió nada"):
        corregir(actividad)
    corregir(actividad, descripcion="Reunión con lista")
    actividad.refresh_from_db()
    assert (actividad.estado, actividad.motivo) == ("registrada", "")


def test_agregar_evidencia_responde_a_una_devolucion(en_estado, corregir, listo):
    actividad = en_estado("devuelta")
    corregir(actividad, agregar=[listo("navy")])
    actividad.refresh_from_db()
    assert (actividad.estado, actividad.evidencias.count()) == ("registrada", 2)


def test_de_dos_correcciones_de_la_misma_version_gana_una(registrar, corregir):
    actividad = registrar()
    leida = Actividad.objects.get(pk=actividad.pk)
    corregir(actividad, descripcion="La primera", quien="directora_a")
    with pytest.raises(Conflicto) as error:
        corregir(leida, descripcion="La segunda")
    assert "Ada Muñoz cambió esta actividad" in error.value.mensaje
    leida.refresh_from_db()
    assert leida.descripcion == "La primera"
    # Control: with the revision of now, the second one goes in.
    corregir(leida, descripcion="La segunda")
    leida.refresh_from_db()
    assert leida.descripcion == "La segunda"


def test_el_mismo_envio_dos_veces_no_es_conflicto(registrar, corregir, listo):
    actividad = registrar()
    for _ in range(2):
        corregir(actividad, revision=1, descripcion="Otra cosa", agregar=[listo("navy")])
    actividad.refresh_from_db()
    assert (actividad.revision, actividad.evidencias.count()) == (2, 1)


def test_cambiar_la_fecha_la_lleva_a_su_trimestre(reparto, registrar, corregir, prorroga):
    actividad = registrar(fecha=EN_T2)
    corregir(actividad, fecha=EN_T1)
    actividad.refresh_from_db()
    assert actividad.trimestre_programa == reparto.tp(1)


@pytest.mark.parametrize("cerrado", [1, 2])
def test_para_mudarse_ambos_trimestres_deben_permitirlo(reparto, registrar, corregir, prorroga, cerrado):
    actividad = registrar(fecha=EN_T2)
    TrimestrePrograma.objects.filter(pk=reparto.tp(cerrado).pk).update(cerrado=True)
    with pytest.raises(PeriodoCerrado):
        corregir(actividad, fecha=EN_T1)
    actividad.refresh_from_db()
    assert actividad.fecha == EN_T2


def test_el_destino_sin_captura_detiene_al_personal_y_no_a_la_titular(reparto, registrar, corregir):
    actividad = registrar(fecha=EN_T2)
    with pytest.raises(PeriodoCerrado, match="cerró el 15 de abril"):
        corregir(actividad, fecha=EN_T1)
    corregir(actividad, fecha=EN_T1, quien="directora_a")
    actividad.refresh_from_db()
    assert actividad.trimestre_programa == reparto.tp(1)


def test_la_validada_no_se_edita(en_estado, corregir):
    with pytest.raises(TransicionInvalida, match="devolverla primero"):
        corregir(en_estado("validada"), descripcion="A escondidas")


def test_una_linea_de_otra_direccion_no_entra_al_corregir(reparto, registrar, corregir):
    actividad = registrar()
    with pytest.raises(DatosInvalidos) as error:
        corregir(actividad, linea=reparto.lineas("B")[0])
    assert "linea" in error.value.errores


def test_una_evidencia_ajena_no_se_quita_desde_aqui(registrar, corregir, listo):
    ajena = registrar(archivos=[listo()]).evidencias.get()
    corregir(registrar(archivos=[listo("navy")]), quitar=[ajena.pk])
    ajena.refresh_from_db()
    assert ajena.actividad.evidencias.count() == 1


def test_si_algo_falla_no_queda_a_medias(registrar, corregir, listo, monkeypatch):
    actividad = registrar()

    def falla(**_):
        raise RuntimeError("el disco se llenó")

    monkeypatch.setattr("actividades.servicios.mover.asentar", falla)
    with pytest.raises(RuntimeError):
        corregir(actividad, descripcion="Otra", agregar=[listo("navy")])
    actividad.refresh_from_db()
    assert (actividad.descripcion, actividad.evidencias.count()) == ("Reunión de vecinos", 0)
    assert actividad.cambios.count() == 1
