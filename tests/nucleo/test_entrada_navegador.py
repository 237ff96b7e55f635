"""The pages of the entrance that no walk reaches, in the browser: axe, the ruler, and nothing lost."""

import pytest
from playwright.sync_api import expect

from nucleo import mantenimiento
from nucleo.models import EnlaceDeUnUso
from poa.models import Adscripcion
from tests.recorridos.test_accesible import revisar
from tests.reparto import crear_reparto

pytestmark = pytest.mark.navegador
CLAVE = "tres sauces junto al lago"


@pytest.fixture
def sin_confirmar(transactional_db, pagina, entrar_como, monkeypatch):
    """The administrador in the browser, signed in by cookie, the password not given again."""
    reparto = crear_reparto()
    usuario = reparto.usuarios["administrador"]
    usuario.set_password(CLAVE)
    usuario.save()
    monkeypatch.setattr("tests.sesiones.CONFIRMADA", "otra_cosa")
    entrar_como(usuario)
    return reparto


def test_the_question_keeps_what_was_written(pagina, consola, sin_confirmar):
    cargo = Adscripcion.objects.get(usuario=sin_confirmar.usuarios["personal_a"])
    pagina.goto(f"/catalogos/cargos/{cargo.pk}/corregir/")
    expect(pagina.get_by_role("heading", name="Confirme que es usted")).to_be_visible()
    assert revisar(pagina) == []
    pagina.goto(f"/catalogos/personas/{cargo.usuario_id}/")
    pagina.get_by_role("button", name="Dar un enlace para la contraseña").click()
    expect(pagina.get_by_role("button", name="Confirmar y continuar")).to_be_visible()
    assert revisar(pagina) == []
    pagina.get_by_label("Su contraseña de este sistema").fill(CLAVE)
    pagina.get_by_role("button", name="Confirmar y continuar").click()
    expect(pagina.get_by_text("Se muestra solo esta vez")).to_be_visible()
    assert EnlaceDeUnUso.objects.count() == 1
    consola[:] = [m for m in consola if "status of 403" not in m]


def test_maintenance_and_lock_out_look_like_the_rest(transactional_db, pagina, consola, settings, tmp_path):
    crear_reparto()
    pagina.goto("/entrar/")
    for _ in range(5):
        pagina.get_by_label("Usuario").fill("directora_a")
        pagina.get_by_label("Contraseña").fill("mala")
        pagina.get_by_role("button", name="Entrar").click()
    expect(pagina.get_by_text("15 minutos")).to_be_visible()
    assert revisar(pagina) == []
    settings.DIR_ESTADO = tmp_path
    mantenimiento.encender("Volvemos hoy a las 18:00.")
    pagina.goto("/entrar/")
    expect(pagina.get_by_text("Volvemos hoy a las 18:00.")).to_be_visible()
    assert revisar(pagina) == []
    consola[:] = [m for m in consola if "status of 429" not in m and "status of 503" not in m]
