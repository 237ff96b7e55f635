"""Reprogramaciones on screen and on paper: asked, seen, decided, downloaded, verified."""

import json
import re
import subprocess
from datetime import date

import pytest
from django.urls import reverse

from nucleo.almacen import leer
from nucleo.errores import SinPermiso, TransicionInvalida
from nucleo.models import Asiento, Documento
from nucleo.pdf import PdfFallido
from nucleo.verificacion import Veredicto, verificar_archivo, verificar_codigo
from poa.avances import realizadas_de
from poa.consultas.reprogramacion import cambio_de
from poa.models import LineaDeAccion, Programa, Reprogramacion
from poa.servicios import resolver_reprogramacion
from poa.servicios.reprogramar import EstrategiaNueva, LineaNueva, Pedido
from tests.evaluacion.actos import hecho
from tests.poa.cambios import a_las_diez, celdas, cifras, pedir, resolver
from tests.reparto import AHORA, HOY, PROGRAMACION, Reparto

pytestmark = pytest.mark.usefixtures("en_hoy")


def cuerpo(reparto: Reparto, **mas: str | list[str]) -> dict:
    """What the page sends when nothing was touched, and what was."""
    lineas = reparto.lineas()
    base = {str(x.pk): list(PROGRAMACION[i]) for i, x in enumerate(lineas)}
    campos = {f"c{x.pk}-{n}": str(PROGRAMACION[i][n - 1]) for i, x in enumerate(lineas) for n in (2, 3, 4)}
    return {"base": json.dumps(base), "nuevas": "1", "motivo": "Sin vehículo", **campos, **mas}


def texto_de(pdf: bytes) -> str:
    hecho = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(hecho.stdout.decode().split())


def test_the_page_says_what_may_change_and_why_the_rest_may_not(reparto: Reparto, cliente_de):
    pagina = (
        cliente_de("directora_a").get(reverse("reprogramar", args=[reparto.programa_a.pk])).content.decode()
    )
    primera = reparto.lineas()[0].pk
    assert (
        "El primer trimestre ya no se reprograma: su último día hábil fue el 29 de marzo de 2024." in pagina
    )
    assert "hasta el 28 de junio de 2024" in pagina
    assert re.search(rf'name="c{primera}-2"\s+value="2"', pagina)
    assert f'name="c{primera}-1"' not in pagina
    assert "CANARIO-B" not in pagina


def test_asked_from_the_page_and_decided_from_the_page(reparto: Reparto, cliente_de):
    primera = reparto.lineas()[0].pk
    datos = cuerpo(reparto, **{f"c{primera}-2": "5"})
    respuesta = cliente_de("directora_a").post(reverse("reprogramar", args=[reparto.programa_a.pk]), datos)
    cual = Reprogramacion.objects.get()
    assert respuesta["Location"] == reverse("reprogramacion", args=[cual.pk])
    planeacion = cliente_de("planeacion")
    assert cual.folio in planeacion.get(reverse("inicio")).content.decode()
    assert "Autorizar" in planeacion.get(reverse("reprogramacion", args=[cual.pk])).content.decode()
    planeacion.post(reverse("reprogramacion_autorizar", args=[cual.pk]), {"motivo": "Procede"})
    assert cifras(primera) == [3, 5, 0, 1]
    assert "quedó autorizada" in planeacion.get(reverse("reprogramacion", args=[cual.pk])).content.decode()
    assert cual.folio not in planeacion.get(reverse("inicio")).content.decode()
    dictamen = cliente_de("personal_a").get(reverse("reprogramacion_dictamen", args=[cual.pk]))
    assert dictamen.content.startswith(b"%PDF")


