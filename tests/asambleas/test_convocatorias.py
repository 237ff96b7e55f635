"""Notices: what each state admits and from whom, what they refuse, the poster, the calendar file."""

from dataclasses import replace
from datetime import UTC, timedelta
from uuid import uuid4

import pytest
from django.db import transaction

from asambleas import servicios
from asambleas.consultas.convocatorias import aviso_publico
from asambleas.documentos.calendario import calendario_de, doblar, escapar
from asambleas.documentos.cartel import cartel_de, direccion_publica
from asambleas.models import Asamblea, Convocatoria
from nucleo.errores import Conflicto, DatosInvalidos, SinPermiso, TransicionInvalida
from nucleo.folios import codigo_legible
from nucleo.models import Asiento
from tests.asambleas.muestras import comite_de
from tests.asambleas.mundo_convocatorias import DATOS, PRIMERA, borrador, como, hasta, publicada
from tests.nucleo.pdf.lectura import texto
from tests.reparto import AHORA

pytestmark = pytest.mark.django_db
ACTORES = ("personal_a", "directora_a", "planeacion", "tesoreria", "contraloria", "personal_b", "directora_b")
LLEVAN = {"personal_a", "directora_a"}


@pytest.fixture
def organo(reparto):
    return comite_de(reparto).organo


def test_a_draft_has_its_folio_its_code_and_no_assembly(reparto, organo):
    primera, segunda = borrador(reparto, organo), borrador(reparto, organo)
    assert [primera.folio, segunda.folio] == ["CONV/A/2024/001", "CONV/A/2024/002"]
    assert (primera.estado, len(primera.codigo), primera.publicada_en) == ("borrador", 26, None)
    assert not Asamblea.objects.exists()


def test_the_points_are_kept_without_the_numbers_they_were_typed_with(reparto, organo):
    hecha = borrador(reparto, organo)
    assert hecha.orden_del_dia.splitlines() == [
        "Lista de asistencia",
        "Explicación de la obra",
        "Elección del comité",
    ]


def test_the_same_form_twice_is_one_notice_and_of_another_is_a_conflict(reparto, organo):
    token = uuid4()
    pedir = {"organo_id": organo.pk, "datos": DATOS, "token": token}
    hechas = {servicios.crear_convocatoria(**pedir, **como(reparto)).pk for _ in range(2)}
    assert len(hechas) == Convocatoria.objects.count() == 1
    with pytest.raises(Conflicto):
        servicios.crear_convocatoria(**pedir, **como(reparto, "directora_a"))


@pytest.mark.parametrize(
    ("campo", "mal"),
    [
        ("tipo", {"tipo": "fiesta"}),
        ("segunda_en", {"segunda_en": PRIMERA}),
        ("segunda_en", {"segunda_en": PRIMERA + timedelta(days=61)}),
        ("primera_en", {"primera_en": PRIMERA.replace(year=1949)}),
        ("lugar", {"lugar": " \n "}),
        ("medio", {"medio": "x" * 201}),
        ("orden_del_dia", {"orden_del_dia": "  \n "}),
        ("orden_del_dia", {"orden_del_dia": "\n".join(["Punto"] * 31)}),
        ("orden_del_dia", {"orden_del_dia": "x" * 301}),
        ("convocados", {"convocados": 0}),
        ("convocados", {"convocados": 100_000}),
    ],
)
def test_what_is_wrong_is_told_by_field_and_nothing_is_kept(reparto, organo, campo, mal):
    with pytest.raises(DatosInvalidos) as error:
        borrador(reparto, organo, **mal)
    assert set(error.value.errores) == {campo}
    assert not Convocatoria.objects.exists()
    assert borrador(reparto, organo).folio.endswith("/001")  # the refused one burned no folio


def test_publishing_makes_its_assembly_in_the_same_act(reparto, organo, monkeypatch):
    hecha = publicada(reparto, organo)
    assert (hecha.estado, hecha.publicada_en) == ("publicada", AHORA)
    assert (hecha.asamblea.estado, hecha.asamblea.tipo) == ("convocada", "constitutiva")
    otra = borrador(reparto, organo)

    def falla(**_):
        raise RuntimeError

    monkeypatch.setattr(Asamblea.objects, "create", falla)
    with pytest.raises(RuntimeError), transaction.atomic():
        servicios.publicar_convocatoria(convocatoria_id=otra.pk, **como(reparto))
    assert Convocatoria.objects.get(pk=otra.pk).estado == "borrador"


