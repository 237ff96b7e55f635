"""The print sheet: a signature box is never alone on its page, and nothing is fetched or forbidden in it."""

import re

import pytest

from nucleo.pdf import renderizar_pdf
from nucleo.pdf.iconos import COLORES
from nucleo.pdf.recursos import ESTATICOS
from tests.nucleo.pdf import lectura
from tests.nucleo.pdf.muestra import firma

HOJA = (ESTATICOS / "css/impresion.css").read_text("utf-8")
CUERPOS = {
    "párrafos": lambda n: "".join(f"<p>CUERPO {i}</p>" for i in range(n)),
    "tabla": lambda n: (
        '<table class="tabla"><thead><tr><th>Clave</th></tr></thead>'
        + "".join(f"<tr><td>CUERPO {i}</td></tr>" for i in range(n))
        + "</table>"
    ),
}
LARGOS = {"párrafos": range(22, 35), "tabla": range(24, 38)}


def acta(cuerpo: str, clases: bool) -> str:
    firmas = firma("f1", "Íñigo Núñez", "Director") + firma("f2", "María Peña", "Contralora")
    cierre = f'<section class="cierre"><p>Se firma.</p><div class="firmas">{firmas}</div></section>'
    return cuerpo + (cierre if clases else cierre.replace('"cierre"', '"x"').replace('"firmas"', '"y"'))


def firmas_mal_puestas(cuerpo: str, clases: bool) -> list[int]:
    """Lengths of the body, around one page's, whose boxes are apart or on a page with nothing of the body."""
    malas = []
    for largo in LARGOS[cuerpo]:
        pdf = renderizar_pdf(html=acta(CUERPOS[cuerpo](largo), clases), titulo="x", anclas=["f1", "f2"])
        pagina = pdf.anclas["f1"].pagina
        if pagina != pdf.anclas["f2"].pagina or "CUERPO" not in lectura.texto(pdf.contenido, pagina):
            malas.append(largo)
    return malas


@pytest.mark.parametrize("cuerpo", CUERPOS)
def test_las_firmas_nunca_quedan_solas(cuerpo):
    assert firmas_mal_puestas(cuerpo, clases=True) == []


def test_sin_las_reglas_de_corte_si_quedan_solas():
    """The negative control: the same lengths without the two classes leave the boxes alone."""
    assert firmas_mal_puestas("párrafos", clases=False)
    assert firmas_mal_puestas("tabla", clases=False)


def test_la_hoja_no_pide_nada():
    assert "url(" not in HOJA
    assert "@import" not in HOJA
    assert "@font-face" not in re.sub(r"/\*.*?\*/", "", HOJA, flags=re.S)


def test_la_hoja_y_los_iconos_usan_los_mismos_colores():
    for nombre in ("verde", "amarillo", "rojo"):
        assert re.search(rf'\[class\$="{nombre}"\] {{ color: {COLORES[nombre]}; }}', HOJA)


def luminancia(color: str) -> float:
    canales = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in canales)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def test_todo_color_de_texto_contrasta_con_el_papel():
    sin_marca = HOJA.partition(".marca-borrador {")[0]
    colores = set(re.findall(r"(?<![-\w])color: (#[0-9a-f]{6})", sin_marca))
    assert len(colores) >= 6
    assert {c for c in colores if 1.05 / (luminancia(c) + 0.05) < 4.5} == set()


def test_los_archivos_de_terceros_son_los_de_la_lista():
    import hashlib

    carpeta = ESTATICOS / "vendor"
    lista = dict(reversed(linea.split("  ")) for linea in (carpeta / "SHA256SUMS").read_text().splitlines())
    archivos = {str(a.relative_to(carpeta)): a for a in carpeta.rglob("*") if a.is_file()}
    archivos.pop("SHA256SUMS")
    assert {n: hashlib.sha256(a.read_bytes()).hexdigest() for n, a in archivos.items()} == lista
    assert not [n for n, a in archivos.items() if b"sourceMappingURL" in a.read_bytes()]
