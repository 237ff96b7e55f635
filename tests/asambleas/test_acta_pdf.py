"""The paper of an acta: it tells each thing that was captured, and its versión pública nothing of anybody."""

import json

import pytest

from asambleas import servicios
from asambleas.consultas.instantanea import datos_de_acta
from asambleas.consultas.version_publica import NOMBRE, sin_personales
from asambleas.documentos import palabras
from asambleas.documentos.acta import ContextoDeActa, acta_en_pdf, acta_publica_en_pdf
from asambleas.documentos.redaccion import redactar
from asambleas.models import Acta, Autoridad, Ciudadano
from asambleas.procedimientos import FirmanteExtra, Procedimiento, Seccion
from nucleo.almacen import leer
from nucleo.bitacora import canonico
from tests.asambleas.mundo_actas import CANARIOS, PERSONAS, Reunion, acta_de, congelada, reunion_de
from tests.nucleo.pdf import lectura
from tests.reparto import AHORA, Reparto

pytestmark = pytest.mark.django_db
DICE = (
    "ACTA CONSTITUTIVA",
    "En la localidad de El Árbol, municipio de San Prueba, Jalisco",
    "siendo las 18:30 horas (dieciocho horas con treinta minutos) del día 6 de mayo de 2024",
    "seis de mayo de dos mil veinticuatro",
    "en la plaza de El Árbol",
    "COM/A/2024/001",
    "CONV/",
    "lonas y perifoneo",
    "1 de mayo de 2024 a las 18:00 horas",
    "Llamó a 40 (cuarenta) personas",
    "en segunda, el 6 de mayo de 2024 a las 18:30 horas",
    "Ing. Raúl Mota",
    "Supervisor de obra",
    "Personal técnico",
    "En primera convocatoria se contaron 3 (tres) personas, de 40 convocadas: no hubo quórum",
    "En segunda convocatoria se contaron 6 (seis) personas",
    "instalada en segunda convocatoria",
    "Explicación de la obra",
    "Se explicó el trazo del drenaje.",
    "En la primera vuelta se votó a mano alzada",
    "Hubo empate entre Irma Canal Ríos y Juan Peña Solís, con 3 votos cada una, por lo que se pasó a",
    "En la segunda vuelta se votó por voto secreto, con 6 (seis) personas presentes: 5 votos emitidos",
    "y 1 abstención",
    "quedó electa: Irma Canal Ríos, con 4 votos",
    "quedó electa: Lidia Núñez Vera, con 5 votos",
    "33 1111 0001",
    "protestaron ante la asamblea",
    "Vigilar la obra cada semana.",
    "30 de mayo de 2024",
    "Se pidió alumbrado en la calle principal.",
    "cómo presentar dudas, quejas y denuncias",
    "aviso de privacidad, la versión 1",
    "siendo las 20:05 horas (veinte horas con cinco minutos) del mismo día",
    "RESPONSABLE NOMBRE Y FIRMA",
    "Ada Muñoz",
    "SELLO",
    "Anexo: lista de asistencia",
    "Calle Aurora 66",
    "Folio ACTA/A/2024/001",
    "SHA-256 de los datos",
    "asiento",
)


@pytest.fixture
def reunion(reparto: Reparto) -> Reunion:
    return reunion_de(reparto)


def plano(texto: str) -> str:
    """Text of a page as it is read, without the breaks of its lines."""
    return " ".join(texto.replace("\N{HYPHEN}\n", "").split())


def dibujadas(pdf: bytes) -> set[tuple[int, int]]:
    """Pictures three times as wide as high, which only the drawn signatures are."""
    return {(ancho, alto) for ancho, alto in lectura.imagenes(pdf) if ancho > 2 * alto}


def test_the_paper_tells_each_thing_that_was_captured(reparto: Reparto, reunion: Reunion):
    documento = congelada(reparto, reunion).documento
    pdf = leer(documento.base_archivo)
    texto = plano(lectura.texto(pdf))
    assert [x for x in DICE if x not in texto] == []
    assert all(nombre in texto for nombre, *_ in PERSONAS)
    assert "Borrador" not in texto
    assert dibujadas(pdf), "the drawn signatures are not in the annex"
    assert documento.datos.encode() in lectura.adjuntos(pdf)


