"""Pages of notices and assemblies: each act from its form, what comes back filled, what anybody may read."""

from datetime import timedelta

import pytest
from django.urls import reverse

from asambleas.models import Asamblea, Convocatoria, Organo
from tests.asambleas.muestras import comite_de
from tests.asambleas.mundo_convocatorias import DATOS, borrador, convocada, hasta, llegan, publicada
from tests.reparto import AHORA

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("en_hoy")]
MANIANA = "2024-05-16T18:00"


@pytest.fixture
def organo(reparto) -> Organo:
    return comite_de(reparto).organo


@pytest.fixture
def personal(reparto, cliente_de):
    return cliente_de("personal_a")


def ir(cliente, ruta: str, *args, **datos):
    """The page, or with data what it answers to them."""
    url = reverse(ruta, args=args)
    return cliente.post(url, datos) if datos else cliente.get(url)


def dice(respuesta) -> str:
    return respuesta.content.decode()


def empezada(asamblea: Asamblea) -> Asamblea:
    """Its first call was an hour ago and its second half an hour ago."""
    Convocatoria.objects.filter(pk=asamblea.convocatoria_id).update(
        primera_en=AHORA - timedelta(hours=1), segunda_en=AHORA - timedelta(minutes=30)
    )
    return asamblea


def enviado(forma, **mas) -> dict[str, str]:
    """What a browser sends back of a form as it was shown."""
    valores = {campo.html_name: campo.value() for campo in forma}
    return {k: "" if v is None else str(v) for k, v in valores.items()} | mas


def test_from_the_empty_list_to_a_posted_notice(personal, organo):
    lista = ir(personal, "convocatorias", organo.pk)
    assert "Todavía no hay convocatorias" in dice(lista)
    forma = ir(personal, "convocatoria_nueva", organo.pk).context["form"]
    assert "Elección a libre voto" in forma["orden_del_dia"].value()
    datos = enviado(forma, primera_en=MANIANA, lugar="Kiosco", medio="Lonas", convocados="40")
    assert ir(personal, "convocatoria_nueva", organo.pk, **datos).status_code == 302
    hecha = Convocatoria.objects.get()
    assert hecha.segunda_en - hecha.primera_en == timedelta(minutes=30)
    pagina = ir(personal, "convocatoria", hecha.pk)
    assert "Publicar" in dice(pagina)
    assert "/convocatorias/" + hecha.codigo[:5] not in dice(pagina)
    ir(personal, "convocatoria_publicar", hecha.pk, revision=hecha.revision)
    assert Asamblea.objects.get().convocatoria == hecha
    assert "Ir a la asamblea" in dice(ir(personal, "convocatorias", organo.pk))


@pytest.mark.parametrize(
    ("campo", "mal"),
    [
        ("primera_en", "mañana"),
        ("segunda_en", "2024-05-16T17:00"),
        ("lugar", ""),
        ("convocados", "0"),
        ("orden_del_dia", " "),
    ],
)
def test_a_wrong_notice_comes_back_filled_with_its_reason(personal, organo, campo, mal):
    forma = ir(personal, "convocatoria_nueva", organo.pk).context["form"]
    bien = {"primera_en": MANIANA, "lugar": "Kiosco del Árbol", "medio": "Lonas y radio", "convocados": "40"}
    respuesta = ir(personal, "convocatoria_nueva", organo.pk, **enviado(forma, **{**bien, campo: mal}))
    assert respuesta.status_code == 400
    assert set(respuesta.context["form"].errors) == {campo}
    assert "Lonas y radio" in dice(respuesta)
    assert str(mal) in str(respuesta.context["form"][campo].value())
    assert not Convocatoria.objects.exists()


def test_a_draft_that_somebody_changed_meanwhile_is_not_overwritten(reparto, personal, organo):
    hecha = borrador(reparto, organo)
    datos = enviado(ir(personal, "convocatoria_editar", hecha.pk).context["form"], primera_en=MANIANA)
    datos["segunda_en"] = "2024-05-16T19:00"
    primera = ir(personal, "convocatoria_editar", hecha.pk, **{**datos, "lugar": "Casa ejidal"})
    assert primera.status_code == 302
    otra = ir(personal, "convocatoria_editar", hecha.pk, **{**datos, "lugar": "Escuela"})
    assert otra.status_code == 400
    assert "Alguien lo cambió" in dice(otra)
    assert "Escuela" in dice(otra)
    assert Convocatoria.objects.get().lugar == "Casa ejidal"


def test_a_wrong_kind_in_the_address_is_no_error(personal, organo):
    for consulta in ("?tipo=fiesta", "?de=9999999999999", "?de=x", "?tipo=sesion"):
        assert personal.get(reverse("convocatoria_nueva", args=[organo.pk]) + consulta).status_code == 200


