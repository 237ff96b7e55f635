"""Export → import into another ejercicio → export: the same content, for the seed and for generated POAs."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nucleo.texto import limpiar
from poa import servicios
from poa.consultas import con_la_hoja, datos_de
from poa.consultas.traslado import nombres_de_ejes
from poa.exportaciones import libro_del_poa
from poa.formatos import leer_excel
from poa.models import Ejercicio, Programa
from tests.reparto import EN_ENERO, Reparto, crear_reparto, datos_de_programa

SEMILLA = Path(__file__).parents[2] / "demo" / "datos" / "pc_2024.json"
EJES = ("Estratégico 3: Servicios Públicos de Calidad", "Estratégico 4: Administración eficiente y eficaz")
SIN_LUGAR = ("clave", "ejercicio")


def abrir(reparto: Reparto, anio: int) -> Ejercicio:
    hecho = Ejercicio.objects.filter(anio=anio).first()
    return hecho or servicios.abrir_ejercicio(
        persona=reparto.persona("planeacion"), ahora=EN_ENERO, anio=anio
    )


def contenido(programa: Programa) -> dict[str, Any]:
    """What the POA says, but where and when it is."""
    datos = datos_de(con_la_hoja().get(pk=programa.pk))
    return {clave: valor for clave, valor in datos.items() if clave not in SIN_LUGAR}


def exportar(programa: Programa) -> bytes:
    return libro_del_poa(datos_de(con_la_hoja().get(pk=programa.pk)), nombres_de_ejes())


def importar(reparto: Reparto, archivo: bytes, anio: int, clave: str = "A") -> Programa:
    return servicios.importar_programa(
        persona=servicios.persona_del_sistema(EN_ENERO.date()),
        ahora=EN_ENERO,
        direccion=reparto.direcciones[clave],
        ejercicio=abrir(reparto, anio),
        datos=leer_excel(archivo, ejes=nombres_de_ejes()).datos,
        formato="xlsx",
        archivo_sha256="0" * 64,
    )


def ida_y_vuelta(reparto: Reparto, programa: Programa) -> None:
    primero = exportar(programa)
    otro = importar(reparto, primero, 2030)
    assert otro.ejercicio.anio == 2030
    assert contenido(otro) == contenido(programa)
    tercero = importar(reparto, exportar(otro), 2031)
    assert contenido(tercero) == contenido(programa)


def test_the_seed_goes_out_and_comes_back_the_same(reparto: Reparto):
    sistema = servicios.persona_del_sistema(EN_ENERO.date())
    for orden, eje in enumerate(EJES, 2):
        servicios.crear_eje(persona=sistema, ahora=EN_ENERO, nombre=eje, orden=orden)
    datos = {**json.loads(SEMILLA.read_text(encoding="utf-8")), "clave": "PLAN"}
    semilla = servicios.cargar_programa(persona=reparto.persona("planeacion"), ahora=EN_ENERO, datos=datos)
    ida_y_vuelta(reparto, semilla)
    assert contenido(semilla)["bloques"][3]["inversiones"][0] == {"concepto": "Gasolina", "monto": "70000.00"}


def test_an_authorised_poa_with_numbers_goes_out_and_comes_back(reparto: Reparto):
    ida_y_vuelta(reparto, reparto.programa_a)


def test_the_comparison_notices_a_number(reparto: Reparto):
    """Negative control: one number less in the file is not the same content."""
    datos = datos_de(con_la_hoja().get(pk=reparto.programa_a.pk))
    datos["bloques"][0]["lineas"][0]["programacion"][0] += 1
    otro = importar(reparto, libro_del_poa(datos, nombres_de_ejes()), 2030)
    assert contenido(otro) != contenido(reparto.programa_a)


PELIGROS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    '=HYPERLINK("http://x","y")',
    "http://x.mx",
    "00123",
    "1e5",
    "TRUE",
)
LETRAS = st.sampled_from("aáñÑ Z09=+-@'\"«»<>&,;:\n\t_x%€🙂\u200b\r")


def textos(maximo: int = 15, *, vacio: bool = True) -> st.SearchStrategy[str]:
    libres = st.text(LETRAS, max_size=maximo).map(limpiar)
    todos = st.one_of(libres, st.sampled_from(PELIGROS))
    return todos if vacio else todos.filter(bool)


FECHAS = st.one_of(st.none(), st.dates().filter(lambda d: 1900 < d.year < 2200).map(lambda d: d.isoformat()))
NUMEROS = st.one_of(st.none(), st.integers(0, 99_999))
LINEAS = st.fixed_dictionaries(
    {
        "texto": textos(40, vacio=False),
        "unidad": textos(),
        "medio": textos(),
        "exige_evidencia": st.booleans(),
    },
    optional={"programacion": st.lists(NUMEROS, min_size=4, max_size=4)},
)
PERIODOS = st.tuples(FECHAS, FECHAS).map(
    lambda par: dict(zip(("desde", "hasta"), sorted(par) if all(par) else par, strict=True))
)
BLOQUES = st.fixed_dictionaries(
    {
        "tipo": st.sampled_from(["estrategia", "actividad"]),
        "numero": st.integers(0, 9_999),
        "nombre": textos(vacio=False),
        "eje": st.sampled_from(["", "Eje 1: Servicios"]),
        "metas": textos(60),
        "inversiones": st.lists(
            st.fixed_dictionaries(
                {
                    "concepto": textos(),
                    "monto": st.integers(0, 9_999_999_999_999).map(lambda n: f"{n // 100}.{n % 100:02d}"),
                }
            ),
            max_size=3,
        ),
        "beneficiados": st.fixed_dictionaries({"directos": textos(), "indirectos": textos()}),
        "periodo": PERIODOS,
        "temporalidad": st.sampled_from(["", "TRIMESTRAL"]),
        "lineas": st.lists(LINEAS, max_size=3),
    }
)
POAS = st.fixed_dictionaries(
    {
        "bloques": st.lists(BLOQUES, min_size=1, max_size=3),
        "encabezado": textos(),
        "vision": textos(60),
        "mision": textos(),
        "objetivo": textos(),
        "evaluador": textos(),
        "fecha": FECHAS,
        "responsable": st.fixed_dictionaries({"nombre": textos(), "cargo": textos()}),
        **{
            lista: st.lists(textos(vacio=False), max_size=3)
            for lista in ("fortalezas", "debilidades", "oportunidades", "amenazas")
        },
    }
)


@pytest.mark.django_db
def test_generated_poas_go_out_and_come_back_the_same(tamano):
    reparto = crear_reparto()
    for anio in (2030, 2031):
        abrir(reparto, anio)
    vistos = []

    @settings(max_examples=tamano(20, 200), deadline=None, suppress_health_check=list(HealthCheck))
    @given(POAS)
    def revisar(datos: dict[str, Any]) -> None:
        marca = transaction.savepoint()
        try:
            generado = servicios.cargar_programa(
                persona=reparto.persona("planeacion"),
                ahora=EN_ENERO,
                datos={**datos_de_programa("PLAN"), **datos},
            )
            ida_y_vuelta(reparto, generado)
            vistos.append(sum(len(bloque["lineas"]) for bloque in datos["bloques"]))
        finally:
            transaction.savepoint_rollback(marca)

    revisar()
    assert len(vistos) >= tamano(20, 200)
    assert max(vistos) > 0
