"""Who may do what with a notice and its assembly, and why not: the same answer everywhere."""

from datetime import datetime

from asambleas.consultas.horas import dia_y_hora
from asambleas.estados import (
    PASAN_LISTA,
    PASOS_DE_ASAMBLEA,
    PASOS_DE_CONVOCATORIA,
    EstadoAsamblea,
    EstadoConvocatoria,
)
from asambleas.models import Asamblea, Convocatoria
from asambleas.permisos import permite_llevar, permite_llevar_organo
from nucleo.personas import SI, Persona, Veredicto, no

A, C = EstadoAsamblea, EstadoConvocatoria


def permite_corregir(persona: Persona, convocatoria: Convocatoria) -> Veredicto:
    """Change what a notice says: who carries the órgano, until it is posted."""
    if not (puede := permite_llevar_organo(persona, convocatoria.organo)):
        return puede
    if convocatoria.estado == C.BORRADOR:
        return SI
    return no(
        f"La convocatoria está {convocatoria.get_estado_display()}: ya no cambia. Si hace falta, se cancela "
        "y se escribe otra."
    )


def permite_publicar(persona: Persona, convocatoria: Convocatoria, ahora: datetime) -> Veredicto:
    """Post it: who carries the órgano, while its first call is still to come."""
    if not (puede := permite_llevar_organo(persona, convocatoria.organo)):
        return puede
    if C.PUBLICADA not in PASOS_DE_CONVOCATORIA[convocatoria.estado]:
        return no(f"La convocatoria está {convocatoria.get_estado_display()}.")
    if convocatoria.primera_en <= ahora:
        return no("La hora de la primera convocatoria ya pasó: corríjala antes de publicar.")
    return SI


def permite_cancelar(persona: Persona, convocatoria: Convocatoria, asamblea: Asamblea | None) -> Veredicto:
    """Call it off, with its assembly, until this is held: who carries the órgano, open or not."""
    if not (puede := permite_llevar(persona, convocatoria.organo.direccion_id)):
        return puede
    if C.CANCELADA not in PASOS_DE_CONVOCATORIA[convocatoria.estado]:
        return no(f"La convocatoria está {convocatoria.get_estado_display()}.")
    if asamblea is not None and A.CANCELADA not in PASOS_DE_ASAMBLEA[asamblea.estado]:
        return no(f"Su asamblea está {asamblea.get_estado_display()}: ya no se cancela.")
    return SI


def permite_cartel(convocatoria: Convocatoria) -> Veredicto:
    """Print it to be posted: once it is public, since its QR leads there."""
    if convocatoria.publicada_en is not None:
        return SI
    return no("Primero publíquela: el código QR del cartel lleva a su página pública.")


def permite_anotar(persona: Persona, asamblea: Asamblea) -> Veredicto:
    """Write who was there and what was explained: who carries the órgano, until it is closed."""
    if not (puede := permite_llevar_organo(persona, asamblea.organo)):
        return puede
    if asamblea.estado in PASAN_LISTA:
        return SI
    return no(f"La asamblea está {en_palabras(asamblea)}: ya no admite cambios.")


def en_palabras(asamblea: Asamblea) -> str:
    """Its state inside a sentence that begins with «está»."""
    return "anotada como no celebrada" if asamblea.estado == A.SIN_QUORUM else asamblea.get_estado_display()


def permite_declarar(persona: Persona, asamblea: Asamblea, ahora: datetime) -> Veredicto:
    """Count who came and declare the quórum: who carries the órgano, once the hour of the call came."""
    if not (puede := _permite_mover(persona, asamblea, A.INSTALADA)):
        return puede
    hora, cual = hora_de_la_llamada(asamblea)
    if ahora < hora:
        return no(f"La {cual} convocatoria es el {dia_y_hora(hora)}: antes no se declara.")
    return SI


def hora_de_la_llamada(asamblea: Asamblea) -> tuple[datetime, str]:
    """When the call that it waits for is, and which one: «primera» or «segunda»."""
    if asamblea.estado == A.SEGUNDA:
        return asamblea.convocatoria.segunda_en, "segunda"
    return asamblea.convocatoria.primera_en, "primera"


def permite_no_celebrar(persona: Persona, asamblea: Asamblea, ahora: datetime, hay_quorum: bool) -> Veredicto:
    """Say that it was not held for lack of quórum: who carries the órgano, once its second call came."""
    if not (puede := _permite_mover(persona, asamblea, A.SIN_QUORUM)):
        return puede
    segunda = asamblea.convocatoria.segunda_en
    if ahora < segunda:
        return no(
            f"La segunda convocatoria es el {dia_y_hora(segunda)}: espérela. Si no se va a hacer, cancele la "
            "convocatoria."
        )
    if hay_quorum:
        return no("Hay quórum: declárelo. Si por otra causa no se hará, cancele la convocatoria.")
    return SI


def permite_cerrar(persona: Persona, asamblea: Asamblea) -> Veredicto:
    """End one that was installed: who carries the órgano."""
    if asamblea.estado in {A.CONVOCADA, A.SEGUNDA} and permite_llevar_organo(persona, asamblea.organo):
        return no("Primero declare el quórum: todavía no se instala.")
    return _permite_mover(persona, asamblea, A.CERRADA)


def _permite_mover(persona: Persona, asamblea: Asamblea, a: str) -> Veredicto:
    if not (puede := permite_llevar_organo(persona, asamblea.organo)):
        return puede
    if a in PASOS_DE_ASAMBLEA[asamblea.estado]:
        return SI
    return no(f"La asamblea está {en_palabras(asamblea)}.")