@pytest.mark.parametrize(("minutos", "pasa"), [(-1, True), (0, False), (1, False)])
def test_it_is_posted_only_before_its_first_call(reparto, organo, minutos, pasa):
    hecha = borrador(reparto, organo)
    pedir = {"convocatoria_id": hecha.pk, **como(reparto, ahora=PRIMERA + timedelta(minutes=minutos))}
    if pasa:
        assert servicios.publicar_convocatoria(**pedir).estado == "publicada"
        return
    with pytest.raises(TransicionInvalida, match="ya pasó"):
        servicios.publicar_convocatoria(**pedir)
    assert not Asamblea.objects.exists()


def test_only_the_draft_that_was_read_is_corrected(reparto, organo):
    hecha = borrador(reparto, organo)
    pedir = {"convocatoria_id": hecha.pk, "datos": replace(DATOS, lugar="Casa ejidal"), **como(reparto)}
    corregida = servicios.corregir_convocatoria(revision=hecha.revision, **pedir)
    assert (corregida.lugar, corregida.folio, corregida.revision) == ("Casa ejidal", hecha.folio, 2)
    with pytest.raises(Conflicto):
        servicios.corregir_convocatoria(revision=hecha.revision, **pedir)
    with pytest.raises(Conflicto):
        servicios.publicar_convocatoria(convocatoria_id=hecha.pk, revision=hecha.revision, **como(reparto))


def test_called_off_takes_its_assembly_and_says_why(reparto, organo):
    asamblea = hasta(reparto, organo, "segunda")
    hecha = servicios.cancelar_convocatoria(
        convocatoria_id=asamblea.convocatoria_id, motivo="Lluvia", **como(reparto)
    )
    asamblea.refresh_from_db()
    assert (hecha.estado, hecha.motivo) == ("cancelada", "Lluvia")
    assert (asamblea.estado, asamblea.motivo) == ("cancelada", "Lluvia")
    with pytest.raises(DatosInvalidos):
        servicios.cancelar_convocatoria(
            convocatoria_id=borrador(reparto, organo).pk, motivo="  ", **como(reparto)
        )


@pytest.mark.parametrize("estado", ["instalada", "cerrada", "sin_quorum"])
def test_what_was_held_is_not_called_off(reparto, organo, estado):
    asamblea = hasta(reparto, organo, estado)
    with pytest.raises(TransicionInvalida):
        servicios.cancelar_convocatoria(
            convocatoria_id=asamblea.convocatoria_id, motivo="Tarde", **como(reparto)
        )
    assert Convocatoria.objects.get(pk=asamblea.convocatoria_id).estado == "publicada"


def test_in_an_organo_that_ended_nothing_is_written_but_it_is_called_off(reparto, organo):
    hecha, suelta = publicada(reparto, organo), borrador(reparto, organo)
    servicios.cancelar_organo(organo_id=organo.pk, motivo="Sin obra", **como(reparto, "directora_a"))
    for pedir in (
        lambda: borrador(reparto, organo),
        lambda: servicios.publicar_convocatoria(convocatoria_id=suelta.pk, **como(reparto)),
    ):
        with pytest.raises(SinPermiso):
            pedir()
    quitada = servicios.cancelar_convocatoria(convocatoria_id=hecha.pk, motivo="Sin obra", **como(reparto))
    assert quitada.estado == "cancelada"


# state × action → state it is left in; every other person of the cast, and every other pair, is refused.
TABLA = {
    ("borrador", "corregir"): "borrador",
    ("borrador", "publicar"): "publicada",
    ("borrador", "cancelar"): "cancelada",
    ("publicada", "cancelar"): "cancelada",
}
CON = {"corregir": {"datos": DATOS}, "publicar": {}, "cancelar": {"motivo": "Se pospuso"}}


@pytest.mark.parametrize("estado", ["borrador", "publicada", "cancelada"])
@pytest.mark.parametrize("accion", CON)
def test_every_state_action_and_role(reparto, organo, estado, accion, cifra):
    hecha = borrador(reparto, organo)
    Convocatoria.objects.filter(pk=hecha.pk).update(estado=estado)
    mal = 0
    for quien in ACTORES:
        antes, punto = Asiento.objects.count(), transaction.savepoint()
        try:
            quedo = getattr(servicios, f"{accion}_convocatoria")(
                convocatoria_id=hecha.pk, **CON[accion], **como(reparto, quien)
            ).estado
        except (SinPermiso, TransicionInvalida):
            quedo = None
            mal += Asiento.objects.count() != antes
        transaction.savepoint_rollback(punto)
        mal += quedo != (TABLA.get((estado, accion)) if quien in LLEVAN else None)
    cifra(
        11,
        "triples estado × acción × rol de una convocatoria que no se portan como la tabla",
        mal,
        de=len(ACTORES),
    )
    assert not mal


