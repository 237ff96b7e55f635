// A place to sign with a finger or a pointer: black strokes on a canvas, given as a PNG.
window.FirmaDibujada = (lienzo) => {
  "use strict";

  const pincel = lienzo.getContext("2d");
  let trazos = 0;
  let previo = null;

  const tinta = getComputedStyle(lienzo).color;
  pincel.lineCap = pincel.lineJoin = "round";

  function lugar({ clientX, clientY }) {
    const caja = lienzo.getBoundingClientRect();
    return {
      x: (clientX - caja.left) * (lienzo.width / caja.width),
      y: (clientY - caja.top) * (lienzo.height / caja.height),
    };
  }

  function trazar(hasta) {
    pincel.strokeStyle = tinta;
    pincel.lineWidth = 5;
    pincel.beginPath();
    pincel.moveTo(previo.x, previo.y);
    pincel.lineTo(hasta.x, hasta.y);
    pincel.stroke();
    previo = hasta;
    trazos += 1;
  }

  lienzo.addEventListener("pointerdown", (evento) => {
    if (evento.button) return;
    evento.preventDefault();
    // A pen that leaves the box and comes back is still the same stroke.
    try { lienzo.setPointerCapture(evento.pointerId); } catch { /* a pointer that is already gone */ }
    previo = lugar(evento);
    trazar({ x: previo.x + 0.1, y: previo.y });
  });
  lienzo.addEventListener("pointermove", (evento) => {
    if (!previo) return;
    const pasos = evento.getCoalescedEvents?.() || [];
    (pasos.length ? pasos : [evento]).forEach((paso) => trazar(lugar(paso)));
  });
  ["pointerup", "pointercancel"].forEach((fin) => lienzo.addEventListener(fin, () => { previo = null; }));

  return {
    borrar() {
      pincel.clearRect(0, 0, lienzo.width, lienzo.height);
      trazos = 0;
    },
    // Null when nobody signed: a touch by mistake is not a signature.
    dar: () => (trazos < 4 ? Promise.resolve(null) : new Promise((resolver) => lienzo.toBlob(resolver, "image/png"))),
  };
};
