"""Which pages each role visits, and in which state of the example; what has no page, and why."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import get_resolver, reverse
from django.utils import timezone

from actividades.models import Actividad
from demo.escenario.datos import actor
from evaluacion.models import Compromiso
from evaluacion.servicios import papel
from nucleo.models import Documento, Usuario
from poa.models import LineaDeAccion, Programa
from tests.recorridos.preparar import dejar_listo, explicar, firmar_como_direccion, trimestre

SOLO_POST = "takes a form and sends on to another page"
UN_ARCHIVO = "a file, not a page"
SIN_PAGINA = {
    **dict.fromkeys(
        [
            "poa_autorizar",
            "actividades_validar",
            "actividad_validar",
            "actividad_reincorporar",
            "evidencia_agregar",
            "evidencia_quitar",
            "captura_terminar",
            "captura_reabrir",
            "papel_imprimir",
            "papel_cancelar",
            "papel_adjuntar",
        ],
        SOLO_POST,
    ),
    **dict.fromkeys(["firmar_preparar", "firmar_terminar"], "speaks JSON with efirma.js"),
    **dict.fromkeys(
        [
            "actividades_plantilla",
            "evidencia",
            "documento_trimestre",
            "firmar_previa",
            "version_publica",
            "mfa_download_recovery_codes",
            "favicon",
            "salud",
        ],
        UN_ARCHIVO,
    ),
    "mfa_authenticate": "between password and session: looked at when the administrador comes in",
}


@dataclass(frozen=True)
class Visita:
    """A page, the status it answers with, and whether its form is sent empty once it is there."""

    ruta: str
    estado: int = 200
    vacio: bool = False


def variar() -> None:
    """One quarter in each state that a page tells apart; a second factor for the administrador."""
    dejar_listo("PC", "directora.pc")
    firmar_como_direccion(dejar_listo("OP", "director.op", 2), "director.op")
    impreso = dejar_listo("OP", "director.op", 3)
    papel.imprimir(tp_id=impreso.pk, **actor("director.op", timezone.now()))
    explicar(trimestre("SP"), actor("directora.sp", timezone.now()))
    administrador = Usuario.objects.get(username="administrador")
    TOTP.activate(administrador, generate_totp_secret())
    RecoveryCodes.activate(administrador)


def rutas_con_nombre() -> set[str]:
    """The name of every route of the product."""

    def recorrer(patrones) -> Iterator[str]:
        for patron in patrones:
            if hasattr(patron, "url_patterns"):
                yield from recorrer(patron.url_patterns)
            else:
                yield patron.name

    return set(recorrer(get_resolver().url_patterns))


def _pagina(nombre: str, *args: object, mas: str = "", **como: object) -> Visita:
    return Visita(reverse(nombre, args=args) + mas, **como)


def _ambas(nombre: str, *args: object, estado: int = 400) -> list[Visita]:
    """A page with a form, and the same page after the form was sent empty."""
    return [_pagina(nombre, *args), _pagina(nombre, *args, vacio=True, estado=estado)]


def del_publico() -> list[Visita]:
    vigente = Documento.objects.get(folio__startswith="EVAL/OP/2024/T1/")
    pendiente = Documento.objects.get(folio__startswith="EVAL/OP/2024/T2/")
    return [
        *_ambas("account_login", estado=200),
        *_ambas("verificar"),
        *[_pagina("verificar_codigo", d.codigo) for d in (vigente, pendiente)],
        _pagina("verificar_codigo", "A" * 26),
        Visita("/no-existe/", estado=404),
    ]


def del_personal() -> list[Visita]:
    propias = Actividad.objects.filter(trimestre_programa__programa__direccion__clave="PC")
    devuelta = propias.filter(estado="devuelta").first()
    ajena = trimestre("OP").pk
    return [
        _pagina("inicio"),
        *_ambas("actividad_nueva", estado=200),
        _pagina("actividades"),
        _pagina("actividades", mas="?q=nada-que-se-le-parezca"),
        _pagina("actividad", devuelta.pk),
        *_ambas("actividad_editar", devuelta.pk, estado=200),
        _pagina("trimestre", trimestre("PC").pk),
        _pagina("trimestre_revision", trimestre("PC").pk),
        _pagina("municipio", estado=403),
        _pagina("trimestre", ajena, estado=404),
        *_ambas("account_change_password", estado=200),
        _pagina("account_logout"),
        _pagina("account_reauthenticate"),
        _pagina("mfa_index"),
        *_ambas("mfa_activate_totp", estado=200),
    ]


def de_la_directora() -> list[Visita]:
    tp = trimestre("PC")
    linea = LineaDeAccion.objects.filter(estrategia__programa=tp.programa, estrategia__orden=3, orden=2).get()
    propias = Actividad.objects.filter(trimestre_programa__programa=tp.programa)
    registrada, validada = (propias.filter(estado=e).first() for e in ("registrada", "validada"))
    return [
        _pagina("inicio"),
        _pagina("trimestres"),
        _pagina("trimestres", mas="?q=nada-que-se-le-parezca"),
        _pagina("trimestre", tp.pk),
        _pagina("trimestre", trimestre("PC", 4).pk),
        _pagina("trimestre_actos", tp.pk, linea.pk),
        _pagina("trimestre_revision", trimestre("PC", 2).pk),
        _pagina("trimestre_historia", tp.pk),
        *_ambas("justificar", tp.pk, linea.pk),
        *_ambas("sin_actividad", trimestre("PC", 4).pk, linea.pk),
        _pagina("firmar", tp.pk),
        _pagina("firmar", trimestre("PC", 2).pk, estado=403),
        _pagina("actividades", mas="?estado=registrada"),
        _pagina("actividad", registrada.pk),
        *_ambas("actividad_devolver", registrada.pk, estado=200),
        *_ambas("actividad_anular", registrada.pk, estado=200),
        *_ambas("actividad_excluir", registrada.pk, estado=200),
        _pagina("actividad", validada.pk),
        _pagina("poas"),
        _pagina("poa", tp.programa_id),
        _pagina("adscripciones"),
    ]


def del_director_de_obras() -> list[Visita]:
    """A signed quarter, a printed one and an open commitment."""
    compromiso = Compromiso.objects.filter(programa__direccion__clave="OP").first()
    return [
        *[_pagina("trimestre_historia", trimestre("OP", n).pk) for n in (1, 2, 3)],
        _pagina("firmar", trimestre("OP", 3).pk),
        *_ambas("compromiso", trimestre("OP", 4).pk, compromiso.pk),
    ]


def de_planeacion() -> list[Visita]:
    evaluado, firmado, abierto = trimestre("OP"), trimestre("OP", 2), trimestre("SP")
    return [
        _pagina("inicio"),
        _pagina("municipio"),
        _pagina("municipio", mas="?trimestre=4"),
        _pagina("trimestres"),
        _pagina("trimestre", evaluado.pk),
        _pagina("trimestre_revision", firmado.pk),
        _pagina("firmar", firmado.pk),
        *_ambas("observar", firmado.pk),
        *_ambas("prorrogar", abierto.pk),
        *_ambas("desbloquear", evaluado.pk),
        *_ambas("actividades_importar", estado=200),
        *[_pagina("poa", p.pk) for p in Programa.objects.filter(direccion__clave__in=["CONT", "PC"])],
    ]


def de_tesoreria() -> list[Visita]:
    return [_pagina("inicio"), _pagina("poas"), _pagina("adscripciones")]


def de_contraloria() -> list[Visita]:
    return [
        _pagina("inicio"),
        _pagina("bitacora"),
        _pagina("bitacora", mas="?q=nada-que-se-le-parezca"),
        _pagina("municipio"),
        _pagina("trimestre_historia", trimestre("OP").pk),
    ]


def del_administrador() -> list[Visita]:
    return [
        _pagina("inicio"),
        _pagina("adscripciones"),
        _pagina("estilo"),
        _pagina("mfa_index"),
        _pagina("mfa_deactivate_totp"),
        _pagina("mfa_view_recovery_codes"),
        _pagina("mfa_generate_recovery_codes"),
        *_ambas("mfa_reauthenticate", estado=200),
    ]


RECORRIDOS: dict[str | None, Callable[[], list[Visita]]] = {
    None: del_publico,
    "personal.pc": del_personal,
    "directora.pc": de_la_directora,
    "director.op": del_director_de_obras,
    "planeacion": de_planeacion,
    "tesoreria": de_tesoreria,
    "contraloria": de_contraloria,
    "administrador": del_administrador,
}
