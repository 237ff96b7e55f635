"""What each person sees first: the quarter at a glance, what is missing, what waits."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Max, Q, QuerySet

from actividades.estados import EstadoActividad
from actividades.models import Actividad
from evaluacion.consultas.avance import (
    AvanceDeLinea,
    AvanceDePrograma,
    Grupo,
    Marco,
    avance_de_programa,
    avance_de_programas,
    reunir,
    umbrales_de,
)
from evaluacion.consultas.estado import Situacion, situaciones, trimestres_visibles_para
from evaluacion.consultas.pendientes import (
    Pendiente,
    exige_justificacion,
    justificaciones_de,
    pendientes_para_firmar,
)
from evaluacion.estados import RECIBEN_CAPTURA, EstadoEvaluacion
from evaluacion.models import Compromiso, Justificacion
from nucleo.models import Usuario
from nucleo.personas import Persona
from nucleo.roles import Accion
from poa.estados import EstadoPrograma
from poa.models import Ejercicio, Programa, TrimestrePrograma

E = EstadoEvaluacion
MUCHAS_LINEAS = 20
RECIENTES = 5


@dataclass
class Tablero:
    """A quarter of a POA with its figures, what is missing to sign it, and its justifications."""

    situacion: Situacion
    avance: AvanceDePrograma
    justificaciones: dict[int, Justificacion]
    pendientes: list[Pendiente] = field(default_factory=list)

    @property
    def atrasadas(self) -> list[AvanceDeLinea]:
        """Líneas of the quarter that still lack acts, the most behind first."""
        return sorted((a for a in self.avance.lineas if a.faltan), key=lambda a: -a.faltan)

    @property
    def son_muchas_lineas(self) -> bool:
        """Whether a chart, or a first page, is better told by blocks than by líneas."""
        return len(self.avance.lineas) > MUCHAS_LINEAS

    @property
    def barras(self) -> list[dict[str, object]]:
        """What the chart draws: a bar per línea with something projected; per block when they are many."""
        filas = [(f"{a.linea.orden}. {a.linea.texto}", a.trimestral) for a in self.avance.lineas]
        if self.son_muchas_lineas:
            bloques = self.avance.estrategias
            filas = [(f"{b.estrategia.titulo}: {b.estrategia.nombre}", b.trimestral) for b in bloques]
        return [
            {
                "texto": texto,
                "proyectadas": cifra.proyectadas,
                "realizadas": cifra.realizadas,
                "porcentaje": cifra.porcentaje,
                "etiqueta": cifra.etiqueta,
                "semaforo": cifra.semaforo,
            }
            for texto, cifra in filas
            if cifra.proyectadas
        ]

    @property
    def por_explicar(self) -> list[tuple[AvanceDeLinea, str, Justificacion | None]]:
        """Líneas that need (or have) an explanation, with what is asked and what was written."""
        filas = []
        for a in self.avance.lineas:
            exigencia = exige_justificacion(a)
            justificacion = self.justificaciones.get(a.linea.pk)
            if exigencia or justificacion:
                filas.append((a, exigencia or "", justificacion))
        return filas


def tablero_de(situacion: Situacion) -> Tablero:
    """The dashboard of a quarter; five queries, whatever the number of líneas and acts."""
    avance = avance_de_programa(situacion.tp.programa, trimestre=situacion.tp.numero, al=situacion.hoy)
    justificaciones = justificaciones_de(situacion.tp.pk)
    faltan = pendientes_para_firmar(avance, justificaciones)
    return Tablero(situacion, avance, justificaciones, faltan)


def trimestres_para_trabajar(persona: Persona, accion: Accion) -> list[Situacion]:
    """The quarter that asks for attention first among all the person has; then that of each other dirección.

    To log: the earliest that still takes acts. To conduct: the earliest that is over and not signed. Else
    the one that is running; else the latest there is. Of a POA without authorisation only what takes acts.
    """
    propios = TrimestrePrograma.objects.filter(
        programa__direccion_id__in=persona.direcciones_con(accion)
    ).order_by("programa__ejercicio__anio", "numero", "programa__direccion__nombre", "pk")
    todas = situaciones(propios, hoy=persona.hoy)
    primera = _la_que_toca(todas, accion)
    if primera is None:
        return []
    por_direccion: dict[int, list[Situacion]] = {}
    for s in todas:
        por_direccion.setdefault(s.tp.programa.direccion_id, []).append(s)
    del por_direccion[primera.tp.programa.direccion_id]
    otras = (_la_que_toca(suyas, accion) for suyas in por_direccion.values())
    return [primera, *(s for s in otras if s)]


def _la_que_toca(todas: list[Situacion], accion: Accion) -> Situacion | None:
    abiertas = [
        s
        for s in todas
        if s.estado in RECIBEN_CAPTURA or (s.en_vigor and s.estado in {E.EN_REVISION, E.IMPRESA})
    ]
    if accion == Accion.REGISTRAR_ACTIVIDAD:
        abiertas = [s for s in abiertas if s.estado in RECIBEN_CAPTURA] or abiertas
    con_atraso = [s for s in abiertas if s.terminado and s.en_vigor]
    return next(iter(con_atraso or abiertas or todas[-1:]), None)


def compromisos_abiertos(tp: TrimestrePrograma) -> QuerySet[Compromiso]:
    """What earlier quarters of the dirección promised, those of past years too, and nobody has kept yet.

    The nearest date first.
    """
    programa = tp.programa
    antes = Q(programa_id=programa.pk, trimestre__lt=tp.numero) | Q(
        programa__ejercicio__anio__lt=programa.ejercicio.anio
    )
    return Compromiso.objects.filter(
        antes, programa__direccion_id=programa.direccion_id, cumplido_el__isnull=True
    ).select_related("programa__ejercicio")


@dataclass
class MisPendientes:
    """«Lo que me falta este trimestre»: líneas behind (mine first), returned acts, commitments."""

    tablero: Tablero
    mias: list[AvanceDeLinea]
    de_todos: list[AvanceDeLinea]
    devueltas: list[Actividad]
    recientes: list[Actividad]
    compromisos: list[Compromiso]


def mis_pendientes(persona: Persona) -> list[MisPendientes]:
    """What this person lacks in the quarter that each of their direcciones works on; empty without a POA.

    The first is the most urgent.
    """
    suyos = trimestres_para_trabajar(persona, Accion.REGISTRAR_ACTIVIDAD)
    return [_pendientes_en(situacion, persona) for situacion in suyos]


def _pendientes_en(situacion: Situacion, persona: Persona) -> MisPendientes:
    # No justificaciones here: nobody but the directora explains, and each query of this page is counted.
    avance = avance_de_programa(situacion.tp.programa, trimestre=situacion.tp.numero, al=situacion.hoy)
    tablero = Tablero(situacion, avance, {})
    responsables = _responsables(tablero)
    mias = [a for a in tablero.atrasadas if persona.usuario.pk in responsables.get(a.linea.pk, set())]
    libres = [a for a in tablero.atrasadas if not responsables.get(a.linea.pk)]
    propias = _devueltas_y_recientes(persona, situacion.tp)
    return MisPendientes(
        tablero=tablero,
        mias=mias,
        de_todos=libres,
        devueltas=[a for a in propias if a.estado == EstadoActividad.DEVUELTA],
        recientes=propias[:RECIENTES],
        compromisos=list(compromisos_abiertos(situacion.tp)),
    )


def _devueltas_y_recientes(persona: Persona, tp: TrimestrePrograma) -> list[Actividad]:
    """The person's last acts of the quarter and every returned one, newest first, in one query."""
    propias = Actividad.objects.filter(trimestre_programa=tp, registrada_por=persona.usuario).order_by(
        "-registrada_en", "-pk"
    )
    ultimas = propias.values("pk")[:RECIENTES]
    return list(
        propias.filter(Q(estado=EstadoActividad.DEVUELTA) | Q(pk__in=ultimas)).select_related(
            "linea__estrategia"
        )
    )


