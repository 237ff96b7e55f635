"""Bringing a POA in from the pages: preview, confirmation, the review of Word, who may, forged ids."""

import io
import json
import re
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from nucleo.hojas import abrir_libro, escribir_csv
from nucleo.models import Asiento
from poa import servicios
from poa.consultas import con_la_hoja, datos_de
from poa.formatos import leer_word
from poa.models import Programa
from tests.poa import libros
from tests.poa.documento_de_la_semilla import documento
from tests.reparto import CANARIO, EN_ENERO, Reparto

ANIO = 2025
EJES = ("Estratégico 3: Servicios Públicos de Calidad", "Estratégico 4: Administración eficiente y eficaz")
AJENAS = ("personal_a", "planeacion", "tesoreria", "contraloria", "administrador")


@pytest.fixture
def abierto(reparto: Reparto) -> Reparto:
    """2025 is open and nobody has its POA."""
    servicios.abrir_ejercicio(persona=reparto.persona("planeacion"), ahora=EN_ENERO, anio=ANIO)
    return reparto


def del_anio(clave: str = "A") -> Programa | None:
    return con_la_hoja().filter(direccion__clave=clave, ejercicio__anio=ANIO).first()


def destino(reparto: Reparto, clave: str = "A") -> dict[str, Any]:
    ejercicio = reparto.ejercicio.__class__.objects.get(anio=ANIO)
    return {"direccion": reparto.direcciones[clave].pk, "ejercicio": ejercicio.pk}


def subir(cliente: Client, reparto: Reparto, contenido: bytes, nombre: str, clave: str = "A"):
    archivo = SimpleUploadedFile(nombre, contenido)
    return cliente.post(reverse("poa_importar"), {**destino(reparto, clave), "archivo": archivo})


def campos(respuesta) -> dict[str, str]:
    """The fields of the review, as the browser would send them untouched."""
    forma = respuesta.context["forma"]
    valores = {nombre: forma[nombre].value() for nombre in forma.fields}
    enviados = {n: "" if v is None else str(v) for n, v in valores.items() if v is not False}
    return {**enviados, "paquete": respuesta.context["paquete"]}


def test_a_workbook_is_shown_before_it_is_written(abierto: Reparto, cliente_de):
    cliente = cliente_de("directora_a")
    previa = subir(cliente, abierto, libros.bueno(), "poa.xlsx")
    pagina = previa.content.decode()
    assert previa.status_code == 200
    assert del_anio() is None, "nothing is saved by looking"
    for texto in (
        "Creación de comités",
        "Convocar 2",
        "$140,000.00",
        "2 · 0 · 2 · 3",
        "El archivo es de otro año",
    ):
        assert texto in pagina, texto
    hecho = cliente.post(reverse("poa_importar_confirmar"), {"paquete": previa.context["paquete"]})
    assert hecho["Location"] == reverse("poa", args=[del_anio().pk])
    esperado = libros.datos()
    assert [b["nombre"] for b in datos_de(del_anio())["bloques"]] == [
        b["nombre"] for b in esperado["bloques"]
    ]
    assert del_anio().estado == "borrador"


def test_importing_leaves_its_asientos_with_the_hash_of_the_file(abierto: Reparto, cliente_de):
    cliente = cliente_de("directora_a")
    paquete = subir(cliente, abierto, libros.bueno(), "poa.xlsx").context["paquete"]
    antes = Asiento.objects.count()
    cliente.post(reverse("poa_importar_confirmar"), {"paquete": paquete})
    nuevos = list(Asiento.objects.order_by("pk")[antes:])
    assert [a.accion for a in nuevos] == ["programa.crear", "programa.cargar"]
    assert nuevos[1].datos["formato"] == "xlsx"
    assert re.fullmatch("[0-9a-f]{64}", nuevos[1].datos["archivo_sha256"])


def test_confirming_twice_makes_one_poa(abierto: Reparto, cliente_de):
    cliente = cliente_de("directora_a")
    paquete = subir(cliente, abierto, libros.bueno(), "poa.xlsx").context["paquete"]
    for _ in range(2):
        respuesta = cliente.post(reverse("poa_importar_confirmar"), {"paquete": paquete}, follow=True)
    assert "ya tiene su POA 2025" in respuesta.content.decode()
    assert Programa.objects.filter(direccion__clave="A", ejercicio__anio=ANIO).count() == 1


