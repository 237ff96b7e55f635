"""Importing a CSV: all or nothing, errors by row and column, fast, traced, stopped only by a signature."""

import time
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from actividades.lectura_csv import COLUMNAS, ArchivoIlegible, leer_renglones
from actividades.models import Actividad, CambioDeActividad
from actividades.servicios import ImportacionInvalida, importar_actividades
from nucleo.almacen import sha256
from nucleo.errores import SinPermiso
from nucleo.models import Asiento
from poa.models import TrimestrePrograma
from tests.actividades.muestras import subido
from tests.reparto import AHORA

pytestmark = pytest.mark.django_db
BUENO = "A,2024,1,2,2024-02-20,3,el arbol,Se convocó a la zona,12,8,si"
MINIMO = "b,2024,,,2024-05-03,1,,Emergente de B,,,no"


def csv_de(*renglones: str, columnas: tuple[str, ...] = COLUMNAS) -> bytes:
    return "\r\n".join([",".join(columnas), *renglones]).encode()


@pytest.fixture
def importar(reparto):
    """`importar(csv, quien="planeacion", lote=…)`: parse and import."""

    def hacer(contenido, *, quien="planeacion", lote=None):
        return importar_actividades(
            renglones=leer_renglones(contenido),
            lote=lote or uuid4(),
            archivo_sha256=sha256(contenido),
            persona=reparto.persona(quien),
            ahora=AHORA,
        )

    return hacer


@pytest.mark.postgres
def test_lo_importado_queda_como_lo_dice_el_archivo(reparto, importar):
    asientos = Asiento.objects.count()
    hecho = importar(csv_de(BUENO, MINIMO))
    assert (hecho.total, hecho.validadas, hecho.por_direccion) == (2, 1, {"A": 1, "B": 1})
    una, otra = Actividad.objects.order_by("fecha")
    assert una.linea == reparto.lineas()[1]
    assert una.trimestre_programa == reparto.tp(1)
    assert (una.estado, una.origen, una.cantidad, una.mujeres, una.hombres) == (
        "validada",
        "importacion",
        3,
        12,
        8,
    )
    assert una.validada_por == reparto.usuarios["planeacion"]
    assert not una.evidencias.exists()
    assert [x.nombre for x in una.localidades.all()] == ["El Árbol"]
    assert "se convoco a la zona" in una.busqueda
    assert (otra.estado, otra.linea, otra.trimestre_programa) == ("registrada", None, reparto.tp(2, "B"))
    assert [(c.de, c.a) for c in CambioDeActividad.objects.order_by("pk")] == [
        ("", "validada"),
        ("", "registrada"),
    ]
    nuevos = list(Asiento.objects.order_by("pk")[asientos:])
    assert [(a.cadena, a.accion) for a in nuevos] == [
        ("direccion:A", "actividades.importar"),
        ("direccion:B", "actividades.importar"),
    ]
    assert nuevos[0].datos == {"archivo_sha256": sha256(csv_de(BUENO, MINIMO)), "validada": 1, "cantidad": 3}


ERRORES = {
    "direccion": ("Z,2024,1,1,2024-02-20,3,,x,,,no", "no hay una dirección con clave «Z»"),
    "ejercicio": ("A,2031,1,1,2024-02-20,3,,x,,,no", "no tiene POA de 2031"),
    "estrategia": ("A,2024,3,1,2024-02-20,3,,x,,,no", "tiene 2 bloques y se pide el 3"),
    "linea": ("A,2024,1,3,2024-02-20,3,,x,,,no", "tiene 2 líneas y se pide la 3"),
    "linea vacía": ("A,2024,1,,2024-02-20,3,,x,,,no", "falta el número"),
    "estrategia cero": ("A,2024,0,1,2024-02-20,3,,x,,,no", "se pide el 0"),
    "fecha": ("A,2024,1,1,20/02/2024,3,,x,,,no", "no es una fecha AAAA-MM-DD"),
    "fecha imposible": ("A,2024,1,1,2024-02-30,3,,x,,,no", "no es una fecha AAAA-MM-DD"),
    "fecha de otro año": ("A,2024,1,1,2023-02-20,3,,x,,,no", "fuera del ejercicio 2024"),
    "fecha futura": ("A,2024,1,1,2024-05-16,3,,x,,,no", "posterior a hoy"),
    "cantidad": ("A,2024,1,1,2024-02-20,tres,,x,,,no", "no es un número entero"),
    "cantidad cero": ("A,2024,1,1,2024-02-20,0,,x,,,no", "de 1 a 999,999"),
    "cantidad negativa": ("A,2024,1,1,2024-02-20,-3,,x,,,no", "no es un número entero"),
    "localidad": ("A,2024,1,1,2024-02-20,3,Macondo,x,,,no", "«Macondo» no está en el catálogo"),
    "descripcion": ("A,2024,1,1,2024-02-20,3,,  ,,,no", "Cuente qué se hizo"),
    "mujeres": ("A,2024,1,1,2024-02-20,3,,x,1.5,,no", "no es un número entero"),
    "hombres": ("A,2024,1,1,2024-02-20,3,,x,,muchos,no", "no es un número entero"),
    "validada": ("A,2024,1,1,2024-02-20,3,,x,,,quizá", "no es «si» ni «no»"),
}


