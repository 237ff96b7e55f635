"""What is suggested for the texts of an acta that are written by hand."""

from asambleas.estados import TipoAsamblea
from asambleas.models import Asamblea, Organo

DESARROLLO = {
    TipoAsamblea.CONSTITUTIVA: (
        "Una vez expuesto el motivo de la reunión, se propusieron candidaturas para cada puesto y se eligió "
        "a las personas que representarán a la ciudadanía."
    ),
    TipoAsamblea.SUSTITUCION: (
        "Se expuso por qué queda libre el puesto, se propusieron candidaturas y se eligió a la persona que "
        "lo ocupará."
    ),
    TipoAsamblea.SESION: "Se trataron, en su orden, los puntos del orden del día.",
    TipoAsamblea.ENTREGA: "Se recorrió la obra y se revisó en qué condiciones se recibe.",
}
SIN_ASUNTOS = "No hubo asuntos generales que tratar."


def sugerencias(organo: Organo, tipo: str, asamblea: Asamblea | None) -> dict[str, str]:
    """A text for each place; the explanation is the one captured at the assembly."""
    return {
        "exposicion": asamblea.explicacion if asamblea else "",
        "desarrollo": DESARROLLO[TipoAsamblea(tipo)],
        "asuntos": SIN_ASUNTOS,
    }
