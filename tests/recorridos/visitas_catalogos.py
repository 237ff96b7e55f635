"""The pages of people and catalogues: those of the administrador, and the link that anybody opens."""

from django.utils import timezone

from demo.escenario.datos import ANIO, actor
from nucleo.models import Usuario
from poa import servicios
from poa.models import Adscripcion, Direccion, EjePMD, Ejercicio, Localidad
from tests.recorridos.preparar_plan import anio_siguiente
from tests.recorridos.visita import Envio, Visita, ambas, enviada, pagina


def del_publico() -> list[Visita]:
    """The link with which a person sets the password, and one that no longer serves."""
    quien = Usuario.objects.get(username="personal.sp")
    emitido = servicios.emitir_enlace(**actor("administrador", timezone.now()), usuario_id=quien.pk)
    return [*ambas("poner_contrasena", emitido.token), pagina("poner_contrasena", "A" * 43, estado=404)]


def del_administrador() -> list[Visita]:
    return [pagina("catalogos"), *ambas("ayuntamiento"), *_calendario(), *_listas(), *_personas()]


def _calendario() -> list[Visita]:
    """A year with signed quarters and one without; each of the two forms of a year refused."""
    firmado, nuevo = (Ejercicio.objects.get(anio=anio).pk for anio in (ANIO, anio_siguiente()))
    refusadas = [(Envio(f"form[action$='/{cual}/']", vacio=True),) for cual in ("umbrales", "calendario")]
    return [
        *ambas("ejercicios"),
        pagina("ejercicio", firmado),
        pagina("ejercicio", nuevo),
        *[enviada("ejercicio", nuevo, envios=e, estado=400, con_error=True) for e in refusadas],
        *ambas("inhabiles", formulario="form.tarjeta"),
        pagina("inhabiles", mas=f"?anio={anio_siguiente()}"),
    ]


def _listas() -> list[Visita]:
    entradas = {"direcciones": Direccion, "localidades": Localidad, "ejes": EjePMD}
    return [
        *[pagina("catalogo", tipo) for tipo in entradas],
        *[visita for tipo in entradas for visita in ambas("catalogo_nuevo", tipo)],
        *[
            v
            for tipo, modelo in entradas.items()
            for v in ambas("catalogo_editar", tipo, modelo.objects.first().pk)
        ],
        pagina("catalogo", "ejes", mas="?q=nada-que-se-le-parezca"),
        pagina("catalogo", "ejes", mas="?inactivas=1"),
    ]


def _personas() -> list[Visita]:
    """Somebody else's account, one's own, and the link that is shown only once."""
    otra, propia = (Usuario.objects.get(username=u).pk for u in ("directora.pc", "administrador"))
    cargo = Adscripcion.objects.filter(usuario_id=otra).first().pk
    pedir_enlace = (Envio("form[action$='/enlace/']"),)
    return [
        pagina("personas"),
        pagina("personas", mas="?q=nada-que-se-le-parezca"),
        *ambas("persona_nueva"),
        *[pagina("persona", pk) for pk in (otra, propia)],
        *[v for nombre in ("editar", "segundo_factor") for v in ambas(f"persona_{nombre}", otra)],
        *[v for pk in (otra, propia) for v in ambas("cargo_nuevo", pk)],
        *[v for nombre in ("corregir", "terminar") for v in ambas(f"cargo_{nombre}", cargo)],
        enviada("persona", otra, envios=pedir_enlace),
    ]