@pytest.mark.parametrize("caso", ERRORES)
def test_cada_error_nombra_su_renglon_y_su_columna(importar, caso):
    renglon, dice = ERRORES[caso]
    asientos = Asiento.objects.count()
    with pytest.raises(ImportacionInvalida) as error:
        importar(csv_de(BUENO, renglon, MINIMO))
    (falla,) = error.value.errores
    assert (falla.fila, falla.columna) == (3, caso.split()[0])
    assert dice in falla.mensaje
    assert (Actividad.objects.count(), Asiento.objects.count()) == (0, asientos)


def test_se_dicen_todos_los_errores_en_su_orden(importar):
    with pytest.raises(ImportacionInvalida) as error:
        importar(csv_de(BUENO, "A,2024,9,1,ayer,x,,,,,", "", "Z,2024,1,1,2024-02-20,1,,x,,,"))
    assert [(e.fila, e.columna) for e in error.value.errores] == [
        (3, "estrategia"),
        (3, "fecha"),
        (3, "cantidad"),
        (3, "descripcion"),
        (5, "direccion"),
    ]


@pytest.mark.postgres
def test_solo_el_trimestre_firmado_lo_detiene(reparto, importar):
    # The first quarter's capture closed a month ago: an import goes in.
    importar(csv_de(BUENO))
    TrimestrePrograma.objects.filter(pk=reparto.tp(1).pk).update(cerrado=True)
    with pytest.raises(ImportacionInvalida) as error:
        importar(csv_de(MINIMO, BUENO))
    (falla,) = error.value.errores
    assert (falla.fila, falla.columna) == (3, "fecha")
    assert "pida a Planeación" in falla.mensaje
    assert Actividad.objects.count() == 1


@pytest.mark.parametrize("quien", ["personal_a", "directora_a", "tesoreria", "contraloria", "administrador"])
def test_solo_planeacion_importa(importar, quien):
    with pytest.raises(SinPermiso):
        importar(csv_de(BUENO), quien=quien)


@pytest.mark.postgres
def test_el_mismo_lote_dos_veces_es_uno(importar):
    lote = uuid4()
    importar(csv_de(BUENO, MINIMO), lote=lote)
    asientos = Asiento.objects.count()
    assert importar(csv_de(BUENO, MINIMO), lote=lote).total == 2
    assert (Actividad.objects.count(), Asiento.objects.count()) == (2, asientos)
    importar(csv_de(BUENO, MINIMO))
    assert Actividad.objects.count() == 4


