// Finished acts that wait on this phone: each is sent once, by its token, when there is a network and a session.
window.CapturaCola = (() => {
  "use strict";

  const { persona, ficha: RUTA_FICHA, archivo: RUTA_ARCHIVO, enviar: RUTA_ENVIAR } = document.currentScript.dataset;
  const almacen = window.CapturaAlmacen;
  const ESPERAS = [5, 15, 30, 60, 120, 300];
  // The server takes a package for a day; sooner than that the photo is sent again.
  const VIGENCIA = 20 * 3600e3;
  const YA_ENVIADA = "Ya se había enviado como estaba antes de cambiarla: corríjala en su página.";
  const avisos = new EventTarget();
  const avances = new Map();
  const enviados = [];
  let situacion = "";
  let detalle = "";
  let turno = Promise.resolve();
  let fallas = 0;
  let reloj = 0;

  const { SinRed, Falla, SinSesion, SinPermiso, SinFicha, Rechazo } = window.Red;
  const pedirFicha = () => window.Red.pedirFicha(RUTA_FICHA, persona);
  const { pedir } = window.Red;

  // The person took it back before it left.
  class Retomada extends Error {}

  const avisar = () => avisos.dispatchEvent(new Event("cambio"));

  function con(campos) {
    const datos = new FormData();
    Object.entries(campos).forEach(([nombre, valor]) => [valor].flat().forEach((v) => datos.append(nombre, v)));
    datos.append("quien", persona);
    return datos;
  }

  // Read again in the same step that takes it: meanwhile the person may have opened it, here or on another page.
  async function tomar(token, cuando, cambios = {}) {
    const sigue = (acto) => acto.persona === persona && acto.estado === "pendiente" && (!cuando || acto.cuando === cuando);
    const acto = await almacen.cambiar(token, (actual) => sigue(actual) && { ...actual, ...cambios });
    if (!acto) throw new Retomada();
    return acto;
  }

  async function subirFotos(primero, csrf) {
    let acto = primero;
    const { token, cuando } = acto;
    const faltan = acto.fotos.filter((f) => !f.firmado || Date.now() - f.firmadoEn > VIGENCIA);
    const hechas = acto.fotos.length - faltan.length;
    for (const [n, foto] of faltan.entries()) {
      const archivo = await almacen.foto(foto.id);
      if (!archivo) throw new Rechazo({ error: `«${foto.nombre}» ya no está en este teléfono: ábrala, elija de nuevo ese archivo si lo tiene, y guarde.` });
      const datos = con({ token });
      datos.append("archivo", archivo, foto.nombre);
      const { archivo: firmado } = await pedir(RUTA_ARCHIVO, datos, csrf, (parte) => {
        avances.set(token, (hechas + n + parte) / (acto.fotos.length + 1));
        avisar();
      });
      const fotos = acto.fotos.map((f) => (f.id === foto.id ? { ...f, firmado, firmadoEn: Date.now() } : f));
      acto = await tomar(token, cuando, { fotos });
    }
    return acto;
  }

  async function enviarUno(token, csrf, extra) {
    avances.set(token, 0);
    avisar();
    try {
      const listo = await subirFotos(await tomar(token), csrf);
      // From here on the server may have it although its answer never comes: it is not to be edited any more.
      const acto = await tomar(token, listo.cuando, { intentado: true });
      const hecho = await pedir(RUTA_ENVIAR, con({
        ...acto.campos,
        ...extra,
        token,
        direccion: acto.direccion,
        guardados: acto.fotos.map((f) => f.firmado),
        pie_guardado: acto.fotos.map((f) => f.pie),
      }), csrf);
      if (hecho.distinta) throw new Rechazo({ error: YA_ENVIADA, url: hecho.url });
      await almacen.quitar(token, (actual) => actual.intentado);
      enviados.push({ ...acto, ...hecho });
      return hecho;
    } finally {
      avances.delete(token);
    }
  }

  // A token for forms that just expired is asked for again, and photos that the server forgot are sent again: once.
  async function insistir(token, extra) {
    let csrf = await pedirFicha();
    for (let vez = 0; ; vez += 1) {
      try {
        return await enviarUno(token, csrf, extra);
      } catch (error) {
        const vencidos = error instanceof Rechazo && error.datos.vencidos;
        if (vez || !(error instanceof SinFicha || vencidos)) throw error;
        if (vencidos) await almacen.cambiar(token, (a) => ({ ...a, fotos: a.fotos.map((f) => ({ ...f, firmado: "" })) }));
        csrf = await pedirFicha();
      }
    }
  }

  const anotarRechazo = (token, { message, datos }, estado) => almacen.cambiar(token, (acto) => acto.estado === "pendiente" && {
    ...acto, estado, intentado: false, razon: message, errores: datos.errores || {}, url: datos.url,
  });

  function alFallar(error) {
    if (error instanceof SinSesion) situacion = "sesion";
    else if (error instanceof SinPermiso) {
      situacion = "sin-permiso";
      detalle = error.message;
    } else {
      // Whatever else went wrong, it is tried again.
      situacion = error.constructor === SinRed ? "sin-red" : "falla";
      window.clearTimeout(reloj);
      reloj = window.setTimeout(enviar, ESPERAS[Math.min(fallas, ESPERAS.length - 1)] * 1000);
      fallas += 1;
    }
  }

  // One at a time on this page; another page that sends the same act is told of the one that exists.
  function enTurno(hacer) {
    turno = turno.then(hacer, hacer);
    return turno.finally(avisar);
  }

  const pendientes = async () => (await almacen.de(persona)).filter((acto) => acto.estado === "pendiente");

  // Whether those behind it may go on: a network or a session that is missing is missing for all.
  async function intentar(token) {
    try {
      await insistir(token, {});
      situacion = "";
      fallas = 0;
    } catch (error) {
      if (error instanceof Retomada) return true;
      if (error instanceof Rechazo) await anotarRechazo(token, error, "rechazado");
      else alFallar(error);
      return ![SinRed, SinSesion, SinPermiso].includes(error.constructor);
    }
    return true;
  }

  async function ronda() {
    for (const { token } of await pendientes()) {
      const sigue = await intentar(token).catch((error) => {
        alFallar(error);
        return true;
      });
      if (!sigue) return;
    }
  }

  const enviar = () => enTurno(ronda);

  // The one that the person is waiting for: what is wrong with it goes back to the form, not to the queue.
  const mandar = (token, extra) => enTurno(async () => {
    try {
      const hecho = await insistir(token, { ...extra, avisar: "1" });
      situacion = "";
      return { como: "hecho", ...hecho };
    } catch (error) {
      // A round that was under way took it first, or another page.
      if (error instanceof Retomada) return tomadaPorOtra(token);
      if (error instanceof Rechazo) {
        await anotarRechazo(token, error, "borrador");
        return { como: "rechazo", error: error.message, ...error.datos };
      }
      alFallar(error);
      return { como: situacion };
    }
  });

  async function tomadaPorOtra(token) {
    const enviada = enviados.find((e) => e.token === token);
    if (enviada) return { como: "hecho", ...enviada };
    const acto = await almacen.leer(token);
    if (acto?.estado !== "rechazado") return { como: "otra-pagina" };
    await almacen.cambiar(token, (actual) => ({ ...actual, estado: "borrador" }));
    return { como: "rechazo", error: acto.razon, errores: acto.errores, url: acto.url };
  }

  if (persona) {
    window.addEventListener("online", () => { fallas = 0; enviar(); });
    almacen.abrir().then(enviar).catch(() => { /* a closed store: forms are sent as they are */ });
  }

  return {
    persona,
    avances,
    enviados,
    enviar,
    mandar,
    situacion: () => situacion,
    detalle: () => detalle,
    alCambiar: (hacer) => avisos.addEventListener("cambio", hacer),
    avisar,
  };
})();