def _responsables(tablero: Tablero) -> dict[int, set[int]]:
    asignadas = Usuario.lineas_a_cargo.through.objects.filter(
        lineadeaccion_id__in=[a.linea.pk for a in tablero.avance.lineas]
    )
    por_linea: dict[int, set[int]] = {}
    for linea_id, usuario_id in asignadas.values_list("lineadeaccion_id", "usuario_id"):
        por_linea.setdefault(linea_id, set()).add(usuario_id)
    return por_linea


@dataclass
class CargaDePersona:
    """Who of a dirección has logged in a quarter, and how much."""

    usuario: Usuario
    registradas: int
    ultima: date | None


def quien_ha_capturado(tp: TrimestrePrograma, hoy: date) -> list[CargaDePersona]:
    """Everybody who may log for the dirección today, those who have logged nothing first."""
    personas = (
        Usuario.objects.filter(
            Q(adscripciones__hasta__isnull=True) | Q(adscripciones__hasta__gt=hoy),
            adscripciones__direccion_id=tp.programa.direccion_id,
            adscripciones__rol__in=["personal", "directora"],
            adscripciones__desde__lte=hoy,
        )
        .annotate(
            registradas=Count(
                "actividades_registradas",
                filter=Q(actividades_registradas__trimestre_programa=tp)
                & ~Q(actividades_registradas__estado=EstadoActividad.ANULADA),
                distinct=True,
            ),
            ultima=Max(
                "actividades_registradas__fecha", filter=Q(actividades_registradas__trimestre_programa=tp)
            ),
        )
        .order_by("registradas", "nombre")
    )
    return [CargaDePersona(p, p.registradas, p.ultima) for p in personas]


