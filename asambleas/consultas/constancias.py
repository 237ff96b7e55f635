"""What the acts on record say of the steps that tell them: nobody types again a day or a figure."""

from django.utils import timezone

from asambleas.estados import EstadoAsamblea, EstadoConvocatoria, Sexo, TipoAsamblea
from asambleas.models import Asamblea, Organo
from asambleas.procedimientos import Constancia


def de_la_convocatoria(organo: Organo) -> Constancia | None:
    """The notice of the constituting assembly is given to know from the day on which it was posted."""
    publicadas = organo.convocatorias.filter(
        tipo=TipoAsamblea.CONSTITUTIVA, estado=EstadoConvocatoria.PUBLICADA
    )
    primera = publicadas.order_by("publicada_en").first()
    if primera is None or primera.publicada_en is None:
        return None
    return Constancia(timezone.localdate(primera.publicada_en), "la convocatoria publicada", exacta=False)


def _constitutiva(organo: Organo) -> Asamblea | None:
    """The last constituting assembly that was held and is over."""
    cerradas = organo.asambleas.filter(tipo=TipoAsamblea.CONSTITUTIVA, estado=EstadoAsamblea.CERRADA)
    return cerradas.order_by("-inicio_en").first()


def de_la_asamblea(organo: Organo) -> Constancia | None:
    """Its day and, by its list, the women and men who came; who preferred not to say is in neither."""
    if (asamblea := _constitutiva(organo)) is None or asamblea.inicio_en is None:
        return None
    sexos = list(asamblea.asistentes.values_list("ciudadano__sexo", flat=True))
    return Constancia(
        timezone.localdate(asamblea.inicio_en),
        "la asamblea y su lista de asistencia",
        mujeres=sexos.count(Sexo.MUJER),
        hombres=sexos.count(Sexo.HOMBRE),
    )


def de_las_firmas(organo: Organo) -> Constancia | None:
    """Signatures are gathered from those who came, that day or later."""
    de_ella = de_la_asamblea(organo)
    return de_ella and Constancia(
        de_ella.fecha, de_ella.origen, mujeres=de_ella.mujeres, hombres=de_ella.hombres, exacta=False
    )