def test_the_same_data_give_the_same_bytes_whatever_the_rows_say_now(reparto: Reparto, reunion: Reunion):
    documento = congelada(reparto, reunion).documento
    contexto = ContextoDeActa(**json.loads(documento.contexto))
    Ciudadano.objects.update(nombre="Otra Persona", telefono="")
    assert acta_en_pdf(documento.datos) == acta_en_pdf(documento.datos)
    # The empty box to sign is added apart, in an update of the file whose identifier is drawn at random.
    una, otra = (acta_en_pdf(documento.datos, contexto) for _ in range(2))
    cuerpo = una.index(b"%%EOF")
    assert una[:cuerpo] == otra[:cuerpo] == leer(documento.base_archivo)[:cuerpo]
    publica = [acta_publica_en_pdf(documento.datos, "0" * 64, contexto, []) for _ in range(2)]
    assert publica[0] == publica[1]
    assert "Otra Persona" not in lectura.texto(una)


def test_a_draft_says_that_it_is_one(reparto: Reparto, reunion: Reunion):
    texto = lectura.texto(acta_en_pdf(canonico(datos_de_acta(acta_de(reparto, reunion)))))
    assert "Borrador de trabajo" in texto
    assert "SHA-256" not in texto


@pytest.mark.parametrize(
    "dato",
    [
        "33 1234 5678",
        "3312345678",
        "+52 (33) 1234-5678",
        "PELJ800101MJCRPN09",
        "rosa@correo.mx",
        "Calle Cerrada 9",
        "de 84 años de edad",
        "ochenta y cuatro años cumplidos",
        "edad: 84",
        "tiene 84 años",
    ],
)
@pytest.mark.parametrize("sigue", ["", ",", ", casa azul", ".", " y"])
def test_what_is_typed_of_somebody_is_crossed_out_whatever_follows(reparto, reunion, dato, sigue):
    datos = json.loads(canonico(datos_de_acta(acta_de(reparto, reunion))))
    datos["asistentes"][0]["domicilio"] = "Calle Cerrada 9"
    datos["textos"]["asuntos"] = f"Vive ahí, {dato}{sigue}"
    dicho = sin_personales(datos)["textos"]["asuntos"]
    assert dato not in dicho
    assert dicho.endswith(sigue)


def _publica(acta: Acta) -> str:
    documento = acta.documento
    datos = canonico(sin_personales(json.loads(documento.datos)))
    contexto = ContextoDeActa(**json.loads(documento.contexto))
    pdf = acta_publica_en_pdf(datos, documento.datos_sha256, contexto, [])
    assert lectura.adjuntos(pdf) == []
    assert not dibujadas(pdf)
    return plano(lectura.texto(pdf))


def test_its_public_version_holds_nothing_of_anybody(reparto: Reparto, reunion: Reunion, cifra):
    acta = congelada(reparto, reunion)
    texto, entera = _publica(acta), plano(lectura.texto(leer(acta.documento.base_archivo)))
    vistos = [c for c in CANARIOS if c in texto]
    cifra(25, "canarios de datos personales en la versión pública de un acta", len(vistos), de=len(CANARIOS))
    assert vistos == []
    assert sum(c in entera for c in CANARIOS) >= 14, "the control: the whole acta does hold them"
    assert NOMBRE in texto, "a name typed in the text was crossed out"
    for queda in ("Ing. Raúl Mota", "Lic. Eva Paz", "Candidatura 1", "Hubo empate", "Versión pública"):
        assert queda in texto


def test_a_witness_is_a_citizen_and_is_not_named_in_public(reparto: Reparto, reunion: Reunion):
    Autoridad.objects.create(
        asamblea=reunion.asamblea, orden=9, nombre="Tomás Vela Rocha", cargo="Vecino", es_testigo=True
    )
    datos = json.loads(canonico(datos_de_acta(acta_de(reparto, reunion))))
    datos["textos"]["asuntos"] = "Tomás Vela Rocha dio fe y la Lic. Eva Paz cerró."
    assert "Tomás Vela Rocha" in canonico(datos), "control"
    publica = canonico(sin_personales(datos))
    assert "Vela" not in publica
    assert {"nombre": NOMBRE, "cargo": "Vecino"}.items() <= sin_personales(datos)["autoridades"][-1].items()
    assert publica.count("Eva Paz") >= 2, "who serves the public is named"


def test_where_members_are_public_only_they_are_named(reparto: Reparto, reunion: Reunion):
    datos = datos_de_acta(acta_de(reparto, reunion))
    datos["organo"]["integrantes_publicos"] = True
    publica = canonico(sin_personales(datos))
    assert "Irma Canal Ríos" in publica
    assert "Lidia Núñez Vera" in publica
    for oculto in ("Juan Peña Solís", "Omar Tapia Cruz", "33 1111", "Calle Aurora"):
        assert oculto not in publica


