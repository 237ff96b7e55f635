"""What a comité adds to its actas: the work, and how it is handed over."""

from datetime import date

from asambleas.estados import TipoAsamblea
from asambleas.models import Acta
from asambleas.procedimientos import FirmanteExtra, FotoDeActa, Seccion
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
        *entrega.metas.splitlines(),
        f"El comité la recibe {entrega.get_condicion_display().lower()}.",
    ]
    if entrega.operacion:
        parrafos += f"Operación y mantenimiento: {entrega.operacion}".splitlines()
    if entrega.garantia_hasta:
        parrafos.append(
            f"Queda garantizada contra vicios ocultos hasta el {fecha_larga(entrega.garantia_hasta)}."
        )
    secciones = [Seccion("Entrega-recepción", tuple(p for p in parrafos if p.strip()))]
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


def fotos_de(acta: Acta) -> list[FotoDeActa]:
    """The photographic annex of the entrega-recepción, in order."""
    entrega = Entrega.objects.filter(acta=acta).first()
    return [FotoDeActa(f.pie, f.archivo, f.sha256) for f in entrega.fotos.all()] if entrega else []


def dia_de(acta: Acta) -> date | None:
    """The day of the entrega-recepción, whatever day its acta was begun."""
    entrega = Entrega.objects.filter(acta=acta).first()
    return entrega.fecha if entrega else None
