"""Reports and what is done with them."""

from typing import Any
from uuid import uuid4

from django import forms

from actividades.forms.archivos import CampoTexto
from asambleas.forms.personas import CamposDePersona
from comites.estados import Medio, TipoDeReporte
from comites.servicios import DatosDeReporte
from nucleo.formularios import CampoLinea


class FormaReporte(CamposDePersona):
    """What somebody comes with, with their name or without it; a report counts nobody's sex nor age."""

    tipo = forms.ChoiceField(choices=TipoDeReporte.choices, label="Qué es")
    medio = forms.ChoiceField(choices=Medio.choices, label="Cómo llegó")
    descripcion = CampoTexto(
        label="Qué pasa",
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 5, "autocapitalize": "sentences"}),
    )
    anonimo = forms.BooleanField(label="Prefiere no dar su nombre", required=False)
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, en_publico: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for estadistico in ("sexo", "edad"):
            del self.fields[estadistico]
        self.fields["nombre"].required = False
        self.fields["token"].initial = uuid4
        # That page is the public's own: nobody who comes to the counter came by it.
        self.fields["medio"].choices = [c for c in Medio.choices if c[0] != Medio.PORTAL]
        if en_publico:
            del self.fields["medio"]
            self.fields["anonimo"].label = "Prefiero no dar mi nombre"

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or {}
        if not datos.get("anonimo") and not datos.get("nombre") and not self.has_error("nombre"):
            self.add_error("nombre", "Escriba el nombre, o marque que prefiere no darlo.")
        return datos

    def datos(self) -> DatosDeReporte:
        """What the service takes; marked anonymous, whatever was typed of the person is not kept."""
        d = self.cleaned_data
        return DatosDeReporte(
            tipo=d["tipo"],
            medio=d.get("medio", Medio.PORTAL),
            descripcion=d["descripcion"],
            quien=None if d["anonimo"] else self.persona(),
        )


class FormaTurnar(forms.Form):
    """The area that has to answer."""

    area = CampoLinea(label="Área a la que se turna", max_length=150)


class FormaContestar(forms.Form):
    """The answer that the citizen reads."""

    respuesta = CampoTexto(max_length=4_000, widget=forms.Textarea(attrs={"rows": 5}))


class FormaSeguimiento(forms.Form):
    """What a citizen follows a report with."""

    folio = CampoLinea(max_length=60)
    clave = CampoLinea(max_length=16)
