"""The catalogues as services: who keeps them, what is refused, what stays of a change."""

import io
from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, PngImagePlugin

from actividades.models import Actividad
from nucleo import almacen
from nucleo.bitacora import revisar_cadena
from nucleo.errores import Conflicto, DatosInvalidos, PeriodoCerrado, SinPermiso
from nucleo.models import Asiento
from poa import servicios
from poa.consultas.catalogos import entradas_de, huella_de, usos_de
from poa.consultas.dias_habiles import es_dia_habil, sumar_dias_habiles, ultimo_dia_habil
from poa.escudo import preparar_escudo
from poa.models import (
    Ayuntamiento,
    DiaInhabil,
    Direccion,
    EjePMD,
    Ejercicio,
    Localidad,
    Trimestre,
    TrimestrePrograma,
)
from tests.reparto import AHORA, Reparto

AJENOS = ("personal_a", "directora_a", "tesoreria", "contraloria")


def actor(reparto: Reparto, quien: str = "planeacion") -> dict:
    return {"persona": reparto.persona(quien), "ahora": AHORA}


def ayuntamiento(**cambios) -> dict:
    datos = {
        "nombre": "Gobierno de San Prueba",
        "municipio": "San Prueba",
        "entidad": "Jalisco",
        "lema": "Año del Maíz",
        "administracion_desde": date(2021, 10, 1),
        "administracion_hasta": date(2024, 9, 30),
        "nombre_del_pmd": "PMDG",
    }
    return {**datos, **cambios}


def escrituras(reparto: Reparto) -> dict:
    """Each write of the catalogues, ready but for its actor."""
    a, eje = reparto.direcciones["A"].pk, EjePMD.objects.get().pk
    return {
        "editar_ayuntamiento": lambda **q: servicios.editar_ayuntamiento(**q, **ayuntamiento()),
        "poner_escudo": lambda **q: servicios.poner_escudo(**q, archivo="escudo/aa/a.png"),
        "crear_direccion": lambda **q: servicios.crear_direccion(**q, clave="X", nombre="Equis"),
        "editar_direccion": lambda **q: servicios.editar_direccion(**q, pk=a, nombre="Otra"),
        "crear_localidad": lambda **q: servicios.crear_localidad(**q, nombre="El Chante"),
        "editar_localidad": lambda **q: servicios.editar_localidad(
            **q, pk=Localidad.objects.first().pk, nombre="Otra"
        ),
        "crear_eje": lambda **q: servicios.crear_eje(**q, nombre="Eje 9"),
        "editar_eje": lambda **q: servicios.editar_eje(**q, pk=eje, nombre="Eje 1: Servicios", orden=7),
        "activar_entrada": lambda **q: servicios.activar_entrada(**q, modelo=EjePMD, pk=eje, activa=False),
        "borrar_entrada": lambda **q: servicios.borrar_entrada(
            **q, modelo=Localidad, pk=Localidad.objects.last().pk
        ),
        "abrir_ejercicio": lambda **q: servicios.abrir_ejercicio(**q, anio=2025),
        "fijar_umbrales": lambda **q: servicios.fijar_umbrales(
            **q, ejercicio_id=reparto.ejercicio.pk, verde=95, amarillo=60, sobrecumplimiento=120
        ),
        "fijar_calendario": lambda **q: servicios.fijar_calendario(
            **q, ejercicio_id=reparto.ejercicio.pk, fechas=calendario({1: (date(2024, 1, 2),) * 3})
        ),
        "agregar_inhabiles": lambda **q: servicios.agregar_inhabiles(
            **q, desde=date(2024, 7, 25), motivo="Fiesta"
        ),
    }


def calendario(cambios: dict) -> dict:
    actual = {
        t.numero: (t.captura_abre, t.captura_cierra, t.limite_evaluacion)
        for t in Trimestre.objects.filter(ejercicio__anio=2024)
    }
    return actual | cambios


