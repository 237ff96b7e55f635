"""Rule 7: no row that a signed quarter counts can be written past the services, on either database."""

import pytest

from tests.confianza import ataques_filas as ataques

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]
TRIMESTRES = pytest.mark.parametrize("numero", [1, 2], ids=["evaluado", "firmado"])


def _todos(firmado, numero):
    for fila in ataques.filas_de(firmado, numero):
        yield from ataques.cambios_de_columna(fila)
        yield from ataques.altas_y_bajas(fila, firmado)
    yield from ataques.entradas_por_fuera(firmado, numero)


@TRIMESTRES
def test_no_row_of_a_signed_quarter_is_written(firmado, cifra, numero):
    lograron, total = ataques.escriben(_todos(firmado, numero))
    cifra(7, "escrituras por ORM y SQL logradas en un trimestre firmado", len(lograron), de=total)
    assert lograron == []
    assert total > 150


@TRIMESTRES
def test_control_without_the_triggers_every_table_is_written(firmado, numero, sin_disparadores):
    lograron, total = ataques.escriben(_todos(firmado, numero))
    assert len(lograron) > total * 0.7
    for fila in ataques.filas_de(firmado, numero):
        assert any(fila._meta.db_table in nombre for nombre in lograron)
