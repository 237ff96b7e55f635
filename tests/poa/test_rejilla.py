"""The grid: what it keeps, what two people may do at once, its size and its queries."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nucleo.errores import Conflicto, DatosInvalidos, PeriodoCerrado, SinPermiso, TransicionInvalida
from nucleo.models import Asiento
from poa.models import LineaDeAccion, Programa, Programacion, TrimestrePrograma
from tests.poa.edicion_comun import Editor, borrador_de, lineas_de
from tests.reparto import Reparto

MAX_CONSULTAS = 15
MAX_BYTES = 100 * 1024


@pytest.fixture
def borrador(reparto: Reparto) -> Programa:
    return borrador_de(reparto)


@pytest.fixture
def lineas(borrador: Programa) -> list[LineaDeAccion]:
    return lineas_de(borrador)


def numeros(linea: LineaDeAccion) -> list[int]:
    filas = Programacion.objects.filter(linea=linea).order_by("trimestre_programa__numero")
    return [p.vigente for p in filas]


def test_it_writes_what_changed_and_nothing_else(reparto: Reparto, borrador: Programa, lineas):
    una, dos = lineas[0].pk, lineas[1].pk
    base = {(una, 1): 3, (una, 2): 2, (dos, 1): 1}
    hecho = Editor(reparto).rejilla(
        programa_id=borrador.pk, celdas={(una, 1): 7, (una, 2): 2, (dos, 1): None}, base=base
    )
    assert (hecho.cambiadas, hecho.ajenas) == (2, 0)
    assert numeros(lineas[0]) == [7, 2, 0, 1]
    assert numeros(lineas[1]) == [1, 1, 1], "an emptied cell is not captured any more"
    asiento = Asiento.objects.filter(accion="programa.programar").order_by("-numero").first()
    assert asiento.datos["celdas"] == {f"{una}-1": [3, 7], f"{dos}-1": [1, None]}


def test_nothing_changed_leaves_no_trace(reparto: Reparto, borrador: Programa, lineas):
    antes = Asiento.objects.count()
    celdas = {(lineas[0].pk, 1): 3}
    Editor(reparto).rejilla(programa_id=borrador.pk, celdas=celdas, base=celdas)
    assert Asiento.objects.count() == antes


def test_two_people_fill_different_cells_at_once(reparto: Reparto, borrador: Programa, lineas):
    una = lineas[0].pk
    base = {(una, 1): 3, (una, 2): 2}
    Editor(reparto).rejilla(programa_id=borrador.pk, celdas={(una, 1): 9, (una, 2): 2}, base=base)
    hecho = Editor(reparto).rejilla(programa_id=borrador.pk, celdas={(una, 1): 3, (una, 2): 8}, base=base)
    assert (hecho.cambiadas, hecho.ajenas) == (1, 1)
    assert numeros(lineas[0])[:2] == [9, 8]


def test_the_same_cell_changed_by_both_stops_everything(reparto: Reparto, borrador: Programa, lineas):
    una = lineas[0].pk
    base = {(una, 1): 3, (una, 2): 2}
    Editor(reparto).rejilla(programa_id=borrador.pk, celdas={(una, 1): 9}, base=base)
    with pytest.raises(Conflicto, match="Ada Muñoz cambió una casilla"):
        Editor(reparto).rejilla(programa_id=borrador.pk, celdas={(una, 1): 5, (una, 2): 8}, base=base)
    assert numeros(lineas[0])[:2] == [9, 2]


@pytest.mark.parametrize("valor", [-1, 10_000, 10**30])
def test_a_cell_holds_a_small_whole_number(reparto: Reparto, borrador: Programa, lineas, valor: int):
    with pytest.raises(DatosInvalidos) as error:
        Editor(reparto).rejilla(programa_id=borrador.pk, celdas={(lineas[0].pk, 1): valor}, base={})
    assert set(error.value.errores) == {f"c{lineas[0].pk}-1"}
    assert numeros(lineas[0]) == [3, 2, 0, 1]


def test_a_linea_of_another_poa_changes_nothing(reparto: Reparto, borrador: Programa, lineas):
    ajena = reparto.lineas("B")[0]
    celdas = {(lineas[0].pk, 1): 9, (ajena.pk, 1): 9}
    with pytest.raises(LineaDeAccion.DoesNotExist):
        Editor(reparto).rejilla(programa_id=borrador.pk, celdas=celdas, base={})
    assert numeros(lineas[0])[0] == 3
    assert numeros(ajena)[0] == 3


def test_a_linea_that_was_taken_out_is_told(reparto: Reparto, borrador: Programa, lineas):
    with pytest.raises(Conflicto, match="borró una línea"):
        Editor(reparto).rejilla(programa_id=borrador.pk, celdas={(10**9, 1): 1}, base={})


@pytest.mark.parametrize(
    ("quien", "error"),
    [("directora_b", Programa.DoesNotExist), ("planeacion", SinPermiso), ("personal_a", SinPermiso)],
)
def test_only_its_directora_fills_it(reparto: Reparto, borrador: Programa, lineas, quien: str, error):
    with pytest.raises(error):
        Editor(reparto, quien).rejilla(
            programa_id=borrador.pk, celdas={(lineas[0].pk, 1): 9}, base={(lineas[0].pk, 1): 3}
        )
    assert numeros(lineas[0])[0] == 3


def test_an_authorised_poa_and_a_closed_quarter_take_nothing(reparto: Reparto, borrador: Programa, lineas):
    linea = reparto.lineas("A")[0]
    with pytest.raises(TransicionInvalida):
        Editor(reparto).rejilla(programa_id=reparto.programa_a.pk, celdas={(linea.pk, 1): 9}, base={})
    TrimestrePrograma.objects.filter(programa=borrador, numero=1).update(cerrado=True)
    with pytest.raises(PeriodoCerrado):
        Editor(reparto).rejilla(
            programa_id=borrador.pk, celdas={(lineas[0].pk, 1): 9}, base={(lineas[0].pk, 1): 3}
        )


@pytest.fixture
def sesenta(borrador: Programa) -> Programa:
    """60 líneas with texts as long as the seed's."""
    bloque = borrador.estrategias.first()
    texto = (
        "Asistir con personal técnico capacitado a la reunión programada donde se dan a conocer los trabajos "
    )
    LineaDeAccion.objects.bulk_create(
        LineaDeAccion(
            estrategia=bloque, orden=orden, texto=texto * 2, unidad_de_medida="R", medio_de_verificacion="M"
        )
        for orden in range(3, 60)
    )
    return borrador