NOMBRES = (
    "editar_ayuntamiento poner_escudo crear_direccion editar_direccion crear_localidad editar_localidad "
    "crear_eje editar_eje activar_entrada borrar_entrada abrir_ejercicio fijar_umbrales fijar_calendario "
    "agregar_inhabiles"
).split()


@pytest.mark.parametrize("nombre", NOMBRES)
def test_who_may_and_what_stays_on_record(reparto: Reparto, nombre: str):
    escribir = escrituras(reparto)[nombre]
    antes = Asiento.objects.count()
    for quien in AJENOS:
        with pytest.raises(SinPermiso):
            escribir(**actor(reparto, quien))
    assert Asiento.objects.count() == antes
    escribir(**actor(reparto, "planeacion"))
    asiento = Asiento.objects.latest("pk")
    assert (Asiento.objects.count(), asiento.cadena) == (antes + 1, "municipio")
    assert asiento.actor == reparto.usuarios["planeacion"]
    assert revisar_cadena("municipio") is None


@pytest.mark.parametrize("nombre", NOMBRES)
def test_the_administrador_may_too(reparto: Reparto, nombre: str):
    escrituras(reparto)[nombre](**actor(reparto, "administrador"))


def test_nothing_changed_leaves_nothing_on_record(reparto: Reparto):
    servicios.editar_ayuntamiento(**actor(reparto), **ayuntamiento())
    antes = Asiento.objects.count()
    servicios.editar_ayuntamiento(**actor(reparto), **ayuntamiento())
    assert Asiento.objects.count() == antes


@pytest.mark.parametrize(
    ("cambio", "campo"),
    [
        ({"nombre": " "}, "nombre"),
        ({"municipio": "\u202e"}, "municipio"),
        ({"nombre_del_pmd": ""}, "nombre_del_pmd"),
        ({"administracion_hasta": date(2021, 10, 1)}, "administracion_hasta"),
    ],
)
def test_the_municipality_is_checked_by_field(reparto: Reparto, cambio: dict, campo: str):
    with pytest.raises(DatosInvalidos) as error:
        servicios.editar_ayuntamiento(**actor(reparto), **ayuntamiento(**cambio))
    assert list(error.value.errores) == [campo]
    assert Ayuntamiento.objects.get().nombre == "Gobierno Municipal de San Prueba"


def test_of_two_editions_of_one_version_the_second_is_told(reparto: Reparto):
    visto = huella_de(Ayuntamiento.objects.get())
    servicios.editar_ayuntamiento(**actor(reparto), **ayuntamiento(), visto=visto)
    with pytest.raises(Conflicto) as error:
        servicios.editar_ayuntamiento(
            **actor(reparto, "administrador"), **ayuntamiento(lema="Otro"), visto=visto
        )
    assert "Paz Ortega lo cambió" in error.value.mensaje
    assert "Año del Maíz" in error.value.mensaje
    assert Ayuntamiento.objects.get().lema == "Año del Maíz"


def test_what_is_used_is_not_deleted_and_says_by_whom(reparto: Reparto):
    for modelo, pk in ((Direccion, reparto.direcciones["A"].pk), (EjePMD, EjePMD.objects.get().pk)):
        with pytest.raises(Conflicto) as error:
            servicios.borrar_entrada(**actor(reparto), modelo=modelo, pk=pk)
        assert "desactivarlo" in error.value.mensaje
        assert modelo.objects.filter(pk=pk).exists()
    assert "2 adscripciones" in [str(u) for u in usos_de(reparto.direcciones["A"])]


def test_a_localidad_named_by_an_act_is_not_deleted(reparto: Reparto):
    """A many-to-many key has no PROTECT: without the count, the act would lose its place in silence."""
    localidad = Localidad.objects.get(nombre="El Árbol")
    acto = Actividad.objects.create(
        trimestre_programa=reparto.tp(2),
        linea=reparto.lineas()[0],
        fecha=date(2024, 5, 2),
        descripcion="Reunión",
        cantidad=1,
        registrada_por=reparto.usuarios["personal_a"],
        registrada_en=AHORA,
        token=uuid4(),
    )
    acto.localidades.add(localidad)
    with pytest.raises(Conflicto) as error:
        servicios.borrar_entrada(**actor(reparto), modelo=Localidad, pk=localidad.pk)
    assert "1 actividad" in error.value.mensaje
    acto.localidades.clear()
    assert servicios.borrar_entrada(**actor(reparto), modelo=Localidad, pk=localidad.pk) == "El Árbol"


