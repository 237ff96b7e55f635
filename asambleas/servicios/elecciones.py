"""Votes for the posts of an órgano, annulling one, and the protesta of who was elected."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from asambleas.consultas.elecciones import (
    Resultado,
    dia_de,
    empatados,
    lugares_libres,
    resultado,
    ultima_ronda,
)
from asambleas.consultas.integrantes import ocupantes_desde
from asambleas.estados import PASOS_DE_ELECCION, Calidad, EstadoAsamblea, EstadoEleccion, Metodo
from asambleas.models import Asamblea, Asistente, Candidatura, Eleccion, Integrante, Organo, Puesto
from asambleas.permisos import permite_llevar_organo
from asambleas.permisos_elecciones import permite_anular_eleccion, permite_votar
from asambleas.servicios.base import (
    bloquear_organo,
    dejar_asiento,
    exigir_datos,
    exigir_paso,
    exigir_permiso,
    motivo_limpio,
)
from nucleo.errores import Conflicto, TransicionInvalida
from nucleo.folios import codigo_nuevo
from nucleo.personas import Persona
from nucleo.texto import normalizar

MAX_VOTOS = 100_000


@dataclass(frozen=True)
class _Boleta:
    """What is voted: for which post, how, in which round, and which seats are free."""

    asamblea: Asamblea
    puesto: Puesto
    calidad: str
    metodo: str
    presentes: int
    libres: list[int]
    ultima: Eleccion | None

    @property
    def ronda(self) -> int:
        return self.ultima.ronda + 1 if self.ultima else 1


@transaction.atomic
def registrar_eleccion(
    *,
    asamblea_id: int,
    puesto_id: int,
    calidad: str,
    metodo: str,
    votos: Mapping[int, int],
    abstenciones: int,
    token: UUID,
    persona: Persona,
    ahora: datetime,
) -> Eleccion:
    """Keep a vote and seat who wins it; a tie at the cut seats nobody there and asks for another round.

    `votos` is by id of asistente. The same token twice is one vote. Raises SinPermiso, TransicionInvalida
    (the assembly is not being held), Conflicto (no free seat, or the token is another's), DatosInvalidos
    (calidad, metodo, votos, abstenciones).
    """
    visto = Asamblea.objects.values_list("organo_id", flat=True).get(pk=asamblea_id)
    organo = bloquear_organo(visto)
    exigir_permiso(permite_llevar_organo(persona, organo))
    if repetida := Eleccion.objects.filter(token=token).first():
        return _la_misma(repetida, asamblea_id, puesto_id, calidad, persona)
    asamblea = Asamblea.objects.select_related("convocatoria").get(pk=asamblea_id)
    exigir_paso(permite_votar(persona, asamblea))
    boleta = _boleta(organo, asamblea, puesto_id, calidad, metodo)
    candidatos = _candidatos(boleta, organo, votos, abstenciones)
    eleccion, ganan = _guardar(boleta, candidatos, votos, abstenciones, token, persona, ahora)
    _sentar(eleccion, organo, boleta.libres, [candidatos[pk] for pk in ganan.ganan])
    dejar_asiento("eleccion.registrar", eleccion, organo, persona, ahora, **_en_la_cadena(eleccion))
    return eleccion


def _en_la_cadena(eleccion: Eleccion) -> dict[str, object]:
    """What the chain keeps of a vote: post and figures, never names."""
    return {
        "puesto": eleccion.puesto.orden,
        "calidad": eleccion.calidad,
        "ronda": eleccion.ronda,
        "votos": [eleccion.presentes, eleccion.emitidos, eleccion.abstenciones],
        "estado": eleccion.estado,
    }


def _la_misma(
    repetida: Eleccion, asamblea_id: int, puesto_id: int, calidad: str, persona: Persona
) -> Eleccion:
    esta = (repetida.asamblea_id, repetida.puesto_id, repetida.calidad, repetida.registrada_por_id)
    if esta != (asamblea_id, puesto_id, calidad, persona.usuario.pk):
        raise Conflicto("Este formulario ya se usó. Abra uno nuevo.")
    return repetida


def _boleta(organo: Organo, asamblea: Asamblea, puesto_id: int, calidad: str, metodo: str) -> _Boleta:
    """What may be voted now. Raises DatosInvalidos, Conflicto."""
    puesto = organo.puestos.filter(pk=puesto_id).first()
    errores = {}
    if puesto is None:
        errores["puesto"] = "Ese puesto no es de este comité o consejo."
    elif calidad not in Calidad.values or (calidad == Calidad.SUPLENTE and not puesto.con_suplente):
        errores["calidad"] = "Ese puesto no se elige así."
    if metodo not in Metodo.values:
        errores["metodo"] = "Elija cómo se votó."
    exigir_datos(errores)
    assert puesto is not None  # noqa: S101 - exigir_datos raised otherwise
    libres = lugares_libres(puesto, calidad, ocupantes_desde(organo, dia_de(asamblea)))
    if not libres:
        raise Conflicto(f"{puesto.nombre}: ya no quedan lugares por elegir.")
    ultima = ultima_ronda(asamblea, puesto, calidad)
    return _Boleta(asamblea, puesto, calidad, metodo, asamblea.asistentes.count(), libres, ultima)


def _candidatos(
    boleta: _Boleta, organo: Organo, votos: Mapping[int, int], abstenciones: int
) -> dict[int, Asistente]:
    """The people of the ballot, by id. Raises DatosInvalidos when the figures or one of them cannot be."""
    errores = _errores_de_cifras(boleta, votos, abstenciones)
    exigir_datos(errores)
    asistentes = boleta.asamblea.asistentes.select_related("ciudadano").in_bulk(list(votos))
    exigir_datos(_errores_de_gente(boleta, organo, votos, asistentes))
    return asistentes


def _errores_de_cifras(boleta: _Boleta, votos: Mapping[int, int], abstenciones: int) -> dict[str, str]:
    if not 0 <= abstenciones <= MAX_VOTOS:
        return {"abstenciones": "Escriba cuántas personas se abstuvieron, o 0."}
    if not votos or not all(0 <= n <= MAX_VOTOS for n in votos.values()):
        return {"votos": "Escriba los votos de cada persona propuesta, con números."}
    emitidos = sum(votos.values())
    if not emitidos:
        return {"votos": "Nadie recibió votos: no hay nada que registrar."}
    if emitidos + abstenciones > boleta.presentes:
        return {
            "votos": f"Suman {emitidos + abstenciones:,} entre votos y abstenciones, y en la lista hay "
            f"{boleta.presentes:,} presentes."
        }
    return {}


def _errores_de_gente(
    boleta: _Boleta, organo: Organo, votos: Mapping[int, int], asistentes: dict[int, Asistente]
) -> dict[str, str]:
    if set(asistentes) != set(votos):
        return {"votos": "Solo se puede votar por quien está en la lista de esta asamblea."}
    nombres = [a.ciudadano.nombre for a in asistentes.values()]
    identidades = [normalizar(nombre) for nombre in nombres]
    if len(set(identidades)) < len(identidades):
        return {"votos": "Dos personas propuestas se llaman igual: distíngalas en la lista de asistencia."}
    if boleta.ultima and boleta.ultima.estado == EstadoEleccion.EMPATE:
        empataron = {c.asistente_id for c in empatados(boleta.ultima)}
        if not set(votos) <= empataron:
            return {"votos": "En esta vuelta se vota solo entre quienes empataron."}
    con_puesto = set(ocupantes_desde(organo, dia_de(boleta.asamblea)).values_list("identidad", flat=True))
    if repiten := [n for n, i in zip(nombres, identidades, strict=True) if i in con_puesto]:
        return {"votos": f"Ya tiene un puesto: {', '.join(repiten)}. Una persona no ocupa dos."}
    return {}


def _guardar(
    boleta: _Boleta,
    candidatos: Mapping[int, Asistente],
    votos: Mapping[int, int],
    abstenciones: int,
    token: UUID,
    persona: Persona,
    ahora: datetime,
) -> tuple[Eleccion, Resultado]:
    hecho = resultado(votos, len(boleta.libres))
    eleccion = Eleccion.objects.create(
        asamblea=boleta.asamblea,
        puesto=boleta.puesto,
        calidad=boleta.calidad,
        ronda=boleta.ronda,
        metodo=boleta.metodo,
        presentes=boleta.presentes,
        emitidos=sum(votos.values()),
        abstenciones=abstenciones,
        estado=EstadoEleccion.EMPATE if hecho.disputados else EstadoEleccion.RESUELTA,
        registrada_por=persona.usuario,
        registrada_en=ahora,
        token=token,
    )
    Candidatura.objects.bulk_create(
        [
            Candidatura(eleccion=eleccion, asistente=quien, votos=votos[pk], gana=pk in hecho.ganan)
            for pk, quien in candidatos.items()
        ]
    )
    return eleccion, hecho


def _sentar(eleccion: Eleccion, organo: Organo, libres: list[int], ganan: list[Asistente]) -> None:
    """Put who won in the free seats, the most voted in the first, from the day of the assembly."""
    for lugar, asistente in zip(libres, ganan, strict=False):
        Integrante.objects.create(
            organo=organo,
            puesto=eleccion.puesto,
            calidad=eleccion.calidad,
            lugar=lugar,
            ciudadano=asistente.ciudadano,
            identidad=normalizar(asistente.ciudadano.nombre),
            eleccion=eleccion,
            desde=dia_de(eleccion.asamblea),
            codigo=codigo_nuevo(),
        )


@transaction.atomic
def anular_eleccion(*, eleccion_id: int, motivo: str, persona: Persona, ahora: datetime) -> Eleccion:
    """Annul a vote with its reason, while its assembly is being held; who it seated never held the post.

    Raises SinPermiso, TransicionInvalida (annulled already, the assembly ended, a later round stands on it,
    or somebody it elected took the protesta or was replaced), DatosInvalidos (no reason).
    """
    visto = Eleccion.objects.values_list("asamblea__organo_id", flat=True).get(pk=eleccion_id)
    organo = bloquear_organo(visto)
    eleccion = Eleccion.objects.select_related("asamblea__organo__direccion", "puesto").get(pk=eleccion_id)
    exigir_permiso(permite_llevar_organo(persona, organo))
    exigir_paso(permite_anular_eleccion(persona, eleccion))
    _exigir_sin_consecuencias(eleccion)
    _mover(eleccion, EstadoEleccion.ANULADA, motivo_limpio(motivo))
    for integrante in eleccion.integrantes.filter(hasta__isnull=True):
        integrante.hasta, integrante.motivo_de_fin = integrante.desde, "Se anuló la votación."
        integrante.save(update_fields=["hasta", "motivo_de_fin"])
    dejar_asiento(
        "eleccion.anular",
        eleccion,
        organo,
        persona,
        ahora,
        puesto=eleccion.puesto.orden,
        ronda=eleccion.ronda,
    )
    return eleccion


def _exigir_sin_consecuencias(eleccion: Eleccion) -> None:
    if eleccion.asamblea.estado != EstadoAsamblea.INSTALADA:
        raise TransicionInvalida("La asamblea ya terminó: sus votaciones no se anulan.")
    posteriores = eleccion.asamblea.elecciones.exclude(estado=EstadoEleccion.ANULADA).filter(
        puesto=eleccion.puesto, calidad=eleccion.calidad, ronda__gt=eleccion.ronda
    )
    if posteriores.exists():
        raise TransicionInvalida("Anule primero la vuelta que siguió a esta.")
    relevo = Integrante.objects.filter(sustituye_a=OuterRef("pk"))
    electos = eleccion.integrantes.annotate(relevado=Exists(relevo))
    if any(i.acepto_en or i.hasta or i.relevado for i in electos):
        raise TransicionInvalida(
            "Alguien elegido en esta votación ya tomó protesta o dejó el puesto: termine su encargo "
            "en Integrantes y vote otra vez."
        )


def _mover(eleccion: Eleccion, a: EstadoEleccion, motivo: str) -> None:
    """Change the state of a vote: the only function that does. Raises TransicionInvalida."""
    if a not in PASOS_DE_ELECCION[eleccion.estado]:
        raise TransicionInvalida(f"La votación está {eleccion.get_estado_display()} y no admite ese cambio.")
    eleccion.estado, eleccion.motivo = a, motivo
    eleccion.save(update_fields=["estado", "motivo"])


@transaction.atomic
def tomar_protesta(
    *, organo_id: int, integrantes: Collection[int], persona: Persona, ahora: datetime
) -> list[Integrante]:
    """Record that these accepted their post and took the protesta; who already had stays as they were.

    Raises SinPermiso, DatosInvalidos (nobody, or one who is not in force in this órgano).
    """
    organo = bloquear_organo(organo_id)
    exigir_permiso(permite_llevar_organo(persona, organo))
    hallados = list(
        organo.integrantes.select_for_update(of=("self",)).filter(pk__in=integrantes, hasta__isnull=True)
    )
    if not hallados or len(hallados) != len(set(integrantes)):
        exigir_datos({"integrantes": "Elija a quienes ocupan hoy un puesto de este comité o consejo."})
    nuevos = [i for i in hallados if i.acepto_en is None]
    for integrante in nuevos:
        integrante.acepto_en = ahora
        integrante.save(update_fields=["acepto_en"])
    if nuevos:
        dejar_asiento(
            "integrante.protesta", organo, organo, persona, ahora, integrantes=[i.pk for i in nuevos]
        )
    return hallados
