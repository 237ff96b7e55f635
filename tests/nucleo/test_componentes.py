"""The page components: what they say, and that they refuse what they do not know."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory

from nucleo import graficas
from nucleo.muestras import cifras
from nucleo.personas import SI, no

FIJO = "\N{NO-BREAK SPACE}"


@dataclass
class Cifra:
    proyectadas: int = 20
    realizadas: int = 17
    porcentaje: Decimal | None = Decimal("85.00")
    semaforo: str | None = "amarillo"
    etiqueta: str = "85.00 %"


def pintar(fuente: str, **contexto: Any) -> str:
    """The output of a template with the components loaded, blanks made one."""
    salida = Template("{% load componentes %}" + fuente).render(Context(contexto))
    return re.sub(r"\s+(?=<|$)|(?<=>)\s+", "", re.sub(r"[ \n]+", " ", salida))


@pytest.mark.parametrize(
    "fuente",
    [
        "{% semaforo c color='rojo' %}",
        "{% fraccion c enlace='/' %}",
        "{% vacio 'a' clase='x' %}",
        "{% aviso 'info' clase='x' %}a{% endaviso %}",
        "{% boton 'a' clase='x' %}",
        "{% accion p '/' 'a' clase='x' %}",
        "{% paginas c clase='x' %}",
        "{% dato 'a' 1 clase='x' %}",
        "{% icono 'bien' color='rojo' %}",
    ],
)
def test_an_unknown_attribute_is_refused(fuente: str) -> None:
    with pytest.raises(TemplateSyntaxError, match="unexpected keyword argument"):
        pintar(fuente, c=Cifra(), p=SI)


@pytest.mark.parametrize(
    "fuente",
    [
        "{% icono 'unicornio' %}",
        "{% aviso 'grave' %}a{% endaviso %}",
        "{% boton 'a' tipo='verde' %}",
        "{% estado 'validada' 'Validada' tono='rosa' %}",
        "{% accion p '/' 'a' metodo='put' %}",
        "{% semaforo azul %}",
    ],
)
def test_an_unknown_value_is_refused(fuente: str) -> None:
    with pytest.raises(TemplateSyntaxError, match="no existe"):
        pintar(fuente, p=SI, azul=Cifra(semaforo="azul"))


@pytest.mark.parametrize(
    ("cifra", "palabra"),
    [
        (Cifra(), "Amarillo"),
        (Cifra(semaforo="verde", etiqueta="133.33 % · sobrecumplimiento"), "Verde · sobrecumplimiento"),
        (Cifra(semaforo="rojo", etiqueta="Sin captura"), "Rojo · Sin captura"),
        (Cifra(semaforo=None, etiqueta="En curso"), "En curso"),
        (Cifra(0, 0, None, None, "Sin programación"), "Sin programación"),
        (Cifra(0, 2, None, None, "No programadas: 2"), "No programadas: 2"),
    ],
)
def test_the_semaforo_says_a_word_beside_its_icon(cifra: Cifra, palabra: str) -> None:
    salida = pintar("{% semaforo c %}", c=cifra)
    assert re.sub("<[^>]+>", "", salida).strip() == palabra
    assert "<svg" in salida
    assert ("insignia--" in salida) == (cifra.semaforo is not None)


def test_the_fraction_shows_both_numbers_and_the_percentage() -> None:
    salida = pintar("{% fraccion c %}", c=Cifra(17, 12_000, Decimal("70588.24")))
    assert "12,000/17" in salida
    assert f"70,588.24{FIJO}%" in salida
    assert "<a " not in salida


def test_the_fraction_of_nothing_projected_divides_nothing() -> None:
    salida = pintar("{% fraccion c url='/registros/' %}", c=Cifra(0, 2, None, None, "No programadas: 2"))
    assert "No programadas: 2" in salida
    assert "0/" not in salida
    assert "%" not in salida
    assert 'href="/registros/"' in salida


def test_a_fraction_of_zero_keeps_its_zero_apart_from_no_programming() -> None:
    salida = pintar("{% fraccion c %}", c=Cifra(4, 0, Decimal("0.00"), "rojo", "Sin captura"))
    assert "0/4" in salida
    assert f"0.00{FIJO}%" in salida


@pytest.mark.parametrize(
    ("color", "trama"), [("verde", False), ("amarillo", True), ("rojo", True), (None, True)]
)
def test_each_colour_has_its_own_hatch(color: str | None, trama: bool) -> None:
    tramo = graficas.tramo(20, 10, color, x=1, y=1, ancho=200, alto=14)
    assert bool(tramo.trama) is trama
    assert tramo.ancho_realizado == 100
    otras = {
        graficas.tramo(20, 10, c, x=1, y=1, ancho=200, alto=14).trama for c in ("verde", "amarillo", "rojo")
    }
    assert len(otras) == 3


@pytest.mark.parametrize("color", ["amarillo", "rojo"])
@pytest.mark.parametrize("realizadas", [1, 7, 19, 20, 29, 400])
def test_no_stroke_leaves_its_bar(color: str, realizadas: int) -> None:
    tramo = graficas.tramo(20, realizadas, color, x=1, y=5, ancho=200, alto=14)
    puntos = re.findall(r"[ML](-?\d+) (-?\d+)", tramo.trama)
    assert puntos
    for x, y in puntos:
        assert 1 <= int(x) <= 1 + tramo.ancho_realizado
        assert 5 <= int(y) <= 19


def test_a_bar_beyond_the_cap_is_cut_and_marked() -> None:
    tramo = graficas.tramo(3, 30, "verde", x=1, y=1, ancho=200, alto=14)
    assert (tramo.ancho_realizado, tramo.rebasa) == (300, True)
    assert not graficas.tramo(3, 4, "verde", x=1, y=1, ancho=200, alto=14).rebasa


def test_the_chart_reads_aloud_and_carries_no_style() -> None:
    salida = pintar("{% grafica_barras b 'Avance' %}", b=cifras())
    assert 'role="img"' in salida
    assert "<title>Avance." in salida
    assert "Asistir con personal técnico: 17/20 · 85.00 %, amarillo" in salida
    assert "style=" not in salida
    assert salida == pintar("{% grafica_barras b 'Avance' %}", b=cifras())


def test_the_chart_grows_with_its_rows_and_none_overlap() -> None:
    grafica = graficas.grafica(cifras())
    alturas = [y for r in grafica.renglones for y, _ in r.lineas]
    assert alturas == sorted(alturas)
    assert len(set(alturas)) == len(alturas)
    assert grafica.alto > max(r.y_valor for r in grafica.renglones)
    assert graficas.grafica([]).renglones == []


def test_a_long_label_takes_two_lines_and_an_ellipsis() -> None:
    lineas = graficas.partir("palabra " * 40)
    assert len(lineas) == 2
    assert lineas[1].endswith("…")
    assert all(len(linea) <= graficas.LETRAS_POR_RENGLON for linea in lineas)
    assert graficas.partir("corto") == ["corto"]


def test_a_refused_action_is_disabled_and_says_why() -> None:
    salida = pintar("{% accion p '/firmar/' 'Firmar' %}", p=no("Faltan dos justificaciones."))
    assert re.search(r"<button[^>]* disabled", salida)
    assert "¿Por qué no puedo?" in salida
    assert "Faltan dos justificaciones." in salida
    assert "/firmar/" not in salida


def test_an_allowed_action_is_a_link_or_a_protected_form() -> None:
    assert 'href="/ver/"' in pintar("{% accion p '/ver/' 'Ver' %}", p=SI)
    formulario = pintar(
        "{% accion p '/firmar/' 'Firmar' metodo='post' confirmar='¿Firmar?' %}", p=SI, csrf_token="abc"
    )
    assert '<form method="post" action="/firmar/" data-confirmar="¿Firmar?">' in formulario
    assert 'name="csrfmiddlewaretoken" value="abc"' in formulario
    assert "disabled" not in formulario


def test_pagination_keeps_the_filters() -> None:
    peticion = RequestFactory().get("/", {"q": "obra & zona", "pagina": "3"})
    pagina = Paginator(range(100), 10).get_page(3)
    salida = pintar("{% paginas p %}", p=pagina, request=peticion)
    assert 'href="?q=obra+%26+zona&amp;pagina=2"' in salida
    assert 'rel="next"' in salida
    assert salida.count('aria-current="page"') == 1
    assert "21 a 30 de 100" in salida


def test_a_single_page_shows_no_pagination() -> None:
    assert "nav" not in pintar("{% paginas p %}", p=Paginator(range(3), 10).get_page(1))


def test_the_parameter_of_pagination_can_be_named() -> None:
    salida = pintar("{% paginas p parametro='hoja' %}", p=Paginator(range(30), 10).get_page(1))
    assert 'href="?hoja=2"' in salida


def test_text_is_escaped_everywhere() -> None:
    mal = "<script>alert(1)</script>"
    fuente = (
        "{% vacio t t t '/' %}{% aviso 'info' titulo=t %}{{ t }}{% endaviso %}{% boton t confirmar=t %}"
        "{% dato t t %}{% estado 'x' t %}{% accion p '/' t %}{% paso_a_paso pasos 'a' %}"
        "{% linea_de_tiempo m %}{% grafica_barras b t %}{% semaforo c %}"
    )
    salida = pintar(
        fuente,
        t=mal,
        p=no(mal),
        pasos=[("a", mal)],
        m=[{"texto": mal, "quien": mal, "cuando": datetime(2024, 1, 1), "motivo": mal}],
        b=[{"texto": mal, "proyectadas": 1, "realizadas": 1, "etiqueta": mal, "semaforo": None}],
        c=Cifra(semaforo=None, etiqueta=mal),
    )
    assert "<script" not in salida
    assert "&lt;script&gt;" in salida


def test_steps_mark_what_is_done_and_where_one_is() -> None:
    salida = pintar("{% paso_a_paso p 'b' %}", p=[("a", "Abrir"), ("b", "Capturar"), ("c", "Firmar")])
    assert re.findall(r"paso--(\w+)", salida) == ["hecho", "actual", "falta"]
    assert salida.count('aria-current="step"') == 1


def test_a_missing_value_says_so_and_zero_is_a_value() -> None:
    assert "Sin dato" in pintar("{% dato 'Metas' '' %}")
    assert "Sin dato" in pintar("{% dato 'Metas' None %}")
    assert "<dd>0</dd>" in pintar("{% dato 'Quejas' 0 %}")


def test_a_known_state_has_its_tone_and_an_unknown_one_is_neutral() -> None:
    assert "insignia--verde" in pintar("{% estado 'validada' 'Validada' %}")
    assert "insignia--amarillo" in pintar("{% estado 'observada' 'Observada' %}")
    assert "insignia--" not in pintar("{% estado 'inventado' 'Otro' %}")


@pytest.mark.parametrize(
    ("centavos", "escrito"),
    [(7_000_000, "$70,000.00"), (0, "$0.00"), (5, "$0.05"), (650_050, "$6,500.50"), (None, "—")],
)
def test_money_is_written_from_centavos(centavos: int | None, escrito: str) -> None:
    assert pintar("{{ c|dinero }}", c=centavos) == escrito
    assert escrito in pintar("{% dinero c %}", c=centavos)


def test_money_refuses_a_float() -> None:
    with pytest.raises(TypeError):
        pintar("{{ c|dinero }}", c=70_000.0)


def test_dates_are_written_in_spanish_and_in_the_zone_of_the_municipality() -> None:
    assert pintar("{{ d|fecha_larga }}", d=date(2024, 3, 31)) == "31 de marzo de 2024"
    # 03:30 UTC on the 1st of April is still the 31st of March in Jalisco.
    momento = datetime(2024, 4, 1, 3, 30, tzinfo=UTC)
    assert pintar("{{ d|fecha_larga }}", d=momento) == "31 de marzo de 2024"
    assert pintar("{{ d|fecha_hora }}", d=momento) == "31 de marzo de 2024, 21:30"
    assert pintar("{{ d|fecha_larga }}{{ d|fecha_hora }}", d=None) == ""


def test_quarters_come_from_a_number_or_from_their_row() -> None:
    assert pintar("{{ t|trimestre_corto }}", t=2) == "T2"
    assert pintar("{{ t|trimestre_largo }}", t=SimpleNamespace(numero=4)) == (
        "Cuarto trimestre (octubre a diciembre)"
    )
    with pytest.raises(ValueError, match="1 a 4"):
        pintar("{{ t|trimestre_corto }}", t=5)