def test_word_is_reviewed_piece_by_piece_and_saved_as_corrected(abierto: Reparto, cliente_de):
    sistema = servicios.persona_del_sistema(EN_ENERO.date())
    for eje in EJES:
        servicios.crear_eje(persona=sistema, ahora=EN_ENERO, nombre=eje, orden=9)
    cliente = cliente_de("directora_a")
    revision = subir(cliente, abierto, documento(), "poa.docx")
    enviados = campos(revision)
    assert del_anio() is None, "nothing is saved by looking"
    enviados["mision"] = "Servir a la gente"
    enviados["b0-l0"] = "Conocer el proyecto"
    enviados["b0-l6"] = "Una línea más"
    enviados["b1-omitir"] = "on"
    enviados["b3-m1"] = "7,000.50"
    hecho = cliente.post(reverse("poa_importar_word"), enviados)
    assert hecho.status_code == 302, hecho.context and hecho.context["forma"].errors
    datos = datos_de(del_anio())
    assert datos["mision"] == "Servir a la gente"
    assert [b["numero"] for b in datos["bloques"]] == [1, 3, 3]
    primera = [linea["texto"] for linea in datos["bloques"][0]["lineas"]]
    assert (primera[0], primera[-1], len(primera)) == ("Conocer el proyecto", "Una línea más", 7)
    assert datos["bloques"][2]["inversiones"][1] == {"concepto": "Papelería", "monto": "7000.50"}


def test_word_untouched_is_the_seed_whole(abierto: Reparto, cliente_de):
    sistema = servicios.persona_del_sistema(EN_ENERO.date())
    for eje in EJES:
        servicios.crear_eje(persona=sistema, ahora=EN_ENERO, nombre=eje, orden=9)
    cliente = cliente_de("directora_a")
    cliente.post(reverse("poa_importar_word"), campos(subir(cliente, abierto, documento(), "poa.docx")))
    leido = leer_word(documento(), ejes=EJES).datos
    datos = datos_de(del_anio())
    for clave in (
        "vision",
        "mision",
        "objetivo",
        "fortalezas",
        "amenazas",
        "evaluador",
        "fecha",
        "responsable",
    ):
        assert datos[clave] == leido[clave], clave
    for bloque, esperado in zip(datos["bloques"], leido["bloques"], strict=True):
        assert [linea["texto"] for linea in bloque["lineas"]] == [li["texto"] for li in esperado["lineas"]]
        assert {c: bloque[c] for c in esperado if c != "lineas"} == {
            c: v for c, v in esperado.items() if c != "lineas"
        }


def test_what_was_not_understood_is_told_with_its_place(abierto: Reparto, cliente_de):
    tabla = [["Estrategia 1:", "Comités"], ["Eje del PMD:", "Eje 99"], ["Otra cosa", "sin lugar"]]
    pagina = subir(cliente_de("directora_a"), abierto, documento([tabla]), "poa.docx").content.decode()
    assert "Tabla 1, fila 2: el eje «Eje 99» no está en el catálogo" in pagina
    assert "Tabla 1, fila 3: no se reconoció y no se tomó: «Otra cosa»" in pagina


def test_a_wrong_piece_gives_the_form_back_with_what_was_typed(abierto: Reparto, cliente_de):
    cliente = cliente_de("directora_a")
    tabla = [["Estrategia 1:", "Comités"], ["Líneas de acción:", "Resultados/Impacto"], ["Uno", "Metas: Dos"]]
    enviados = campos(subir(cliente, abierto, documento([tabla]), "poa.docx"))
    malos = {"b0-numero": "-1", "b0-m0": "mucho", "b0-desde": "2025-12-31", "b0-hasta": "2025-01-01"}
    respuesta = cliente.post(reverse("poa_importar_word"), {**enviados, **malos, "mision": "Tecleada"})
    assert respuesta.status_code == 400
    assert set(respuesta.context["forma"].errors) == {"b0-numero", "b0-m0", "b0-hasta"}
    assert "Tecleada" in respuesta.content.decode()
    assert del_anio() is None


RUTAS: list[tuple[str, str, Callable[[Reparto], list[int]]]] = [
    ("get", "poa_plantilla", lambda r: []),
    ("get", "poa_importar", lambda r: []),
    ("post", "poa_importar", lambda r: []),
    ("post", "poa_importar_confirmar", lambda r: []),
    ("post", "poa_importar_word", lambda r: []),
    ("get", "poa_copiar", lambda r: [r.programa_a.pk]),
    ("post", "poa_copiar", lambda r: [r.programa_a.pk]),
]


@pytest.mark.parametrize("quien", AJENAS)
@pytest.mark.parametrize(("metodo", "nombre", "de"), RUTAS)
def test_only_who_writes_the_poa_brings_it_in(abierto: Reparto, cliente_de, quien, metodo, nombre, de):
    respuesta = getattr(cliente_de(quien), metodo)(reverse(nombre, args=de(abierto)))
    assert respuesta.status_code == 403


