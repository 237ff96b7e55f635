"""Two people write the same POA at the same instant, on a server with real row locks."""

import pytest

from nucleo.errores import Conflicto
from nucleo.models import Asiento
from poa.consultas.partes import version_de_hoja
from poa.models import ElementoFODA, Programa, Programacion
from poa.servicios import edicion
from tests.actividades.test_concurrencia import a_la_vez
from tests.poa.edicion_comun import Editor, borrador_de, lineas_de
from tests.reparto import Reparto

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.solo_postgres]


def dos_ediciones(reparto: Reparto, programa: Programa, ronda: int) -> list:
    version = version_de_hoja(Programa.objects.get(pk=programa.pk), "objetivo")
    editor = Editor(reparto)
    return a_la_vez(
        *(
            lambda texto=texto: editor.hoja(
                programa_id=programa.pk,
                parte="objetivo",
                datos={"objetivo": f"{texto} {ronda}"},
                version=version,
            )
            for texto in ("una", "otra")
        )
    )


def test_of_two_edits_of_one_version_one_succeeds_and_one_is_told(reparto: Reparto, tamano):
    programa = borrador_de(reparto)
    for ronda in range(tamano(10, 50)):
        resultados = dos_ediciones(reparto, programa, ronda)
        assert sorted(isinstance(r, Conflicto) for r in resultados) == [False, True], resultados
        quedo = next(r for r in resultados if isinstance(r, Programa))
        assert Programa.objects.get(pk=programa.pk).objetivo == quedo.objetivo


def test_without_the_check_of_the_version_one_is_overwritten(reparto: Reparto, monkeypatch):
    """Negative control."""
    monkeypatch.setattr(edicion, "exigir_vigente", lambda *_: None)
    resultados = dos_ediciones(reparto, borrador_de(reparto), 1)
    assert not [r for r in resultados if isinstance(r, Exception)]


def test_eight_at_once_add_in_order_and_fill_different_cells(reparto: Reparto):
    programa = borrador_de(reparto)
    linea, editor = lineas_de(programa)[0], Editor(reparto)
    tareas = [
        lambda n=n: editor.agregar_foda(programa_id=programa.pk, tipo="F", texto=f"Texto {n}", version="")
        for n in range(4)
    ]
    base = dict(zip([(linea.pk, n) for n in (1, 2, 3, 4)], (3, 2, 0, 1), strict=True))
    tareas += [
        lambda celda=celda: editor.rejilla(
            programa_id=programa.pk, celdas={**base, celda: 50 + celda[1]}, base=base
        )
        for celda in base
    ]
    antes = Asiento.objects.count()
    resultados = a_la_vez(*tareas)
    assert not [r for r in resultados if isinstance(r, Exception)], resultados
    ordenes = ElementoFODA.objects.filter(programa=programa, tipo="F").values_list("orden", flat=True)
    assert sorted(ordenes) == [1, 2, 3, 4, 5]
    filas = Programacion.objects.filter(linea=linea).order_by("trimestre_programa__numero")
    assert [p.vigente for p in filas] == [51, 52, 53, 54]
    assert Asiento.objects.count() == antes + 8
    programa.refresh_from_db(fields=["revision"])
    assert programa.revision == 1 + 8