@pytest.mark.parametrize(
    "escrito", ["IRMA CANAL RIOS", "irma  canal\nríos", "(Irma Canal Ríos)", "tel. 3311110001", "a@b.mx"]
)
def test_what_was_typed_by_hand_is_crossed_out_as_people_write_it(reparto, reunion, escrito):
    datos = datos_de_acta(acta_de(reparto, reunion))
    datos["textos"]["asuntos"] = f"Dijo {escrito} que sí."
    tachado = sin_personales(datos)["textos"]["asuntos"]
    assert "reservado]" in tachado
    assert "3311110001" not in tachado
    assert "canal" not in tachado.lower()


@pytest.mark.parametrize(
    "queda",
    [
        *("COM/A/2024/001", "$1,250,000.00", "2024", "Av. Juárez 1234", "12 de mayo"),
        *("con 3 años de garantía", "tiene 3 años de garantía", "hace 20 años", "la propiedad 15"),
    ],
)
def test_figures_that_are_nobodys_stay(reparto, reunion, queda):
    datos = datos_de_acta(acta_de(reparto, reunion))
    datos["textos"]["asuntos"] = f"Se dijo {queda} ahí"
    assert queda in sin_personales(datos)["textos"]["asuntos"]


def test_an_acta_without_assembly_is_that_of_its_procedimiento(reparto, reunion, monkeypatch):
    """The entrega-recepción: its sections and who else signs come from the procedimiento."""
    tabla = (("Concepto", "Monto"), ("Tubo", "$70,000.00"))
    seccion = Seccion("Obra", ("Se entrega el drenaje.",), tabla)
    monkeypatch.setattr(
        "asambleas.consultas.instantanea.procedimiento_de",
        lambda clave: Procedimiento(
            "comite", "Comité de obra", "", "COM", (), (), "comite",
            secciones=lambda acta: [seccion],
            firmantes=lambda acta: [FirmanteExtra("Constructora Tolin", "Contratista")],
        ),
    )  # fmt: skip
    actor = {"persona": reparto.persona("personal_a"), "ahora": AHORA}
    acta = servicios.levantar_acta(organo_id=reunion.organo.pk, tipo="entrega", asamblea_id=None, **actor)
    acta = servicios.congelar_acta(acta_id=acta.pk, revision=None, **actor)
    texto = plano(lectura.texto(leer(acta.documento.base_archivo)))
    for dice in (
        "ACTA DE ENTREGA-RECEPCIÓN",
        "el día 15 de mayo de 2024",
        "$70,000.00",
        "Constructora Tolin",
    ):
        assert dice in texto
    assert "Irma Canal Ríos" in texto
    assert "quórum" not in texto


def test_without_anything_captured_it_still_reads(reparto: Reparto, reunion: Reunion):
    datos = datos_de_acta(acta_de(reparto, reunion))
    campos = ("autoridades", "elecciones", "integrantes", "acuerdos", "asistentes", "aviso")
    vacios: dict[str, list] = {campo: [] for campo in campos}
    bloques = redactar({**datos, **vacios, "textos": dict.fromkeys(datos["textos"], "")})
    dichos = " ".join(p for b in bloques for p in b.parrafos)
    assert "No asistieron autoridades" in dichos
    assert "No se tomaron acuerdos" in dichos
    assert not any(b.titulo == "Elección" for b in bloques)


@pytest.mark.parametrize(
    ("numero", "dicho"),
    [(0, "cero"), (21, "veintiuno"), (31, "treinta y uno"), (100, "cien"), (115, "ciento quince"),
     (500, "quinientos"), (1001, "mil uno"), (2024, "dos mil veinticuatro"), (9999, None)],
)  # fmt: skip
def test_numbers_in_words(numero: int, dicho: str | None):
    hecho = palabras.en_palabras(numero)
    assert hecho == (dicho or "nueve mil novecientos noventa y nueve")


def test_numbers_before_their_noun():
    assert palabras.personas(1) == "1 (una) persona"
    assert palabras.personas(21) == "21 (veintiuna) personas"
    assert palabras.personas(231) == "231 (doscientas treinta y una) personas"
    assert palabras.hora("2024-05-06T01:21") == "las 01:21 horas (una hora con veintiún minutos)"
    assert palabras.hora("2024-05-06T21:00") == "las 21:00 horas (veintiuna horas)"
    with pytest.raises(ValueError, match="outside"):
        palabras.en_palabras(10_000)
