"""Rule 7: a quarter reopened for one línea stays closed for the others, past the services too."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from actividades.models import Actividad
from evaluacion.models import Desbloqueo, Evaluacion
from evaluacion.servicios.revision import desbloquear
from poa.models import LineaDesbloqueada, TrimestrePrograma
from tests.confianza.ataques_filas import escriben
from tests.confianza.historia import DESPUES, Firmado, actor

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


@pytest.fixture
def desbloqueado(firmado: Firmado) -> Firmado:
    """The first quarter, open again for its first línea only."""
    desbloquear(
        tp_id=firmado.evaluado.pk,
        solicitado_por="Cora Díaz",
        motivo="Faltó una reunión",
        hasta=date(2024, 8, 1),
        lineas=[firmado.reparto.lineas()[0].pk],
        **actor(firmado.reparto, "planeacion", DESPUES),
    )
    return firmado


def _atajos(firmado: Firmado):
    tp = TrimestrePrograma.objects.filter(pk=firmado.evaluado.pk)
    otra = firmado.reparto.lineas()[2]
    abierta = LineaDesbloqueada.objects.filter(trimestre_programa=tp[0])
    desbloqueo = Desbloqueo.objects.get()
    segunda = Evaluacion.objects.filter(trimestre_programa=tp[0], version=2)
    nueva = [LineaDesbloqueada(trimestre_programa=tp[0], linea=otra)]
    yield "lift the limit", lambda: tp.update(solo_lineas=False)
    yield "close, lift, open", lambda: tp.update(cerrado=True) and tp.update(solo_lineas=False)
    yield "one línea more", lambda: len(LineaDesbloqueada.objects.bulk_create(nueva))
    yield "another línea", lambda: abierta.update(linea=otra)
    yield "one more in the desbloqueo", lambda: desbloqueo.lineas.add(otra) or 1
    yield "another in the desbloqueo", lambda: desbloqueo.lineas.through.objects.update(lineadeaccion=otra)
    yield "forget the desbloqueo's", lambda: desbloqueo.lineas.through.objects.all()._raw_delete("default")
    yield "the reason of the desbloqueo", lambda: Desbloqueo.objects.update(motivo="Otro")
    yield "a version without desbloqueo", lambda: _otra_version(tp[0])
    yield "back to the signed one", lambda: segunda._raw_delete("default")
    acto = Actividad.objects.filter(trimestre_programa=tp[0], linea=otra)
    yield "an act of another línea", lambda: acto.update(cantidad=50)
    yield "an act changes línea", lambda: acto.update(linea=firmado.reparto.lineas()[0])


def _otra_version(tp: TrimestrePrograma) -> int:
    Evaluacion.objects.create(trimestre_programa=tp, version=3)
    return 1


def test_no_short_cut_opens_another_linea(desbloqueado):
    lograron, total = escriben(_atajos(desbloqueado))
    assert lograron == []
    assert total == 12


def test_the_linea_that_was_opened_does_change(desbloqueado):
    acto = desbloqueado.actividades(1)[0]
    assert Actividad.objects.filter(pk=acto.pk).update(cantidad=50) == 1


def test_control_without_the_triggers_every_short_cut_works(desbloqueado, sin_disparadores):
    lograron, total = escriben(_atajos(desbloqueado))
    assert len(lograron) == total


def test_a_signed_quarter_opens_only_with_the_whole_desbloqueo(firmado):
    """Step by step by hand, the first step is refused: it has no Asiento."""
    with pytest.raises(DatabaseError), transaction.atomic():
        Evaluacion.objects.create(trimestre_programa=firmado.evaluado, version=2)
    with pytest.raises(DatabaseError), transaction.atomic():
        Evaluacion.objects.filter(trimestre_programa=firmado.firmado).update(estado="observada")
