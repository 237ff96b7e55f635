"""Whether an órgano already has what its steps demand: the notice, the assembly, the posts, the acta."""

from asambleas.estados import Calidad, EstadoActa, EstadoAsamblea, EstadoConvocatoria, TipoAsamblea
from asambleas.models import Organo
from asambleas.procedimientos import Demanda
from nucleo.estados import Via

CELEBRADAS = (EstadoAsamblea.INSTALADA, EstadoAsamblea.CERRADA)


def hay_convocatoria(organo: Organo) -> bool:
    """A notice of the constituting assembly was posted."""
    return organo.convocatorias.filter(
        tipo=TipoAsamblea.CONSTITUTIVA, estado=EstadoConvocatoria.PUBLICADA
    ).exists()


def hubo_asamblea(organo: Organo) -> bool:
    """The constituting assembly was held with quórum and is over."""
    return organo.asambleas.filter(tipo=TipoAsamblea.CONSTITUTIVA, estado=EstadoAsamblea.CERRADA).exists()


def hubo_tecnico(organo: Organo) -> bool:
    """Technical staff was there: «asistir con personal técnico capacitado a la reunión»."""
    return organo.asambleas.filter(
        tipo=TipoAsamblea.CONSTITUTIVA, estado__in=CELEBRADAS, autoridades__es_tecnico=True
    ).exists()


def puestos_cubiertos(organo: Organo) -> bool:
    """Every seat of every post has its propietario, who accepted."""
    puestos = organo.puestos.all()
    ocupados = organo.integrantes.filter(
        hasta__isnull=True, calidad=Calidad.PROPIETARIO, acepto_en__isnull=False
    ).count()
    return bool(puestos) and ocupados >= sum(p.lugares for p in puestos)


def hay_acta(organo: Organo, tipo: str = TipoAsamblea.CONSTITUTIVA) -> bool:
    """Its acta is signed."""
    return organo.actas.filter(tipo=tipo, estado=EstadoActa.FIRMADA).exists()


def firmaron(organo: Organo) -> bool:
    """Those who came to the constituting assembly signed: the acta on paper, their list scanned, or each on
    the screen. An e.firma is of the titular alone. Source: «recabar las firmas de los presentes»."""
    constitutivas = organo.asambleas.filter(tipo=TipoAsamblea.CONSTITUTIVA, estado=EstadoAsamblea.CERRADA)
    en_papel = organo.actas.filter(
        tipo=TipoAsamblea.CONSTITUTIVA, estado=EstadoActa.FIRMADA, documento__firmas__via=Via.PAPEL
    )
    if en_papel.exists() or constitutivas.exclude(lista_archivo="").exists():
        return True
    sin_firma = constitutivas.filter(asistentes__firma_archivo="")
    return constitutivas.filter(asistentes__isnull=False).exists() and not sin_firma.exists()


CONVOCATORIA = Demanda("publicar la convocatoria", hay_convocatoria, "convocatorias")
ASAMBLEA = Demanda("celebrar y cerrar la asamblea", hubo_asamblea, "convocatorias")
TECNICO = Demanda("anotar al personal técnico que asistió", hubo_tecnico, "convocatorias")
PUESTOS = Demanda(
    "elegir a cada propietaria o propietario y tomarles protesta", puestos_cubiertos, "elecciones"
)
ACTA = Demanda("firmar el acta constitutiva", hay_acta, "actas")
FIRMAS = Demanda(
    "recabar las firmas de quienes asistieron: en el acta de papel, en la lista escaneada o en la pantalla",
    firmaron,
    "convocatorias",
)
