"""The fields with which somebody tells who they are; only the name is needed."""

from django import forms

from asambleas.estados import Edad, Sexo
from asambleas.servicios.ciudadanos import DatosDePersona
from nucleo.formularios import CampoLinea
from poa.models import Localidad


class CamposDePersona(forms.Form):
    """Mixed into the forms that take personal data."""

    nombre = CampoLinea(label="Nombre y apellidos", max_length=150)
    localidad = forms.ModelChoiceField(
        Localidad.objects.filter(activa=True), required=False, empty_label="Sin elegir"
    )
    domicilio = CampoLinea(label="Calle o colonia", max_length=150, required=False)
    telefono = CampoLinea(
        label="Teléfono",
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    correo = forms.EmailField(
        label="Correo", required=False, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    sexo = forms.ChoiceField(choices=Sexo.choices, initial=Sexo.NO_DICE, required=False)
    edad = forms.ChoiceField(choices=Edad.choices, initial=Edad.NO_DICE, required=False)

    def persona(self) -> DatosDePersona:
        """What was told, as the services take it."""
        d = self.cleaned_data
        return DatosDePersona(
            nombre=d["nombre"],
            domicilio=d["domicilio"],
            localidad=d["localidad"],
            telefono=d["telefono"],
            correo=d.get("correo", ""),
            sexo=d.get("sexo") or Sexo.NO_DICE,
            edad=d.get("edad") or Edad.NO_DICE,
        )
