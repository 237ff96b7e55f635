"""Who may do what to a quarter, and why not; asked by service, view and template alike."""

from evaluacion.consultas.estado import Situacion
from evaluacion.estados import (
    CERRADOS,
    EN_MANOS_DE_DIRECCION,
    RECIBEN_CAPTURA,
    EstadoEvaluacion,
)
from evaluacion.models import Compromiso
from nucleo.fechas import fecha_larga
from nucleo.personas import SI, Cargo, Persona, Veredicto, no
from nucleo.roles import Accion, Rol

E = EstadoEvaluacion
SOLO_TITULAR = "Solo la titular de la dirección puede hacerlo."


def _conduce(persona: Persona, s: Situacion) -> bool:
    return persona.puede(Accion.CONDUCIR_TRIMESTRE, s.tp.programa.direccion_id)


def es_evaluador(persona: Persona, s: Situacion) -> Veredicto:
    """Planeación evaluates; Planeación's own POA is evaluated by Contraloría."""
    if s.tp.programa.direccion.evaluada_por_contraloria:
        ok = Rol.CONTRALORIA in persona.roles
        return SI if ok else no("El POA de Planeación lo evalúa Contraloría.")
    return SI if Rol.PLANEACION in persona.roles else no("Solo Planeación puede hacerlo.")


def puede_conducir(persona: Persona, s: Situacion) -> Veredicto:
    """End or reopen capture, declare, justify: the directora, while the quarter is in her hands."""
    if not _conduce(persona, s):
        return no(SOLO_TITULAR)
    if s.estado == E.POR_ABRIR:
        return no(f"El trimestre abre el {fecha_larga(s.abre)}.")
    if s.estado in EN_MANOS_DE_DIRECCION:
        return SI
    return no(f"El trimestre ya no está en manos de la dirección: su evaluación está {s.estado.label}.")


def puede_terminar_captura(persona: Persona, s: Situacion) -> Veredicto:
    v = puede_conducir(persona, s)
    if v and s.estado not in RECIBEN_CAPTURA:
        return no("La captura ya terminó.")
    if v and not s.terminado:
        return no(f"El trimestre no ha terminado: podrá hacerlo desde el {fecha_larga(s.ventana.fin)}.")
    return v


def puede_reabrir_captura(persona: Persona, s: Situacion) -> Veredicto:
    v = puede_conducir(persona, s)
    if v and s.estado != E.EN_REVISION:
        return no("La captura está abierta.")
    if v and s.hoy > s.cierra:
        return no(f"La captura cerró el {fecha_larga(s.cierra)}. Pida una prórroga a Planeación.")
    return v


def puede_explicar(persona: Persona, s: Situacion) -> Veredicto:
    """Justify a línea or declare it without activity: once the quarter is over."""
    v = puede_conducir(persona, s)
    if v and not s.terminado:
        return no("Podrá hacerlo cuando termine el trimestre.")
    return v


def cargo_de_direccion(persona: Persona, s: Situacion) -> Cargo | None:
    """The post with which the person may sign for the dirección, or None."""
    direccion = s.tp.programa.direccion_id
    return next(
        (
            c
            for c in persona.cargos
            if c.rol == Rol.DIRECTORA and c.direccion_id == direccion and c.puede_firmar
        ),
        None,
    )


def cargo_de_evaluador(persona: Persona, s: Situacion) -> Cargo | None:
    """The post with which the person may sign the evaluation, or None."""
    por_contraloria = s.tp.programa.direccion.evaluada_por_contraloria
    rol = Rol.CONTRALORIA if por_contraloria else Rol.PLANEACION
    return next((c for c in persona.cargos if c.rol == rol and c.puede_firmar), None)


def puede_firmar_direccion(persona: Persona, s: Situacion) -> Veredicto:
    """Sign (or print to sign) for the dirección; what is still missing is told apart, by `pendientes`."""
    if not _conduce(persona, s):
        return no(SOLO_TITULAR)
    if not s.en_vigor:
        return no("El POA todavía no está autorizado; Planeación debe autorizarlo antes de firmar.")
    if not s.terminado:
        return no(f"El trimestre no ha terminado: podrá firmarse desde el {fecha_larga(s.ventana.fin)}.")
    if s.estado in RECIBEN_CAPTURA:
        return no("La captura sigue abierta. Termínela primero.")
    if s.estado in CERRADOS - {E.IMPRESA}:
        return no(f"El trimestre ya no está en manos de la dirección: su evaluación está {s.estado.label}.")
    return SI if cargo_de_direccion(persona, s) else no("Su adscripción no tiene facultad de firma.")


def puede_imprimir(persona: Persona, s: Situacion) -> Veredicto:
    v = puede_firmar_direccion(persona, s)
    return (
        no("Ya está impreso: adjunte el escaneo firmado o cancele la impresión.")
        if (v and s.estado == E.IMPRESA)
        else v
    )


def puede_resolver_impresa(persona: Persona, s: Situacion) -> Veredicto:
    """Attach the signed scan of a print, or cancel the print that was not used."""
    v = puede_firmar_direccion(persona, s)
    return no("No hay una impresión pendiente de firma.") if v and s.estado != E.IMPRESA else v


def puede_evaluar(persona: Persona, s: Situacion) -> Veredicto:
    """Return with observations, or sign the evaluation."""
    if s.estado != E.FIRMADA:
        return no(
            "El trimestre ya está evaluado."
            if s.estado in {E.EVALUADA, E.SUSTITUIDA}
            else "La dirección todavía no firma este trimestre."
        )
    return es_evaluador(persona, s)


def puede_firmar_evaluacion(persona: Persona, s: Situacion) -> Veredicto:
    v = puede_evaluar(persona, s)
    if v and cargo_de_evaluador(persona, s) is None:
        return no("Su adscripción no tiene facultad de firma.")
    documento = s.evaluacion.documento if s.evaluacion else None
    if (
        v
        and documento
        and documento.firmas.filter(firmante=persona.usuario, anulada_en__isnull=True).exists()
    ):
        return no("Usted ya firmó por la dirección: nadie firma las dos casillas de un documento.")
    return v


def puede_prorrogar(persona: Persona, s: Situacion) -> Veredicto:
    """Give the POA more days to log the quarter."""
    if not persona.puede(Accion.ADMINISTRAR_TRIMESTRES, s.tp.programa.direccion_id):
        return no("Solo Planeación otorga prórrogas.")
    if s.estado in EN_MANOS_DE_DIRECCION:
        return SI
    return no(f"La evaluación del trimestre está {s.estado.label}.")


def puede_desbloquear(persona: Persona, s: Situacion) -> Veredicto:
    """Open an evaluated quarter again for some líneas: the way to a version 2."""
    v = es_evaluador(persona, s)
    if v and s.estado != E.EVALUADA:
        return no("Solo se desbloquea un trimestre ya evaluado.")
    return v


def puede_cumplir_compromiso(persona: Persona, compromiso: Compromiso) -> Veredicto:
    """Mark a commitment as kept: the directora of that POA, once."""
    if not persona.puede(Accion.CONDUCIR_TRIMESTRE, compromiso.programa.direccion_id):
        return no(SOLO_TITULAR)
    return no("Este compromiso ya está cumplido.") if compromiso.cumplido_el else SI
