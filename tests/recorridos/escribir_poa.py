"""How a directora writes a POA by hand: each part of the editor filled as its page asks, texts from data."""

from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.poa.test_edicion_navegador import PEGAR

Datos = dict[str, Any]
LISTAS = {"F": "fortalezas", "D": "debilidades", "O": "oportunidades", "A": "amenazas"}
INVERSION = ("#id_inversion-concepto", "#id_inversion-monto")


def empezar(pagina: Page, anio: int) -> str:
    """Start the POA of that year; gives the address of its editor."""
    pagina.goto("/poas/")
    pagina.get_by_role("link", name="Empezar un POA").click()
    pagina.get_by_label("Ejercicio").select_option(label=str(anio))
    pagina.get_by_role("button", name="Empezar").click()
    expect(pagina.get_by_text("El POA quedó empezado")).to_be_visible()
    return pagina.url.split("?")[0]


def seguir(pagina: Page) -> None:
    """Keep the part that is open and go on to the next."""
    with pagina.expect_navigation():
        pagina.get_by_role("button", name="Guardar y seguir").click()


def guardar(pagina: Page, que: str) -> None:
    pagina.get_by_role("button", name="Guardar", exact=True).first.click()
    expect(pagina.locator(".mensajes")).to_contain_text(que)


def la_hoja(pagina: Page, datos: Datos) -> None:
    """From the first part to the Objetivo/FIN, going on from each to the next."""
    pagina.get_by_role("navigation", name="Partes").get_by_role("link", name="Visión y misión").click()
    pagina.get_by_label("Dirección/Jefatura").fill(datos["encabezado"])
    pagina.get_by_label("Visión a 3 años").fill("\n\n".join(datos["vision"]))
    pagina.get_by_label("Misión").fill("\n\n".join(datos["mision"]))
    seguir(pagina)
    for tipo, lista in LISTAS.items():
        _pegar_lista(pagina.locator(f"#lista-foda-{tipo}"), datos[lista])
    pagina.get_by_role("link", name="Seguir", exact=True).click()
    pagina.get_by_label("Objetivo/FIN").fill(datos["objetivo"])
    seguir(pagina)


def _pegar_lista(seccion: Locator, textos: list[str]) -> None:
    """A whole list in one act, one row for each line."""
    seccion.locator("form.agregar textarea").fill("\n".join(textos))
    seccion.get_by_role("button", name="Agregar", exact=True).click()
    expect(seccion.locator("[data-fila]")).to_have_count(len(textos))


def un_bloque(pagina: Page, editor: str, bloque: Datos) -> None:
    """A new block, as far as the data say."""
    pagina.goto(f"{editor}bloques/")
    pagina.get_by_role("radio", name=bloque["tipo"]).check()
    pagina.get_by_label("Número").fill(str(bloque["numero"]))
    pagina.get_by_label("Nombre").fill(bloque["nombre"])
    pagina.get_by_role("button", name="Agregar y escribirla").click()
    pagina.get_by_label("Eje", exact=True).select_option(label=bloque["eje"])
    if bloque["lineas"]:
        resultados(pagina, bloque)
    else:
        guardar(pagina, "Se guardó el bloque.")


def resultados(pagina: Page, bloque: Datos) -> None:
    """The block that is open: its results, its líneas, its inversiones."""
    pagina.get_by_label("Metas").fill(bloque["metas"])
    for campo in ("directos", "indirectos"):
        pagina.get_by_label(campo.capitalize(), exact=True).fill(bloque["beneficiados"][campo])
    pagina.get_by_label("Del", exact=True).fill(bloque["periodo"]["desde"])
    pagina.get_by_label("Al", exact=True).fill(bloque["periodo"]["hasta"])
    pagina.get_by_label("Temporalidad").select_option(label="Trimestral")
    guardar(pagina, "Se guardó el bloque.")
    lineas = [linea if isinstance(linea, str) else linea["texto"] for linea in bloque["lineas"]]
    _pegar_lista(pagina.get_by_role("region", name="Líneas de acción"), lineas)
    for inversion in bloque["inversiones"]:
        for campo, texto in zip(INVERSION, (inversion["concepto"], inversion["monto"]), strict=True):
            pagina.locator(campo).fill(texto)
        pagina.get_by_role("button", name="Agregar inversión").click()
        expect(pagina.locator(".mensajes")).to_contain_text("Se agregó la inversión.")


def medidas(pagina: Page, editor: str, bloque: str, lineas: list[Datos]) -> None:
    """What each línea of a block counts and with what it is proved, from one to the next."""
    pagina.goto(editor)
    pagina.get_by_role("navigation", name="Partes").get_by_role("link", name=bloque).click()
    pagina.get_by_role("region", name="Líneas de acción").locator("a.orden__texto").first.click()
    for linea in lineas:
        pagina.get_by_label("Unidad de medida").fill(linea["unidad"])
        pagina.get_by_label("Medio de verificación").fill(linea["medio"])
        seguir(pagina)


def programacion(pagina: Page, editor: str, numeros: list[list[int]]) -> None:
    """The first row with the keyboard, the others pasted as a spreadsheet leaves them."""
    pagina.goto(f"{editor}programacion/")
    casillas = pagina.locator("[data-rejilla] tbody input")
    expect(casillas).to_have_count(4 * len(numeros))
    casillas.first.focus()
    for numero in numeros[0]:
        pagina.keyboard.type(str(numero))
        pagina.keyboard.press("ArrowRight")
    casillas.nth(4).evaluate(PEGAR, "\r\n".join("\t".join(map(str, fila)) for fila in numeros[1:]))
    expect(pagina.locator("[data-total=anual]")).to_have_text(str(sum(map(sum, numeros))))
    guardar(pagina, "Se guardaron")


def cierre(pagina: Page, editor: str, datos: Datos, *, cargo: str) -> None:
    pagina.goto(f"{editor}hoja/cierre/")
    pagina.get_by_label("Evaluación por parte del Ayuntamiento").fill(datos["evaluador"])
    pagina.get_by_label("Fecha").fill(datos["fecha"])
    pagina.get_by_label("Nombre de quien firma").fill(datos["responsable"]["nombre"])
    pagina.get_by_label("Su cargo").fill(cargo)
    guardar(pagina, "Se guardó")


def textos_de(datos: Any) -> Iterator[str]:
    """Every text cell of a data file; dates, amounts and keys are written otherwise on paper."""
    if isinstance(datos, str):
        yield datos
    elif isinstance(datos, list):
        for uno in datos:
            yield from textos_de(uno)
    elif isinstance(datos, dict):
        fuera = {"clave", "tipo", "monto", "periodo", "temporalidad", "fecha", "paso"}
        for llave, valor in datos.items():
            if llave not in fuera:
                yield from textos_de(valor)
