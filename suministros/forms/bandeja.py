"""The filter above Tesorería's inbox, and the fields that its forms share."""

from decimal import Decimal
from typing import Any

from django import forms

from actividades.forms.archivos import CampoTexto
from nucleo.personas import Persona
from nucleo.roles import Accion
from poa.models import Direccion
from suministros.estados import MAX_MOTIVO, EstadoSolicitud, Pide, TipoSolicitud

TODAS = ("", "Todas")
TODOS = ("", "Todos")
# What an oficio asks for stands beside the requisición: it is what who answers looks for.
TIPOS = (
    TODAS,
    (Pide.VEHICULO, "Oficio de vehículo"),
    (Pide.COMBUSTIBLE, "Oficio de combustible"),
    (TipoSolicitud.REQUISICION, "Requisición de material"),
)
ESTADOS = [
    TODOS,
    *(
        (valor, texto[:1].upper() + texto[1:])
        for valor, texto in EstadoSolicitud.choices
        if valor not in ("borrador", "por_autorizar")
    ),
]


class CampoLitros(forms.DecimalField):
    """Litres with up to three decimals; the value is whole thousandths of a litre."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "placeholder": "20.5"})

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"invalid": "Escriba los litros como 20.5"})
        super().__init__(min_value=Decimal("0.001"), max_value=2_000, decimal_places=3, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            return f"{Decimal(value) / 1000:f}".rstrip("0").rstrip(".")
        return value

    def clean(self, value: Any) -> int | None:  # type: ignore[override]  # whole thousandths
        litros = super().clean(value)
        return None if litros is None else int(litros * 1000)


class CampoRevision(forms.IntegerField):
    """The revision of the request that was read."""

    def __init__(self) -> None:
        super().__init__(min_value=1, max_value=2_000_000_000, widget=forms.HiddenInput)


class FormaConRevision(forms.Form):
    """A form on one request: it goes with the revision that was read."""

    revision = CampoRevision()


class FormaMotivoDeSolicitud(FormaConRevision):
    """Why it is decided so."""

    motivo = CampoTexto(
        max_length=MAX_MOTIVO,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Queda en el historial de la solicitud, con su nombre, y la dirección lo lee.",
    )


class FiltroDeBandeja(forms.Form):
    """What narrows the inbox; with a state, all that was ever sent is looked at."""

    q = forms.CharField(
        label="Buscar",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "Folio, motivo, lugar…"}),
    )
    direccion = forms.ModelChoiceField(
        Direccion.objects.none(), label="Dirección", required=False, empty_label="Todas"
    )
    tipo = forms.ChoiceField(label="Qué piden", choices=TIPOS, required=False)
    estado = forms.ChoiceField(label="Estado", choices=ESTADOS, required=False)
    urgente = forms.BooleanField(label="Solo urgentes", required=False)

    def __init__(self, *args: Any, persona: Persona, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="filtro_%s", **kwargs)
        direcciones = Direccion.objects.filter(activa=True).order_by("nombre")
        if not persona.alcanza_todas(Accion.VER_SUMINISTROS):
            direcciones = direcciones.filter(pk__in=persona.direcciones_con(Accion.VER_SUMINISTROS))
        self.fields["direccion"].queryset = direcciones

    def valores(self) -> dict[str, Any]:
        """What of the address can be read; what cannot filters nothing."""
        self.is_valid()
        return {campo: self.cleaned_data.get(campo) for campo in self.fields}
