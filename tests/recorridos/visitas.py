"""Which pages each role visits, and in which state of the example; what has no page, and why."""

from collections.abc import Callable, Iterator

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import get_resolver
from django.utils import timezone

from actividades.models import Actividad
from demo.escenario.datos import actor
from evaluacion.models import Compromiso
from evaluacion.servicios import papel
from nucleo.manual import paginas
from nucleo.models import Documento, Usuario
from poa.models import LineaDeAccion, Programa
from tests.recorridos import (
    visitas_acceso,
    visitas_asistencia,
    visitas_captura,
    visitas_catalogos,
    visitas_comites,
    visitas_convocatorias,
    visitas_elecciones,
    visitas_informe,
    visitas_plan,
    visitas_privacidad,
    visitas_suministros,
    visitas_tesoreria,
)
from tests.recorridos.preparar import dejar_listo, explicar, firmar_como_direccion, trimestre
from tests.recorridos.preparar_plan import variar_el_plan
from tests.recorridos.visita import Visita, ambas, pagina

SOLO_POST = "takes a form and sends on to another page"
DE_UN_ENVIO = "its page is looked at where the form that leads to it is sent"
UN_ARCHIVO = "a file, not a page"
SIN_PAGINA = {
    **visitas_asistencia.SIN_PAGINA,
    **visitas_comites.SIN_PAGINA,
    **visitas_convocatorias.SIN_PAGINA,
    **visitas_elecciones.SIN_PAGINA,
    **visitas_suministros.SIN_PAGINA,
    **visitas_tesoreria.SIN_PAGINA,
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
            "poa_enviar",
            "poa_imprimir",
            "poa_imprimir_cancelar",
            "poa_hoja_devolver",
            "poa_adjuntar",
            "poa_editar_ordenar",
            "poa_editar_borrar",
            "poa_importar_confirmar",
            "reprogramacion_rechazar",
            "reprogramacion_emitir",
            "ayuntamiento_escudo",
            "ayuntamiento_escudo_quitar",
            "inhabil_quitar",
            "persona_activar",
            "cargo_retirar",
            "catalogo_activar",
            "catalogo_borrar",
        ],
        SOLO_POST,
    ),
    **dict.fromkeys(
        [
            "poa_importar_word",
            "reprogramacion_autorizar",
            "ejercicio_umbrales",
            "ejercicio_calendario",
            "persona_enlace",
        ],
        DE_UN_ENVIO,
    ),
    **dict.fromkeys(["captura_ficha", "captura_archivo", "captura_enviar"], "speaks JSON with the queue"),
    "captura_trabajador": "the script that opens the log page without a network",
    **dict.fromkeys(
        ["firmar_preparar", "firmar_terminar", "poa_firmar_preparar", "poa_firmar_terminar"],
        "speaks JSON with efirma.js",
    ),
    **dict.fromkeys(
        [
            "actividades_plantilla",
            "evidencia",
            "documento_trimestre",
            "firmar_previa",
            "version_publica",
            "informe_word",
            "poa_pdf",
            "poa_escaneo",
            "poa_plantilla",
            "poa_exportar",
            "reprogramacion_dictamen",
            "escudo",
            "favicon",
            "ayuda_imagen",
            "estilo_impreso",
            "salud",
        ],
        UN_ARCHIVO,
    ),
    "ayuda": "sends on to a page of the manual",
    "mfa_authenticate": "between password and session: looked at when the administrador comes in",
}


def variar() -> None:
    """One quarter in each state that a page tells apart; a second factor for the administrador."""
    dejar_listo("PC", "directora.pc")
    firmar_como_direccion(dejar_listo("OP", "director.op", 2), "director.op")
    impreso = dejar_listo("OP", "director.op", 3)
    papel.imprimir(tp_id=impreso.pk, **actor("director.op", timezone.now()))
    explicar(trimestre("SP"), actor("directora.sp", timezone.now()))
    variar_el_plan()
    visitas_comites.preparar()
    visitas_convocatorias.preparar()
    visitas_elecciones.preparar()
    visitas_suministros.preparar()
    visitas_tesoreria.preparar()
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


def del_publico() -> list[Visita]:
    vigente = Documento.objects.get(folio__startswith="EVAL/OP/2024/T1/")
    pendiente = Documento.objects.get(folio__startswith="EVAL/OP/2024/T2/")
    return [
        *ambas("account_login", estado=200),
        *ambas("verificar"),
        *[pagina("verificar_codigo", d.codigo) for d in (vigente, pendiente)],
        pagina("verificar_codigo", "A" * 26),
        *[pagina("ayuda_pagina", nombre) for nombre in paginas()],
        Visita("/no-existe/", estado=404),
        *visitas_acceso.del_publico(),
        *visitas_catalogos.del_publico(),
        *visitas_privacidad.del_publico(),
        *visitas_comites.del_publico(),
        *visitas_convocatorias.del_publico(),
        *visitas_elecciones.del_publico(),
        *visitas_suministros.del_publico(),
    ]


