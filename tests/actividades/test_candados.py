"""The database refuses by itself whatever would change a closed quarter, by whatever road."""

from collections.abc import Callable
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction

from actividades.models import Actividad, Evidencia
from nucleo import disparadores
from poa.models import LineaDesbloqueada, Localidad, TrimestrePrograma
from tests.actividades.muestras import EN_T2
from tests.reparto import AHORA, Reparto

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
EVIDENCIA = {"tipo": "image/jpeg", "archivo": "x", "sha256": "0", "original_sha256": "0", "bytes": 1}


@contextmanager
def sin_candados():
    disparadores.quitar(connection)
    try:
        yield
    finally:
        disparadores.crear(connection)


def _otra(actividad: Actividad, **cambios) -> Actividad:
    return Actividad(
        trimestre_programa_id=actividad.trimestre_programa_id,
        fecha=EN_T2,
        descripcion="Por debajo",
        registrada_por_id=actividad.registrada_por_id,
        registrada_en=AHORA,
        token="00000000-0000-4000-8000-000000000000",
        **cambios,
    )


def _sql(texto: str, *valores: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(texto, valores)


def _evidencia(a: Actividad) -> Evidencia:
    return Evidencia(
        actividad=a, orden=9, nombre="x", subida_por_id=a.registrada_por_id, subida_en=AHORA, **EVIDENCIA
    )


ATAQUES: dict[str, Callable[[Actividad], object]] = {
    "save": lambda a: a.save(),
    "update": lambda a: Actividad.objects.filter(pk=a.pk).update(cantidad=99),
    "bulk_update": lambda a: Actividad.objects.bulk_update([a], ["cantidad"]),
    "bulk_create": lambda a: Actividad.objects.bulk_create([_otra(a)]),
    "delete": lambda a: Actividad.objects.filter(pk=a.pk).delete(),
    "sql update": lambda a: _sql("UPDATE actividades_actividad SET cantidad = 99 WHERE id = %s", a.pk),
    "sql delete": lambda a: _sql("DELETE FROM actividades_actividad WHERE id = %s", a.pk),
    "evidencia bulk_create": lambda a: Evidencia.objects.bulk_create([_evidencia(a)]),
    "evidencia update": lambda a: a.evidencias.update(sha256="1"),
    "evidencia delete": lambda a: a.evidencias.all().delete(),
    "localidades": lambda a: a.localidades.set(Localidad.objects.all()),
}
# Row-by-row deletion of an act with history is stopped by its foreign keys too: no control there.
CON_CONTROL = [n for n in ATAQUES if n not in {"delete", "sql delete"}]


@pytest.fixture
def cerrada(reparto: Reparto, en_estado) -> Actividad:
    actividad = en_estado("validada")
    TrimestrePrograma.objects.filter(pk=actividad.trimestre_programa_id).update(cerrado=True)
    return actividad


def _foto_de(actividad: Actividad) -> tuple:
    return (
        list(Actividad.objects.order_by("pk").values()),
        list(Evidencia.objects.order_by("pk").values()),
        sorted(actividad.localidades.values_list("pk", flat=True)),
    )


@pytest.mark.parametrize("ataque", ATAQUES)
def test_el_trimestre_cerrado_no_cambia_por_ningun_camino(cerrada, ataque):
    antes = _foto_de(cerrada)
    with pytest.raises(DatabaseError), transaction.atomic():
        ATAQUES[ataque](cerrada)
    assert _foto_de(cerrada) == antes


@pytest.mark.parametrize("ataque", CON_CONTROL)
def test_sin_los_candados_el_mismo_ataque_pasa(cerrada, ataque):
    antes = _foto_de(cerrada)
    cerrada.cantidad = 99
    with sin_candados():
        ATAQUES[ataque](cerrada)
    assert _foto_de(cerrada) != antes


@pytest.mark.parametrize("ataque", CON_CONTROL)
def test_con_el_trimestre_abierto_el_mismo_cambio_pasa(en_estado, ataque):
    actividad = en_estado("validada")
    antes = _foto_de(actividad)
    actividad.cantidad = 99
    ATAQUES[ataque](actividad)
    assert _foto_de(actividad) != antes


def test_ni_se_muda_a_un_trimestre_cerrado_ni_sale_de_el(reparto, cerrada, en_estado):
    abierto = reparto.tp(1)
    with pytest.raises(DatabaseError), transaction.atomic():
        Actividad.objects.filter(pk=cerrada.pk).update(trimestre_programa=abierto)
    libre = _otra(cerrada)
    libre.trimestre_programa = abierto
    libre.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        Actividad.objects.filter(pk=libre.pk).update(trimestre_programa=cerrada.trimestre_programa_id)


def test_un_desbloqueo_de_lineas_abre_solo_esas(reparto, en_estado):
    una, otra = reparto.lineas()[:2]
    dentro, fuera, emergente = (
        en_estado("registrada", linea=una),
        en_estado("registrada", linea=otra),
        en_estado("registrada", linea=None),
    )
    LineaDesbloqueada.objects.create(trimestre_programa=reparto.tp(2), linea=una)
    TrimestrePrograma.objects.filter(pk=reparto.tp(2).pk).update(solo_lineas=True)
    assert Actividad.objects.filter(pk=dentro.pk).update(cantidad=99) == 1
    for actividad in (fuera, emergente):
        with pytest.raises(DatabaseError), transaction.atomic():
            Actividad.objects.filter(pk=actividad.pk).update(cantidad=99)
    # Nor does an act slip out of a locked línea into the open one.
    with pytest.raises(DatabaseError), transaction.atomic():
        Actividad.objects.filter(pk=fuera.pk).update(linea=una)


@pytest.mark.parametrize("ataque", ["update", "delete"])
def test_el_historial_no_se_toca_ni_con_el_trimestre_abierto(en_estado, ataque):
    cambios = en_estado("devuelta").cambios.all()
    ataques: dict[str, Callable[[], object]] = {
        "update": lambda: cambios.update(motivo="Otra cosa"),
        "delete": lambda: cambios.delete(),
    }
    antes = list(cambios.values())
    with pytest.raises(DatabaseError), transaction.atomic():
        ataques[ataque]()
    assert list(cambios.values()) == antes
    with sin_candados():
        ataques[ataque]()
    assert list(cambios.all().values()) != antes
