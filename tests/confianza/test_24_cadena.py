"""Rule 24: a chain that was edited, cut, reordered or rewritten is found against what was printed."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import F

from nucleo import bitacora
from nucleo.models import Asiento, CabezaDeCadena, Documento
from tests.confianza.ataques_filas import escriben

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


def verificar() -> str:
    """What the command says; raises CommandError, as in the shell it ends with 1."""
    salida, errores = io.StringIO(), io.StringIO()
    try:
        call_command("verificar_bitacora", stdout=salida, stderr=errores)
    except CommandError as error:
        raise CommandError(f"{errores.getvalue()}{error}") from error
    return salida.getvalue()


@pytest.fixture
def cadena(firmado) -> str:
    return firmado.documento().cadena


def _impresa(cadena: str) -> int:
    """Number of the head printed in the first signed document."""
    return json.loads(Documento.objects.filter(cadena=cadena).order_by("pk")[0].contexto)["cabeza_numero"]


def _rehacer(cadena: str, desde: int) -> None:
    """Compute every hash again from a link on, and the head: what a careful forger does."""
    previo = bitacora.GENESIS
    if desde > 1:
        previo = Asiento.objects.get(cadena=cadena, numero=desde - 1).hash
    for asiento in Asiento.objects.filter(cadena=cadena, numero__gte=desde).order_by("numero"):
        asiento.hash_previo = previo
        asiento.hash = previo = bitacora._huella(asiento)
        asiento.save()
    ultimo = Asiento.objects.filter(cadena=cadena).order_by("-numero")[0]
    CabezaDeCadena.objects.filter(cadena=cadena).update(numero=ultimo.numero, hash=ultimo.hash)


def editar(cadena: str, n: int) -> None:
    Asiento.objects.filter(cadena=cadena, numero=n).update(datos={"cantidad": 99})


def cambiar_de_actor(cadena: str, n: int) -> None:
    Asiento.objects.filter(cadena=cadena, numero=n).update(actor_id=F("actor_id") + 1)


def cambiar_el_momento(cadena: str, n: int) -> None:
    asiento = Asiento.objects.get(cadena=cadena, numero=n)
    Asiento.objects.filter(pk=asiento.pk).update(momento=asiento.momento.replace(year=2020))


def borrar(cadena: str, n: int) -> None:
    Asiento.objects.filter(cadena=cadena, numero=n)._raw_delete("default")


def borrar_y_recorrer(cadena: str, n: int) -> None:
    borrar(cadena, n)
    for asiento in Asiento.objects.filter(cadena=cadena, numero__gt=n).order_by("numero"):
        Asiento.objects.filter(pk=asiento.pk).update(numero=asiento.numero - 1)


def intercambiar(cadena: str, n: int) -> None:
    uno, otro = (Asiento.objects.get(cadena=cadena, numero=k) for k in (n, n + 1))
    Asiento.objects.filter(pk=uno.pk).update(numero=10_000)
    Asiento.objects.filter(pk=otro.pk).update(numero=n)
    Asiento.objects.filter(pk=uno.pk).update(numero=n + 1)


def truncar(cadena: str, n: int) -> None:
    Asiento.objects.filter(cadena=cadena, numero__gte=n)._raw_delete("default")


def truncar_con_cabeza(cadena: str, n: int) -> None:
    truncar(cadena, n)
    _rehacer(cadena, max(1, n - 1))


def reescribir_desde_el_principio(cadena: str, n: int) -> None:
    editar(cadena, n)
    _rehacer(cadena, 1)


def reescribir_desde_ahi(cadena: str, n: int) -> None:
    editar(cadena, n)
    _rehacer(cadena, n)


def borrar_y_reescribir(cadena: str, n: int) -> None:
    borrar_y_recorrer(cadena, n)
    _rehacer(cadena, 1)


def vaciar(cadena: str, n: int) -> None:
    Asiento.objects.filter(cadena=cadena)._raw_delete("default")
    CabezaDeCadena.objects.filter(cadena=cadena).delete()


def insertar(cadena: str, n: int) -> None:
    """One more at the end, without its place in the chain."""
    ultimo = Asiento.objects.filter(cadena=cadena).order_by("-numero")[0]
    Asiento.objects.create(
        cadena=cadena,
        numero=ultimo.numero + 1,
        momento=ultimo.momento,
        actor_id=ultimo.actor_id,
        accion="actividad.registrar",
        hash_previo=ultimo.hash,
        hash="0" * 64,
    )


ATAQUES = (
    editar,
    cambiar_de_actor,
    cambiar_el_momento,
    borrar,
    borrar_y_recorrer,
    intercambiar,
    truncar,
    truncar_con_cabeza,
    reescribir_desde_el_principio,
    reescribir_desde_ahi,
    borrar_y_reescribir,
    vaciar,
    insertar,
)
# Found only because a signed document carries the head: the chain alone is consistent.
SOLO_POR_LO_IMPRESO = [
    truncar_con_cabeza,
    reescribir_desde_el_principio,
    reescribir_desde_ahi,
    borrar_y_reescribir,
    vaciar,
]


def test_the_whole_chain_passes(firmado):
    dicho = verificar()
    assert "La bitácora está completa" in dicho
    assert "2 cabezas impresas" in dicho


@pytest.mark.parametrize("ataque", ATAQUES)
def test_each_attack_is_found(cadena, sin_disparadores, ataque, cifra, tamano):
    impresa, halladas, probadas = _impresa(cadena), 0, 0
    paso = max(1, impresa // tamano(5, 10_000))
    for n in range(2, impresa, paso):
        punto = transaction.savepoint()
        connection.check_constraints()
        ataque(cadena, n)
        probadas += 1
        with pytest.raises(CommandError) as error:
            verificar()
        halladas += cadena in str(error.value)
        transaction.savepoint_rollback(punto)
    cifra(24, "cadenas de bitácora alteradas que se descubren", halladas, de=probadas)
    assert halladas == probadas >= 3
    assert "La bitácora está completa" in verificar()


@pytest.mark.parametrize("ataque", SOLO_POR_LO_IMPRESO)
def test_control_without_the_printed_head_a_careful_rewrite_passes(cadena, sin_disparadores, ataque):
    n = _impresa(cadena) - 1
    ataque(cadena, n)
    Documento.objects.filter(cadena=cadena).update(contexto="")
    verificar()


@pytest.mark.parametrize("ataque", [a for a in ATAQUES if a is not insertar])
def test_with_the_guards_on_the_attack_is_refused(cadena, ataque):
    """`insertar` is let through by the database, and found by the command."""
    n = _impresa(cadena) - 1
    assert escriben(iter([(ataque.__name__, lambda: ataque(cadena, n) or 1)])) == ([], 1)


def test_the_command_checks_one_chain(firmado, cadena, sin_disparadores):
    editar("municipio", 1)
    call_command("verificar_bitacora", cadena=cadena, stdout=io.StringIO())
    with pytest.raises(CommandError, match="avise a Contraloría"):
        verificar()
