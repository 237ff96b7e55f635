"""Ways in which a document may ask the renderer for what is not its own: the network or a local file.

`{red}` is an address of the loopback server, `{ruta}` and `{archivo}` a canary's path and file URL:
the same name with .png, .svg, .css, .txt and .ttf exists on both sides.
"""

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'
)
XXE = '<!DOCTYPE svg [<!ENTITY c SYSTEM "{archivo}.txt">]>' + SVG + '<text x="1" y="9">&c;</text></svg>'

RED = {
    "img": '<img src="{red}.png">',
    "img sin esquema": '<img src="//{casa}/x.png">',
    "img con mayúsculas": '<img src="HTTP://{casa}/x.png">',
    "img con espacios": '<img src="  {red}.png ">',
    "img con acentos": '<img src="{red}ñ.png">',
    "img que redirige": '<img src="http://{casa}/redirige">',
    "img por ftp": '<img src="ftp://{casa}/x.png">',
    "img con usuario": '<img src="http://ana:clave@{casa}/x.png">',
    "object": '<object data="{red}.png"></object>',
    "object svg": '<object data="{red}.svg" type="image/svg+xml"></object>',
    "embed": '<embed src="{red}.png">',
    "link stylesheet": '<link rel="stylesheet" href="{red}.css">',
    "link stylesheet con media": '<link rel="stylesheet" media="print" href="{red}.css">',
    "link attachment": '<link rel="attachment" href="{red}.txt">',
    "a attachment": '<a rel="attachment" href="{red}.txt">x</a>',
    "style import": "<style>@import url({red}.css);</style>",
    "style import en media": '<style>@import "{red}.css" print;</style>',
    "font-face": "<style>@font-face{{font-family:F;src:url({red}.ttf)}}p{{font-family:F}}</style><p>x</p>",
    "fondo en style": "<style>p{{background:url({red}.png)}}</style><p>x</p>",
    "fondo en atributo": '<p style="background-image:url({red}.png)">x</p>',
    "fondo de página": "<style>@page{{background:url({red}.png)}}</style><p>x</p>",
    "margen de página": "<style>@page{{@top-left{{content:url({red}.png)}}}}</style><p>x</p>",
    "viñeta": '<ul style="list-style-image:url({red}.png)"><li>x</ul>',
    "contenido generado": "<style>p::before{{content:url({red}.png)}}</style><p>x</p>",
    "borde": '<p style="border:9px solid;border-image-source:url({red}.png)">x</p>',
    "perfil de color": "<style>@color-profile --p{{src:url({red}.txt)}}</style><p>x</p>",
    "base e imagen": '<base href="http://{casa}/"><img src="x.png">',
    "base y hoja": '<base href="http://{casa}/"><link rel="stylesheet" href="x.css">',
    "svg image": SVG + '<image href="{red}.png" width="9" height="9"/></svg>',
    "svg image xlink": SVG + '<image xlink:href="{red}.png" width="9" height="9"/></svg>',
    "svg use": SVG + '<use href="{red}.svg#a"/></svg>',
    "svg use xlink": SVG + '<use xlink:href="{red}.svg#a"/></svg>',
    "svg con style": SVG + "<style>@import url({red}.css);</style><rect width='9' height='9'/></svg>",
    "svg con font-face": SVG + "<style>@font-face{{font-family:F;src:url({red}.ttf)}}</style><rect/></svg>",
    "data svg": "<img src='data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 width=%229%22 "
    "height=%229%22%3E%3Cimage href=%22{red}.png%22 width=%229%22 height=%229%22/%3E%3C/svg%3E'>",
    "data css": "<link rel=stylesheet href='data:text/css,@import url({red}.css);'>",
    "iframe": '<iframe src="{red}.html"></iframe>',
    "meta refresh": '<meta http-equiv="refresh" content="0;url={red}.html">',
}

LOCALES = {
    "img de archivo": '<img src="{archivo}.png">',
    "img FILE": '<img src="FILE://{ruta}.png">',
    "img de archivo con una barra": '<img src="file:{ruta}.png">',
    "img de archivo con localhost": '<img src="file://localhost{ruta}.png">',
    "img por base": '<base href="file:///"><img src="{ruta}.png">',
    "object de archivo": '<object data="{archivo}.png"></object>',
    "link attachment de archivo": '<link rel="attachment" href="{archivo}.txt">',
    "a attachment de archivo": '<a rel="attachment" href="{archivo}.txt">x</a>',
    "hoja de archivo": '<link rel="stylesheet" href="{archivo}.css">',
    "import de archivo": "<style>@import url({archivo}.css);</style>",
    "fondo de archivo": '<p style="background:url({archivo}.png)">x</p>',
    "svg image de archivo": SVG + '<image href="{archivo}.png" width="9" height="9"/></svg>',
    "svg con entidad externa": "<object type='image/svg+xml' data=\"data:image/svg+xml,{xxe}\"></object>",
    "estatico con puntos": '<img src="estatico:{subir}{ruta}.png">',
    "estatico absoluto": '<img src="estatico:{ruta}.png">',
    "estatico codificado": '<a rel="attachment" href="estatico:css/%2e%2e/%2e%2e/manage.py">x</a>',
    "recurso que es ruta": '<img src="recurso:{ruta}.png">',
    "ruta sola": '<img src="{ruta}.png">',
}
