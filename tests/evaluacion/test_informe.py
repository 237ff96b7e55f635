"""The month of a dirección: what is told, what counts, which photos go, who may have it, at what cost."""

import io
import re
from datetime import date
from decimal import Decimal

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evaluacion.consultas import informe as consulta
from evaluacion.consultas.avance import avance_de_programa
from evaluacion.consultas.informe import FOTOS_POR_OMISION, MAX_FOTOS, Mes, Suma, mes_sugerido
from evaluacion.views import informe as vista
from nucleo.pdf import PdfFallido
from poa.models import Programa
from tests.evaluacion.actos import hecho
from tests.evaluacion.mes import FEBRERO, contar_el_mes, dia, evidencia, informe
from tests.evaluacion.municipio import agregar_actos
from tests.reparto import ANIO, CANARIO, HOY

CONSULTAS = 24


def descripciones(leido) -> set[str]:
    return {a.descripcion for a in leido.actos}


def test_the_month_tells_its_acts_and_leaves_out_the_rest(reparto):
    contar_el_mes(reparto)
    leido = informe(reparto)
    assert {a.fecha for a in leido.actos} == {dia(2, 1), dia(2, 15), dia(2, 20), dia(2, 29)}
    assert not descripciones(leido) & {"La devuelta", "La excluida", "La anulada"}
    assert dict(leido.fuera) == {"devuelta": 1, "excluida": 1}
    assert [a.fecha for a in leido.emergentes.actos] == [dia(2, 20)]


def test_what_counts_and_what_waits_are_added_up_apart(reparto):
    contar_el_mes(reparto)
    leido = informe(reparto)
    assert leido.validadas == Suma(actos=3, cantidad=4, mujeres=21, hombres=9)
    assert leido.por_validar == Suma(actos=1, cantidad=3, mujeres=1, hombres=1)
    assert leido.todas == Suma(actos=4, cantidad=7, mujeres=22, hombres=10)
    assert leido.todas.personas == 32


@pytest.mark.parametrize(
    ("mes", "total", "porcentaje", "primera", "semaforo"),
    [
        (1, "2/6", "33.33", "2/3", None),
        (2, "5/6", "83.33", "3/3", None),
        (3, "6/6", "100.00", "4/3", "verde"),
    ],
)
def test_the_figures_are_those_of_the_quarter_up_to_the_end_of_the_month(
    reparto, mes, total, porcentaje, primera, semaforo
):
    """Numbers by hand: projected 3 + 1 + 2; done 2 in January, 1 + 2 in February, 1 in March."""
    contar_el_mes(reparto)
    leido = informe(reparto, Mes(ANIO, mes))
    cifra = leido.avance.trimestral
    assert (cifra.fraccion, cifra.cumplimiento, cifra.semaforo) == (total, Decimal(porcentaje), semaforo)
    assert leido.bloques[0].lineas[0].avance.trimestral.fraccion == primera


def test_the_last_month_of_a_quarter_says_what_the_quarter_says(reparto):
    contar_el_mes(reparto)
    del_mes = informe(reparto, Mes(ANIO, 3)).avance
    del_trimestre = avance_de_programa(
        Programa.objects.select_related("ejercicio").get(pk=reparto.programa_a.pk), trimestre=1, al=HOY
    )
    assert del_mes.trimestral == del_trimestre.trimestral
    assert [a.trimestral for a in del_mes.lineas] == [a.trimestral for a in del_trimestre.lineas]


def test_a_later_act_changes_no_earlier_report(reparto):
    """Negative control of the cut: without it the January report would tell February's acts."""
    contar_el_mes(reparto)
    antes = informe(reparto, Mes(ANIO, 1)).avance.trimestral
    hecho(reparto, 1, 1, 5, fecha=dia(2, 2))
    assert informe(reparto, Mes(ANIO, 1)).avance.trimestral == antes
    assert informe(reparto).avance.trimestral != antes


