"""The forms of the rights of a citizen: whom to look for, which rows they are, why they are anonymised."""

from typing import Any

from django import forms

from asambleas.consultas.ciudadanos import MIN_LETRAS
from asambleas.models import Ciudadano
from nucleo.formularios import CampoLinea


class FormaBuscarCiudadano(forms.Form):
    """A name or a telephone; sent as a form, so that no address says it."""

    q = CampoLinea(
        label="Nombre o teléfono",
        min_length=MIN_LETRAS,
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class FormaElegidos(forms.Form):
    """The rows that are one person."""

    persona = forms.ModelMultipleChoiceField(
        Ciudadano.objects.filter(anonimizado_en__isnull=True),
        error_messages={"required": "Elija al menos un registro."},
    )

    def ids(self) -> list[int]:
        return [c.pk for c in self.cleaned_data["persona"]]


class FormaBajaDeCiudadano(forms.Form):
    """Why their data are taken away."""

    motivo = CampoLinea(
        max_length=250,
        help_text="El oficio o la solicitud que lo pide. No escriba aquí el nombre de la persona: "
        "la bitácora no se puede corregir.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["motivo"].widget.attrs["autocomplete"] = "off"
