"""The forms of vehicles, of the change of an odometer and of distances."""

from decimal import Decimal
from typing import Any

from django import forms

from actividades.forms.archivos import CampoTexto
from actividades.forms.captura import NUMERICO
from nucleo.formularios import CampoLinea
from suministros.estados import MAX_KM, MAX_MOTIVO, Combustible

_NUMERO = forms.NumberInput(attrs=NUMERICO)


class CampoRendimiento(forms.DecimalField):
    """Km per litre as it is written, «11.5»; the value is whole hundredths."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "placeholder": "11.5"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=Decimal("0.01"), max_value=100, decimal_places=2, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            return f"{Decimal(value) / 100:f}".rstrip("0").rstrip(".")
        return value

    def clean(self, value: Any) -> int | None:  # type: ignore[override]  # whole hundredths
        leido = super().clean(value)
        return None if leido is None else int(leido * 100)


class FormaVehiculo(forms.Form):
    """Data of a vehicle; its odometer is written only when it is new."""

    numero_economico = CampoLinea(label="Número económico", max_length=20)
    placas = CampoLinea(max_length=12)
    marca = CampoLinea(max_length=40)
    modelo = CampoLinea(max_length=40)
    anio = forms.IntegerField(label="Año", required=False, min_value=1950, max_value=2100, widget=_NUMERO)
    combustible = forms.ChoiceField(choices=Combustible.choices)
    rendimiento = CampoRendimiento(
        label="Kilómetros por litro",
        required=False,
        help_text="Lo que debe dar: con él se sugiere el combustible y se señalan cargas atípicas.",
    )
    odometro = forms.IntegerField(
        label="Odómetro (km)", required=False, min_value=0, max_value=MAX_KM, widget=_NUMERO
    )
    activo = forms.BooleanField(label="En servicio: se puede asignar", required=False, initial=True)

    def __init__(self, *args: Any, nuevo: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not nuevo:
            del self.fields["odometro"]

    def datos(self) -> dict[str, Any]:
        """What the service takes."""
        d = dict(self.cleaned_data)
        if "odometro" in d:
            d["odometro"] = d["odometro"] or 0
        return d


class FormaOdometro(forms.Form):
    """The odometer was replaced; `vuelta` is the one that was on the screen."""

    vuelta = forms.IntegerField(min_value=1, max_value=30_000, widget=forms.HiddenInput)

    km = forms.IntegerField(
        label="Lo que marca el odómetro nuevo (km)", min_value=0, max_value=MAX_KM, widget=_NUMERO
    )
    motivo = CampoTexto(
        label="Por qué se cambió", max_length=MAX_MOTIVO, widget=forms.Textarea(attrs={"rows": 3})
    )


class FormaDistancia(forms.Form):
    """Km of the round trip to a localidad."""

    km = forms.IntegerField(label="Kilómetros de ida y vuelta", min_value=1, max_value=10_000, widget=_NUMERO)
