/* How often the playground asks Python, and what it does while it waits for an answer.

   Playing is asking: {type: "play"} gets a slice of training, a picture, and {type: "done", more,
   busy}. Two slices are under way at most; where Python is slow or far away, fewer are asked for,
   and nothing ever queues. */

const PACE = 28; // ms from one picture to the next, at least
const CALM_PACE = 400; // where the reader asked for reduced motion
const SHARE = 1.5; // times "busy": a third of Python's time is left for cells
const AHEAD = 2;
const WAITING =
  "Python is busy, so the playground waits. If a cell is running, it goes on afterwards; if Python " +
  "was restarted, run this cell again.";
const PATIENCE = 2000;

/* `send(message)` goes to Python; `lament(words)` is told that it does not answer, or "" once it
   does; `turned(on)` that playing has begun or ended. */
function askingAtAPace(send, lament, turned) {
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const underWay = []; // the types of what was asked and is not done
  let playing = false;
  let asked = 0;
  let next = 0;
  let patience = 0;
  let busy = 0;

  function ask(message) {
    underWay.push(message.type);
    asked = performance.now();
    wait();
    send(message);
  }

  function wait() {
    clearTimeout(patience);
    if (underWay.length) patience = setTimeout(() => lament(WAITING), PATIENCE);
  }

  function play(on) {
    playing = on;
    turned(on);
    goOn();
  }

  function goOn() {
    clearTimeout(next);
    if (!playing || underWay.length >= AHEAD) return;
    const pace = Math.max(calm.matches ? CALM_PACE : PACE, SHARE * busy);
    next = setTimeout(() => {
      if (underWay.length < AHEAD) ask({ type: "play" });
      goOn();
    }, Math.max(0, asked + pace - performance.now()));
  }

  function done(message) {
    underWay.splice(underWay.indexOf(message.of), 1);
    busy = message.busy;
    wait();
    lament("");
    if (!message.more && playing) play(false);
    goOn();
  }

  function stop() {
    playing = false;
    [next, patience].forEach(clearTimeout);
  }

  const waitsFor = (type) => underWay.filter((one) => one === type).length;
  return { ask, play, done, stop, waitsFor, isPlaying: () => playing };
}
