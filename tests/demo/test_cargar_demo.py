"""The example: what it holds, that it repeats nothing, that production refuses it, and how one enters."""

import io
from collections import Counter
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.utils import timezone

from demo.escenario.datos import CLAVE
from demo.escenario.planes import prorrogar_trimestres
from nucleo.bitacora import revisar_cadena
from nucleo.models import Asiento, Usuario
from poa.candados import cierre_de_captura
from poa.consultas import con_la_hoja, faltantes_de, lineas_de
from poa.estados import EstadoPrograma
from poa.models import (
    Adscripcion,
    Direccion,
    Inversion,
    Localidad,
    Programa,
    Programacion,
    Prorroga,
    TrimestrePrograma,
)
from tests.demo.conftest import contar_los_planes


def cuentas() -> dict[str, int]:
    """How many rows each table of ours holds."""
    apps_ = ("nucleo", "poa", "actividades", "asambleas", "comites", "consejos", "suministros", "evaluacion")
    modelos = [m for nombre in apps_ for m in modelos_de(nombre)]
    return {m._meta.label: m._base_manager.count() for m in modelos}


def modelos_de(nombre: str) -> list:
    return list(apps.get_app_config(nombre).get_models())


def test_loading_twice_adds_nothing(db):
    """The whole command: plans, acts, evidence, signatures, prórrogas."""
    call_command("cargar_demo", stdout=io.StringIO())
    antes = cuentas()
    assert antes["poa.Programa"] == 5
    call_command("cargar_demo", stdout=io.StringIO())
    assert cuentas() == antes


def test_what_was_deleted_comes_back_and_what_was_changed_stays(ejemplo):
    Localidad.objects.filter(nombre="Nextipac").delete()
    Direccion.objects.filter(clave="PC").update(nombre="Otro nombre")
    contar_los_planes()
    assert Localidad.objects.filter(nombre="Nextipac").exists()
    assert Direccion.objects.get(clave="PC").nombre == "Otro nombre"


def test_production_refuses_the_example(db, settings):
    settings.ENTORNO = "produccion"
    with pytest.raises(CommandError, match="demostracion"):
        call_command("cargar_demo", stdout=io.StringIO())
    assert not Usuario.objects.exists()


def test_the_original_has_the_shape_of_its_sheet(original: Programa):
    foda = Counter(e.tipo for e in original.foda.all())
    assert foda == {"F": 8, "D": 2, "O": 3, "A": 4}
    bloques = original.estrategias.all()
    assert [(b.tipo, b.numero) for b in bloques] == [
        ("estrategia", 1),
        ("estrategia", 2),
        ("estrategia", 3),
        ("actividad", 3),
    ]
    propias = [sum(not linea.es_ejemplo for linea in b.lineas.all()) for b in bloques]
    assert propias == [6, 3, 0, 4]
    assert [b.eje.nombre.split(":")[0] for b in bloques] == ["Estratégico 3"] + ["Estratégico 4"] * 3
    assert [(i.concepto, i.monto) for i in bloques[3].inversiones.all()] == [
        ("Gasolina", 7_000_000),
        ("Papelería", 650_000),
    ]
    assert [(i.concepto, i.monto) for b in bloques[:2] for i in b.inversiones.all()] == [("", 0), ("", 0)]
    assert {b.temporalidad for b in bloques} == {"trimestral"}
    assert original.fecha == date(2023, 11, 3)
    assert original.responsable_nombre == "Nancy Angélica Pérez Lupercio"


def test_all_that_the_example_adds_is_marked(original: Programa):
    tercera = original.estrategias.all()[2]
    assert tercera.es_ejemplo
    assert len(tercera.lineas.all()) == 4
    assert all(linea.es_ejemplo for linea in tercera.lineas.all())
    numeros = Programacion.objects.filter(linea__estrategia__programa=original)
    assert numeros.count() == 17 * 4
    assert not numeros.filter(es_ejemplo=False).exists()
    for ajena in Programa.objects.exclude(pk=original.pk):
        assert all(linea.es_ejemplo for linea in lineas_de(ajena))


