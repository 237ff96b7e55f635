"""What the dirección signs for, gives back and logs."""

from typing import Any

from django import forms

from actividades import archivos
from actividades.forms.archivos import CampoTexto
from actividades.forms.captura import NUMERICO
from asambleas.trazos import CARPETA as FIRMAS
from asambleas.trazos import firma_limpia
from nucleo import almacen
from nucleo.errores import DatosInvalidos
from nucleo.escaneos import escaneo_limpio
from nucleo.formularios import CampoFecha, CampoLinea
from poa.forms.edicion import CampoMonto
from suministros.estados import MAX_KM, MAX_MOTIVO, MAX_TEXTO
from suministros.models import EntregaDeSuministro, Vehiculo
from suministros.servicios import DatosDeCarga, Recibo

ESCANEOS = "recibos"
CONFORME = (("si", "Se recibe lo que dice, completo y en buen estado"), ("no", "Hay diferencias"))


def _entero(etiqueta: str, **mas: Any) -> forms.IntegerField:
    widget = forms.NumberInput(NUMERICO)
    return forms.IntegerField(label=etiqueta, min_value=0, max_value=MAX_KM, widget=widget, **mas)


class FormaRecibir(forms.Form):
    """Who receives, whether it is what was asked, and the signature: drawn, or on a scanned paper."""

    entrega = forms.ModelChoiceField(
        EntregaDeSuministro.objects.none(), label="Cuál de las entregas", empty_label=None
    )
    recibe = CampoLinea(label="Nombre de quien recibe", max_length=150)
    conforme = forms.ChoiceField(
        label="Cómo se recibe", choices=CONFORME, initial="si", widget=forms.RadioSelect
    )
    diferencias = CampoTexto(
        label="En qué es distinto",
        required=False,
        max_length=MAX_TEXTO,
        widget=forms.Textarea(attrs={"rows": 3, "autocapitalize": "sentences"}),
    )
    km_salida = _entero("Lo que marca el odómetro al salir", required=False)
    firma = forms.FileField(required=False)
    escaneo = forms.FileField(
        label="O el recibo firmado, escaneado",
        required=False,
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
        help_text="Un PDF de hasta 25 MB.",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, entregas: Any, con_vehiculo: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if entregas.exists():
            campo: Any = self.fields["entrega"]
            campo.queryset = entregas
            campo.label_from_instance = lambda e: f"Entrega {e.numero}"
        else:
            del self.fields["entrega"]
        if con_vehiculo:
            self.fields["km_salida"].required = True
        else:
            del self.fields["km_salida"]

    def clean_firma(self) -> tuple[str, str] | None:
        return _guardado(self.cleaned_data["firma"], firma_limpia, FIRMAS, "png")

    def clean_escaneo(self) -> tuple[str, str] | None:
        return _guardado(self.cleaned_data["escaneo"], escaneo_limpio, ESCANEOS, "pdf")

    def clean(self) -> dict[str, Any]:
        d = super().clean() or {}
        sin_error = not {"firma", "escaneo"} & set(self.errors)
        if sin_error and not d.get("firma") and not d.get("escaneo"):
            self.add_error("firma", "Firme en el recuadro, o adjunte el recibo firmado.")
        return d

    def recibo(self) -> Recibo:
        """What the service takes."""
        d = self.cleaned_data
        return Recibo(
            recibe=d["recibe"],
            conforme=d["conforme"] == "si",
            diferencias=d["diferencias"],
            firma=d["firma"],
            escaneo=d["escaneo"],
        )


def _guardado(subido: Any, limpiador: Any, carpeta: str, extension: str) -> tuple[str, str] | None:
    """Cleaned and kept: name in the store and hash; None when nothing was sent."""
    if not subido:
        return None
    try:
        return almacen.guardar(limpiador(subido.read()), carpeta=carpeta, extension=extension)
    except DatosInvalidos as error:
        raise forms.ValidationError(error.mensaje) from error


class FormaRegreso(forms.Form):
    """The vehicle is back."""

    km_regreso = _entero("Lo que marca el odómetro al regresar")
    observaciones = CampoTexto(
        label="Cómo se devuelve",
        required=False,
        max_length=MAX_TEXTO,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Golpes, llantas, nivel de combustible, lo que convenga dejar dicho.",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)


class FormaMotivoDeSolicitud(forms.Form):
    """Why it is called off, or returned."""

    motivo = CampoTexto(
        max_length=MAX_MOTIVO,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Queda en el historial de la solicitud, con su nombre.",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)


class FormaRevisionDeSolicitud(forms.Form):
    """Only the revision that was read."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)


class FormaCarga(forms.Form):
    """A load of the bitácora, as its ticket says."""

    vehiculo = forms.ModelChoiceField(
        Vehiculo.objects.filter(activo=True), label="Vehículo", empty_label="Elija el vehículo"
    )
    fecha = CampoFecha(label="Día de la carga")
    conductor = CampoLinea(max_length=150)
    comision = CampoLinea(label="Comisión", max_length=250, help_text="A dónde se fue y a qué.")
    km_salida = _entero("Kilometraje de salida")
    km_regreso = _entero("Kilometraje de regreso")
    litros = forms.DecimalField(
        max_digits=7,
        decimal_places=3,
        min_value=0,
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "0.001"}),
    )
    precio = CampoMonto(label="Precio por litro")
    importe = CampoMonto(label="Importe pagado")
    ticket = forms.FileField(
        label="Ticket o factura",
        required=False,
        widget=forms.FileInput(attrs={"accept": archivos.ACEPTA}),
        help_text="Una foto o un PDF. Sin él, la carga queda señalada en la bitácora.",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, sabe_vehiculo: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["precio"].widget.attrs["placeholder"] = "24.50"
        self.fields["importe"].widget.attrs["placeholder"] = "600.00"
        if sabe_vehiculo:
            del self.fields["vehiculo"]

    def clean_ticket(self) -> Any:
        subido = self.cleaned_data["ticket"]
        if not subido:
            return None
        try:
            return archivos.preparar(subido)
        except DatosInvalidos as error:
            raise forms.ValidationError(error.mensaje) from error

    def datos(self) -> DatosDeCarga:
        """What the service takes."""
        d = dict(self.cleaned_data)
        d.pop("revision")
        return DatosDeCarga(mililitros=int(d.pop("litros") * 1000), **d)
