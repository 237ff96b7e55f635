"""How a browser asks for a page of the supplies, and sends its form back."""

from django.urls import reverse

from suministros.models import Solicitud


def ir(cliente, ruta: str, *args, mas: str = "", **datos):
    """The page, or with data what it answers to them."""
    url = reverse(ruta, args=args) + mas
    return cliente.post(url, datos) if datos else cliente.get(url)


def dice(respuesta) -> str:
    return " ".join(respuesta.content.decode().split())


def enviado(forma, **mas) -> dict[str, str]:
    """What a browser sends back of a form as it was shown; unticked boxes send nothing."""
    valores = {c.html_name: c.value() for c in forma if c.value() is not False}
    return {k: "" if v is None else str(v) for k, v in valores.items()} | mas


def llenar(cliente, ruta: str, *args, **mas):
    """Open a page, fill what is said, and send the rest as it was suggested."""
    forma = ir(cliente, ruta, *args).context["form"]
    datos = enviado(forma, **mas)
    return ir(cliente, ruta, *args, **{k: v for k, v in datos.items() if v != "-"})


def estado(s: Solicitud) -> str:
    return Solicitud.objects.get(pk=s.pk).estado