def test_lineas_a_block_and_what_to_cancel_are_read_from_the_page(reparto: Reparto, cliente_de):
    segunda = reparto.lineas()[1].pk
    datos = cuerpo(
        reparto,
        **{
            "cancelar": [str(segunda)],
            "nueva-0-estrategia": "nueva",
            "nueva-0-texto": "Jornadas",
            "nueva-0-unidad_de_medida": "Jornada",
            "nueva-0-medio_de_verificacion": "Fotos",
            "nueva-0-t3": "2",
            "e-tipo": "estrategia",
            "e-numero": "3",
            "e-nombre": "Ciudad limpia",
        },
    )
    cliente_de("directora_a").post(reverse("reprogramar", args=[reparto.programa_a.pk]), datos)
    propuesta = Reprogramacion.objects.get().propuesta
    assert propuesta["cancelar_lineas"] == [segunda]
    assert propuesta["estrategia"]["nombre"] == "Ciudad limpia"
    assert [(x["texto"], x["cantidades"]) for x in propuesta["lineas"]] == [("Jornadas", {"3": 2})]


def test_what_is_refused_comes_back_filled_and_marked(reparto: Reparto, cliente_de):
    primera = reparto.lineas()[0].pk
    ruta, directora = reverse("reprogramar", args=[reparto.programa_a.pk]), cliente_de("directora_a")
    datos = cuerpo(reparto, **{f"c{primera}-2": "mucho", "nueva-0-texto": "Jornadas"})
    respuesta = directora.post(ruta, datos)
    pagina = respuesta.content.decode()
    assert respuesta.status_code == 400
    assert 'value="mucho"' in pagina
    assert "Jornadas</textarea>" in pagina
    sin_motivo = directora.post(ruta, cuerpo(reparto, motivo="", **{f"c{primera}-2": "5"}))
    assert "Escriba el motivo" in sin_motivo.content.decode()
    incompleta = directora.post(ruta, cuerpo(reparto, **{"nueva-0-texto": "Jornadas"})).content.decode()
    assert "Elija en qué estrategia va" in incompleta
    assert not Reprogramacion.objects.exists()


def test_one_more_row_keeps_what_was_typed(reparto: Reparto, cliente_de):
    datos = cuerpo(reparto, mas="1", **{"nueva-0-texto": "Jornadas"})
    pagina = cliente_de("directora_a").post(reverse("reprogramar", args=[reparto.programa_a.pk]), datos)
    assert pagina.status_code == 200
    assert 'name="nueva-1-texto"' in pagina.content.decode()
    assert "Jornadas</textarea>" in pagina.content.decode()


def test_forged_cells_change_nothing(reparto: Reparto, cliente_de):
    ruta, directora = reverse("reprogramar", args=[reparto.programa_a.pk]), cliente_de("directora_a")
    primera, ajena = reparto.lineas()[0].pk, reparto.lineas("B")[0].pk
    assert directora.post(ruta, cuerpo(reparto, **{f"c{primera}-1": "9"})).status_code == 409
    assert directora.post(ruta, cuerpo(reparto, **{f"c{ajena}-3": "9"})).status_code == 404
    assert directora.post(ruta, cuerpo(reparto, cancelar=[str(ajena)])).status_code == 404
    otro = str(reparto.estrategias("B")[0].pk)
    datos = cuerpo(reparto, **{"nueva-0-texto": "x", "nueva-0-estrategia": otro, "nueva-0-t3": "1"})
    assert directora.post(ruta, datos).status_code == 400
    datos = cuerpo(
        reparto, estado="autorizada", folio="X", solicitada_el="2024-01-01", **{f"c{primera}-3": "9"}
    )
    directora.post(ruta, datos)
    cual = Reprogramacion.objects.get()
    assert (cual.estado, cual.folio, cual.solicitada_el) == ("solicitada", "REPROG/A/2024/001", HOY)


def test_another_direccions_is_as_one_that_does_not_exist(reparto: Reparto, cliente_de):
    lineas = {(reparto.lineas("B")[0].pk, 3): 7}
    cual = pedir(reparto, Pedido(celdas=lineas), quien="directora_b", programa_id=reparto.programa_b.pk)
    directora = cliente_de("directora_a")
    for nombre, pk in (("reprogramacion", cual.pk), ("reprogramacion_dictamen", cual.pk)):
        assert directora.get(reverse(nombre, args=[pk])).status_code == 404
    assert directora.get(reverse("reprogramar", args=[reparto.programa_b.pk])).status_code == 404
    assert cual.folio not in directora.get(reverse("reprogramaciones")).content.decode()
    assert cual.folio in cliente_de("directora_b").get(reverse("reprogramaciones")).content.decode()


