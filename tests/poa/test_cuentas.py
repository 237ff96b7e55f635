"""Accounts and cargos through their services: corrections, relevos, the last administrador, no escalation."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection

from nucleo.errores import Conflicto, DatosInvalidos, SinPermiso
from nucleo.models import Asiento, Usuario
from nucleo.personas import Persona
from nucleo.roles import Accion, Rol
from poa import servicios
from poa.consultas import titular_de
from poa.consultas.catalogos import titulares_de
from poa.models import Adscripcion
from tests.reparto import AHORA, HOY, INICIO, Reparto

JUNIO = date(2024, 6, 1)


def actor(reparto: Reparto, quien: str = "administrador") -> dict:
    return {"persona": reparto.persona(quien), "ahora": AHORA}


def cargo_de(reparto: Reparto, quien: str) -> Adscripcion:
    return Adscripcion.objects.get(usuario=reparto.usuarios[quien])


def dar(reparto: Reparto, a: str, rol: Rol = Rol.DIRECTORA, de: str = "administrador", **mas) -> Adscripcion:
    datos = {"direccion": reparto.direcciones["A"], "cargo": "Directora", "desde": JUNIO}
    quien = reparto.usuarios[a]
    return servicios.adscribir(**actor(reparto, de), usuario=quien, rol=rol, **{**datos, **mas})


def escrituras(reparto: Reparto) -> dict:
    a = reparto.usuarios["personal_a"].pk
    cargo = cargo_de(reparto, "personal_a").pk
    Authenticator.objects.create(user_id=a, type="totp", data={})
    return {
        "crear": lambda **q: servicios.crear_usuario(**q, username="nueva", nombre="Nueva"),
        "editar": lambda **q: servicios.editar_usuario(**q, usuario_id=a, nombre="Alma Ruiz Díaz"),
        "activar": lambda **q: servicios.activar_usuario(**q, usuario_id=a, activo=False),
        "enlace": lambda **q: servicios.emitir_enlace(**q, usuario_id=a),
        "factor": lambda **q: servicios.restablecer_segundo_factor(**q, usuario_id=a, motivo="Lo perdió"),
        "corregir": lambda **q: servicios.corregir_adscripcion(**q, adscripcion_id=cargo, cargo="Auxiliar B"),
        "terminar": lambda **q: servicios.terminar_adscripcion(**q, adscripcion_id=cargo, hasta=JUNIO),
    }


@pytest.mark.parametrize("nombre", "crear editar activar enlace factor corregir terminar".split())
def test_only_the_administrador_and_one_asiento_each(reparto: Reparto, nombre: str):
    escribir, antes = escrituras(reparto)[nombre], Asiento.objects.count()
    for quien in ("planeacion", "directora_a", "contraloria", "tesoreria", "personal_a"):
        with pytest.raises(SinPermiso):
            escribir(**actor(reparto, quien))
    assert Asiento.objects.count() == antes
    escribir(**actor(reparto))
    assert Asiento.objects.count() == antes + 1
    assert Asiento.objects.latest("pk").actor == reparto.usuarios["administrador"]


def test_planeacion_cannot_make_herself_administradora(reparto: Reparto):
    with pytest.raises(SinPermiso):
        dar(reparto, "planeacion", Rol.ADMINISTRADOR, de="planeacion")
    assert not Persona.de(reparto.usuarios["planeacion"], JUNIO).puede(Accion.ADMINISTRAR_CUENTAS)


def test_the_administrador_may_give_himself_a_cargo_on_record(reparto: Reparto):
    dar(reparto, "administrador", puede_firmar=True)
    asiento = Asiento.objects.get(accion="adscripcion.crear", actor__username="administrador")
    assert asiento.cadena == "direccion:A"
    assert asiento.datos["usuario"] == "administrador"
    assert asiento.datos["puede_firmar"] is True


def test_rfc_and_curp_do_not_go_into_the_chain(reparto: Reparto):
    usuario = reparto.usuarios["personal_a"]
    servicios.editar_usuario(
        **actor(reparto), usuario_id=usuario.pk, nombre="Alma Ruiz", rfc="ruaa900101zz9", curp=usuario.curp
    )
    usuario.refresh_from_db()
    assert usuario.rfc == "RUAA900101ZZ9"
    asiento = Asiento.objects.get(accion="usuario.editar")
    assert asiento.datos == {"username": "personal_a", "campos": ["rfc"]}


@pytest.mark.parametrize(
    ("datos", "campo"),
    [
        ({"nombre": " "}, "nombre"),
        ({"nombre": "Alma", "rfc": "X"}, "rfc"),
        ({"nombre": "Alma", "curp": "X"}, "curp"),
    ],
)
def test_a_correction_is_checked_by_field(reparto: Reparto, datos: dict, campo: str):
    with pytest.raises(DatosInvalidos) as error:
        servicios.editar_usuario(**actor(reparto), usuario_id=reparto.usuarios["personal_a"].pk, **datos)
    assert list(error.value.errores) == [campo]


def test_nobody_becomes_the_system(reparto: Reparto):
    """The permission of commands goes by that username."""
    sistema = Usuario.objects.get(username="sistema")
    Usuario.objects.filter(pk=sistema.pk).update(username="otra")
    with pytest.raises(DatosInvalidos):
        servicios.crear_usuario(**actor(reparto), username="Sistema", nombre="Yo")
    Usuario.objects.filter(pk=sistema.pk).update(username="sistema")
    for intento in (
        lambda: servicios.editar_usuario(**actor(reparto), usuario_id=sistema.pk, nombre="Yo"),
        lambda: servicios.adscribir(
            **actor(reparto),
            usuario=sistema,
            direccion=reparto.direcciones["A"],
            rol=Rol.PERSONAL,
            cargo="x",
            desde=HOY,
        ),
    ):
        with pytest.raises(Conflicto):
            intento()


def test_a_change_of_directora_in_june_keeps_both(reparto: Reparto):
    dar(reparto, "personal_a", puede_firmar=True, releva=True)
    a = reparto.direcciones["A"]
    assert titular_de(a.pk, JUNIO - timedelta(days=1)).usuario == reparto.usuarios["directora_a"]
    assert titular_de(a.pk, JUNIO).usuario == reparto.usuarios["personal_a"]
    firmantes = [(x.usuario.username, ultimo) for x, ultimo in titulares_de(a)]
    assert firmantes == [("personal_a", None), ("directora_a", date(2024, 5, 31))]
    assert Asiento.objects.filter(cadena="direccion:A", accion="adscripcion.terminar").count() == 1


def test_without_a_relevo_the_other_stays(reparto: Reparto):
    dar(reparto, "personal_a", puede_firmar=True, como_encargado=True, oficio="PM/1/2024")
    assert cargo_de(reparto, "directora_a").hasta is None


def test_the_last_administrador_stays(reparto: Reparto):
    propio = cargo_de(reparto, "administrador")
    with pytest.raises(Conflicto):
        servicios.terminar_adscripcion(**actor(reparto), adscripcion_id=propio.pk, hasta=HOY)
    otra = dar(reparto, "tesoreria", Rol.ADMINISTRADOR, desde=INICIO, hasta=JUNIO)
    with pytest.raises(Conflicto):
        servicios.terminar_adscripcion(**actor(reparto), adscripcion_id=propio.pk, hasta=JUNIO)
    with pytest.raises(Conflicto):
        servicios.activar_usuario(
            **actor(reparto, "tesoreria"), usuario_id=reparto.usuarios["tesoreria"].pk, activo=False
        )
    servicios.terminar_adscripcion(**actor(reparto), adscripcion_id=propio.pk, hasta=HOY)
    with pytest.raises(SinPermiso):
        servicios.terminar_adscripcion(**actor(reparto), adscripcion_id=otra.pk, hasta=HOY)


def test_a_deactivated_administrador_does_not_count(reparto: Reparto):
    dar(reparto, "tesoreria", Rol.ADMINISTRADOR, desde=INICIO)
    servicios.activar_usuario(**actor(reparto), usuario_id=reparto.usuarios["tesoreria"].pk, activo=False)
    with pytest.raises(Conflicto):
        servicios.terminar_adscripcion(
            **actor(reparto), adscripcion_id=cargo_de(reparto, "administrador").pk, hasta=HOY
        )


def test_a_cargo_given_by_mistake_is_taken_back_only_at_once(reparto: Reparto):
    futuro = dar(reparto, "personal_a")
    servicios.retirar_adscripcion(**actor(reparto), adscripcion_id=futuro.pk)
    assert not Adscripcion.objects.filter(pk=futuro.pk).exists()
    assert Asiento.objects.latest("pk").accion == "adscripcion.retirar"
    with pytest.raises(Conflicto):
        servicios.retirar_adscripcion(**actor(reparto), adscripcion_id=cargo_de(reparto, "directora_a").pk)


def test_an_inactive_direccion_takes_no_new_cargos(reparto: Reparto):
    a = reparto.direcciones["A"]
    servicios.activar_entrada(**actor(reparto), modelo=type(a), pk=a.pk, activa=False)
    with pytest.raises(Conflicto):
        dar(reparto, "personal_b")


def test_a_second_factor_is_taken_away_with_its_codes_and_reason(reparto: Reparto):
    usuario = reparto.usuarios["directora_a"]
    with pytest.raises(Conflicto):
        servicios.restablecer_segundo_factor(**actor(reparto), usuario_id=usuario.pk, motivo="Lo perdió")
    for tipo in ("totp", "recovery_codes"):
        Authenticator.objects.create(user=usuario, type=tipo, data={})
    with pytest.raises(DatosInvalidos):
        servicios.restablecer_segundo_factor(**actor(reparto), usuario_id=usuario.pk, motivo=" ")
    servicios.restablecer_segundo_factor(**actor(reparto), usuario_id=usuario.pk, motivo="Lo perdió")
    assert not Authenticator.objects.filter(user=usuario).exists()
    assert Asiento.objects.latest("pk").datos["motivo"] == "Lo perdió"
    Authenticator.objects.create(user=reparto.usuarios["administrador"], type="totp", data={})
    with pytest.raises(Conflicto):
        servicios.restablecer_segundo_factor(
            **actor(reparto), usuario_id=reparto.usuarios["administrador"].pk, motivo="Yo"
        )


@pytest.mark.solo_postgres
@pytest.mark.django_db(transaction=True)
def test_two_administradores_who_end_each_other_leave_one(reparto: Reparto, tamano):
    for _ in range(tamano(5, 25)):
        otra = dar(reparto, "tesoreria", Rol.ADMINISTRADOR, desde=INICIO)
        propia = cargo_de(reparto, "administrador")

        def terminar(par: tuple[str, int]):
            quien, pk = par
            try:
                return servicios.terminar_adscripcion(**actor(reparto, quien), adscripcion_id=pk, hasta=HOY)
            except (Conflicto, SinPermiso) as error:
                return error
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as hilos:
            hechos = list(hilos.map(terminar, (("administrador", otra.pk), ("tesoreria", propia.pk))))
        assert sum(not isinstance(h, Exception) for h in hechos) == 1
        assert Adscripcion.objects.filter(rol=Rol.ADMINISTRADOR, hasta__isnull=True).count() == 1
        Adscripcion.objects.filter(pk=propia.pk).update(hasta=None)
        Adscripcion.objects.filter(pk=otra.pk).delete()