def test_calling_it_off_asks_the_reason(reparto, personal, organo):
    hecha = publicada(reparto, organo)
    assert ir(personal, "convocatoria_cancelar", hecha.pk, motivo=" ").status_code == 400
    assert ir(personal, "convocatoria_cancelar", hecha.pk, motivo="Lluvia").status_code == 302
    assert "Lluvia" in dice(ir(personal, "convocatoria", hecha.pk))


def test_the_poster_waits_for_the_notice_to_be_public(reparto, personal, organo):
    hecha = borrador(reparto, organo)
    assert ir(personal, "convocatoria_cartel", hecha.pk).status_code == 403
    assert "Primero publíquela" in dice(ir(personal, "convocatoria", hecha.pk))
    ir(personal, "convocatoria_publicar", hecha.pk, revision=hecha.revision)
    papel = ir(personal, "convocatoria_cartel", hecha.pk)
    assert papel["Content-Type"] == "application/pdf"
    assert "CONV-A-2024-001.pdf" in papel["Content-Disposition"]


# --- what anybody reads


def test_anybody_reads_both_calls_and_nobody_is_named(reparto, cliente_de, organo):
    asamblea = convocada(reparto, organo, 3)
    codigo = asamblea.convocatoria.codigo
    pagina = dice(ir(cliente_de("anonimo"), "convocatoria_publicada", codigo.lower()))
    for dicho in (
        "10:00 horas",
        "10:30 horas",
        "Viernes 17 de mayo de 2024",
        "kiosco",
        "Explicación de la obra",
    ):
        assert dicho in pagina, dicho
    usuario = reparto.usuarios["personal_a"]
    for persona in asamblea.asistentes.select_related("ciudadano"):
        assert persona.ciudadano.nombre not in pagina
        assert persona.ciudadano.telefono not in pagina
    assert str(usuario) not in pagina
    assert "40" not in pagina.split("<main")[1].split("</main")[0]  # nor how many were called


def test_called_off_its_page_says_so_and_offers_no_calendar(reparto, cliente_de, organo):
    nadie = cliente_de("anonimo")
    asamblea = hasta(reparto, organo, "convocada")
    codigo = asamblea.convocatoria.codigo
    assert "Agregar a mi calendario" in dice(ir(nadie, "convocatoria_publicada", codigo))
    ir(cliente_de("personal_a"), "convocatoria_cancelar", asamblea.convocatoria_id, motivo="Se pospone")
    pagina = dice(ir(nadie, "convocatoria_publicada", codigo))
    assert "se canceló" in pagina
    assert "Agregar a mi calendario" not in pagina


def test_a_draft_and_what_is_unknown_answer_the_same(reparto, cliente_de, organo):
    nadie, hecha = cliente_de("anonimo"), borrador(reparto, organo)
    for ruta in ("convocatoria_publicada", "convocatoria_ics"):
        de_borrador, de_nada = ir(nadie, ruta, hecha.codigo), ir(nadie, ruta, "A" * 26)
        assert (de_borrador.status_code, de_nada.status_code) == (404, 404)
        assert dice(de_borrador).replace(hecha.codigo, "") == dice(de_nada).replace("A" * 26, "")


def test_the_public_page_has_a_limit(reparto, cliente_de, organo):
    nadie, codigo = cliente_de("anonimo"), publicada(reparto, organo).codigo
    assert {ir(nadie, "convocatoria_ics", codigo).status_code for _ in range(30)} == {200}
    assert ir(nadie, "convocatoria_publicada", codigo).status_code == 429


def test_the_calendar_file_is_served_as_one(reparto, cliente_de, organo):
    respuesta = ir(cliente_de("anonimo"), "convocatoria_ics", publicada(reparto, organo).codigo)
    assert respuesta["Content-Type"].startswith("text/calendar")
    assert respuesta.content.startswith(b"BEGIN:VCALENDAR\r\n")


# --- the assembly


def test_the_page_explains_the_quorum_with_its_numbers(reparto, personal, organo):
    asamblea = empezada(convocada(reparto, organo, 14))
    pagina = dice(ir(personal, "asamblea", asamblea.pk))
    assert "Hay 14 de 40 convocadas; hacen falta 21 en primera convocatoria." in pagina
    for ruta, pk in (("asistencia", asamblea.pk), ("elecciones", organo.pk), ("actas", organo.pk)):
        assert f'href="{reverse(ruta, args=[pk])}"' in pagina, ruta


def test_before_its_hour_the_button_says_why_not(reparto, personal, organo):
    asamblea = convocada(reparto, organo, 30)
    pagina = dice(ir(personal, "asamblea", asamblea.pk))
    assert "antes no se declara" in pagina
    assert ir(personal, "asamblea_quorum", asamblea.pk, inicio_en="2024-05-15T10:00").status_code == 403


