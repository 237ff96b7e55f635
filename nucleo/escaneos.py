"""Scans of papers that were signed by hand: opened and written again before they are kept."""

import io

import pikepdf

from nucleo.errores import DatosInvalidos

BYTES_MAXIMOS = 25 * 1024 * 1024
PAGINAS_MAXIMAS = 200


def escaneo_limpio(contenido: bytes) -> bytes:
    """The scan, opened and written again without scripts or attachments.

    Raises DatosInvalidos, in Spanish, for what is not a readable PDF of a sensible size.
    """
    if len(contenido) > BYTES_MAXIMOS:
        raise DatosInvalidos("El escaneo pesa más de 25 MB. Escanéelo con menos resolución.")
    try:
        with pikepdf.open(io.BytesIO(contenido)) as pdf:
            if len(pdf.pages) > PAGINAS_MAXIMAS:
                raise DatosInvalidos(f"El escaneo tiene más de {PAGINAS_MAXIMAS} páginas.")
            for llave in ("/OpenAction", "/AA", "/Names", "/AcroForm"):
                if llave in pdf.Root:
                    del pdf.Root[llave]
            salida = io.BytesIO()
            pdf.save(salida)
    except pikepdf.PasswordError as error:
        raise DatosInvalidos("El PDF tiene contraseña. Guárdelo sin ella y súbalo de nuevo.") from error
    except (pikepdf.PdfError, ValueError, RuntimeError, OSError) as error:
        raise DatosInvalidos("Ese archivo no es un PDF que se pueda abrir. Escanéelo de nuevo.") from error
    return salida.getvalue()
