"""Who may do what with the plan: small predicates that services, views and templates share."""

from nucleo.estados import EstadoDocumento
from nucleo.personas import SI, Cargo, Persona, Veredicto, no
from nucleo.roles import Accion, Rol
from poa.estados import PASOS_DE_PROGRAMA, PASOS_DE_REPROGRAMACION, EstadoPrograma, EstadoReprogramacion
from poa.models import Programa, Reprogramacion

SISTEMA = "sistema"
EDITABLES = frozenset({EstadoPrograma.BORRADOR, EstadoPrograma.OBSERVADO})


def es_sistema(persona: Persona) -> bool:
    """Whether a command of this installation acts; that user is inactive and cannot sign in."""
    return persona.usuario.username == SISTEMA


def permite_catalogos(persona: Persona) -> Veredicto:
    """The municipality, its direcciones, localidades, ejes and calendar: Planeación and the administrador."""
    if persona.puede(Accion.ADMINISTRAR_CATALOGOS) or es_sistema(persona):
        return SI
    return no("Los catálogos los llevan la Dirección de Planeación y la persona administradora del sistema.")


def permite_cuentas(persona: Persona) -> Veredicto:
    """Users and the cargos that give them their permissions: the administrador, or a command."""
    if persona.puede(Accion.ADMINISTRAR_CUENTAS) or es_sistema(persona):
        return SI
    return no("Los usuarios y los cargos los lleva la persona administradora del sistema.")


def permite_calendario(persona: Persona) -> Veredicto:
    """Give a prórroga: Planeación."""
    if persona.puede(Accion.ADMINISTRAR_TRIMESTRES):
        return SI
    return no("El calendario de los trimestres lo lleva la Dirección de Planeación.")


def permite_elaborar(persona: Persona, direccion_id: int) -> Veredicto:
    """Write a draft: who answers for the dirección, or Planeación."""
    es_titular = persona.puede(Accion.CONDUCIR_TRIMESTRE, direccion_id)
    if es_titular or persona.puede(Accion.ADMINISTRAR_TRIMESTRES) or es_sistema(persona):
        return SI
    return no("El POA lo elabora la persona titular de la dirección, o Planeación.")


def permite_escribir(persona: Persona, direccion_id: int) -> Veredicto:
    """Write the sheet by hand, on the screens: only who answers for the dirección."""
    if persona.puede(Accion.ELABORAR_POA, direccion_id):
        return SI
    return no("El POA lo escribe la persona titular de su dirección; las demás lo leen.")


def permite_traer(persona: Persona, direccion_id: int) -> Veredicto:
    """Bring a POA in from a file or from another year: who writes it, or a command."""
    return SI if es_sistema(persona) else permite_escribir(persona, direccion_id)


def permite_editar(programa: Programa) -> Veredicto:
    """Whether the sheet itself still takes changes."""
    if programa.estado in EDITABLES:
        return SI
    return no(
        f"El POA está {programa.get_estado_display()}: lo proyectado ya no se edita, "
        "se cambia con una reprogramación."
    )


def lo_envio(programa: Programa, persona: Persona) -> bool:
    """Whether it was this person who sent the POA to Planeación, the last time it was sent."""
    envios = programa.cambios.filter(a=EstadoPrograma.ENVIADO).order_by("-pk")
    return envios.values_list("actor_id", flat=True).first() == persona.usuario.pk


def permite_autorizar(programa: Programa, persona: Persona, *, faltan: int) -> Veredicto:
    """Whether the person may authorise it now, which is never who sent it; `faltan`: data the sheet lacks."""
    if not persona.puede(Accion.AUTORIZAR_POA, programa.direccion_id):
        return no("Autorizar un POA corresponde a la Dirección de Planeación.")
    if EstadoPrograma.AUTORIZADO not in PASOS_DE_PROGRAMA[programa.estado]:
        return no(f"El POA está en estado «{programa.get_estado_display()}»; desde ahí no se autoriza.")
    if lo_envio(programa, persona):
        return no(
            "Usted envió este POA: lo autoriza otra persona de Planeación, con cargo para autorizar POA."
        )
    if faltan:
        cuantos = "falta 1 dato" if faltan == 1 else f"faltan {faltan} datos"
        return no(f"Para autorizarlo {cuantos}: están en la lista de avisos de la hoja.")
    return SI


def permite_enviar(programa: Programa, persona: Persona, *, faltan: int) -> Veredicto:
    """Send the draft to Planeación: its directora, once nothing is missing."""
    if not persona.puede(Accion.ELABORAR_POA, programa.direccion_id):
        return no("El POA lo envía la persona titular de su dirección.")
    if programa.estado not in EDITABLES:
        return no(f"El POA ya está {programa.get_estado_display()}.")
    if faltan:
        cuantos = "falta 1 dato" if faltan == 1 else f"faltan {faltan} datos"
        return no(f"Para enviarlo {cuantos}: están en la lista de avisos de la hoja.")
    return SI


