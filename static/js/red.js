// How what waits on this device is sent: a fresh token first, then the request, and what each failure means.
window.Red = (() => {
  "use strict";

  const ESPERA_FICHA = 20e3;

  class SinRed extends Error {}
  class Falla extends SinRed {}
  class SinSesion extends Error {}
  class SinPermiso extends Error {}
  class SinFicha extends Error {}
  class Rechazo extends Error {
    constructor(datos) {
      super(datos.error || "El servidor no la aceptó.");
      this.datos = datos;
    }
  }

  async function pedirFicha(ruta, persona) {
    const corte = new AbortController();
    const alarma = window.setTimeout(() => corte.abort(), ESPERA_FICHA);
    try {
      return await leerFicha(ruta, persona, corte.signal);
    } finally {
      window.clearTimeout(alarma);
    }
  }

  async function leerFicha(ruta, persona, signal) {
    let respuesta;
    try {
      respuesta = await fetch(ruta, { headers: { Accept: "application/json" }, redirect: "manual", cache: "no-store", signal });
    } catch {
      throw new SinRed();
    }
    if (respuesta.status === 401 || respuesta.type === "opaqueredirect") throw new SinSesion();
    if (respuesta.status === 403) throw new SinPermiso((await respuesta.json().catch(() => ({}))).error || "");
    // Also a page of somebody else's network, that answers yes to everything.
    const datos = respuesta.ok && await respuesta.json().catch(() => null);
    if (!datos) throw new Falla();
    if (datos.persona !== persona) throw new SinSesion();
    return datos.csrf;
  }

  function pedir(ruta, datos, csrf, alAvanzar) {
    return new Promise((resolver, rechazar) => {
      const peticion = new XMLHttpRequest();
      peticion.open("POST", ruta);
      peticion.timeout = 600e3;
      peticion.setRequestHeader("Accept", "application/json");
      peticion.setRequestHeader("X-CSRFToken", csrf);
      if (alAvanzar) peticion.upload.onprogress = (e) => e.lengthComputable && alAvanzar(e.loaded / e.total);
      peticion.onerror = peticion.ontimeout = peticion.onabort = () => rechazar(new SinRed());
      peticion.onload = () => {
        try {
          resolver(leer(peticion));
        } catch (error) {
          rechazar(error);
        }
      };
      peticion.send(datos);
    });
  }

  function leer(peticion) {
    let datos = null;
    try { datos = JSON.parse(peticion.responseText); } catch { /* a page, not an answer */ }
    const estado = peticion.status;
    if (estado === 200 && datos) return datos;
    // The page to sign in, served in place of the answer.
    if (estado === 200 || estado === 401) throw new SinSesion();
    if (estado === 403 && (!datos || peticion.getResponseHeader("X-Sesion") === "token")) throw new SinFicha();
    if (estado === 413) throw new Rechazo({ error: "Un archivo pesa más de lo que el servidor recibe." });
    if (estado >= 400 && estado < 500 && estado !== 429 && datos) throw new Rechazo(datos);
    throw new Falla();
  }

  return { SinRed, Falla, SinSesion, SinPermiso, SinFicha, Rechazo, pedirFicha, pedir };
})();
