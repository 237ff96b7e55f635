"""A text to start the aviso de privacidad from: what this system keeps of people, and for what."""

POR_ESCRIBIR = "[escriba aquí]"

_TEXTO = """Quién es responsable

{responsable}, con domicilio en {domicilio}, es responsable de los datos personales que se tratan en el \
sistema del Programa Operativo Anual (POA).

Qué datos se tratan

De las personas que tienen una cuenta: nombre, usuario, RFC, CURP, cargos con sus fechas, cuándo \
entraron al sistema y qué actos registraron, validaron o firmaron. De quien firma con e.firma se \
conserva su certificado; la llave privada y su contraseña no salen de su equipo.

De quienes participan en las actividades municipales: su imagen, cuando aparecen en las fotografías que \
se guardan como evidencia, y los datos que contengan los documentos que se adjuntan.

De quienes asisten a las asambleas de comités y consejos ciudadanos, los integran, se postulan a ellos o \
presentan un reporte: su nombre y, si los dan, domicilio, teléfono, correo, sexo y rango de edad, su firma y \
los documentos que entreguen. Un reporte se puede presentar sin dar el nombre.

Para qué se usan

El sexo y la edad, solo para estadística; los demás, para comprobar quién asistió, integrar los comités y \
consejos, avisar a sus integrantes y contestar los reportes. Además, para dar acceso al sistema, saber \
quién registró, validó y firmó cada acto, elaborar los documentos del \
POA y de su evaluación, y comprobar lo realizado. No se usan para otra cosa.

Quién los ve

Los datos de quienes asisten, se postulan o reportan, el personal de la dirección que lleva el comité o \
consejo, y verlos completos deja constancia; la versión pública de las actas no los lleva, salvo el nombre \
de quienes integran un consejo. El RFC y la CURP, quien administra las cuentas. Las fotografías y los \
documentos adjuntos, la dirección \
que los registró y quienes evalúan o vigilan el POA. Los documentos firmados muestran el nombre y el \
cargo de quienes los firman; su versión pública no lleva RFC ni CURP.

Cómo ejercer sus derechos

Usted puede pedir el acceso a sus datos, que se corrijan o se cancelen, u oponerse a que se traten \
(derechos ARCO) en la Unidad de Transparencia: {unidad}

Los documentos ya firmados y la bitácora se conservan como están, porque son constancia de los actos del \
ayuntamiento.

Cambios a este aviso

Cada versión queda publicada en esta misma página, con su número y la fecha desde la que rige."""


def texto_sugerido(
    responsable: str = "", *, domicilio: str = POR_ESCRIBIR, unidad: str = POR_ESCRIBIR
) -> str:
    """The text with the name of the ayuntamiento; what is not known is left to be written."""
    return _TEXTO.format(responsable=responsable or POR_ESCRIBIR, domicilio=domicilio, unidad=unidad)
