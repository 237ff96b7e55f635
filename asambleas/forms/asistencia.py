"""The forms of an attendance list: one person, and the scan of the list signed by hand."""

from typing import Any

from django import forms

from asambleas.forms.personas import CamposDePersona
from asambleas.servicios.ciudadanos import DatosDePersona
from nucleo.escaneos import BYTES_MAXIMOS
from poa.models import AvisoDePrivacidad

# The moment that a tablet says comes from its own clock.
MOMENTO = ["%Y-%m-%dT%H:%M:%S.%fZ", "%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M:%S.%f%z"]


class FormaAsistente(CamposDePersona):
    """Who attends. `aviso` is the version of the aviso de privacidad that the page showed."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    aviso = forms.ModelChoiceField(
        AvisoDePrivacidad.objects.all(), to_field_name="version", required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["correo"]
        self.fields["nombre"].widget.attrs.update(autocomplete="off", autocapitalize="words")
        self.fields["domicilio"].widget.attrs.update(autocomplete="off")
        self.fields["telefono"].label = "Teléfono (opcional)"
        for opciones in ("sexo", "edad"):
            self.fields[opciones].widget = forms.RadioSelect(choices=self.fields[opciones].choices)

    def datos(self) -> DatosDePersona:
        """What the service takes."""
        return self.persona()

    def por_campo(self) -> dict[str, str]:
        """What is wrong, field by field, for the tablet."""
        return {campo: str(mensajes[0]) for campo, mensajes in self.errors.items()}


class FormaMomento(forms.Form):
    """When somebody was captured."""

    capturado_en = forms.DateTimeField(input_formats=MOMENTO)


class FormaLista(forms.Form):
    """The scan of the list signed by hand."""

    escaneo = forms.FileField(
        label="Lista firmada, escaneada",
        help_text="Un PDF de hasta 25 MB con todas las hojas.",
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf"}),
    )

    def clean_escaneo(self) -> Any:
        subido = self.cleaned_data["escaneo"]
        if subido.size > BYTES_MAXIMOS:
            raise forms.ValidationError("El escaneo pesa más de 25 MB. Escanéelo con menos resolución.")
        return subido