def test_every_complete_poa_is_authorised_through_the_service(ejemplo):
    folios = dict(
        Programa.objects.filter(estado=EstadoPrograma.AUTORIZADO).values_list("direccion__clave", "folio")
    )
    assert folios == {clave: f"POA/{clave}/2024/001" for clave in ("PC", "OP", "SP", "PLAN")}
    for programa in Programa.objects.filter(estado=EstadoPrograma.AUTORIZADO):
        pasos = programa.cambios.order_by("pk").values_list("de", "a")
        assert list(pasos) == [("borrador", "enviado"), ("enviado", "autorizado")]
        assert programa.autorizado_por.username == "planeacion"
        assert Asiento.objects.filter(accion="programa.autorizado", objeto=f"programa:{programa.pk}").exists()
    assert not Programacion.objects.filter(
        linea__estrategia__programa__estado=EstadoPrograma.AUTORIZADO, inicial=None
    ).exists()


def test_a_half_finished_poa_stays_a_draft_with_its_warnings(ejemplo):
    borrador = con_la_hoja().get(estado=EstadoPrograma.BORRADOR)
    assert borrador.direccion.clave == "CONT"
    assert len(faltantes_de(borrador)) == 18


def test_2024_stays_open_by_a_recorded_prorroga(ejemplo):
    hoy = timezone.localdate()
    abiertos = TrimestrePrograma.objects.filter(programa__estado=EstadoPrograma.AUTORIZADO, cerrado=False)
    assert abiertos.exists()
    for tp in abiertos:
        assert (cierre_de_captura(tp) - hoy).days == 365
        prorroga = tp.prorrogas.get()
        assert prorroga.autor.username == "planeacion"
        assert prorroga.motivo


def test_an_expired_prorroga_is_given_again_and_not_before(ejemplo):
    una_por_trimestre = Prorroga.objects.count()
    prorrogar_trimestres(timezone.now() + timedelta(days=200))
    assert Prorroga.objects.count() == una_por_trimestre
    prorrogar_trimestres(timezone.now() + timedelta(days=400))
    assert Prorroga.objects.count() == una_por_trimestre * 2


def test_the_people_of_the_example(ejemplo):
    con_acceso = Usuario.objects.filter(is_active=True).exclude(username="refugio.camarena")
    assert con_acceso.count() == 12
    assert all(usuario.check_password(CLAVE) for usuario in con_acceso)
    sistema = Usuario.objects.get(username="sistema")
    assert (sistema.is_active, sistema.has_usable_password()) == (False, False)
    firman = Adscripcion.objects.filter(puede_firmar=True, hasta=None).values_list(
        "usuario__username", flat=True
    )
    assert set(firman) == {
        "directora.pc",
        "director.op",
        "directora.sp",
        "director.plan",
        "planeacion",
        "contraloria",
    }
    for adscripcion in Adscripcion.objects.filter(puede_firmar=True):
        assert (len(adscripcion.usuario.rfc), len(adscripcion.usuario.curp)) == (13, 18)
    assert Usuario.objects.filter(rfc__contains="Ñ").exists()
    assert Direccion.objects.get(evaluada_por_contraloria=True).clave == "PLAN"
    assert Localidad.objects.count() == 10
    assert Inversion.objects.filter(monto__lt=0).count() == 0


def test_the_chains_of_the_example_are_whole(ejemplo):
    cadenas = set(Asiento.objects.values_list("cadena", flat=True))
    assert {"municipio", "direccion:PC", "direccion:OP", "direccion:SP"} <= cadenas
    assert [revisar_cadena(cadena) for cadena in cadenas] == [None] * len(cadenas)


def acceso() -> str:
    salida = io.StringIO()
    call_command("mostrar_acceso", stdout=salida)
    return salida.getvalue()


def test_the_access_shows_address_people_and_password(ejemplo, settings):
    settings.URL_PUBLICA = "http://127.0.0.1:8765"
    texto = acceso()
    for dato in ("http://127.0.0.1:8765", CLAVE, "directora.pc", "Participación Ciudadana", "efirma/"):
        assert dato in texto
    assert "sistema" not in [renglon.split()[0] for renglon in texto.splitlines() if renglon.strip()]
    assert "refugio.camarena" not in texto


def test_the_access_of_production_shows_no_password(ejemplo, settings):
    settings.ENTORNO = "produccion"
    texto = acceso()
    assert settings.URL_PUBLICA in texto
    assert CLAVE not in texto
    assert "directora.pc" not in texto


def test_an_empty_production_says_how_to_begin(db, settings):
    settings.ENTORNO = "produccion"
    assert "crear_administrador" in acceso()
