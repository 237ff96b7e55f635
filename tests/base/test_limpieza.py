"""Transactional tests clean up behind the guards that refuse DELETE and TRUNCATE, and leave them standing."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from nucleo import disparadores
from nucleo.models import Asiento

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def asentar_algo() -> None:
    from django.db import transaction

    from nucleo.bitacora import asentar
    from nucleo.models import Usuario

    actor = Usuario.objects.create_user("quien-limpia")
    with transaction.atomic():
        asentar(cadena="prueba", accion="probar", actor=actor, ahora=timezone.now())


def test_the_guards_are_there_and_a_plain_flush_is_refused():
    """Negative control: without our fixture the flush of this very test would fail like this."""
    asentar_algo()
    assert disparadores.nombres(connection), "there are guards to speak of"
    assert disparadores.faltantes(connection) == []
    with pytest.raises(CommandError):
        call_command("flush", interactive=False, verbosity=0)
    assert Asiento.objects.count() == 1


@pytest.mark.parametrize("vuelta", [1, 2])
def test_each_test_starts_empty_with_every_guard_back(vuelta):
    assert not Asiento.objects.filter(cadena="prueba").exists()
    assert disparadores.faltantes(connection) == []
    asentar_algo()
