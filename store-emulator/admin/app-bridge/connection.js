// The line to the admin frame: questions with an answer, notes without one, and what the frame asks of the app.
export const script = document.currentScript;
export const adminOrigin = new URL(script.src).origin;
export const isFramed = window.parent !== window;
const waiting = new Map();
const handlers = new Map();
let lastQuestion = 0;

export const tell = (type, payload = {}) => {
  if (isFramed) window.parent.postMessage({ to: "admin", type, payload }, adminOrigin);
};

export const ask = (type, payload = {}) =>
  new Promise((resolve, reject) => {
    if (!isFramed) {
      reject(new Error(`App Bridge: ${type} needs the admin's frame`));
      return;
    }
    const id = (lastQuestion += 1);
    waiting.set(id, { resolve, reject });
    window.parent.postMessage({ to: "admin", type, payload, id }, adminOrigin);
  });

export const onAdmin = (type, handler) => handlers.set(type, handler);

window.addEventListener("message", (event) => {
  if (event.origin !== adminOrigin || event.data?.to !== "app") return;
  const { type, payload, id, error } = event.data;
  if (type !== "answer") {
    handlers.get(type)?.(payload);
    return;
  }
  const question = waiting.get(id);
  waiting.delete(id);
  if (error) question?.reject(new Error(error));
  else question?.resolve(payload);
});
