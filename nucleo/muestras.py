"""Sample data of the live style page: every component in every state."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django import forms
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.paginator import Page, Paginator

from nucleo.personas import SI, Veredicto, no

ZONA = ZoneInfo("America/Mexico_City")


@dataclass(frozen=True)
class CifraDeMuestra:
    """The shape that the components read of a figure."""

    texto: str
    proyectadas: int
    realizadas: int
    porcentaje: Decimal | None
    semaforo: str | None
    etiqueta: str


def cifras() -> list[CifraDeMuestra]:
    """One figure per case of the evaluation."""
    return [
        CifraDeMuestra(
            "Convocar en el área o zona a trabajar", 20, 20, Decimal("100.00"), "verde", "100.00 %"
        ),
        CifraDeMuestra("Asistir con personal técnico", 20, 17, Decimal("85.00"), "amarillo", "85.00 %"),
        CifraDeMuestra("Firmas de los presentes en la reunión", 3, 2, Decimal("66.67"), "rojo", "66.67 %"),
        CifraDeMuestra(
            "Durante, antes y después de la ejecución de obra se mantiene la comunicación con los "
            "integrantes, atendiendo dudas, quejas y asesorías",
            3,
            4,
            Decimal("133.33"),
            "verde",
            "133.33 % · sobrecumplimiento",
        ),
        CifraDeMuestra("Acta de entrega y recepción", 4, 0, Decimal("0.00"), "rojo", "Sin captura"),
        CifraDeMuestra("Se abre convocatoria a los interesados", 8, 5, Decimal("62.50"), None, "En curso"),
        CifraDeMuestra("Reunión para dar a conocer los deberes", 0, 0, None, None, "Sin programación"),
        CifraDeMuestra("Levantar el acta del consejo", 0, 2, None, None, "No programadas: 2"),
    ]


class FormularioDeMuestra(forms.Form):
    """A field of each kind."""

    descripcion = forms.CharField(
        label="Qué se hizo", help_text="Una frase, como la diría en el informe.", max_length=120
    )
    fecha = forms.DateField(
        label="Fecha del acto", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    linea = forms.ChoiceField(
        label="Línea de acción",
        choices=[("", "Elija una"), ("1", "1.2 Convocar en el área o zona a trabajar")],
    )
    cantidad = forms.IntegerField(label="Cantidad", min_value=1, initial=1)
    detalle = forms.CharField(label="Detalle", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    via = forms.ChoiceField(
        label="Cómo se firmará",
        choices=[("efirma", "Con e.firma"), ("papel", "En papel, con firma y sello")],
        widget=forms.RadioSelect,
        initial="efirma",
    )
    acepta = forms.BooleanField(label="Leí el aviso de privacidad")


def _formulario_con_errores() -> FormularioDeMuestra:
    formulario = FormularioDeMuestra({"cantidad": "0", "fecha": "32/01/2024"}, prefix="mal")
    formulario.add_error(None, "El trimestre 1 de 2024 está firmado; pida a Planeación un desbloqueo.")
    return formulario


def _movimientos() -> list[dict[str, object]]:
    return [
        {
            "texto": "En captura → En revisión",
            "quien": "Nancy Angélica Pérez Lupercio, Directora",
            "cuando": datetime(2024, 4, 10, 12, 5, tzinfo=ZONA),
            "motivo": "",
            "tono": "",
        },
        {
            "texto": "Firmada por dirección → Observada",
            "quien": "Dirección de Planeación",
            "cuando": datetime(2024, 4, 18, 9, 30, tzinfo=ZONA),
            "motivo": "Falta el acta de la asamblea del 14 de marzo.",
            "tono": "amarillo",
        },
        {
            "texto": "Firmada por dirección → Evaluada",
            "quien": "Dirección de Planeación",
            "cuando": datetime(2024, 4, 22, 16, 0, tzinfo=ZONA),
            "motivo": "",
            "tono": "verde",
        },
    ]


MENSAJES = [
    Message(constants.SUCCESS, "La actividad quedó registrada."),
    Message(constants.INFO, "Hay otra actividad de la misma línea, fecha y localidad."),
    Message(constants.WARNING, "El trimestre cierra mañana."),
    Message(constants.ERROR, "No se guardó: revise lo que quedó en rojo."),
]
PASOS = [
    ("por_abrir", "Por abrir"),
    ("en_captura", "En captura"),
    ("en_revision", "En revisión"),
    ("firmada_por_direccion", "Firmada por dirección"),
    ("evaluada", "Evaluada"),
]
ESTADOS = [
    ("borrador", "Borrador"),
    ("en_captura", "En captura"),
    ("validada", "Validada"),
    ("observada", "Observada"),
    ("rechazada", "Rechazada"),
    ("cerrado", "Cerrado"),
]


def muestras() -> dict[str, object]:
    """All the sample data, by the name the style page uses."""
    puede: Veredicto = SI
    pagina: Page = Paginator(range(230), 20).get_page(5)
    return {
        "cifras": cifras(),
        "formulario": FormularioDeMuestra(),
        "con_errores": _formulario_con_errores(),
        "puede": puede,
        "no_puede": no(
            "El trimestre sigue en captura hasta el 15 de abril de 2024. Termínela antes de firmar."
        ),
        "pagina": pagina,
        "pasos": PASOS,
        "estados": ESTADOS,
        "movimientos": _movimientos(),
        "centavos": 7_000_000,
        "mensajes": MENSAJES,
    }
