"""The pages of the attendance list and of the rights of citizens; the state is that of visitas_elecciones."""

from asambleas.models import Asamblea, Organo
from tests.recorridos.visita import Envio, Visita, ambas, enviada, pagina
from tests.recorridos.visitas_elecciones import NOMBRE

SIN_PAGINA = {
    "asistencia_enviar": "speaks JSON with the tablet",
    "asistencia_trabajador": "the script that opens the list without a network",
    "asistencia_lista": "a file, not a page",
    "asistente_firma": "a file, not a page",
    "asistente_quitar": "takes a form and sends on to another page",
    "asistencia_escaneo": "a file, or the page of a form that is looked at when it is refused",
    **dict.fromkeys(
        ["ciudadania_expediente", "ciudadania_exportar", "ciudadania_anonimizar"],
        "its page is looked at where the form that leads to it is sent",
    ),
}


def _en_curso() -> Asamblea:
    return Organo.objects.get(nombre=NOMBRE).asambleas.get(tipo="constitutiva")


def del_personal() -> list[Visita]:
    """The list being passed and its form refused, one that is closed, and the whole data."""
    organo = Organo.objects.get(nombre=NOMBRE)
    cerrada = organo.asambleas.filter(estado="cerrada").latest("pk")
    return [
        *ambas("asistencia", _en_curso().pk),
        pagina("asistencia", cerrada.pk),
        pagina("asistencia_completa", _en_curso().pk),
    ]


def de_planeacion() -> list[Visita]:
    return [pagina("asistencia", _en_curso().pk), pagina("asistencia_completa", _en_curso().pk, estado=403)]


def del_administrador() -> list[Visita]:
    """Who is looked for, found or not, and what is held of them."""
    buscar = Envio(datos=(("q", "Ana Peña"),))
    nadie = (Envio(datos=(("q", "nadie-que-se-llame-asi"),)),)
    return [
        *ambas("ciudadania"),
        enviada("ciudadania", envios=nadie),
        enviada("ciudadania", envios=(buscar,)),
    ]
