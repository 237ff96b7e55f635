"""The aviso de privacidad in force on a day, and whether the data of a person may be anonymised."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from nucleo.models import Usuario
from nucleo.personas import SI, Persona, Veredicto, no
from poa.models import Adscripcion, AvisoDePrivacidad
from poa.permisos import permite_cuentas

LARGO_DE_SUBTITULO = 80


@dataclass(frozen=True)
class Bloque:
    """A paragraph of the aviso, or one of its subtitles."""

    texto: str
    es_titulo: bool


def avisos() -> list[AvisoDePrivacidad]:
    """Every version that was published, the newest first."""
    return list(AvisoDePrivacidad.objects.select_related("publicado_por"))


def aviso_vigente(hoy: date) -> AvisoDePrivacidad | None:
    """The version in force on a day; None before the first one is."""
    return AvisoDePrivacidad.objects.filter(vigente_desde__lte=hoy).first()


def bloques_de(texto: str) -> list[Bloque]:
    """Its paragraphs, separated by empty lines; a short line without a full stop is a subtitle."""
    return [Bloque(parrafo, _es_titulo(parrafo)) for p in texto.split("\n\n") if (parrafo := p.strip())]


def _es_titulo(parrafo: str) -> bool:
    corto = len(parrafo) <= LARGO_DE_SUBTITULO and "\n" not in parrafo
    return corto and parrafo[-1] not in ".,;:!?)]"


def nombre_de_baja(usuario: Usuario) -> str:
    """The user name that stands for somebody whose data were anonymised; nobody else can have it."""
    return f"baja-{usuario.pk}"


def es_baja(usuario: Usuario) -> bool:
    """Whether the data of this person were anonymised."""
    return usuario.username == nombre_de_baja(usuario)


def permite_anonimizar(usuario: Usuario, persona: Persona) -> Veredicto:
    """Anonymise a person: somebody else's account, without access and without any cargo from today on."""
    if not (puede := permite_cuentas(persona)):
        return puede
    if es_baja(usuario):
        return no("Los datos de esta persona ya se anonimizaron.")
    if usuario.pk == persona.usuario.pk:
        return no("Sus propios datos los anonimiza otra persona administradora, ya sin su cuenta.")
    if usuario.is_active:
        return no("Todavía puede entrar: desactive antes su cuenta.")
    sin_terminar = Q(hasta__isnull=True) | Q(hasta__gt=persona.hoy)
    if Adscripcion.objects.filter(sin_terminar, usuario=usuario).exists():
        return no("Todavía tiene un cargo: póngale antes fecha de término.")
    return SI
