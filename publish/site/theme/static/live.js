/* Figures that move without a kernel. Each runs its own script, the one that a notebook runs; what
   Python would answer was asked for when the site was built, and lies in a file beside it.

   A figure takes the place of its still when it is nearly in sight. Where anything goes wrong, the
   still stays. */

const root = document.documentElement.dataset.content_root;
const folder = new URL(`${root}_live/`, document.baseURI);

const nearlySeen = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      nearlySeen.unobserve(target);
      mount(target).catch((error) => console.error(`The figure ${target.dataset.alive}:`, error));
    }
  },
  { rootMargin: "400px" },
);
for (const place of document.querySelectorAll("[data-alive]")) nearlySeen.observe(place);

async function mount(place) {
  const figure = await (await fetch(new URL(`${place.dataset.alive}.json`, folder))).json();
  const [{ default: widget }] = await Promise.all([
    import(new URL(figure.script, folder)),
    addStyle(new URL(figure.style, folder)),
  ]);
  const el = document.createElement("div");
  const model = modelOf(figure);
  place.prepend(el);
  widget.render({ model, el });
  const answered = model.answered ?? Promise.resolve();
  await answered;
  place.querySelector(".alive-note").hidden = false;
  place.classList.add("alive-now");
  stillOf(place)?.classList.add("still-replaced");
  whenMoved(el, () => openNoticeBelow(place));
}

function addStyle(url) {
  if (document.querySelector(`link[href="${url}"]`)) return Promise.resolve();
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: url });
  return new Promise((loaded) => {
    link.addEventListener("load", loaded);
    link.addEventListener("error", loaded);
    document.head.append(link);
  });
}

/* The picture that is stored in the notebook: before the figure, in the same output. */
function stillOf(place) {
  const outputs = place.closest(".cell_output");
  return outputs ? outputs.querySelector("img") : place.previousElementSibling;
}

/* ------------------------------------------------------------------ Python's half of a figure */

function modelOf(figure) {
  const traits = Object.fromEntries(
    Object.entries(figure.traits).map(([name, value]) => [name, value?.base64 ? bytes(value.base64) : value]),
  );
  const listeners = new Map();
  const model = {
    get: (name) => traits[name],
    set(name, value) {
      traits[name] = value;
      tell(`change:${name}`);
    },
    save_changes() {},
    on: (kind, hear) => listeners.set(kind, [...(listeners.get(kind) ?? []), hear]),
    off: (kind, hear) => listeners.set(kind, (listeners.get(kind) ?? []).filter((one) => one !== hear)),
    send() {},
  };
  const tell = (kind, ...what) => (listeners.get(kind) ?? []).forEach((hear) => hear(...what));
  const answer = { pictures: picturesAnswer, network: networkAnswer }[figure.kind]?.(figure);
  if (answer) {
    // One after the other, and never before the question is asked: so it is with Python.
    model.answered = Promise.resolve();
    model.send = (message) => {
      model.answered = model.answered
        .then(() => answer(message))
        .then((answers) => answers.forEach(([content, buffers]) => tell("msg:custom", content, buffers)));
    };
  }
  return model;
}

/* Which state a message asks for: the one of the slider that is not where it was, at its nearest
   stop. All other sliders go back to where they began. */
function stateAsked(figure, states, values, before) {
  const moved = Object.keys(values).find(
    (name) => name in figure.start && Math.abs(values[name] - (before[name] ?? figure.start[name])) > 1e-9,
  );
  if (moved === undefined) return null;
  const [first, ...others] = states;
  const here = [[figure.start[moved], first]];
  for (const state of others) if (moved in state.moved) here.push([state.moved[moved], state]);
  const distance = ([value]) => Math.abs(value - values[moved]);
  return here.reduce((best, one) => (distance(one) < distance(best) ? one : best))[1];
}

/* Pictures that matplotlib drew: a frame is read from its file. A layout may be shrunk a little to
   fit, and its text is still read; where it would have to be shrunk more, the narrower one is taken. */
const SHRUNK = 1.3;

function picturesAnswer(figure) {
  let [{ states }] = figure.layouts;
  let state = states[0];

  function layOut(width) {
    const at = states.indexOf(state);
    const fitting = figure.layouts.filter((layout) => layout.width <= SHRUNK * width);
    ({ states } = fitting[0] ?? figure.layouts.at(-1));
    state = states[at];
  }

  function play({ type, begin }) {
    const epochs = states.filter(({ moved }) => "epoch" in moved);
    const at = epochs.indexOf(state);
    const again = type === "play" && begin && at === epochs.length - 1;
    if (again) [state] = states;
    else if (at < epochs.length - 1) state = epochs[at + 1];
    return epochs.indexOf(state) < epochs.length - 1;
  }

  return async (message) => {
    const { type, view } = message;
    if (type === "show") layOut(message.width);
    if (type === "reset") [state] = states;
    if (type === "move") state = stateAsked(figure, states, message.values, state.values) ?? state;
    if (type !== "play" && type !== "step") return [await frame(state, view)];
    const more = play(message);
    return [await frame(state, null), [{ type: "done", view, more, busy: 120 }, []]];
  };
}

async function frame(state, view) {
  const { width, height, sharpness, readout } = state;
  const image = new Image();
  image.src = new URL(state.picture, folder);
  await image.decode();
  const pen = new OffscreenCanvas(width, height).getContext("2d");
  pen.drawImage(image, 0, 0);
  const { data } = pen.getImageData(0, 0, width, height);
  const tiles = [[0, 0, width, height]];
  const content = { type: "frame", view, width, height, sharpness, tiles, compressed: false };
  return [{ ...content, values: state.values, readout, status: "" }, [data]];
}

/* The drawn network: a state is what Python would send. */
function networkAnswer(figure) {
  const samples = figure.states.filter(({ moved }) => !Object.keys(moved).length);
  let state = figure.states[0];
  return ({ type, view, values, sample }) => {
    if (type === "choose") state = samples[sample];
    if (type === "move") state = stateAsked(figure, figure.states, values, {}) ?? figure.states[0];
    return [[{ ...state.content, view }, state.buffers.map(bytes)]];
  };
}

function bytes(base64) {
  const data = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  return new DataView(data.buffer);
}

/* ------------------------------------------------- what is to be noticed, once it was moved */

function whenMoved(el, then) {
  const kinds = ["change", "click", "pointerup", "keyup"];
  const moved = (event) => {
    if (event.key === "Tab") return;
    kinds.forEach((kind) => el.removeEventListener(kind, moved));
    then();
  };
  kinds.forEach((kind) => el.addEventListener(kind, moved));
}

function openNoticeBelow(place) {
  let part = place.closest(".cell");
  while ((part = part?.nextElementSibling)) {
    if (part.matches("details") && part.textContent.trimStart().startsWith("Notice.")) {
      part.open = true;
      return;
    }
    if (part.querySelector("[data-alive], .still")) return; // another figure's
  }
}