def test_sixty_lineas_open_small_and_are_saved_in_few_queries(
    sesenta: Programa, cliente_de, en_hoy, reparto: Reparto
):
    cliente: Client = cliente_de("directora_a")
    url = reverse("poa_editar_programacion", args=[sesenta.pk])
    pagina = cliente.get(url)
    assert len(pagina.content) <= MAX_BYTES
    assert pagina.text.count('inputmode="numeric"') == 240
    datos = {f"c{x.pk}-{n}": str(x.orden + n) for x in lineas_de(sesenta) for n in (1, 2, 3, 4)}
    datos[f"c{lineas_de(sesenta)[0].pk}-3"] = ""
    with CaptureQueriesContext(
        connection,
    ) as consultas:
        respuesta = cliente.post(url, {**datos, "base": pagina.context["base"]})
    assert respuesta.status_code == 302
    assert len(consultas) <= MAX_CONSULTAS, "\n".join(c["sql"][:120] for c in consultas)
    escritas = Programacion.objects.filter(linea__estrategia__programa=sesenta)
    assert escritas.count() == 239
    assert numeros(lineas_de(sesenta)[-1]) == [2, 3, 4, 5]


def test_what_is_not_a_number_is_marked_and_kept_on_the_screen(
    borrador: Programa, lineas, cliente_de, en_hoy
):
    cliente = cliente_de("directora_a")
    url = reverse("poa_editar_programacion", args=[borrador.pk])
    base = cliente.get(url).context["base"]
    nombre = f"c{lineas[0].pk}-1"
    for malo in ("tres", "1e9", "-4", "3.5", "٣", "10000", "<b>"):
        respuesta = cliente.post(url, {nombre: malo, f"c{lineas[1].pk}-1": "8", "base": base})
        assert respuesta.status_code == 200, malo
        assert respuesta.text.count('aria-invalid="true"') == 1, malo
        assert 'value="8"' in respuesta.text, "the good cell beside it is not lost"
        assert numeros(lineas[0]) == [3, 2, 0, 1]
    assert numeros(lineas[1]) == [1, 1, 1, 1]
    cliente.post(url, {nombre: "1,200.00", "base": base})
    assert numeros(lineas[0])[0] == 1200


def test_the_clash_shows_both_numbers_and_a_second_save_is_hers(
    reparto: Reparto, borrador: Programa, lineas, cliente_de, en_hoy
):
    cliente = cliente_de("directora_a")
    url = reverse("poa_editar_programacion", args=[borrador.pk])
    base, una = cliente.get(url).context["base"], lineas[0].pk
    Editor(reparto).rejilla(programa_id=borrador.pk, celdas={(una, 1): 9}, base={(una, 1): 3})
    respuesta = cliente.post(url, {f"c{una}-1": "5", "base": base})
    assert "ahora: 9" in respuesta.text
    assert 'value="5"' in respuesta.text
    assert json.loads(respuesta.context["base"])[str(una)][0] == 9
    cliente.post(url, {f"c{una}-1": "5", "base": respuesta.context["base"]})
    assert numeros(lineas[0])[0] == 5


@pytest.mark.parametrize("base", ["", "[]", "{", "null", '{"1": 5}', '{"a": [1,2,3,4]}', "[1,2]", "[" * 5000])
def test_a_broken_mark_of_what_was_seen_overwrites_nothing(
    borrador: Programa, lineas, cliente_de, en_hoy, base: str
):
    url = reverse("poa_editar_programacion", args=[borrador.pk])
    respuesta = cliente_de("directora_a").post(url, {f"c{lineas[0].pk}-1": "5", "base": base})
    assert respuesta.status_code == 200
    assert numeros(lineas[0])[0] == 3


def test_forged_names_of_cells_are_404_or_nothing(
    reparto: Reparto, borrador: Programa, lineas, cliente_de, en_hoy
):
    cliente = cliente_de("directora_a")
    url = reverse("poa_editar_programacion", args=[borrador.pk])
    ajena = reparto.lineas("B")[0]
    assert cliente.post(url, {f"c{ajena.pk}-1": "9"}).status_code == 404
    assert numeros(ajena)[0] == 3
    assert cliente.post(url, {f"c{lineas[0].pk}-5": "9", "estado": "autorizado"}).status_code == 302
    borrador.refresh_from_db()
    assert borrador.estado == "borrador"
    assert numeros(lineas[0]) == [3, 2, 0, 1]
