"""The sample document of these tests: letterhead, a long table, semáforos, notices and two signatures."""

ICONO = {
    "verde": '<circle cx="6" cy="6" r="5.5"/>',
    "amarillo": '<path d="M6 .5 11.8 11.5H.2z"/>',
    "rojo": '<path d="M3.5 .5h5l3 3v5l-3 3h-5l-3-3v-5z"/>',
}
PALABRA = {"verde": "Cumplida", "amarillo": "En riesgo", "rojo": "Atrasada"}


def semaforo(color: str) -> str:
    svg = f'<svg viewBox="0 0 12 12" width="12" height="12" fill="currentColor">{ICONO[color]}</svg>'
    return f'<span class="semaforo {color}">{svg}{PALABRA[color]}</span>'


def renglon(numero: int) -> str:
    color = ("verde", "amarillo", "rojo")[numero % 3]
    return (
        f'<tr><td class="corto">1.{numero}</td>'
        f"<td>Línea de acción número {numero}: reunión con la colonia Ñuñoa y sus vecinas y vecinos</td>"
        f'<td class="numero">{numero * 3}</td><td class="numero">${numero * 1250:,}.00</td>'
        f"<td>{semaforo(color)}</td></tr>"
    )


def firma(ident: str, nombre: str, cargo: str) -> str:
    return (
        f'<div class="firma"><div class="casilla-firma" id="{ident}"></div>'
        f'<p class="nombre">{nombre}</p><p class="cargo">{cargo}</p></div>'
    )


def documento(renglones: int = 120, extra: str = "") -> str:
    filas = "".join(renglon(n) for n in range(1, renglones + 1))
    return f"""<!doctype html><html lang="es-MX"><head><meta charset="utf-8"><title>x</title></head><body>
<p class="marginal-encabezado">Evaluación trimestral · Dirección de Participación Ciudadana · 2024</p>
<p class="marginal-pie">Folio DPC-EVT-2024-0001 · Bitácora 9f2c…41ab</p>
<header class="membrete"><p class="ayuntamiento">H. Ayuntamiento de San Ejemplo de las Flores</p>
<p class="direccion">Dirección de Participación Ciudadana</p>
<p class="lema">«Un gobierno de puertas abiertas»</p>
</header>
<p class="folio">DPC-EVT-2024-0001</p>
<h1>Evaluación del primer trimestre</h1><p class="subtitulo">1 de enero al 31 de marzo de 2024</p>
<table class="datos"><tr><th scope="row">Responsable</th><td>Íñigo Núñez Güereña</td></tr>
<tr><th scope="row">Meta anual ≥ 80 %</th><td>Aprobada → en ejecución ✓</td></tr></table>
<p class="aviso advertencia">Hay 3 actividades <b>sin evidencia</b>; no cuentan en el <i>avance</i>.</p>
<h2>Avance por línea de acción</h2>
<table class="tabla"><caption>Cuadro 1. Líneas del programa</caption>
<colgroup><col class="ancho-8"><col>
<col class="ancho-12"><col class="ancho-20"><col class="ancho-15"></colgroup>
<thead><tr><th scope="col">Clave</th><th scope="col">Línea de acción</th>
<th scope="col" class="numero">Hechas</th>
<th scope="col" class="numero">Ejercido</th><th scope="col">Semáforo</th></tr></thead>
<tbody>{filas}</tbody></table>
{extra}
<section class="cierre"><p>Se firma la presente evaluación en dos tantos electrónicos.</p>
<div class="firmas">{firma("firma-director", "Íñigo Núñez Güereña", "Director de Participación Ciudadana")}
{firma("firma-contralor", "María Peña Cárdenas", "Contralora Municipal")}</div></section>
</body></html>"""