def permite_observar(programa: Programa, persona: Persona) -> Veredicto:
    """Return a POA that was sent: Planeación."""
    if not persona.puede(Accion.AUTORIZAR_POA, programa.direccion_id):
        return no("Devolver un POA corresponde a la Dirección de Planeación.")
    if programa.estado != EstadoPrograma.ENVIADO:
        return no(f"El POA está {programa.get_estado_display()}: solo se devuelve lo que se envió.")
    return SI


def cargo_de_direccion(programa: Programa, persona: Persona) -> Cargo | None:
    """The post with which the person signs for the dirección of the POA, or None."""
    propios = (c for c in persona.cargos if c.rol == Rol.DIRECTORA and c.puede_firmar)
    return next((c for c in propios if c.direccion_id == programa.direccion_id), None)


def cargo_de_autorizador(persona: Persona) -> Cargo | None:
    """The post with which the person signs the authorisation, or None."""
    return next((c for c in persona.cargos if c.rol == Rol.PLANEACION and c.puede_firmar), None)


def permite_firmar(programa: Programa, persona: Persona) -> Veredicto:
    """Sign the sheet: once authorised, first the directora and then Planeación; nobody in both boxes."""
    if programa.estado != EstadoPrograma.AUTORIZADO:
        return no("La hoja se firma cuando Planeación ya autorizó el POA.")
    documento = programa.documento
    if documento is None or documento.estado in {EstadoDocumento.RESERVADO, EstadoDocumento.IMPRESO}:
        if cargo_de_direccion(programa, persona):
            return SI
        return no("Primero firma la persona titular de la dirección, con facultad de firma.")
    if documento.estado != EstadoDocumento.PENDIENTE:
        return no("La hoja ya tiene sus dos firmas.")
    if cargo_de_autorizador(persona) is None:
        return no("Falta la firma de la Dirección de Planeación.")
    propias = documento.firmas.filter(firmante=persona.usuario, anulada_en__isnull=True)
    if propias.exists():
        return no("Usted ya firmó por la dirección: nadie firma las dos casillas de un documento.")
    return SI


def permite_cancelar_impresion(programa: Programa, persona: Persona) -> Veredicto:
    """Cancel a print nobody signed: who may sign it for the dirección."""
    if not cargo_de_direccion(programa, persona):
        return no("La impresión la cancela la persona titular de la dirección, con facultad de firma.")
    if programa.documento is None or programa.documento.estado != EstadoDocumento.IMPRESO:
        return no("No hay una hoja impresa que espere firma.")
    return SI


def permite_devolver_hoja(programa: Programa, persona: Persona) -> Veredicto:
    """Return a sheet that its dirección signed and nobody else yet: who authorises POAs."""
    if not persona.puede(Accion.AUTORIZAR_POA, programa.direccion_id):
        return no("Devolver una hoja firmada corresponde a la Dirección de Planeación.")
    if programa.documento is None or programa.documento.estado != EstadoDocumento.PENDIENTE:
        return no("La hoja no espera la segunda firma: no hay qué devolver.")
    return SI


def permite_reprogramar(programa: Programa, persona: Persona) -> Veredicto:
    """Ask for a change of what was authorised: the directora, one at a time."""
    if not persona.puede(Accion.REPROGRAMAR, programa.direccion_id):
        return no("La reprogramación la pide la persona titular de la dirección.")
    if programa.estado != EstadoPrograma.AUTORIZADO:
        return no(f"El POA está {programa.get_estado_display()}: se reprograma lo que ya se autorizó.")
    pendiente = programa.reprogramaciones.filter(estado=EstadoReprogramacion.SOLICITADA).first()
    if pendiente:
        return no(f"La reprogramación {pendiente.folio} espera a Planeación: se pide una a la vez.")
    return SI


def permite_resolver(reprogramacion: Reprogramacion, persona: Persona) -> Veredicto:
    """Authorise or refuse it: Planeación, and never who asked for it."""
    if not persona.puede(Accion.AUTORIZAR_POA, reprogramacion.programa.direccion_id):
        return no("Resolver una reprogramación corresponde a la Dirección de Planeación.")
    if reprogramacion.solicitada_por_id == persona.usuario.pk:
        return no("Usted la pidió: la resuelve otra persona de Planeación.")
    if not PASOS_DE_REPROGRAMACION[reprogramacion.estado]:
        return no(f"La reprogramación ya está {reprogramacion.get_estado_display()}.")
    return SI
