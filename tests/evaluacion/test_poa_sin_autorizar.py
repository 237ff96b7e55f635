"""A POA that nobody authorised takes acts, but has no colour, enters no sum and is never overdue."""

from datetime import date
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from actividades.servicios.datos import DatosDeActividad
from actividades.servicios.registrar import registrar_actividad
from evaluacion.consultas.avance import avance_de_programa
from evaluacion.consultas.tablero import trimestres_para_trabajar, vencidos, vista_municipal
from nucleo.roles import Accion
from poa.models import Programa
from tests.evaluacion.actos import hecho
from tests.evaluacion.etapas import a_las_diez
from tests.reparto import AHORA, ANIO, HOY, Reparto

TARDE = date(ANIO + 1, 6, 1)
DEL_AUTORIZADO, DE_LOS_DOS = (2, 6), (2, 12)


def dejar_en(reparto: Reparto, estado: str) -> None:
    """B's POA in that state; A's stays authorised."""
    Programa.objects.filter(pk=reparto.programa_b.pk).update(estado=estado)


def suma(reparto: Reparto) -> tuple[int, int]:
    total = vista_municipal(reparto.persona("planeacion"), reparto.ejercicio, 1).total.trimestral
    return total.realizadas, total.proyectadas


@pytest.mark.parametrize("estado", ["borrador", "enviado", "observado"])
def test_its_numbers_enter_no_sum_until_it_is_authorised(reparto, estado):
    hecho(reparto, 0, 1, 2)
    assert suma(reparto) == DE_LOS_DOS, "control: both are in force"
    dejar_en(reparto, estado)
    vista = vista_municipal(reparto.persona("planeacion"), reparto.ejercicio, 1)
    assert suma(reparto) == DEL_AUTORIZADO
    assert [g.trimestral.proyectadas for _, g in vista.ejes] == [DEL_AUTORIZADO[1]]
    assert [r.situacion.tp.programa.direccion.clave for r in vista.renglones] == ["A"]
    assert [r.situacion.tp.programa.direccion.clave for r in vista.sin_autorizar] == ["B"]
    assert vista.sin_captura == []


def test_it_has_no_colour_and_says_why(reparto):
    def leer():
        programa = Programa.objects.select_related("ejercicio").get(pk=reparto.programa_b.pk)
        return avance_de_programa(programa, trimestre=1, al=HOY)

    assert (leer().trimestral.semaforo, leer().trimestral.etiqueta) == ("rojo", "Sin captura")
    dejar_en(reparto, "borrador")
    sin = leer()
    assert (sin.trimestral.semaforo, sin.trimestral.etiqueta) == (None, "POA sin autorizar")
    assert (sin.trimestral.fraccion, sin.trimestral.colores) == ("0/6", {})
    assert {a.trimestral.semaforo for a in sin.lineas} == {None}
    assert not sin.trimestral.en_curso


def test_no_list_calls_its_quarters_overdue(reparto):
    def vistos() -> set[str]:
        return {s.tp.programa.direccion.clave for s in vencidos(reparto.persona("planeacion", TARDE))}

    assert vistos() == {"A", "B"}
    dejar_en(reparto, "borrador")
    assert vistos() == {"A"}


def test_it_does_not_go_before_a_quarter_in_force(reparto):
    """B's head, in the second quarter: the first one is over and unsigned."""
    persona = reparto.persona("directora_b")

    def primero() -> int:
        return trimestres_para_trabajar(persona, Accion.CONDUCIR_TRIMESTRE)[0].tp.numero

    assert primero() == 1
    dejar_en(reparto, "borrador")
    assert primero() == 2, "the one that takes acts, not the one that would be late"


def test_the_municipal_page_shows_it_apart(en_hoy, reparto, cliente_de):
    dejar_en(reparto, "borrador")
    pagina = cliente_de("planeacion").get(f"{reverse('municipio')}?trimestre=1").content.decode()
    sumadas, aparte = pagina.split("POA sin autorizar: no se suma")
    assert "Dirección A" in sumadas
    assert "Dirección B" not in sumadas
    assert "Dirección B" in aparte
    assert "0/6" in aparte
    assert "insignia--rojo" not in aparte


def test_its_quarters_say_what_they_wait_for_instead_of_being_late(reparto, cliente_de):
    dejar_en(reparto, "borrador")
    with time_machine.travel(a_las_diez(TARDE), tick=False):
        cliente = cliente_de("directora_b")
        lista = cliente.get(reverse("trimestres")).content.decode()
        pagina = cliente.get(reverse("trimestre", args=[reparto.tp(1, "B").pk])).content.decode()
    assert lista.count("POA sin autorizar") == 4
    assert "En revisión" not in lista
    assert "Planeación todavía no autoriza este POA" in pagina
    assert "extemporáneo" not in pagina


def test_its_acts_are_logged_all_the_same(reparto):
    dejar_en(reparto, "borrador")
    linea = reparto.lineas("B")[0]
    acto = registrar_actividad(
        direccion_id=reparto.direcciones["B"].pk,
        datos=DatosDeActividad(linea=linea, fecha=HOY, descripcion="Antes de la autorización"),
        token=uuid4(),
        persona=reparto.persona("personal_b"),
        ahora=AHORA,
    )
    assert acto.trimestre_programa == reparto.tp(2, "B")