def test_an_eje_of_an_authorised_poa_keeps_its_name(reparto: Reparto):
    eje = EjePMD.objects.get()
    with pytest.raises(Conflicto):
        servicios.editar_eje(**actor(reparto), pk=eje.pk, nombre="Otro nombre", orden=1)
    nuevo = servicios.crear_eje(**actor(reparto), nombre="Eje 2", orden=2)
    assert servicios.editar_eje(**actor(reparto), pk=nuevo.pk, nombre="Eje II", orden=2).nombre == "Eje II"


def test_there_is_one_cabecera(reparto: Reparto):
    arbol = Localidad.objects.get(nombre="El Árbol")
    servicios.editar_localidad(**actor(reparto), pk=arbol.pk, nombre="El Árbol", es_cabecera=True)
    assert list(Localidad.objects.filter(es_cabecera=True)) == [arbol]


def test_a_localidad_is_not_repeated_but_for_accents(reparto: Reparto):
    with pytest.raises(Conflicto):
        servicios.crear_localidad(**actor(reparto), nombre="EL ARBOL")
    with pytest.raises(Conflicto):
        servicios.editar_localidad(
            **actor(reparto), pk=Localidad.objects.get(nombre="El Árbol").pk, nombre="san prueba"
        )


def test_the_search_does_not_mind_accents_and_keeps_the_inactive_apart(reparto: Reparto):
    arbol = Localidad.objects.get(nombre="El Árbol")
    assert entradas_de(Localidad, texto="arbol") == [arbol]
    servicios.activar_entrada(**actor(reparto), modelo=Localidad, pk=arbol.pk, activa=False)
    assert entradas_de(Localidad, texto="arbol") == []
    assert entradas_de(Localidad, inactivas=True) == [arbol]


def test_the_thresholds_do_not_change_under_a_signed_quarter(reparto: Reparto):
    TrimestrePrograma.objects.filter(pk=reparto.tp(1).pk).update(cerrado=True)
    with pytest.raises(PeriodoCerrado):
        escrituras(reparto)["fijar_umbrales"](**actor(reparto))
    assert Ejercicio.objects.get(anio=2024).umbral_verde == 90


@pytest.mark.parametrize(
    ("verde", "amarillo", "sobre", "campo"),
    [
        (70, 70, 110, "amarillo"),
        (101, 70, 110, "verde"),
        (90, 0, 110, "amarillo"),
        (90, 70, 99, "sobrecumplimiento"),
    ],
)
def test_the_thresholds_stand_in_order(reparto: Reparto, verde: int, amarillo: int, sobre: int, campo: str):
    with pytest.raises(DatosInvalidos) as error:
        servicios.fijar_umbrales(
            **actor(reparto),
            ejercicio_id=reparto.ejercicio.pk,
            verde=verde,
            amarillo=amarillo,
            sobrecumplimiento=sobre,
        )
    assert campo in error.value.errores


@pytest.mark.parametrize(
    ("fechas", "campo"),
    [
        ((date(2024, 1, 2), date(2024, 1, 1), date(2024, 1, 3)), "cierra_1"),
        ((date(2024, 1, 2), date(2024, 4, 1), date(2024, 3, 31)), "limite_1"),
        ((date(2023, 1, 2), date(2024, 4, 1), date(2024, 4, 5)), "abre_1"),
    ],
)
def test_the_dates_of_a_quarter_stand_in_order(reparto: Reparto, fechas: tuple, campo: str):
    antes = calendario({})
    with pytest.raises(DatosInvalidos) as error:
        servicios.fijar_calendario(
            **actor(reparto), ejercicio_id=reparto.ejercicio.pk, fechas=calendario({1: fechas})
        )
    assert list(error.value.errores) == [campo]
    assert calendario({}) == antes


