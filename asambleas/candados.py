"""Database guards of the votes and of who holds a post: what no form and no race may get past."""

from nucleo.disparadores import Disparador, registrar

_VOTOS_DE_MAS = (
    "(SELECT COALESCE(SUM(c.votos), 0) FROM asambleas_candidatura c WHERE c.eleccion_id = NEW.eleccion_id)"
    " + NEW.votos > (SELECT e.emitidos FROM asambleas_eleccion e WHERE e.id = NEW.eleccion_id)"
)
_PRESENTES_DE_MAS = (
    "NEW.presentes > (SELECT COUNT(*) FROM asambleas_asistente a WHERE a.asamblea_id = NEW.asamblea_id)"
)
_DE_OTRA_ASAMBLEA = (
    "(SELECT a.asamblea_id FROM asambleas_asistente a WHERE a.id = NEW.asistente_id) <> "
    "(SELECT e.asamblea_id FROM asambleas_eleccion e WHERE e.id = NEW.eleccion_id)"
)
_LUGAR_DE_MAS = (
    "NOT EXISTS (SELECT 1 FROM asambleas_puesto p WHERE p.id = NEW.puesto_id AND p.organo_id = NEW.organo_id "
    "AND NEW.lugar <= p.lugares AND (p.con_suplente OR NEW.calidad = 'propietario'))"
)
# Two periods of one seat, or of one person in the órgano, that share a day; an empty period shares none.
_ENCIMADO = (
    "(NEW.hasta IS NULL OR NEW.hasta > NEW.desde) AND EXISTS (SELECT 1 FROM asambleas_integrante i "
    "WHERE i.id <> COALESCE(NEW.id, -1) AND (i.hasta IS NULL OR i.hasta > i.desde) "
    "AND (i.hasta IS NULL OR NEW.desde < i.hasta) AND (NEW.hasta IS NULL OR i.desde < NEW.hasta) "
    "AND ((i.puesto_id = NEW.puesto_id AND i.calidad = NEW.calidad AND i.lugar = NEW.lugar) "
    "OR (i.organo_id = NEW.organo_id AND i.identidad = NEW.identidad)))"
)
_YA_VOTO = "EXISTS (SELECT 1 FROM asambleas_eleccion e WHERE e.asamblea_id = {fila}.asamblea_id)"
_HISTORIAL = "El historial de un comité o consejo no se modifica ni se borra."
_VOTACION = "Una votación registrada no se modifica ni se borra: se anula con su motivo y se registra otra."

_EN_LA_VOTACION = (
    *("asamblea_id", "puesto_id", "calidad", "ronda"),
    *("presentes", "emitidos", "abstenciones", "metodo"),
)
_EN_EL_ACTA = ("organo_id", "asamblea_id", "tipo", "exposicion", "desarrollo", "asuntos")
_EN_EL_ACUERDO = ("acta_id", "numero", "texto", "responsable", "usuario_id", "fecha")
_ACTA_CONGELADA = "(SELECT t.estado FROM asambleas_acta t WHERE t.id = {fila}.acta_id) <> 'borrador'"
_ACTA = "Un acta congelada ya no cambia: se cancela su folio y se redacta otra vez."


def _cambia(columnas: tuple[str, ...]) -> str:
    return " OR ".join(f"OLD.{c} IS DISTINCT FROM NEW.{c}" for c in columnas)


def registrar_candados() -> None:
    """Declare the guards; called when the app is ready."""
    registrar(*_de_las_actas(), *_de_los_votos(), *_de_las_listas(), *_de_los_puestos())


def _de_los_votos() -> list[Disparador]:
    """Never more votes than cast, nor than people present; what was voted stays as it was."""
    return [
        Disparador(
            "candidatura_votos",
            "asambleas_candidatura",
            ("INSERT",),
            f"{_VOTOS_DE_MAS} OR {_DE_OTRA_ASAMBLEA}",
            "Hay más votos que los emitidos, o la persona no estuvo en esa asamblea.",
            bloquea="asambleas_eleccion WHERE id = {fila}.eleccion_id",
            exclusivo=True,
        ),
        Disparador("candidatura_fija", "asambleas_candidatura", ("UPDATE", "DELETE"), "1 = 1", _VOTACION),
        Disparador(
            "eleccion_presentes",
            "asambleas_eleccion",
            ("INSERT",),
            _PRESENTES_DE_MAS,
            "Hay más votantes que asistentes en la lista.",
        ),
        Disparador(
            "eleccion_fija",
            "asambleas_eleccion",
            ("UPDATE", "DELETE"),
            "1 = 1",
            _VOTACION,
            columnas=_EN_LA_VOTACION,
        ),
        Disparador(
            "eleccion_solo_se_anula",
            "asambleas_eleccion",
            ("UPDATE",),
            "OLD.estado <> NEW.estado AND NEW.estado <> 'anulada'",
            _VOTACION,
            impide_truncar=False,
        ),
    ]


def _de_las_listas() -> list[Disparador]:
    """Nobody leaves a list that was voted with, nor goes to another's."""
    return [
        Disparador(
            "asistente_tras_votar",
            "asambleas_asistente",
            ("DELETE",),
            _YA_VOTO,
            "Ya se votó con esa lista: nadie sale de ella.",
        ),
        Disparador(
            "asistente_de_su_asamblea",
            "asambleas_asistente",
            ("UPDATE",),
            "OLD.asamblea_id <> NEW.asamblea_id",
            "Quien asistió a una asamblea no pasa a otra.",
            impide_truncar=False,
        ),
    ]


def _de_los_puestos() -> list[Disparador]:
    """One person a seat and one seat a person, at each moment; the history of an órgano stays."""
    return [
        Disparador(
            "integrante_encimado",
            "asambleas_integrante",
            ("INSERT", "UPDATE"),
            _ENCIMADO,
            "Ese lugar ya está ocupado en esos días, o esa persona ya tiene un puesto.",
            bloquea="asambleas_organo WHERE id = {fila}.organo_id",
            impide_truncar=False,
            exclusivo=True,
        ),
        Disparador("integrante_permanente", "asambleas_integrante", ("DELETE",), "1 = 1", _HISTORIAL),
        Disparador(
            "integrante_lugar",
            "asambleas_integrante",
            ("INSERT", "UPDATE"),
            _LUGAR_DE_MAS,
            "El puesto no tiene ese lugar.",
            impide_truncar=False,
        ),
        *(
            Disparador(f"{tabla}_permanente", f"asambleas_{tabla}", ("UPDATE", "DELETE"), "1 = 1", _HISTORIAL)
            for tabla in ("cambiodepaso", "cambiodeorgano")
        ),
    ]


def _de_las_actas() -> list[Disparador]:
    """What an acta says, and its acuerdos, once it is frozen."""
    de_su_acta = _ACTA_CONGELADA.replace("{fila}", "OLD")
    return [
        Disparador(
            "acta_escrita",
            "asambleas_acta",
            ("UPDATE",),
            f"OLD.estado <> 'borrador' AND ({_cambia(_EN_EL_ACTA)})",
            _ACTA,
        ),
        Disparador(
            "acta_permanente", "asambleas_acta", ("DELETE",), "1 = 1", "Un acta no se borra: se cancela."
        ),
        Disparador("acuerdo_nuevo", "asambleas_acuerdo", ("INSERT", "DELETE"), _ACTA_CONGELADA, _ACTA),
        Disparador(
            "acuerdo_escrito",
            "asambleas_acuerdo",
            ("UPDATE",),
            f"{de_su_acta} AND ({_cambia(_EN_EL_ACUERDO)})",
            _ACTA,
        ),
    ]
