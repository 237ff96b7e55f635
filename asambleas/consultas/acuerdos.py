"""Acuerdos: those a person has to see to, and those of the dirección one answers for."""

from django.db.models import F, Q, QuerySet

from asambleas.estados import EstadoActa
from asambleas.models import Acuerdo, Organo
from nucleo.models import Usuario
from nucleo.personas import Persona
from nucleo.roles import Accion
from poa.consultas.municipio import adscripciones_en_vigor

# An acuerdo stands from the moment its acta can no longer be rewritten.
EN_PIE = (EstadoActa.CONGELADA, EstadoActa.FIRMADA)


def acuerdos_visibles_para(persona: Persona) -> QuerySet[Acuerdo]:
    """One's own; also those of the dirección one is titular of, and every one for who reads them all."""
    acuerdos = Acuerdo.objects.filter(acta__estado__in=EN_PIE).select_related(
        "acta__organo__direccion", "acta__documento", "usuario", "cumplido_por"
    )
    if not persona.alcanza_todas(Accion.VER_ORGANOS):
        llevadas = persona.direcciones_con(Accion.LLEVAR_ORGANOS)
        decididas = persona.direcciones_con(Accion.APROBAR_PASOS)
        suyos = Q(usuario=persona.usuario) | Q(usuario__isnull=True)
        acuerdos = acuerdos.filter(
            Q(acta__organo__direccion__in=decididas) | (suyos & Q(acta__organo__direccion__in=llevadas))
        )
    return acuerdos.order_by(F("fecha").asc(nulls_last=True), "acta_id", "numero")


def acuerdos_de(persona: Persona) -> QuerySet[Acuerdo]:
    """Those in the person's own name, done or not."""
    return acuerdos_visibles_para(persona).filter(usuario=persona.usuario)


def acuerdos_pendientes(persona: Persona) -> QuerySet[Acuerdo]:
    """What the person still has to do, what is due first before."""
    return acuerdos_de(persona).filter(cumplido_el__isnull=True)


def responsables_posibles(organo: Organo, persona: Persona) -> QuerySet[Usuario]:
    """People of the dirección who may have an acuerdo in their list, as of today."""
    de_la_direccion = adscripciones_en_vigor(persona.hoy).filter(direccion_id=organo.direccion_id)
    return Usuario.objects.filter(pk__in=de_la_direccion.values("usuario")).order_by("nombre")
