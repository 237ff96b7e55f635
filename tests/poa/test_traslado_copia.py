"""Next year in one act, two years side by side, the commands, and the sheets of others."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from nucleo.errores import Conflicto, DatosInvalidos, SinPermiso
from nucleo.hojas import abrir_libro
from nucleo.models import Asiento
from poa import servicios
from poa.consultas import con_la_hoja, datos_de, lineas_de
from poa.consultas.comparar import CAMBIA, IGUAL, NUEVA, QUITADA, comparar
from poa.formatos import leer_excel
from poa.formatos.periodos import periodo_de
from poa.models import Ejercicio, Programa, Programacion
from tests.poa import libros
from tests.poa.documento_de_la_semilla import documento
from tests.reparto import AHORA, EN_ENERO, HOY, Reparto

MESES = "Ene Feb Mar Abr May Jun Jul Ago Sep Oct Nov Dic".split()


@pytest.fixture
def siguiente(reparto: Reparto) -> Ejercicio:
    return servicios.abrir_ejercicio(persona=reparto.persona("planeacion"), ahora=EN_ENERO, anio=2025)


def copiar(reparto: Reparto, ejercicio: Ejercicio, quien: str = "directora_a") -> Programa:
    return servicios.copiar_programa(
        persona=reparto.persona(quien), ahora=AHORA, programa_id=reparto.programa_a.pk, ejercicio=ejercicio
    )


def hoja(programa: Programa) -> Programa:
    return con_la_hoja().get(pk=programa.pk)


def test_the_structure_goes_to_the_next_year_without_results(reparto: Reparto, siguiente: Ejercicio):
    linea = reparto.lineas()[0]
    linea.responsables.add(reparto.usuarios["personal_a"])
    celda = Programacion.objects.get(linea=linea, trimestre_programa=reparto.tp(4))
    Programacion.objects.filter(pk=celda.pk).update(vigente=9)
    nuevo = copiar(reparto, siguiente)
    viejo, copia = datos_de(hoja(reparto.programa_a)), datos_de(hoja(nuevo))
    assert (nuevo.estado, nuevo.folio, nuevo.autorizado_en, nuevo.fecha) == ("borrador", "", None, None)
    assert copia["responsable"] == {"nombre": "Ada Muñoz", "cargo": "Directora"}
    for bloque in viejo["bloques"]:
        bloque["periodo"] = {"desde": "2025-01-01", "hasta": "2025-12-31"}
    for cambiado in ("ejercicio", "fecha", "responsable"):
        viejo.pop(cambiado)
        copia.pop(cambiado)
    assert copia == viejo
    primera = lineas_de(nuevo)[0]
    assert list(primera.responsables.all()) == [reparto.usuarios["personal_a"]]
    filas = Programacion.objects.filter(trimestre_programa__programa=nuevo)
    assert set(filas.values_list("inicial", flat=True)) == {None}, "the proposal is not frozen"
    assert primera.programacion.get(trimestre_programa__numero=4).vigente == 9, "the figure in force"


def test_what_was_cancelled_does_not_go(reparto: Reparto, siguiente: Ejercicio):
    linea = reparto.lineas()[0]
    linea.cancelada_el = HOY
    linea.save()
    bloque = reparto.estrategias()[1]
    bloque.cancelada_el = HOY
    bloque.save()
    assert [li.texto for li in lineas_de(copiar(reparto, siguiente))] == [reparto.lineas()[1].texto]


def test_a_leap_day_becomes_the_last_of_february(reparto: Reparto, siguiente: Ejercicio):
    reparto.programa_a.estrategias.update(periodo_hasta=date(2024, 2, 29))
    assert copiar(reparto, siguiente).estrategias.first().periodo_hasta == date(2025, 2, 28)


def test_only_into_a_later_year_without_poa_and_by_who_writes_it(reparto: Reparto, siguiente: Ejercicio):
    with pytest.raises(DatosInvalidos):
        copiar(reparto, reparto.ejercicio)
    for quien in ("directora_b", "personal_a", "planeacion", "contraloria"):
        with pytest.raises(SinPermiso):
            copiar(reparto, siguiente, quien)
    assert Programa.objects.count() == 2
    copiar(reparto, siguiente)
    with pytest.raises(Conflicto):
        copiar(reparto, siguiente)
    assert Programa.objects.count() == 3


def test_copying_leaves_where_it_came_from_on_record(reparto: Reparto, siguiente: Ejercicio):
    antes = Asiento.objects.count()
    copiar(reparto, siguiente)
    crear, cargar = Asiento.objects.order_by("pk")[antes:]
    assert (crear.accion, cargar.accion) == ("programa.crear", "programa.cargar")
    assert cargar.datos["copia_de"] == reparto.programa_a.pk


def test_a_newer_poa_changes_nothing_of_the_older(reparto: Reparto, siguiente: Ejercicio, cliente_de):
    cliente = cliente_de("planeacion")

    def visto() -> list[object]:
        pagina = cliente.get(reverse("poa", args=[reparto.programa_a.pk])).content.decode()
        libro = abrir_libro(cliente.get(reverse("poa_exportar", args=[reparto.programa_a.pk])).content)
        return [pagina[pagina.index('<article class="hoja"') : pagina.index("</article>")], libro]

    antes = visto()
    nuevo = copiar(reparto, siguiente)
    nuevo.estrategias.update(nombre="Otro nombre", metas="Otras metas")
    lineas_de(nuevo).update(texto="Otra línea")
    Programacion.objects.filter(trimestre_programa__programa=nuevo).update(vigente=77)
    nuevo.foda.all().delete()
    assert visto() == antes
    reparto.programa_a.estrategias.update(metas="Otras metas")
    assert visto() != antes, "negative control: a change of its own does show"


def test_the_page_copies_and_says_what_goes(reparto: Reparto, siguiente: Ejercicio, cliente_de):
    cliente, ruta = cliente_de("directora_a"), reverse("poa_copiar", args=[reparto.programa_a.pk])
    assert "No se copia" in cliente.get(ruta).content.decode()
    pagina = cliente.post(ruta, {"ejercicio": siguiente.pk}, follow=True).content.decode()
    assert "El POA 2025 quedó en borrador" in pagina
    assert "No hay un ejercicio libre" in cliente.get(ruta).content.decode()
    assert cliente.post(ruta, {"ejercicio": siguiente.pk}).status_code == 400
    assert Programa.objects.filter(ejercicio=siguiente).count() == 1


def test_both_years_side_by_side(reparto: Reparto, siguiente: Ejercicio, cliente_de):
    nuevo = copiar(reparto, siguiente)
    lineas = list(lineas_de(nuevo))
    Programacion.objects.filter(linea=lineas[0], trimestre_programa__numero=1).update(vigente=10)
    lineas_de(nuevo).filter(pk=lineas[1].pk).update(texto="Redactada de otro modo")
    segundo = nuevo.estrategias.get(orden=2)
    segundo.nombre, segundo.numero = "Bloque sin par", 8
    segundo.save()
    Programa.objects.filter(pk=nuevo.pk).update(mision="Otra misión")
    comparacion = comparar(hoja(reparto.programa_a), hoja(nuevo))
    assert [t.titulo for t in comparacion.textos if not t.igual] == ["Misión"]
    assert [b.estado for b in comparacion.bloques] == [CAMBIA, NUEVA, QUITADA]
    primera, segunda = comparacion.bloques[0].lineas
    assert (primera.estado, primera.antes.anual, primera.despues.anual, primera.diferencia) == (
        CAMBIA,
        6,
        13,
        7,
    )
    assert (segunda.estado, segunda.texto_anterior) == (CAMBIA, reparto.lineas()[1].texto)
    pagina = cliente_de("personal_a").get(reverse("poa_comparar", args=[nuevo.pk])).content.decode()
    for texto in ("POA 2024 y 2025", "3 · 2 · 0 · 1", "10 · 2 · 0 · 1", "Otra misión", "+7", "Ya no está"):
        assert texto in pagina, texto


def test_a_copy_untouched_is_all_equal(reparto: Reparto, siguiente: Ejercicio):
    comparacion = comparar(hoja(reparto.programa_a), hoja(copiar(reparto, siguiente)))
    assert {b.estado for b in comparacion.bloques} == {IGUAL}
    assert {li.estado for b in comparacion.bloques for li in b.lineas} == {IGUAL}


def test_comparing_with_another_direccion_is_as_if_not_asked(reparto: Reparto, cliente_de):
    ruta = f"{reverse('poa_comparar', args=[reparto.programa_a.pk])}?con={reparto.programa_b.pk}"
    respuesta = cliente_de("planeacion").get(ruta)
    assert "No hay otro año" in respuesta.content.decode()
    assert "CANARIO" not in respuesta.content.decode()


def orden(*argumentos: str) -> str:
    salida = StringIO()
    call_command(*argumentos, stdout=salida, stderr=salida)
    return salida.getvalue()


def test_the_commands_go_out_and_come_back(reparto: Reparto, siguiente: Ejercicio, tmp_path: Path):
    archivo, otro = str(tmp_path / "poa.xlsx"), str(tmp_path / "otro.xlsx")
    orden("exportar_poa", archivo, "--direccion", "A", "--ejercicio", "2024")
    dicho = orden("importar_poa", archivo, "--direccion", "a", "--ejercicio", "2025")
    assert "2 bloques, 3 líneas de acción, 18 actividades proyectadas" in dicho
    orden("exportar_poa", otro, "--direccion", "A", "--ejercicio", "2025")
    ejes = ["Eje 1: Servicios"]
    uno, dos = (leer_excel(Path(a).read_bytes(), ejes=ejes).datos for a in (archivo, otro))
    assert {**uno, "ejercicio": None} == {**dos, "ejercicio": None}


def test_the_template_is_read_as_an_empty_poa(reparto: Reparto, tmp_path: Path):
    archivo = tmp_path / "plantilla.xlsx"
    orden("plantilla_poa", str(archivo))
    libro = abrir_libro(archivo.read_bytes())
    assert [h.nombre for h in libro.hojas][:5] == ["Programa", "FODA", "Bloques", "Lineas", "Inversiones"]
    assert [h.nombre for h in libro.hojas if h.oculta] == ["_formato"]
    assert leer_excel(archivo.read_bytes(), ejes=[]).datos["bloques"] == []


@pytest.mark.parametrize(
    ("argumentos", "que"),
    [
        (("exportar_poa", "x.xlsx", "--direccion", "ZZ", "--ejercicio", "2024"), "no hay un POA 2024"),
        (("exportar_poa", "x.ods", "--direccion", "A", "--ejercicio", "2024"), "terminar en .xlsx"),
        (("exportar_poa", "no/hay/x.xlsx", "--direccion", "A", "--ejercicio", "2024"), "no se pudo escribir"),
        (("plantilla_poa", "no/hay/x.xlsx"), "no se pudo escribir"),
        (("importar_poa", "no-hay.xlsx", "--direccion", "A", "--ejercicio", "2025"), "no se pudo leer"),
        (("importar_poa", "poa.xlsm", "--direccion", "A", "--ejercicio", "2025"), "sin macros"),
        (("importar_poa", "x.xlsx", "--direccion", "ZZ", "--ejercicio", "2025"), "no hay una dirección"),
        (("importar_poa", "x.xlsx", "--direccion", "A", "--ejercicio", "2031"), "no se ha abierto"),
    ],
)
def test_a_command_says_what_is_wrong(reparto: Reparto, siguiente: Ejercicio, argumentos, que: str):
    with pytest.raises(CommandError, match=que):
        orden(*argumentos)


def test_the_command_imports_all_or_nothing(reparto: Reparto, siguiente: Ejercicio, tmp_path: Path):
    malo, word, bueno = (tmp_path / n for n in ("malo.xlsx", "poa.docx", "bueno.xlsx"))
    malo.write_bytes(libros.con(("Lineas", "H2", "tres")))
    word.write_bytes(documento())
    bueno.write_bytes(libros.bueno())
    a_donde = ("--direccion", "A", "--ejercicio", "2025")
    with pytest.raises(CommandError, match=r"Hoja «Lineas», fila 2, columna «T1 \(H2\)»"):
        orden("importar_poa", str(malo), *a_donde)
    with pytest.raises(CommandError, match=r"Tabla \d+, fila 2: el eje .* no está en el catálogo"):
        orden("importar_poa", str(word), *a_donde)
    assert not Programa.objects.filter(ejercicio=siguiente).exists()
    orden("importar_poa", str(bueno), *a_donde)
    with pytest.raises(CommandError, match="ya tiene su POA 2025"):
        orden("importar_poa", str(bueno), *a_donde)


def test_months_of_a_foreign_sheet_are_summed_into_quarters():
    filas = [
        ["H. AYUNTAMIENTO"],
        [],
        ["Estrategia", "Actividad", "Unidad de medida", *(f"{m} programado" for m in MESES), "Total"],
        ["Comités", "Convocar", "Reunión", *range(1, 13), 78],
        [None, "Reunir", "Acta", *[None] * 11, 5, 5],
        ["Consejos", "Sesionar", "Sesión", *[2] * 12, 24],
        [None, "TOTAL", None, *[9] * 12, 108],
    ]
    bloques = leer_excel(libros.ajeno(filas), ejes=[]).datos["bloques"]
    assert [(b["nombre"], [li["texto"] for li in b["lineas"]]) for b in bloques] == [
        ("Comités", ["Convocar", "Reunir"]),
        ("Consejos", ["Sesionar"]),
    ]
    assert bloques[0]["lineas"][0]["programacion"] == [6, 15, 24, 33]
    assert bloques[0]["lineas"][1]["programacion"] == [None, None, None, 5]
    assert bloques[1]["lineas"][0]["programacion"] == [6, 6, 6, 6]


def test_what_was_carried_out_is_not_taken_for_what_was_projected():
    dobles = [celda for mes in MESES for celda in (mes, None)]
    filas = [
        ["Línea de acción", *dobles],
        [None, *["Prog.", "Real."] * 12],
        ["Convocar", *[1, 50] * 12],
    ]
    linea = leer_excel(libros.ajeno(filas), ejes=[]).datos["bloques"][0]["lineas"][0]
    assert linea["programacion"] == [3, 3, 3, 3]


def test_months_in_the_own_sheet_are_summed_too():
    def por_mes(libro) -> None:
        hoja = libro["Lineas"]
        hoja.delete_cols(8, 4)
        for i, mes in enumerate(MESES):
            hoja.cell(1, 8 + i, f"{mes} programado")
            for fila in (2, 3, 4):
                hoja.cell(fila, 8 + i, i)

    bloques = leer_excel(libros.editado(por_mes), ejes=[libros.EJE]).datos["bloques"]
    assert bloques[0]["lineas"][0]["programacion"] == [3, 12, 21, 30]


@pytest.mark.parametrize(
    ("titulo", "esperado"),
    [
        ("Ene", (True, 1)),
        ("ENERO PROGRAMADO", (True, 1)),
        ("Sept. 2025", (True, 9)),
        ("Dic (prog.)", (True, 12)),
        ("T1", (False, 1)),
        ("2º Trimestre", (False, 2)),
        ("3er. trimestre programado", (False, 3)),
        ("IV Trimestre", (False, 4)),
        ("Ene realizado", None),
        ("Avance T1", None),
        ("Mayo %", None),
        ("Total", None),
        ("Meta", None),
        ("", None),
    ],
)
def test_headings_of_months_and_quarters(titulo: str, esperado: tuple[bool, int] | None):
    assert periodo_de(titulo) == esperado
