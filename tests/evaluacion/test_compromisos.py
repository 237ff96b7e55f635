"""What a quarter promises goes on into the next year, and lasts no longer than the signature that made it."""

from datetime import date

import pytest
from django.urls import reverse

from evaluacion.consultas.tablero import compromisos_abiertos
from evaluacion.models import Compromiso
from evaluacion.servicios import explicaciones
from nucleo.models import Asiento
from poa import servicios
from poa.candados import bloquear
from poa.models import TrimestrePrograma
from tests.evaluacion.actos import hecho
from tests.evaluacion.etapas import DIRECTORA, HASTA, Etapa, a_las_diez
from tests.reparto import AHORA, ANIO, HOY, Reparto, datos_de_programa

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("sin_pdf")]


def del_anio_siguiente(reparto: Reparto, clave: str = "A") -> TrimestrePrograma:
    """The first quarter of the next year's POA of a dirección."""
    actor = {"persona": reparto.persona("planeacion"), "ahora": AHORA}
    if not type(reparto.ejercicio).objects.filter(anio=ANIO + 1).exists():
        servicios.abrir_ejercicio(**actor, anio=ANIO + 1)
    programa = servicios.cargar_programa(**actor, datos=datos_de_programa(clave) | {"ejercicio": ANIO + 1})
    return TrimestrePrograma.objects.get(programa=programa, numero=1)


def prometer(reparto: Reparto, trimestre: int) -> Compromiso:
    return Compromiso.objects.create(
        programa=reparto.programa_a,
        linea=reparto.lineas()[0],
        trimestre=trimestre,
        accion=f"Lo del trimestre {trimestre}",
        responsable="Alma Ruiz",
        fecha=date(ANIO + 1, 2, trimestre),
    )


def abiertos(tp: TrimestrePrograma) -> list[Compromiso]:
    return list(compromisos_abiertos(tp))


def test_what_the_fourth_quarter_promises_opens_the_first_of_the_next_year(reparto):
    segundo, cuarto = prometer(reparto, 2), prometer(reparto, 4)
    siguiente = del_anio_siguiente(reparto)
    assert abiertos(siguiente) == [segundo, cuarto]
    # Nor what comes later, nor what another dirección promised.
    assert abiertos(reparto.tp(2)) == []
    assert abiertos(reparto.tp(3)) == abiertos(reparto.tp(4)) == [segundo]
    assert abiertos(del_anio_siguiente(reparto, "B")) == []
    Compromiso.objects.filter(pk=cuarto.pk).update(cumplido_el=HOY)
    assert abiertos(siguiente) == [segundo]


def test_last_years_promise_is_told_with_its_year_and_kept_from_this_years_page(en_hoy, reparto, cliente_de):
    cuarto = prometer(reparto, 4)
    siguiente = del_anio_siguiente(reparto)
    cliente = cliente_de(DIRECTORA)
    pagina = cliente.get(reverse("trimestre", args=[siguiente.pk])).content.decode()
    ruta = reverse("compromiso", args=[siguiente.pk, cuarto.pk])
    assert "T4 de 2024 ·" in pagina
    assert ruta in pagina
    assert cliente.post(ruta, {"nota": "Ya llegó"}).status_code == 302
    cuarto.refresh_from_db()
    assert (cuarto.cumplido_el, cuarto.nota) == (HOY, "Ya llegó")
    ajena = reverse("compromiso", args=[reparto.tp(1, "B").pk, cuarto.pk])
    assert cliente_de("directora_b").get(ajena).status_code == 404


def firmar_sin_promesa(etapa: Etapa) -> None:
    """Returned, its one corrective action taken back, and signed again."""
    etapa.observar()
    etapa.justificar(accion_correctiva="", responsable="", fecha_compromiso=None)
    # The línea is made good, so that the quarter can be signed without that action.
    hecho(etapa.reparto, 1, 1)


@pytest.mark.parametrize("via", ["efirma", "papel"])
def test_what_is_not_promised_any_more_goes_with_the_new_signature_and_leaves_its_trace(etapa, via):
    etapa.completar().en_papel()
    retirado = Compromiso.objects.get()
    firmar_sin_promesa(etapa)
    assert Compromiso.objects.count() == 1, "it goes when it is signed, not before"
    if via == "papel":
        etapa.en_papel()
    else:
        etapa.terminar()
        etapa.firmar_direccion()
    assert not Compromiso.objects.exists()
    asiento = Asiento.objects.get(accion="compromiso.retirar")
    assert asiento.objeto == f"compromiso:{retirado.pk}"
    assert asiento.actor == etapa.reparto.usuarios[DIRECTORA]
    assert asiento.datos == {
        "linea": etapa.linea(),
        "trimestre": etapa.tp_id,
        "accion": "Pedir uno",
        "fecha": HASTA.isoformat(),
    }


def test_what_was_kept_stays_and_so_does_what_is_of_another_quarter(etapa):
    etapa.completar().en_papel()
    de_otro = prometer(etapa.reparto, 4)
    cumplido = Compromiso.objects.exclude(pk=de_otro.pk).get()
    explicaciones.cumplir_compromiso(
        compromiso_id=cumplido.pk,
        nota="Llegó",
        persona=etapa.reparto.persona(DIRECTORA, etapa.hoy),
        ahora=a_las_diez(etapa.hoy),
    )
    firmar_sin_promesa(etapa)
    etapa.en_papel()
    assert set(Compromiso.objects.all()) == {cumplido, de_otro}
    assert not Asiento.objects.filter(accion="compromiso.retirar").exists()


def test_to_keep_one_the_quarter_is_locked_first_and_then_read_anew(reparto, monkeypatch):
    """As signing that quarter does: in another order the two would wait for each other."""
    suyo, tomados = prometer(reparto, 2), []

    def firmado_entre_tanto(tp_id: int) -> TrimestrePrograma:
        tomados.append(tp_id)
        Compromiso.objects.filter(pk=suyo.pk).delete()
        return bloquear(tp_id)

    monkeypatch.setattr(explicaciones, "bloquear", firmado_entre_tanto)
    with pytest.raises(Compromiso.DoesNotExist):
        explicaciones.cumplir_compromiso(
            compromiso_id=suyo.pk, nota="Ya llegó", persona=reparto.persona(DIRECTORA), ahora=AHORA
        )
    assert tomados == [reparto.tp(2).pk]
