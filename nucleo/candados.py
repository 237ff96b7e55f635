"""Guards of the core's own tables: the audit chain, frozen documents and signatures."""

from nucleo.disparadores import Disparador, registrar
from nucleo.estados import PASOS_DE_DOCUMENTO

_FIJOS = ("clase", "clave", "version", "vuelta", "folio", "codigo", "titulo", "cadena")
_CONGELADOS = ("datos", "datos_sha256", "contexto", "base_archivo", "base_sha256", "congelado_en")
_ENTREGADOS = ("archivo", "archivo_sha256", "publica_archivo", "publica_sha256")
_DE_LA_FIRMA = (
    "documento_id",
    "casilla",
    "via",
    "firmante_id",
    "nombre",
    "cargo",
    "firmado_en",
    "archivo",
    "sha256",
    "certificado",
    "certificado_sha256",
    "certificado_serie",
    "certificado_emisor",
    "cadena_certificados",
    "raiz_confiable",
    "sello",
    "extemporanea",
)
# Each signature has its Asiento first; the count keeps a second one from hiding behind the first's.
_FIRMA_SIN_ASIENTO = (
    "(SELECT COUNT(*) FROM nucleo_asiento s WHERE s.accion = 'documento.firmar' "
    "AND s.objeto = 'documento:' || NEW.documento_id) <= "
    "(SELECT COUNT(*) FROM nucleo_firma f WHERE f.documento_id = NEW.documento_id)"
)
_DOCUMENTO_EN_PIE = (
    "EXISTS (SELECT 1 FROM nucleo_documento d WHERE d.id = OLD.documento_id AND d.estado <> 'cancelada')"
)


def _cambia(columnas: tuple[str, ...]) -> str:
    return " OR ".join(f"OLD.{c} IS DISTINCT FROM NEW.{c}" for c in columnas)


def _paso_prohibido(pasos: dict[str, frozenset[str]]) -> str:
    permitidos = " OR ".join(
        f"(OLD.estado = '{de}' AND NEW.estado = '{a}')" for de, destinos in pasos.items() for a in destinos
    )
    return f"OLD.estado <> NEW.estado AND NOT ({permitidos})"


def registrar_candados() -> None:
    """Declare the guards; called when the app is ready."""
    intocable = "La bitácora no se modifica ni se borra."
    registrar(
        Disparador("asiento_intocable", "nucleo_asiento", ("UPDATE", "DELETE"), "1 = 1", intocable),
        *_del_documento(),
        *_de_la_firma(),
    )


def _del_documento() -> list[Disparador]:
    return [
        Disparador(
            "documento_congelado",
            "nucleo_documento",
            ("UPDATE",),
            f"({_cambia(_FIJOS)}) OR ({_paso_prohibido(PASOS_DE_DOCUMENTO)}) OR "
            f"(OLD.estado <> 'reservado' AND (OLD.estado = NEW.estado OR {_cambia(_CONGELADOS)})) OR "
            f"(OLD.estado IN ('vigente', 'sustituida', 'cancelada') AND ({_cambia(_ENTREGADOS)}))",
            "Un documento congelado no se modifica.",
        ),
        Disparador(
            "documento_nace_reservado",
            "nucleo_documento",
            ("INSERT",),
            "NEW.estado <> 'reservado'",
            "Un documento empieza reservado: lo demás lo dan las firmas.",
        ),
        Disparador(
            "documento_permanente",
            "nucleo_documento",
            ("DELETE",),
            "1 = 1",
            "Un documento con folio no se borra: se cancela.",
        ),
    ]


def _de_la_firma() -> list[Disparador]:
    return [
        Disparador(
            "firma_intocable",
            "nucleo_firma",
            ("UPDATE",),
            f"OLD.anulada_en IS NOT NULL OR {_DOCUMENTO_EN_PIE} OR {_cambia(_DE_LA_FIRMA)}",
            "Una firma no se modifica: solo se anula, y solo la de un documento cancelado.",
        ),
        Disparador(
            "firma_con_asiento",
            "nucleo_firma",
            ("INSERT",),
            _FIRMA_SIN_ASIENTO,
            "Una firma sin su asiento en la bitácora no se guarda.",
        ),
        Disparador("firma_permanente", "nucleo_firma", ("DELETE",), "1 = 1", "Una firma no se borra."),
    ]