def del_personal() -> list[Visita]:
    propias = Actividad.objects.filter(trimestre_programa__programa__direccion__clave="PC")
    devuelta = propias.filter(estado="devuelta").first()
    ajena = trimestre("OP").pk
    return [
        pagina("inicio"),
        *ambas("actividad_nueva", estado=200),
        pagina("actividades"),
        pagina("actividades", mas="?q=nada-que-se-le-parezca"),
        pagina("actividad", devuelta.pk),
        *ambas("actividad_editar", devuelta.pk, estado=200),
        pagina("trimestre", trimestre("PC").pk),
        pagina("trimestre_revision", trimestre("PC").pk),
        pagina("municipio", estado=403),
        pagina("trimestre", ajena, estado=404),
        *ambas("account_change_password", estado=200),
        pagina("account_logout"),
        pagina("account_reauthenticate"),
        *visitas_acceso.del_personal(),
        *visitas_captura.del_personal(),
        *visitas_asistencia.del_personal(),
        *visitas_comites.del_personal(),
        *visitas_convocatorias.del_personal(),
        *visitas_elecciones.del_personal(),
        *visitas_suministros.del_personal(),
        pagina("mfa_index"),
        *ambas("mfa_activate_totp", estado=200),
    ]


def de_la_directora() -> list[Visita]:
    tp = trimestre("PC")
    linea = LineaDeAccion.objects.filter(estrategia__programa=tp.programa, estrategia__orden=3, orden=2).get()
    propias = Actividad.objects.filter(trimestre_programa__programa=tp.programa)
    registrada, validada = (propias.filter(estado=e).first() for e in ("registrada", "validada"))
    return [
        pagina("inicio"),
        pagina("trimestres"),
        pagina("trimestres", mas="?q=nada-que-se-le-parezca"),
        pagina("trimestre", tp.pk),
        pagina("trimestre", trimestre("PC", 4).pk),
        pagina("trimestre_actos", tp.pk, linea.pk),
        pagina("trimestre_revision", trimestre("PC", 2).pk),
        pagina("trimestre_historia", tp.pk),
        *ambas("justificar", tp.pk, linea.pk),
        *ambas("sin_actividad", trimestre("PC", 4).pk, linea.pk),
        pagina("firmar", tp.pk),
        pagina("firmar", trimestre("PC", 2).pk, estado=403),
        pagina("actividades", mas="?estado=registrada"),
        pagina("actividad", registrada.pk),
        *ambas("actividad_devolver", registrada.pk, estado=200),
        *ambas("actividad_anular", registrada.pk, estado=200),
        *ambas("actividad_excluir", registrada.pk, estado=200),
        pagina("actividad", validada.pk),
        pagina("poas"),
        pagina("poa", tp.programa_id),
        pagina("adscripciones"),
        *visitas_comites.de_la_directora(),
        *visitas_suministros.de_la_directora(),
        *visitas_plan.de_la_directora(),
        *visitas_informe.de_la_direccion(),
    ]


def del_director_de_obras() -> list[Visita]:
    """A signed quarter, a printed one and an open commitment."""
    compromiso = Compromiso.objects.filter(programa__direccion__clave="OP").first()
    return [
        *[pagina("trimestre_historia", trimestre("OP", n).pk) for n in (1, 2, 3)],
        pagina("firmar", trimestre("OP", 3).pk),
        *ambas("compromiso", trimestre("OP", 4).pk, compromiso.pk),
        *visitas_plan.del_director_de_obras(),
    ]


def de_planeacion() -> list[Visita]:
    evaluado, firmado, abierto = trimestre("OP"), trimestre("OP", 2), trimestre("SP")
    return [
        pagina("inicio"),
        pagina("municipio"),
        pagina("por_decidir"),
        pagina("municipio", mas="?trimestre=4"),
        pagina("trimestres"),
        pagina("trimestre", evaluado.pk),
        pagina("trimestre_revision", firmado.pk),
        pagina("firmar", firmado.pk),
        *ambas("observar", firmado.pk),
        *ambas("prorrogar", abierto.pk),
        *ambas("desbloquear", evaluado.pk),
        *ambas("actividades_importar", estado=200),
        *[pagina("poa", p.pk) for p in Programa.objects.filter(direccion__clave__in=["CONT", "PC"])],
        *visitas_plan.de_planeacion(),
        *visitas_comites.de_planeacion(),
        *visitas_asistencia.de_planeacion(),
        *visitas_elecciones.de_planeacion(),
        *visitas_suministros.de_planeacion(),
        *visitas_informe.de_quien_ve_todas(),
    ]


def de_tesoreria() -> list[Visita]:
    return [
        pagina("inicio"),
        pagina("poas"),
        pagina("adscripciones"),
        *visitas_tesoreria.de_tesoreria(),
    ]


def de_contraloria() -> list[Visita]:
    return [
        pagina("inicio"),
        pagina("bitacora"),
        pagina("bitacora", mas="?q=nada-que-se-le-parezca"),
        pagina("municipio"),
        pagina("trimestre_historia", trimestre("OP").pk),
    ]


def del_administrador() -> list[Visita]:
    return [
        pagina("inicio"),
        pagina("adscripciones"),
        pagina("estilo"),
        pagina("mfa_index"),
        pagina("mfa_deactivate_totp"),
        pagina("mfa_view_recovery_codes"),
        pagina("mfa_generate_recovery_codes"),
        *ambas("mfa_reauthenticate", estado=200),
        *visitas_acceso.del_administrador(),
        *visitas_catalogos.del_administrador(),
        *visitas_asistencia.del_administrador(),
        *visitas_privacidad.del_administrador(),
    ]


RECORRIDOS: dict[str | None, Callable[[], list[Visita]]] = {
    None: del_publico,
    "personal.pc": del_personal,
    "directora.pc": de_la_directora,
    "director.op": del_director_de_obras,
    "directora.sp": visitas_plan.de_la_directora_de_servicios,
    "director.plan": visitas_plan.del_jefe_de_planeacion,
    "planeacion": de_planeacion,
    "tesoreria": de_tesoreria,
    "contraloria": de_contraloria,
    "administrador": del_administrador,
}