@dataclass
class RenglonMunicipal:
    """One dirección in the municipal view."""

    situacion: Situacion
    avance: AvanceDePrograma


@dataclass
class VistaMunicipal:
    """Every POA of an ejercicio in a quarter, the ejes and the municipality, Σ over Σ.

    `renglones`, and with them every sum, are the POAs in force; `sin_autorizar` stand apart.
    """

    ejercicio: Ejercicio
    trimestre: int
    renglones: list[RenglonMunicipal]
    sin_autorizar: list[RenglonMunicipal]
    total: Grupo
    ejes: list[tuple[str, Grupo]]

    @property
    def sin_captura(self) -> list[RenglonMunicipal]:
        """Direcciones that have logged nothing of what they had projected for the quarter."""
        return [
            r
            for r in self.renglones
            if r.avance.trimestral.proyectadas and not any(a.registradas for a in r.avance.lineas)
        ]


def vista_municipal(persona: Persona, ejercicio: Ejercicio, trimestre: int) -> VistaMunicipal:
    """The municipal view of a quarter; a fixed number of queries, whatever the number of direcciones."""
    filas = situaciones(
        trimestres_visibles_para(persona).filter(programa__ejercicio=ejercicio, numero=trimestre),
        hoy=persona.hoy,
    )
    programas: list[Programa] = [s.tp.programa for s in filas]
    avances = avance_de_programas(programas, trimestre=trimestre, al=persona.hoy)
    renglones = [RenglonMunicipal(s, a) for s, a in zip(filas, avances, strict=True)]
    en_vigor = [r for r in renglones if r.situacion.en_vigor]
    marco = Marco(ejercicio.anio, trimestre, persona.hoy, umbrales_de(ejercicio))
    por_eje: dict[str, list[Grupo]] = {}
    for renglon in en_vigor:
        for bloque in renglon.avance.estrategias:
            nombre = bloque.estrategia.eje.nombre if bloque.estrategia.eje else "Sin eje"
            por_eje.setdefault(nombre, []).append(bloque)
    return VistaMunicipal(
        ejercicio,
        trimestre,
        en_vigor,
        [r for r in renglones if not r.situacion.en_vigor],
        reunir([r.avance for r in en_vigor], marco),
        [(nombre, reunir(grupos, marco)) for nombre, grupos in sorted(por_eje.items())],
    )


def cola_de_evaluacion(persona: Persona) -> list[Situacion]:
    """What waits for the evaluator: quarters that a dirección signed, oldest first."""
    firmados = trimestres_visibles_para(persona).filter(evaluaciones__estado=E.FIRMADA).distinct()
    return [s for s in situaciones(firmados, hoy=persona.hoy) if s.estado == E.FIRMADA]


def vencidos(persona: Persona) -> list[Situacion]:
    """Quarters of a POA in force, past their deadline, that no dirección has signed."""
    en_vigor = trimestres_visibles_para(persona).filter(programa__estado=EstadoPrograma.AUTORIZADO)
    todas = situaciones(en_vigor, hoy=persona.hoy)
    sin_firmar = RECIBEN_CAPTURA | {E.EN_REVISION, E.IMPRESA}
    return [s for s in todas if s.terminado and s.estado in sin_firmar and s.hoy > s.limite]