def test_an_act_added_to_the_month_does_count(reparto):
    contar_el_mes(reparto)
    hecho(reparto, 2, 1, 1, fecha=dia(2, 29))
    assert informe(reparto).avance.trimestral.fraccion == "6/6"


@pytest.mark.parametrize(
    ("mes", "inicio", "fin"), [(2, (2, 1), (3, 1)), (12, (12, 1), None), (1, (1, 1), (2, 1))]
)
def test_a_month_ends_where_the_next_begins(mes, inicio, fin):
    assert Mes(ANIO, mes).inicio == date(ANIO, *inicio)
    assert Mes(ANIO, mes).fin == (date(ANIO, *fin) if fin else date(ANIO + 1, 1, 1))
    assert Mes(ANIO, mes).trimestre == -(-mes // 3)


def test_a_month_that_runs_is_cut_today(reparto):
    hecho(reparto, 0, 2, fecha=dia(5, 3))
    assert informe(reparto, Mes(ANIO, 5)).corte == HOY
    assert informe(reparto).corte == dia(2, 29)


def test_the_suggested_month_is_the_last_one_with_acts():
    conteos = {Mes(2024, 2): 4, Mes(2023, 11): 1}
    assert mes_sugerido(conteos, date(2024, 5, 15)) == Mes(2024, 2)
    assert mes_sugerido(conteos, date(2024, 5, 15), 2023) == Mes(2023, 11)
    assert mes_sugerido({}, date(2024, 5, 15)) == Mes(2024, 5)
    assert mes_sugerido({}, date(2024, 5, 15), 2022) == Mes(2022, 1)


def test_by_default_each_act_gives_its_first_photo_in_turns(reparto):
    """Twenty acts of one línea do not crowd out the only one of the other."""
    primeras = []
    for n in range(20):
        acto = hecho(reparto, 0, 1, fecha=dia(2, 1 + n))
        primeras.append(evidencia(acto).pk)
        evidencia(acto, orden=2, color="red")
    sola = evidencia(hecho(reparto, 1, 1, fecha=dia(2, 28)))
    leido = informe(reparto)
    elegidas = leido.fotos_por_omision()
    assert len(leido.fotos) == 41
    assert len(elegidas) == FOTOS_POR_OMISION
    assert sola.pk in elegidas
    assert elegidas - {sola.pk} <= set(primeras)


def test_a_pdf_is_named_and_not_drawn(reparto):
    acto = hecho(reparto, 0, 1, fecha=dia(2, 3))
    evidencia(acto, es_pdf=True)
    leido = informe(reparto)
    assert leido.fotos == []
    assert [nombre for _, nombre in leido.anexos] == ["minuta.pdf"]


@pytest.mark.usefixtures("en_hoy")
class TestPaginas:
    """The page and its two files."""

    def archivo(self, reparto, cual: str = "informe_word", clave: str = "A", mes: int = 2) -> str:
        programa = reparto.programa_a if clave == "A" else reparto.programa_b
        return reverse(cual, args=[programa.pk, mes])

    def test_one_click_opens_the_last_month_with_acts(self, en_hoy, reparto, cliente_de):
        contar_el_mes(reparto)
        pagina = cliente_de("personal_a").get(reverse("informe")).content.decode()
        assert "Primero de marzo" in pagina
        assert "Reunión vecinal" not in pagina
        assert "Febrero · 4 actividades" in pagina

    def test_what_waits_is_marked_and_what_is_out_is_said(self, en_hoy, reparto, cliente_de):
        contar_el_mes(reparto)
        pagina = (
            cliente_de("directora_a").get(reverse("informe"), {"ejercicio": ANIO, "mes": 2}).content.decode()
        )
        assert pagina.count("Por validar</span>") == 1
        assert "1 devuelta para corregir y 1 dejada fuera" in " ".join(pagina.split())

    def test_an_empty_month_says_what_to_do(self, en_hoy, reparto, cliente_de):
        pagina = cliente_de("personal_a").get(reverse("informe")).content.decode()
        assert "No hay actividades en este mes" in pagina
        assert reverse("actividad_nueva") in pagina
        assert cliente_de("personal_a").get(self.archivo(reparto)).status_code == 200

    @pytest.mark.parametrize("cual", ["informe_pdf", "informe_word"])
    @pytest.mark.parametrize("mes", [0, 13, 99])
    def test_there_is_no_thirteenth_month(self, en_hoy, reparto, cliente_de, cual, mes):
        assert cliente_de("directora_a").get(self.archivo(reparto, cual, mes=mes)).status_code == 404

    @pytest.mark.parametrize("cual", ["informe_pdf", "informe_word"])
    def test_another_direccion_is_as_if_it_were_not_there(self, en_hoy, reparto, cliente_de, cual):
        cliente = cliente_de("directora_a")
        assert cliente.get(self.archivo(reparto, cual, "B")).status_code == 404
        ajena = cliente.get(reverse("informe"), {"direccion": reparto.direcciones["B"].pk})
        assert ajena.status_code == 404
        assert CANARIO not in cliente.get(reverse("informe")).content.decode()

    def test_who_sees_all_chooses_first(self, en_hoy, reparto, cliente_de):
        cliente = cliente_de("contraloria")
        assert "Elija una dirección" in cliente.get(reverse("informe")).content.decode()
        elegida = cliente.get(reverse("informe"), {"direccion": reparto.direcciones["B"].pk})
        assert CANARIO in elegida.content.decode()

    @pytest.mark.parametrize("basura", ["²", "-1", "9" * 30, "abc", "2024'"])
    @pytest.mark.parametrize("campo", ["direccion", "ejercicio", "mes", "foto"])
    def test_what_cannot_be_read_is_no_error(self, en_hoy, reparto, cliente_de, campo, basura):
        cliente = cliente_de("directora_a")
        assert cliente.get(reverse("informe"), {campo: basura}).status_code == 200
        con_fotos = {campo: basura, "con_fotos": "1"}
        assert cliente.get(self.archivo(reparto), con_fotos).status_code == 200

    def fotos_en(self, respuesta) -> int:
        # The coat of arms is one of the pictures.
        cuerpo = docx.Document(io.BytesIO(respuesta.content)).element.body
        return len(re.findall(r"<pic:pic\b", cuerpo.xml)) - 1

    def test_only_the_chosen_photos_of_the_month_go(self, en_hoy, reparto, cliente_de):
        actos = contar_el_mes(reparto)
        una, otra = evidencia(actos["primero"]), evidencia(actos["segunda"], color="red")
        ajena = evidencia(hecho(reparto, 0, 1, clave="B", fecha=dia(2, 5)), color="blue")
        de_enero = evidencia(actos["enero"], color="green")
        de_la_anulada = evidencia(actos["anulada"], color="black")
        cliente, ruta = cliente_de("directora_a"), self.archivo(reparto)
        assert self.fotos_en(cliente.get(ruta)) == 2
        assert self.fotos_en(cliente.get(ruta, {"con_fotos": "1"})) == 0
        assert self.fotos_en(cliente.get(ruta, {"con_fotos": "1", "foto": [una.pk]})) == 1
        fuera = [ajena.pk, de_enero.pk, de_la_anulada.pk]
        assert self.fotos_en(cliente.get(ruta, {"con_fotos": "1", "foto": [otra.pk, *fuera]})) == 1

    def test_too_many_photos_come_back_with_the_reason(self, en_hoy, reparto, cliente_de):
        acto = hecho(reparto, 0, 1, fecha=dia(2, 1))
        fotos = [evidencia(acto, orden=n).pk for n in range(MAX_FOTOS + 1)]
        datos = {"con_fotos": "1", "foto": fotos, "introduccion": "A quien corresponda"}
        respuesta = cliente_de("directora_a").get(self.archivo(reparto), datos)
        pagina = respuesta.content.decode()
        assert respuesta.status_code == 400
        assert f"Eligió {MAX_FOTOS + 1} fotografías y caben {MAX_FOTOS}" in pagina
        assert "A quien corresponda" in pagina
        assert pagina.count(" checked") == MAX_FOTOS + 1

    def test_a_text_that_does_not_fit_comes_back_whole(self, en_hoy, reparto, cliente_de):
        largo = "a" * 601
        respuesta = cliente_de("directora_a").get(self.archivo(reparto), {"introduccion": largo})
        assert respuesta.status_code == 400
        assert largo in respuesta.content.decode()
        assert "No se generó el informe" in respuesta.content.decode()

    def test_a_pdf_that_could_not_be_made_loses_nothing(self, en_hoy, reparto, cliente_de, monkeypatch):
        def fallar(papel):
            raise PdfFallido("El documento tardó demasiado y se detuvo.")

        monkeypatch.setattr(vista, "informe_en_pdf", fallar)
        ruta = self.archivo(reparto, "informe_pdf")
        respuesta = cliente_de("directora_a").get(ruta, {"introduccion": "A quien corresponda"})
        assert respuesta.status_code == 503
        assert "El documento tardó demasiado" in respuesta.content.decode()
        assert "A quien corresponda" in respuesta.content.decode()

    def test_the_files_are_for_saving_and_are_named_by_their_month(self, en_hoy, reparto, cliente_de):
        for cual, extension in (("informe_pdf", "pdf"), ("informe_word", "docx")):
            respuesta = cliente_de("directora_a").get(self.archivo(reparto, cual))
            assert respuesta["Content-Disposition"] == f'attachment; filename="Informe-A-2024-02.{extension}"'
            assert respuesta["X-Content-Type-Options"] == "nosniff"
            assert respuesta["Cache-Control"] == "private, no-store"

    def contar(self, cliente, ruta: str, **consulta) -> int:
        cliente.get(ruta, consulta)
        with CaptureQueriesContext(connection) as consultas:
            assert cliente.get(ruta, consulta).status_code == 200
        return len(consultas)

    @pytest.mark.postgres
    @pytest.mark.parametrize("cual", ["informe", "informe_word"])
    def test_the_queries_are_the_same_whatever_the_month_holds(
        self, en_hoy, reparto, cliente_de, tamano, cual
    ):
        acto = hecho(reparto, 0, 1, fecha=dia(2, 20))
        evidencia(acto)
        cliente = cliente_de("directora_a")
        ruta = reverse("informe") if cual == "informe" else self.archivo(reparto)
        consulta = {"ejercicio": ANIO, "mes": 2}
        pocas = self.contar(cliente, ruta, **consulta)
        agregar_actos(reparto, tamano(200, 600))
        evidencia(hecho(reparto, 1, 1, fecha=dia(2, 20)), color="red")
        assert self.contar(cliente, ruta, **consulta) == pocas
        assert pocas <= CONSULTAS

    def test_a_query_per_act_would_be_found(self, en_hoy, reparto, cliente_de, monkeypatch):
        """Negative control of the count."""
        propio = consulta._acto

        def con_una_mas(fila):
            fila.cambios.exists()
            return propio(fila)

        hecho(reparto, 0, 1, fecha=dia(2, 20))
        cliente, ruta = cliente_de("directora_a"), self.archivo(reparto)
        pocas = self.contar(cliente, ruta)
        monkeypatch.setattr(consulta, "_acto", con_una_mas)
        hecho(reparto, 0, 1, fecha=dia(2, 21))
        assert self.contar(cliente, ruta) == pocas + 2


def test_february_is_february() -> None:
    assert str(FEBRERO) == "febrero de 2024"
