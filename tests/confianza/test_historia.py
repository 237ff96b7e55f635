"""The signed quarters that the trust tests attack are what they say, told anew or put back."""

import pytest

from nucleo import disparadores
from nucleo.almacen import leer
from nucleo.bitacora import revisar_cadena
from nucleo.verificacion import Veredicto, verificar_archivo

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


@pytest.mark.parametrize("vez", ["told by the services", "put back"])
def test_the_story(firmado, vez):
    assert disparadores.faltantes() == []
    primero, segundo = firmado.documento(1), firmado.documento(2)
    assert verificar_archivo(leer(primero.archivo)).veredicto == Veredicto.VIGENTE
    assert verificar_archivo(leer(segundo.archivo)).veredicto == Veredicto.PENDIENTE
    assert revisar_cadena(primero.cadena) is None
    assert len(firmado.actividades(1)) == len(firmado.actividades(2)) == 4