def test_a_decision_without_reason_or_too_late_stays_on_the_page(reparto: Reparto, cliente_de):
    cual = pedir(reparto, celdas(reparto, {(0, 2): 5}))
    planeacion = cliente_de("planeacion")
    respuesta = planeacion.post(reverse("reprogramacion_rechazar", args=[cual.pk]))
    assert respuesta.status_code == 400
    assert "Escriba el motivo" in respuesta.content.decode()
    resolver(reparto, cual, autoriza=False)
    tarde = planeacion.post(reverse("reprogramacion_autorizar", args=[cual.pk]), {"motivo": "Sí"})
    assert tarde.status_code == 409


def test_planeacion_sees_first_what_waits_and_a_poa_that_was_sent(reparto: Reparto, cliente_de):
    Programa.objects.filter(pk=reparto.programa_b.pk).update(estado="enviado")
    pagina = cliente_de("planeacion").get(reverse("inicio")).content.decode()
    assert "POA enviados, por autorizar" in pagina
    assert reverse("poa", args=[reparto.programa_b.pk]) in pagina
    assert "POA enviados" not in cliente_de("contraloria").get(reverse("inicio")).content.decode()


# The dictamen.


@pytest.fixture
def completa(reparto: Reparto) -> Reprogramacion:
    """One that changes a figure, cancels a línea and adds another in a new block, with progress done."""
    hecho(reparto, 0, 1, 2)
    hecho(reparto, 1, 1, 1)
    primera, segunda, _ = reparto.lineas()
    pedido = Pedido(
        celdas={(primera.pk, 2): 5},
        cancelar_lineas=frozenset({segunda.pk}),
        lineas=[LineaNueva("Jornadas de limpieza", "Jornada", "Fotos", {3: 4})],
        estrategia=EstrategiaNueva("estrategia", 3, "Ciudad limpia"),
    )
    return pedir(reparto, pedido)


def test_before_and_after_línea_by_línea_with_progress(reparto: Reparto, completa: Reprogramacion):
    datos = cambio_de(completa)
    lineas = {x["texto"]: x for b in datos["bloques"] for x in b["lineas"]}
    assert list(lineas) == ["Línea 1", "Línea 2", "Jornadas de limpieza"]
    uno = lineas["Línea 1"]
    assert (uno["inicial"], uno["antes"]) == ([3, 2, 0, 1, 6], [3, 2, 0, 1, 6])
    assert (uno["despues"], uno["avance"]) == ([3, 5, 0, 1, 9], [2, 0, 0, 0, 2])
    assert lineas["Línea 2"]["despues"] == [1, 0, 0, 0, 1]
    assert lineas["Jornadas de limpieza"]["despues"] == [0, 0, 4, 0, 4]
    assert datos["total"]["antes"] == [6, 5, 3, 4, 18]
    assert datos["total"]["despues"] == [6, 7, 6, 3, 22]
    assert datos["total"]["avance"] == [3, 0, 0, 0, 3]
    assert realizadas_de(reparto.programa_a.pk)[uno_pk(reparto)] == {1: 2} | {2: 0, 3: 0, 4: 0}


def uno_pk(reparto: Reparto) -> int:
    return reparto.lineas()[0].pk


def emitir(reparto: Reparto, cual: Reprogramacion, quien: str = "planeacion") -> Documento:
    return resolver_reprogramacion.emitir_dictamen(
        persona=reparto.persona(quien), ahora=AHORA, reprogramacion_id=cual.pk
    )