def test_local_days_off_move_the_deadlines(reparto: Reparto):
    jueves = date(2024, 7, 25)
    assert es_dia_habil(jueves)
    assert sumar_dias_habiles(date(2024, 7, 24), 2) == date(2024, 7, 26)
    dias = servicios.agregar_inhabiles(
        **actor(reparto), desde=jueves, hasta=date(2024, 7, 26), motivo="Fiesta"
    )
    assert [d.fecha for d in dias] == [jueves, date(2024, 7, 26)]
    assert not es_dia_habil(jueves)
    assert sumar_dias_habiles(date(2024, 7, 24), 2) == date(2024, 7, 30)
    assert ultimo_dia_habil(date(2024, 7, 28)) == date(2024, 7, 24)
    servicios.quitar_inhabil(**actor(reparto), inhabil_id=dias[0].pk)
    assert es_dia_habil(jueves)


def test_the_evaluation_of_a_new_year_falls_after_the_local_days_off(reparto: Reparto):
    servicios.agregar_inhabiles(
        **actor(reparto), desde=date(2025, 4, 16), hasta=date(2025, 4, 18), motivo="Semana Santa"
    )
    servicios.abrir_ejercicio(**actor(reparto), anio=2025)
    assert Trimestre.objects.get(ejercicio__anio=2025, numero=1).limite_evaluacion == date(2025, 4, 25)


@pytest.mark.parametrize(
    "datos",
    [
        {"desde": date(2024, 7, 25), "motivo": " "},
        {"desde": date(2024, 7, 25), "hasta": date(2024, 7, 24), "motivo": "x"},
        {"desde": date(2024, 7, 25), "hasta": date(2024, 9, 24), "motivo": "x"},
    ],
)
def test_a_run_of_days_off_is_checked(reparto: Reparto, datos: dict):
    with pytest.raises(DatosInvalidos):
        servicios.agregar_inhabiles(**actor(reparto), **datos)
    assert not DiaInhabil.objects.exists()


def imagen(formato: str = "PNG", tamano: tuple = (600, 300), **mas) -> SimpleUploadedFile:
    salida = io.BytesIO()
    Image.new("RGB", tamano, "teal").save(salida, formato, **mas)
    return SimpleUploadedFile("../../escudo.exe", salida.getvalue())


@pytest.mark.parametrize("formato", ["PNG", "JPEG", "WEBP"])
def test_the_coat_of_arms_is_written_again_as_png(formato: str):
    nombre = preparar_escudo(imagen(formato))
    assert nombre.startswith("escudo/")
    with Image.open(io.BytesIO(almacen.leer(nombre))) as abierta:
        assert (abierta.format, abierta.mode, abierta.size) == ("PNG", "RGBA", (512, 256))


def test_no_metadata_stays_in_it():
    notas = PngImagePlugin.PngInfo()
    notas.add_text("Comment", "CANARIO")
    nombre = preparar_escudo(imagen("PNG", pnginfo=notas))
    assert b"CANARIO" not in almacen.leer(nombre)


@pytest.mark.parametrize(
    "contenido",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 50,
        b"GIF89a" + b"\0" * 50,
        b"%PDF-1.7",
    ],
)
def test_what_is_no_photo_is_refused(contenido: bytes):
    with pytest.raises(DatosInvalidos) as error:
        preparar_escudo(SimpleUploadedFile("e.png", contenido))
    assert list(error.value.errores) == ["escudo"]


def test_too_big_too_small_and_a_bomb_are_refused():
    for subido in (
        imagen(tamano=(32, 32)),
        imagen(tamano=(5000, 4000)),
        SimpleUploadedFile("e.png", b"\x89PNG" + b"0" * (3 * 1024 * 1024)),
    ):
        with pytest.raises(DatosInvalidos):
            preparar_escudo(subido)