@pytest.mark.parametrize(
    ("quien", "propio", "ajeno"),
    [
        ("personal_a", 200, 404),
        ("directora_a", 200, 404),
        ("directora_b", 404, 200),
        ("planeacion", 200, 200),
        ("contraloria", 200, 200),
        ("tesoreria", 404, 404),
        ("administrador", 403, 403),
        ("anonimo", 302, 302),
    ],
)
@pytest.mark.parametrize("nombre", ["poa_exportar", "poa_comparar"])
def test_who_takes_a_poa_out(reparto: Reparto, cliente_de, nombre: str, quien: str, propio: int, ajeno: int):
    for programa, codigo in ((reparto.programa_a, propio), (reparto.programa_b, ajeno)):
        assert cliente_de(quien).get(reverse(nombre, args=[programa.pk])).status_code == codigo


def test_the_export_of_a_carries_nothing_of_b(reparto: Reparto, cliente_de):
    def celdas(quien: str, programa: Programa) -> str:
        respuesta = cliente_de(quien).get(reverse("poa_exportar", args=[programa.pk]))
        assert respuesta["Content-Disposition"].startswith("attachment")
        return str(abrir_libro(respuesta.content))

    assert CANARIO not in celdas("directora_a", reparto.programa_a)
    assert celdas("directora_b", reparto.programa_b).count(CANARIO) > 20


def test_a_forged_direccion_or_package_writes_nothing(abierto: Reparto, cliente_de):
    ajena, propia = cliente_de("directora_b"), cliente_de("directora_a")
    antes = Programa.objects.count()
    respuesta = subir(ajena, abierto, libros.bueno(), "poa.xlsx", clave="A")
    assert "direccion" in respuesta.context["forma"].errors
    paquete = subir(propia, abierto, libros.bueno(), "poa.xlsx").context["paquete"]
    for cliente, enviado in ((ajena, paquete), (propia, paquete[:-2] + "xx"), (propia, ""), (propia, "\x00")):
        cliente.post(reverse("poa_importar_confirmar"), {"paquete": enviado})
        cliente.post(reverse("poa_importar_word"), {"paquete": enviado, "forma": "[]"})
    for forma in ("[[1e9,0]]", "[[100000,1]]", '{"a":1}', "[" * 5_000, "x", json.dumps([[120, 120]] * 60)):
        de_word = campos(subir(propia, abierto, documento(), "poa.docx"))
        propia.post(reverse("poa_importar_word"), {**de_word, "forma": forma})
    propia.post(
        reverse("poa_copiar", args=[abierto.programa_b.pk]), {"ejercicio": destino(abierto)["ejercicio"]}
    )
    assert Programa.objects.count() == antes


def test_a_role_that_ended_between_the_preview_and_its_confirmation_writes_nothing(
    abierto: Reparto, cliente_de
):
    cliente = cliente_de("directora_a")
    paquete = subir(cliente, abierto, libros.bueno(), "poa.xlsx").context["paquete"]
    abierto.usuarios["directora_a"].adscripciones.update(hasta=EN_ENERO.date())
    assert cliente.post(reverse("poa_importar_confirmar"), {"paquete": paquete}).status_code == 403
    assert del_anio() is None


PELIGROS = ["=1+1", "+1", "-1", "@SUM(1)", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x")', "http://x.mx"]


def test_what_looks_like_a_formula_comes_out_as_text(abierto: Reparto, cliente_de):
    datos = libros.datos()
    datos["fortalezas"] = PELIGROS
    datos["bloques"][0]["lineas"][0]["texto"] = "=1+1"
    datos["bloques"][0]["inversiones"][0]["concepto"] = "@SUM(1)"
    programa = servicios.cargar_programa(
        persona=abierto.persona("directora_a"), ahora=EN_ENERO, datos={**datos, "ejercicio": ANIO}
    )
    contenido = cliente_de("directora_a").get(reverse("poa_exportar", args=[programa.pk])).content
    libro = openpyxl.load_workbook(io.BytesIO(contenido))
    celdas = [
        celda for hoja in libro for fila in hoja.iter_rows() for celda in fila if celda.value is not None
    ]
    assert not [c.coordinate for c in celdas if c.data_type == "f" or c.hyperlink]
    assert [c.value for c in libro["FODA"]["B"][1 : 1 + len(PELIGROS)]] == PELIGROS
    assert isinstance(libro["Inversiones"]["C2"].value, int | float), "numbers are numbers"


def test_the_csv_puts_formulas_behind_a_quote():
    payloads = ["=1+1", "+1", "-1", "@x", "\tx", "\rx"]
    contenido = escribir_csv(["=titulo"], [[p] for p in payloads] + [[-5], ["normal"], [None]])
    assert contenido.startswith(b"\xef\xbb\xbf")
    import csv

    filas = [
        fila[0] if fila else "" for fila in csv.reader(io.StringIO(contenido.decode("utf-8-sig"), newline=""))
    ]
    assert filas == ["'=titulo", *(f"'{p}" for p in payloads), "-5", "normal", ""]


def test_without_an_open_year_the_page_says_so(reparto: Reparto, cliente_de):
    pagina = cliente_de("directora_a").get(reverse("poa_importar")).content.decode()
    assert "No hay a dónde traerlo" in pagina