@pytest.mark.postgres
def test_diez_mil_renglones_en_unos_segundos(importar, tamano, django_assert_max_num_queries):
    cuantos = tamano(2_000, 10_000)
    inicio = time.monotonic()
    with django_assert_max_num_queries(40 + cuantos // 20):
        importar(csv_de(*[BUENO] * cuantos))
    assert Actividad.objects.count() == cuantos
    assert time.monotonic() - inicio < 15


@pytest.mark.parametrize("contenido", [b"\xef\xbb\xbf" + csv_de(BUENO), csv_de(BUENO.replace(",", ";"))])
def test_con_marca_de_orden_o_punto_y_coma(contenido):
    if b";" in contenido:
        contenido = contenido.replace(",".join(COLUMNAS).encode(), ";".join(COLUMNAS).encode())
    (renglon,) = leer_renglones(contenido)
    assert (renglon.fila, renglon.valores["direccion"], renglon.valores["validada"]) == (2, "A", "si")


def test_el_renglon_es_la_linea_del_archivo_aunque_una_celda_tenga_varias():
    varias = 'A,2024,1,1,2024-02-20,3,,"uno\ndos\ntres",,,no'
    assert [r.fila for r in leer_renglones(csv_de(varias, ",,,,,,,,,,", MINIMO))] == [2, 6]


@pytest.mark.parametrize(
    ("contenido", "fila", "columna", "dice"),
    [
        (b"", 1, "direccion", "falta esta columna"),
        (csv_de(columnas=COLUMNAS[1:]), 1, "direccion", "falta"),
        (csv_de(columnas=(*COLUMNAS, "folio")), 1, "folio", "no se conoce"),
        (csv_de(columnas=(*COLUMNAS, "fecha")), 1, "fecha", "repetida"),
        (csv_de(BUENO, BUENO + ",9"), 3, "—", "12 celdas y deben ser 11"),
        (csv_de(BUENO).decode().encode("latin-1"), 2, "—", "UTF-8"),
        (csv_de(BUENO.replace("Se", "\x00")), 2, "—", "no se admite"),
        (csv_de('A,2024,1,1,2024-02-20,3,,"sin cerrar,,,no'), 2, "—", "comillas"),
    ],
)
def test_un_archivo_que_no_es_el_csv(contenido, fila, columna, dice):
    with pytest.raises(ArchivoIlegible) as error:
        leer_renglones(contenido)
    assert (error.value.errores[0].fila, error.value.errores[0].columna) == (fila, columna)
    assert dice in error.value.errores[0].mensaje


def test_la_orden_importa_como_sistema(reparto, en_hoy, tmp_path: Path, capsys):
    archivo = tmp_path / "actos.csv"
    archivo.write_bytes(csv_de(BUENO, MINIMO))
    call_command("importar_actividades", str(archivo))
    assert "2 actividades importadas, 1 de ellas validadas" in capsys.readouterr().out
    assert {a.registrada_por.username for a in Actividad.objects.all()} == {"sistema"}
    call_command("importar_actividades", str(archivo), usuario="planeacion")
    assert Actividad.objects.filter(registrada_por__username="planeacion").count() == 2


@pytest.mark.parametrize(
    ("opciones", "dice"),
    [
        ({}, "Renglón 3, columna «cantidad»"),
        ({"usuario": "nadie"}, "No hay un usuario «nadie»"),
        ({"usuario": "personal_a"}, "corresponde a la Dirección de Planeación"),
    ],
)
def test_la_orden_falla_con_codigo_1_y_en_espanol(reparto, en_hoy, tmp_path: Path, opciones, dice):
    archivo = tmp_path / "actos.csv"
    archivo.write_bytes(csv_de(BUENO, BUENO.replace(",3,", ",x,")))
    with pytest.raises(CommandError) as error:
        call_command("importar_actividades", str(archivo), **opciones)
    assert dice in str(error.value)
    assert error.value.returncode == 1
    assert not Actividad.objects.exists()


def test_la_orden_sin_archivo(reparto, en_hoy, tmp_path: Path):
    with pytest.raises(CommandError, match="No se pudo leer"):
        call_command("importar_actividades", str(tmp_path / "no-hay.csv"))


def test_la_pagina_importa_y_avisa_si_ya_se_importo(en_hoy, cliente_de):
    cliente, url = cliente_de("planeacion"), reverse("actividades_importar")

    def subir(**mas):
        datos = {"archivo": subido("a.csv", csv_de(BUENO, MINIMO)), "lote": str(uuid4())}
        return cliente.post(url, datos | mas, follow=True)

    pagina = subir()
    assert "Se importaron 2 actividades, 1 de ellas ya validadas." in pagina.content.decode()
    assert pagina.redirect_chain[-1][0] == "/actividades/?importadas=1"
    assert "ya se importó el 15 de mayo de 2024" in subir().content.decode()
    assert Actividad.objects.count() == 2
    subir(repetir="on")
    assert Actividad.objects.count() == 4


def test_la_pagina_muestra_los_errores_en_una_tabla(en_hoy, cliente_de):
    cuerpo = csv_de(BUENO, "A,2024,9,1,ayer,1,,x,,,no")
    pagina = cliente_de("planeacion").post(
        reverse("actividades_importar"), {"archivo": subido("a.csv", cuerpo), "lote": str(uuid4())}
    )
    texto = pagina.content.decode()
    assert texto.count("Renglón 3") == 2
    assert "<code>estrategia</code>" in texto
    assert "No se importó nada" in texto
    assert not Actividad.objects.exists()


def test_la_plantilla_es_un_csv_que_se_puede_leer(en_hoy, cliente_de):
    respuesta = cliente_de("planeacion").get(reverse("actividades_plantilla"))
    assert respuesta["Content-Disposition"] == 'attachment; filename="actividades.csv"'
    assert leer_renglones(respuesta.content + BUENO.encode())[0].fila == 2


@pytest.mark.parametrize("nombre", ["actividades_importar", "actividades_plantilla"])
@pytest.mark.parametrize("quien", ["directora_a", "contraloria", "administrador"])
def test_los_demas_no_entran(en_hoy, cliente_de, nombre, quien):
    assert cliente_de(quien).get(reverse(nombre)).status_code == 403
