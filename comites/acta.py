"""What a comité adds to its actas: the work, and how it is handed over."""

from asambleas.estados import TipoAsamblea
from asambleas.models import Acta
from asambleas.procedimientos import FirmanteExtra, Seccion
from comites.models import Entrega, Obra
from nucleo.dinero import escribir_monto
from nucleo.fechas import fecha_larga


def _de_la_obra(obra: Obra) -> Seccion:
    """The facts of the work, those that are known."""
    datos = (
        ("Obra", obra.nombre),
        ("Tipo", obra.tipo.nombre),
        ("Ubicación", ", ".join(t for t in (obra.lugar, obra.localidad.nombre) if t)),
        ("Programa o fondo", obra.fondo),
        ("Monto", escribir_monto(obra.monto) if obra.monto else ""),
        ("Modalidad", obra.get_modalidad_display()),
        ("Contratista", obra.contratista),
        ("Contrato", obra.contrato),
        ("Área responsable", obra.area_responsable),
        ("Inicio", fecha_larga(obra.fecha_inicio) if obra.fecha_inicio else ""),
        ("Término previsto", fecha_larga(obra.fecha_termino) if obra.fecha_termino else ""),
    )
    return Seccion("La obra", tabla=(("Dato", "Valor"), *((t, v) for t, v in datos if v)))


def _de_la_entrega(entrega: Entrega) -> list[Seccion]:
    """Period, money, goals, condition, observations with their deadline, operation and guarantee."""
    parrafos = [
        f"La obra se ejecutó del {fecha_larga(entrega.ejecutada_desde)} al "
        f"{fecha_larga(entrega.ejecutada_hasta)}, con un monto ejercido de "
        f"{escribir_monto(entrega.monto_ejercido)}.",
        entrega.metas,
        f"El comité la recibe {entrega.get_condicion_display().lower()}.",
    ]
    if entrega.operacion:
        parrafos.append(f"Operación y mantenimiento: {entrega.operacion}")
    if entrega.garantia_hasta:
        parrafos.append(
            f"Queda garantizada contra vicios ocultos hasta el {fecha_larga(entrega.garantia_hasta)}."
        )
    secciones = [Seccion("Entrega-recepción", tuple(parrafos))]
    if renglones := [(o.texto, fecha_larga(o.plazo)) for o in entrega.observaciones.all()]:
        tabla = (("Observación", "Plazo"), *renglones)
        secciones.append(Seccion("Observaciones y plazos", tabla=tabla))
    return secciones


def secciones_de(acta: Acta) -> list[Seccion]:
    """The work always; in the entrega-recepción also how it is handed over."""
    comite = acta.organo.comite
    secciones = [_de_la_obra(comite.obra)]
    if acta.tipo == TipoAsamblea.ENTREGA and (entrega := Entrega.objects.filter(acta=acta).first()):
        secciones += _de_la_entrega(entrega)
    return secciones


def firmantes_de(acta: Acta) -> list[FirmanteExtra]:
    """Municipality, contractor and Contraloría, in the entrega-recepción."""
    entrega = Entrega.objects.filter(acta=acta).first()
    return [FirmanteExtra(f.nombre, f.cargo) for f in entrega.firmantes.all()] if entrega else []