def test_from_the_first_call_to_the_end(reparto, personal, organo):
    asamblea = empezada(convocada(reparto, organo, 4))

    def declarar(hora="09:45"):
        forma = ir(personal, "asamblea_quorum", asamblea.pk).context["form"]
        return ir(personal, "asamblea_quorum", asamblea.pk, **enviado(forma, inicio_en=f"2024-05-15T{hora}"))

    assert declarar("09:15").status_code == 302
    assert "Se contaron 4 de 40" in dice(ir(personal, "asamblea", asamblea.pk))
    falta = declarar()
    assert falta.status_code == 400
    assert "hacen falta 5 en segunda convocatoria" in dice(falta)
    assert "2024-05-15T09:45" in dice(falta)
    llegan(reparto, asamblea, 1)
    assert declarar().status_code == 302
    asamblea.refresh_from_db()
    assert (asamblea.estado, asamblea.llamada, asamblea.presentes) == ("instalada", "segunda", 5)
    forma = ir(personal, "asamblea_cerrar", asamblea.pk).context["form"]
    mal = ir(personal, "asamblea_cerrar", asamblea.pk, **enviado(forma, fin_en="2024-05-15T09:40"))
    assert mal.status_code == 400
    assert "no termina antes" in dice(mal)
    ir(personal, "asamblea_cerrar", asamblea.pk, **enviado(forma, fin_en="2024-05-15T09:55"))
    asamblea.refresh_from_db()
    assert asamblea.estado == "cerrada"


def test_it_is_told_that_it_was_not_held(reparto, personal, organo):
    asamblea = empezada(convocada(reparto, organo, 2))
    assert ir(personal, "asamblea_no_celebrar", asamblea.pk, motivo=" ").status_code == 400
    assert ir(personal, "asamblea_no_celebrar", asamblea.pk, motivo="Tormenta").status_code == 302
    pagina = dice(ir(personal, "asamblea", asamblea.pk))
    assert "Tormenta" in pagina
    assert "No se celebró" in pagina


def de_filas(pagina, *filas: tuple[str, str, str]) -> dict[str, str]:
    conjunto = pagina.context["conjunto"]
    datos = enviado(conjunto.management_form) | enviado(pagina.context["form"])
    for n, (nombre, cargo, tecnico) in enumerate(filas):
        datos |= {f"autoridades-{n}-nombre": nombre, f"autoridades-{n}-cargo": cargo}
        datos |= {f"autoridades-{n}-es_tecnico": "on"} if tecnico else {}
    return datos


def test_authorities_are_written_in_rows_and_a_wrong_one_loses_nothing(reparto, personal, organo):
    asamblea = convocada(reparto, organo)
    url = ("asamblea_autoridades", asamblea.pk)
    mal = ir(
        personal, *url, **de_filas(ir(personal, *url), ("Raúl Mota", "", "si"), ("Eva Paz", "Delegada", ""))
    )
    assert mal.status_code == 400
    assert "Raúl Mota" in dice(mal)
    assert "Eva Paz" in dice(mal)
    assert not asamblea.autoridades.exists()
    filas = (("Raúl Mota", "Supervisor", "si"), ("Eva Paz", "Delegada", ""))
    assert ir(personal, *url, **de_filas(ir(personal, *url), *filas)).status_code == 302
    escritas = list(asamblea.autoridades.values_list("nombre", "cargo", "es_tecnico"))
    assert escritas == [("Raúl Mota", "Supervisor", True), ("Eva Paz", "Delegada", False)]
    quitar = de_filas(ir(personal, *url), *filas) | {"autoridades-0-DELETE": "on"}
    ir(personal, *url, **quitar)
    assert [a.nombre for a in asamblea.autoridades.all()] == ["Eva Paz"]


def test_the_explanation_is_kept_and_too_long_comes_back(reparto, personal, organo):
    asamblea = convocada(reparto, organo)
    forma = ir(personal, "asamblea_explicacion", asamblea.pk).context["form"]
    largo = ir(personal, "asamblea_explicacion", asamblea.pk, **enviado(forma, texto="z" * 4_001))
    assert largo.status_code == 400
    assert "z" * 4_001 in dice(largo)
    ir(personal, "asamblea_explicacion", asamblea.pk, **enviado(forma, texto="El trazo"))
    assert "El trazo" in dice(ir(personal, "asamblea", asamblea.pk))


@pytest.mark.parametrize("quien", ["contraloria", "planeacion"])
def test_who_only_looks_is_offered_nothing_to_write(reparto, cliente_de, organo, quien):
    asamblea = empezada(convocada(reparto, organo, 3))
    pagina = dice(ir(cliente_de(quien), "asamblea", asamblea.pk))
    assert reverse("asamblea_quorum", args=[asamblea.pk]) not in pagina
    assert reverse("asamblea_autoridades", args=[asamblea.pk]) not in pagina
    assert DATOS.lugar in pagina
