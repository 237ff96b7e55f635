"""The work and its comité, and the kinds of work there are."""

from typing import Any
from uuid import uuid4

from django import forms

from actividades.forms.archivos import CampoTexto
from comites.estados import Modalidad
from comites.models import Obra, TipoDeObra
from comites.servicios import DatosDeObra
from nucleo.formularios import CampoFecha, CampoLinea
from poa.forms.edicion import CampoMonto
from poa.models import Direccion, Localidad

CAMPOS = (
    "nombre",
    "tipo",
    "localidad",
    "descripcion",
    "lugar",
    "latitud",
    "longitud",
    "fondo",
    "monto",
    "modalidad",
    "contratista",
    "contrato",
    "area_responsable",
    "fecha_inicio",
    "fecha_termino",
)


class FormaObra(forms.Form):
    """What is known of a work."""

    nombre = CampoLinea(label="Nombre de la obra", max_length=200)
    tipo = forms.ModelChoiceField(
        TipoDeObra.objects.none(), label="Tipo de obra", empty_label="Elija el tipo"
    )
    localidad = forms.ModelChoiceField(
        Localidad.objects.filter(activa=True), empty_label="Elija la localidad"
    )
    lugar = CampoLinea(label="Calle, colonia o referencia", max_length=200, required=False)
    descripcion = CampoTexto(
        label="Descripción",
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3, "autocapitalize": "sentences"}),
    )
    fondo = CampoLinea(label="Programa o fondo", max_length=150, required=False)
    monto = CampoMonto(label="Monto", required=False)
    modalidad = forms.ChoiceField(choices=Modalidad.choices, initial=Modalidad.CONTRATO)
    contratista = CampoLinea(max_length=150, required=False)
    contrato = CampoLinea(label="Número de contrato", max_length=60, required=False)
    area_responsable = CampoLinea(label="Área responsable de la obra", max_length=150, required=False)
    fecha_inicio = CampoFecha(label="Inicio", required=False)
    fecha_termino = CampoFecha(label="Término previsto", required=False)
    latitud = forms.DecimalField(max_digits=9, decimal_places=6, required=False)
    longitud = forms.DecimalField(max_digits=9, decimal_places=6, required=False)

    def __init__(self, *args: Any, obra: Obra | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        propios = TipoDeObra.objects.filter(activo=True)
        if obra:
            propios = propios | TipoDeObra.objects.filter(pk=obra.tipo_id)
        self.fields["tipo"].queryset = propios
        ayuda = "Grados con decimales, por ejemplo 20.286100. Déjelo vacío si no se conoce."
        self.fields["latitud"].help_text = ayuda

    def datos(self) -> DatosDeObra:
        """What the service takes."""
        d = self.cleaned_data
        return DatosDeObra(**{c: d[c] for c in CAMPOS} | {"monto": d["monto"] or 0})


class FormaComite(FormaObra):
    """A new comité."""

    direccion = forms.ModelChoiceField(Direccion.objects.none(), label="Dirección que lo lleva")
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, direcciones: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["direccion"].queryset = direcciones
        if direcciones.count() == 1:
            self.fields["direccion"].initial = direcciones.first()
            self.fields["direccion"].widget = forms.HiddenInput()
        self.fields["token"].initial = uuid4


class FormaCorregirObra(FormaObra):
    """The same for a work that exists; `revision` is the one that was read."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def inicial(obra: Obra) -> dict[str, Any]:
        """What it says now."""
        return {c: getattr(obra, c) for c in (*CAMPOS, "revision")}


class FormaTipo(forms.Form):
    """A kind of work."""

    nombre = CampoLinea(label="Tipo de obra", max_length=60)
