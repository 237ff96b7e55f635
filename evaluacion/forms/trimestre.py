"""Forms of the evaluation; rules live in the services, here only what was typed."""

from typing import Any

from django import forms

from nucleo.texto import limpiar
from poa.models import LineaDeAccion


class CampoTexto(forms.CharField):
    """Several lines of text, cleaned of control characters."""

    def __init__(self, *, filas: int = 3, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 4000)
        super().__init__(widget=forms.Textarea(attrs={"rows": filas}), **kwargs)

    def to_python(self, value: Any) -> str:
        return limpiar(super().to_python(value) or "")


class CampoFecha(forms.DateField):
    """A date that the browser's own picker fills."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **kwargs)


class FormularioMotivo(forms.Form):
    """A decision that needs its reason."""

    motivo = CampoTexto(label="Motivo")


class FormularioJustificacion(forms.Form):
    """Cause, corrective action, responsible and date; above what was planned, the cause is enough."""

    causa = CampoTexto(label="Causa de la desviación")
    accion_correctiva = CampoTexto(label="Acción correctiva en el siguiente periodo", required=False)
    responsable = forms.CharField(label="Responsable", max_length=150, required=False)
    fecha_compromiso = CampoFecha(label="Fecha compromiso", required=False)

    def __init__(self, *args: Any, exige_completa: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nombre in ("accion_correctiva", "responsable", "fecha_compromiso"):
            campo = self.fields[nombre]
            campo.required = exige_completa
            if not exige_completa:
                campo.label = f"{campo.label} (opcional)"

    def clean_responsable(self) -> str:
        return limpiar(self.cleaned_data["responsable"])


class FormularioSinActividad(forms.Form):
    """The directora's declaration that nothing was done in a línea."""

    motivo = CampoTexto(label="¿Por qué no hubo actividad?")


class FormularioObservar(forms.Form):
    """Return a signed quarter: what to correct, and until when the dirección may log."""

    observacion = CampoTexto(label="Observación general", filas=4)
    hasta = CampoFecha(label="Nueva fecha de captura (último día)")

    def __init__(self, *args: Any, lineas: list[LineaDeAccion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lineas = lineas
        for linea in lineas:
            self.fields[f"linea_{linea.pk}"] = CampoTexto(
                label=f"{linea.lugar}: {linea.texto}",
                required=False,
                filas=2,
            )

    def por_linea(self) -> dict[int, str]:
        """Observations by línea, only those that say something."""
        textos = {linea.pk: self.cleaned_data.get(f"linea_{linea.pk}", "") for linea in self.lineas}
        return {pk: texto for pk, texto in textos.items() if texto}


class FormularioProrroga(forms.Form):
    """More days to log a quarter."""

    hasta = CampoFecha(label="Captura abierta hasta (último día)")
    motivo = CampoTexto(label="Motivo")


class FormularioDesbloqueo(forms.Form):
    """Open an evaluated quarter again: who asked, why, until when, which líneas."""

    solicitado_por = forms.CharField(label="¿Quién lo solicita?", max_length=150)
    motivo = CampoTexto(label="Motivo")
    hasta = CampoFecha(label="Abierto hasta (último día)")
    lineas = forms.ModelMultipleChoiceField(
        label="Líneas de acción que se abren",
        queryset=LineaDeAccion.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, programa_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        campo = self.fields["lineas"]
        campo.label_from_instance = lambda linea: f"{linea.lugar}: {linea.texto}"
        campo.queryset = (
            LineaDeAccion.objects.filter(estrategia__programa_id=programa_id)
            .select_related("estrategia")
            .order_by("estrategia__orden", "orden")
        )


class FormularioEscaneo(forms.Form):
    """The signed and sealed print, scanned."""

    escaneo = forms.FileField(
        label="Escaneo firmado y sellado (PDF)",
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
    )


class FormularioNota(forms.Form):
    """How a commitment was kept."""

    nota = CampoTexto(label="¿Cómo se cumplió?", filas=2)


class FormularioVerificar(forms.Form):
    """A code as printed, or the PDF itself, or both."""

    titulo_de_error = "No se verificó"

    codigo = forms.CharField(label="Código de verificación", max_length=60, required=False)
    archivo = forms.FileField(
        label="Archivo PDF",
        required=False,
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
    )

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or {}
        if not datos.get("codigo") and not datos.get("archivo"):
            raise forms.ValidationError("Escriba el código impreso en el documento o elija el archivo PDF.")
        return datos
