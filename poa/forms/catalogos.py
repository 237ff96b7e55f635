"""Forms of the catalogues: shape only, the services check the rules."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model

from nucleo.errores import DatosInvalidos
from nucleo.formularios import CampoFecha, CampoLinea
from poa.consultas.catalogos import huella_de
from poa.escudo import ACEPTA, AYUDA, preparar_escudo
from poa.forms.lectura import Filtro

BUSQUEDA = forms.TextInput(attrs={"type": "search", "class": "form-control"})


class FormularioVisto(forms.Form):
    """An edition of rows that others may edit too: it carries the fingerprint of what was seen.

    When the service says that they changed, the next try answers for what they say now.
    """

    visto = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, objetos: list[Model] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.objetos = objetos or []
        if self.objetos:
            self.initial["visto"] = huella_de(*self.objetos)

    def add_error(self, field: str | None, error: Any) -> None:
        super().add_error(field, error)
        if field is None and self.objetos:
            self.data = self.data.copy()
            for objeto in self.objetos:
                objeto.refresh_from_db()
            self.data[self.add_prefix("visto")] = huella_de(*self.objetos)

    def datos(self) -> dict[str, Any]:
        """What the service takes: the fields of this form and nothing else that was posted."""
        return {**self.cleaned_data} if self.objetos else self.sin_visto()

    def sin_visto(self) -> dict[str, Any]:
        return {campo: valor for campo, valor in self.cleaned_data.items() if campo != "visto"}


class FormularioAyuntamiento(FormularioVisto):
    """How the municipality names itself."""

    municipio = CampoLinea(max_length=100, help_text="Solo el nombre: Jocotepec.")
    entidad = CampoLinea(label="Estado", max_length=60)
    nombre = CampoLinea(
        label="Nombre del ayuntamiento",
        max_length=150,
        help_text="Encabeza cada página y cada documento: Gobierno Municipal de Jocotepec.",
    )
    lema = CampoLinea(
        label="Lema o leyenda del año",
        max_length=250,
        required=False,
        help_text="Sin comillas; se imprime en los documentos que se hagan desde hoy.",
    )
    administracion_desde = CampoFecha(label="La administración empieza", required=False)
    administracion_hasta = CampoFecha(label="La administración termina (último día)", required=False)
    nombre_del_pmd = CampoLinea(
        label="Siglas del plan municipal",
        max_length=20,
        help_text="PMD, PMDG… como se nombra en la hoja: «Eje del PMD».",
    )


class FormularioEscudo(forms.Form):
    """The coat of arms: opened and written again before the service sees it."""

    escudo = forms.FileField(
        label="Imagen del escudo", help_text=AYUDA, widget=forms.FileInput(attrs={"accept": ACEPTA})
    )

    def clean_escudo(self) -> str:
        subido: UploadedFile = self.cleaned_data["escudo"]
        try:
            return preparar_escudo(subido)
        except DatosInvalidos as error:
            raise forms.ValidationError(error.mensaje) from error


class FormularioDireccion(FormularioVisto):
    """A dirección or jefatura; the clave is asked once."""

    clave = CampoLinea(
        max_length=10,
        help_text="Hasta 10 letras o cifras, como PC. Va en los folios y después no cambia.",
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
    )
    nombre = CampoLinea(max_length=150)
    evaluada_por_contraloria = forms.BooleanField(
        label="Su POA lo evalúa la Contraloría",
        required=False,
        help_text="Para la propia Dirección de Planeación, que no se evalúa a sí misma.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.objetos:
            del self.fields["clave"]


class FormularioLocalidad(FormularioVisto):
    """A town or neighbourhood."""

    nombre = CampoLinea(max_length=100)
    es_cabecera = forms.BooleanField(
        label="Es la cabecera municipal",
        required=False,
        help_text="Hay una: al marcarla deja de serlo la anterior.",
    )


class FormularioEje(FormularioVisto):
    """An axis of the municipal plan."""

    nombre = CampoLinea(max_length=150, help_text="Como lo dice el plan: Estratégico 3: Servicios Públicos…")
    orden = forms.IntegerField(
        label="Lugar en la lista",
        min_value=0,
        max_value=32_767,
        initial=0,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


class FiltroDeCatalogo(Filtro):
    """What is looked for in a catalogue, and whether among the inactive."""

    q = forms.CharField(label="Buscar", required=False, max_length=100, widget=BUSQUEDA)
    inactivas = forms.CharField(required=False, max_length=1, widget=forms.HiddenInput)
