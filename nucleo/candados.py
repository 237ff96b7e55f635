"""Guards of the core's own tables: the audit chain, frozen documents and signatures."""

from nucleo.disparadores import Disparador, registrar
from nucleo.estados import PASOS_DE_DOCUMENTO

_FIJOS = ("clase", "clave", "version", "vuelta", "folio", "codigo")
_CONGELADOS = ("datos", "datos_sha256", "base_archivo", "base_sha256", "congelado_en")


def _cambia(columnas: tuple[str, ...]) -> str:
    return " OR ".join(f"OLD.{c} IS DISTINCT FROM NEW.{c}" for c in columnas)


def _paso_prohibido(pasos: dict[str, frozenset[str]]) -> str:
    permitidos = " OR ".join(
        f"(OLD.estado = '{de}' AND NEW.estado = '{a}')" for de, destinos in pasos.items() for a in destinos
    )
    return f"OLD.estado <> NEW.estado AND NOT ({permitidos})"


def registrar_candados() -> None:
    """Declare the guards; called when the app is ready."""
    registrar(
        Disparador(
            "asiento_intocable",
            "nucleo_asiento",
            ("UPDATE", "DELETE"),
            "1 = 1",
            "La bitácora no se modifica ni se borra.",
        ),
        Disparador(
            "documento_congelado",
            "nucleo_documento",
            ("UPDATE",),
            f"({_cambia(_FIJOS)}) OR ({_paso_prohibido(PASOS_DE_DOCUMENTO)}) OR "
            f"(OLD.estado <> 'reservado' AND ({_cambia(_CONGELADOS)})) OR "
            f"(OLD.estado IN ('vigente', 'sustituida', 'cancelada') AND ({_cambia(('archivo_sha256',))}))",
            "Un documento congelado no se modifica.",
        ),
        Disparador(
            "documento_permanente",
            "nucleo_documento",
            ("DELETE",),
            "1 = 1",
            "Un documento con folio no se borra: se cancela.",
        ),
        Disparador(
            "firma_intocable",
            "nucleo_firma",
            ("UPDATE",),
            "OLD.anulada_en IS NOT NULL OR "
            + _cambia(
                ("documento_id", "casilla", "via", "firmante_id", "nombre", "cargo", "firmado_en", "sha256")
            ),
            "Una firma no se modifica: solo se anula.",
        ),
        Disparador("firma_permanente", "nucleo_firma", ("DELETE",), "1 = 1", "Una firma no se borra."),
    )