def test_its_asientos_carry_neither_the_place_nor_the_reason(reparto, organo):
    hecha = publicada(reparto, organo)
    servicios.cancelar_convocatoria(convocatoria_id=hecha.pk, motivo="Enfermó Rosa", **como(reparto))
    suyos = Asiento.objects.filter(accion__startswith="convocatoria.")
    assert [a.accion.split(".")[1] for a in suyos.order_by("pk")] == ["crear", "publicada", "cancelada"]
    dicho = " ".join(str(a.datos) for a in suyos)
    assert hecha.folio in dicho
    assert not [x for x in ("Rosa", "kiosco", "Lonas") if x in dicho]


# --- the poster


def test_the_poster_says_both_calls_the_place_and_the_agenda(reparto, organo):
    hecha = publicada(reparto, organo)
    leido = " ".join(texto(cartel_de(hecha)).split())
    for dicho in (
        "Viernes 17 de mayo de 2024",
        "10:00 horas",
        "10:30 horas",
        "Plaza de El Árbol, junto al kiosco",
        "Explicación de la obra",
        organo.nombre,
        hecha.folio,
    ):
        assert dicho in leido, dicho
    assert codigo_legible(hecha.codigo) in leido.replace(" ", "")
    assert "CANCELADA" not in leido.upper()


def test_the_poster_of_one_called_off_says_so(reparto, organo):
    asamblea = hasta(reparto, organo, "cancelada")
    assert "CANCELADA" in texto(cartel_de(Convocatoria.objects.get(pk=asamblea.convocatoria_id))).upper()


# --- the calendar file


def leer_ics(crudo: bytes) -> dict[str, str]:
    """Properties by name, unfolded and unescaped, as another program reads them."""
    assert crudo.endswith(b"END:VCALENDAR\r\n")
    lineas = crudo.decode().replace("\r\n ", "").split("\r\n")
    sueltas = (linea.partition(":") for linea in lineas if linea)
    quitar = {"\\n": "\n", "\\,": ",", "\\;": ";"}

    def valor(escrito: str) -> str:
        for de, a in quitar.items():
            escrito = escrito.replace(de, a)
        return escrito

    return {nombre: valor(v) for nombre, _, v in sueltas}


def test_the_calendar_file_is_read_back_by_another_program(reparto, organo):
    hecha = publicada(reparto, organo, lugar="Salón; planta alta, junto a la delegación de El Árbol" * 3)
    crudo = calendario_de(aviso_publico(hecha.codigo), direccion_publica(hecha))
    assert max(len(linea) for linea in crudo.split(b"\r\n")) <= 75
    assert b"\n" not in crudo.replace(b"\r\n", b"")
    evento = leer_ics(crudo)
    assert evento["DTSTART"] == PRIMERA.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ") == "20240517T160000Z"
    assert evento["LOCATION"] == hecha.lugar
    assert (evento["STATUS"], evento["SEQUENCE"]) == ("CONFIRMED", "0")
    assert "Segunda convocatoria: viernes 17 de mayo de 2024 a las 10:30 horas" in evento["DESCRIPTION"]
    assert organo.nombre in evento["SUMMARY"]
    assert hecha.codigo in evento["UID"]


def test_called_off_the_same_event_is_taken_off_the_calendar(reparto, organo):
    hecha = publicada(reparto, organo)
    antes = leer_ics(calendario_de(aviso_publico(hecha.codigo), "https://x.example/"))
    servicios.cancelar_convocatoria(convocatoria_id=hecha.pk, motivo="Lluvia", **como(reparto))
    evento = leer_ics(calendario_de(aviso_publico(hecha.codigo), "https://x.example/"))
    assert (evento["STATUS"], evento["SEQUENCE"]) == ("CANCELLED", "1")
    assert evento["UID"] == antes["UID"]
    assert "CANCELADA" in evento["SUMMARY"]


@pytest.mark.parametrize("texto_largo", ["a" * 300, "ñ" * 200, "𝒜" * 90, "a" * 75, "a" * 76, ""])
def test_folded_lines_keep_the_text_and_never_split_a_letter(texto_largo):
    doblada = doblar(texto_largo).encode()
    piezas = doblada.split(b"\r\n")
    assert all(len(pieza) <= 75 for pieza in piezas)
    assert all(pieza.decode() is not None for pieza in piezas)  # a split letter does not decode
    assert doblada.replace(b"\r\n ", b"").decode() == texto_largo


def test_escaping_leaves_no_line_that_another_could_inject():
    assert escapar("a;b,c\\d\r\nEND:VEVENT") == "a\\;b\\,c\\\\d\\nEND:VEVENT"


def test_a_draft_is_unknown_to_the_public(reparto, organo):
    hecha = borrador(reparto, organo)
    assert aviso_publico(hecha.codigo) is None
    assert aviso_publico("NOEXISTE") is None
    servicios.publicar_convocatoria(convocatoria_id=hecha.pk, **como(reparto))
    assert aviso_publico(codigo_legible(hecha.codigo).lower()).convocatoria == hecha
