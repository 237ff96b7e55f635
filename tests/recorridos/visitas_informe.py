"""The pages of the monthly report: with acts and photos, without any, to be chosen, and refused."""

from demo.escenario.datos import ANIO
from tests.recorridos.preparar import programa_de
from tests.recorridos.visita import Visita, pagina


def de_la_direccion() -> list[Visita]:
    """The suggested month, one with acts, one still empty, a year without POA, a text that is too long."""
    largo = f"?introduccion={'muy-largo-' * 61}"
    return [
        pagina("informe"),
        pagina("informe", mas=f"?ejercicio={ANIO}&mes=3"),
        pagina("informe", mas=f"?ejercicio={ANIO}&mes=12"),
        pagina("informe", mas=f"?ejercicio={ANIO + 9}"),
        pagina("informe_pdf", programa_de("PC").pk, 3, mas=largo, estado=400),
    ]


def de_quien_ve_todas() -> list[Visita]:
    """Nothing chosen yet, and a dirección chosen."""
    direccion = programa_de("OP").direccion_id
    return [
        pagina("informe"),
        pagina("informe", mas=f"?direccion={direccion}"),
        pagina("informe", mas="?direccion=9999999", estado=404),
    ]
