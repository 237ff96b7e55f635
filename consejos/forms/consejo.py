"""Forms of a consejo, its public call, and the applications."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms

from actividades.forms.archivos import CampoTexto, FormaConArchivos
from asambleas.forms.personas import CamposDePersona
from consejos.models import Consejo, Llamado
from consejos.servicios import DatosDeConsejo, DatosDeLlamado, DatosDePostulacion
from nucleo.formularios import CampoFecha, CampoLinea
from poa.models import Direccion, Localidad

REQUISITOS = (
    "Ser ciudadana o ciudadano mexicano\n"
    "Vivir en el municipio\n"
    "No ser servidora o servidor público ni dirigente de un partido político\n"
    "Declarar bajo protesta de decir verdad que cumple lo anterior"
)
DOCUMENTOS = "Identificación oficial\nComprobante de domicilio\nCarta de motivos"


def _area(filas: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": filas, "autocapitalize": "sentences"})


class FormaConsejo(forms.Form):
    """A new consejo."""

    direccion = forms.ModelChoiceField(Direccion.objects.none(), label="Dirección que lo lleva")
    nombre = CampoLinea(label="Nombre del consejo", max_length=200)
    localidad = forms.ModelChoiceField(
        Localidad.objects.filter(activa=True), required=False, empty_label="Todo el municipio"
    )
    objeto = CampoTexto(label="Para qué es el consejo", widget=_area())
    deberes = CampoTexto(label="Deberes de sus representantes", widget=_area(), required=False)
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, direcciones: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["direccion"].queryset = direcciones
        unica = direcciones.first() if direcciones.count() == 1 else None
        if unica:
            self.fields["direccion"].initial = unica
            self.fields["direccion"].widget = forms.HiddenInput()
        self.fields["token"].initial = uuid4

    def datos(self) -> DatosDeConsejo:
        """What the service takes."""
        d = self.cleaned_data
        return DatosDeConsejo(d["nombre"], d["objeto"], d["deberes"], d["localidad"])


class FormaDelConsejo(forms.Form):
    """What it is for, corrected; `revision` is the one that was read."""

    objeto = CampoTexto(label="Para qué es el consejo", widget=_area())
    deberes = CampoTexto(label="Deberes de sus representantes", widget=_area(), required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def inicial(consejo: Consejo) -> dict[str, Any]:
        """What it says now."""
        return {
            "objeto": consejo.objeto,
            "deberes": consejo.deberes,
            "revision": consejo.organo.revision,
        }


class FormaLlamado(forms.Form):
    """A convocatoria pública."""

    consejerias = forms.IntegerField(label="Consejerías titulares", min_value=1, max_value=100, initial=5)
    requisitos = CampoTexto(label="Requisitos, uno por renglón", widget=_area(5), initial=REQUISITOS)
    documentos = CampoTexto(label="Documentos, uno por renglón", widget=_area(4), initial=DOCUMENTOS)
    desde = CampoFecha(label="Se reciben postulaciones desde")
    hasta = CampoFecha(label="Hasta (último día)")
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def datos(self) -> DatosDeLlamado:
        """What the service takes."""
        d = self.cleaned_data
        return DatosDeLlamado(d["consejerias"], d["requisitos"], d["documentos"], d["desde"], d["hasta"])

    @staticmethod
    def inicial(llamado: Llamado | None, hoy: date) -> dict[str, Any]:
        """What it says now, or what a new one starts from."""
        if llamado is None:
            return {"desde": hoy}
        campos = ("consejerias", "requisitos", "documentos", "desde", "hasta", "revision")
        return {c: getattr(llamado, c) for c in campos}


class FormaPostulacion(CamposDePersona, FormaConArchivos):
    """Who applies, why, and the documents that the call asks for."""

    exposicion = CampoTexto(label="Por qué quiere participar", widget=_area(5), required=False)
    protesta = forms.BooleanField(
        label="Declaro bajo protesta de decir verdad que cumplo los requisitos y que mis datos son ciertos",
        required=False,
    )
    despues = forms.BooleanField(label="Entregaré los documentos después, en la dirección", required=False)
    aviso = forms.BooleanField(label="Leí el aviso de privacidad", required=False)

    def __init__(self, *args: Any, con_aviso: bool, pide: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not con_aviso:
            del self.fields["aviso"]
        if not pide:
            del self.fields["despues"]

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or {}
        if "aviso" in self.fields and not datos.get("aviso"):
            self.add_error("aviso", "Lea el aviso de privacidad y marque la casilla.")
        subio = datos.get("evidencias") or datos.get("guardados") or self.has_error("evidencias")
        if "despues" in self.fields and not subio and not datos.get("despues"):
            self.add_error(
                "despues", "La convocatoria pide documentos: súbalos, o marque que los entrega después."
            )
        return datos

    def datos(self) -> DatosDePostulacion:
        """What the service takes."""
        d = self.cleaned_data
        return DatosDePostulacion(self.persona(), d["exposicion"], d["protesta"])


class FormaDecision(forms.Form):
    """Accept, refuse or withdraw; the reason is needed for the last two."""

    motivo = CampoTexto(label="Motivo o nota", widget=_area(3), required=False, max_length=1_000)


class FormaSeguimiento(forms.Form):
    """What a citizen follows something with."""

    folio = CampoLinea(max_length=60)
    clave = CampoLinea(max_length=16)