def test_the_paper_says_it_all_and_verifies(reparto: Reparto, completa: Reprogramacion):
    resolver(reparto, completa, motivo="Procede por causa justificada")
    documento = emitir(reparto, completa)
    pdf = leer(documento.archivo)
    texto = texto_de(pdf)
    for dicho in (
        "San Prueba",
        "Se autoriza",
        completa.folio,
        "DICT/A/2024/001",
        "Se descompuso el vehículo",
        "Procede por causa justificada",
        "Segundo, tercer y cuarto trimestre",
        "Línea 2 (Reunión) · se cancela",
        "Jornadas de limpieza (Jornada) · se agrega",
        "Modificado después 3 5 0 1 9",
        "Avance 2 0 0 0 2",
        "Modificado después 6 7 6 3 22",
        "SOLICITÓ",
        "Ada Muñoz",
        "AUTORIZA",
        "Paz Ortega",
    ):
        assert dicho in texto, dicho
    assert verificar_codigo(documento.codigo).veredicto == Veredicto.VIGENTE
    assert verificar_archivo(pdf, documento.codigo).veredicto == Veredicto.VIGENTE
    assert verificar_archivo(pdf[:-1] + b"x", documento.codigo).veredicto == Veredicto.ALTERADA
    assert emitir(reparto, completa).archivo_sha256 == documento.archivo_sha256
    assert Asiento.objects.filter(accion="reprogramacion.dictamen").count() == 1


def test_a_refusal_has_its_paper_too(reparto: Reparto, completa: Reprogramacion):
    resolver(reparto, completa, autoriza=False, motivo="No hay recursos")
    texto = texto_de(leer(emitir(reparto, completa).archivo))
    assert "No se autoriza" in texto
    assert "Propuesto 3 5 0 1 9" in texto
    assert "Modificado después" not in texto


def test_what_it_froze_does_not_change_when_the_plan_does(
    reparto: Reparto, completa: Reprogramacion, cliente_de
):
    resolver(reparto, completa)
    LineaDeAccion.objects.filter(pk=uno_pk(reparto)).update(texto="Otro texto")
    hecho(reparto, 0, 1, 9)
    ruta = reverse("reprogramacion", args=[completa.pk])
    assert "Línea 1" in cliente_de("planeacion").get(ruta).content.decode()
    assert "Avance 2 0 0 0 2" in texto_de(leer(emitir(reparto, completa).archivo))


def test_without_a_renderer_the_decision_stands_and_the_paper_is_asked_again(
    reparto: Reparto, completa: Reprogramacion, cliente_de, monkeypatch
):
    def falla(*_: object) -> bytes:
        raise PdfFallido("sin memoria")

    bueno = resolver_reprogramacion.dictamen_de_reprogramacion
    monkeypatch.setattr(resolver_reprogramacion, "dictamen_de_reprogramacion", falla)
    planeacion, pk = cliente_de("planeacion"), completa.pk
    planeacion.post(reverse("reprogramacion_autorizar", args=[pk]), {"motivo": "Procede"})
    completa.refresh_from_db()
    assert (completa.estado, completa.documento.estado) == ("autorizada", "reservado")
    assert verificar_codigo(completa.documento.codigo).veredicto == Veredicto.DESCONOCIDA
    assert planeacion.get(reverse("reprogramacion_dictamen", args=[pk])).status_code == 404
    assert "Emitir el dictamen" in planeacion.get(reverse("reprogramacion", args=[pk])).content.decode()
    monkeypatch.setattr(resolver_reprogramacion, "dictamen_de_reprogramacion", bueno)
    planeacion.post(reverse("reprogramacion_emitir", args=[pk]))
    assert planeacion.get(reverse("reprogramacion_dictamen", args=[pk])).status_code == 200


def test_only_planeacion_emits_and_only_what_was_decided(reparto: Reparto, completa: Reprogramacion):
    with pytest.raises(TransicionInvalida):
        emitir(reparto, completa)
    resolver(reparto, completa)
    with pytest.raises(SinPermiso):
        emitir(reparto, completa, "directora_a")


def test_past_its_limit_it_says_so_and_may_still_be_decided(reparto: Reparto, completa: Reprogramacion):
    tarde = date(2024, 6, 3)
    assert completa.limite_resolucion < tarde
    assert resolver(reparto, completa, el=tarde).resuelta_en == a_las_diez(tarde)
