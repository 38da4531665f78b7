// `<form data-save-bar>`: the first change shows the bar, its Save submits the form and its Discard resets it.
const barOfForm = new WeakMap();

const makeFormBar = (form) => {
  const bar = document.createElement("ui-save-bar");
  if (form.hasAttribute("data-discard-confirmation")) bar.setAttribute("discardConfirmation", "");
  const save = document.createElement("button");
  save.setAttribute("variant", "primary");
  const discard = document.createElement("button");
  save.type = discard.type = "button";
  save.addEventListener("click", () => form.requestSubmit());
  discard.addEventListener("click", () => {
    form.reset();
    void bar.hide();
  });
  bar.append(save, discard);
  form.addEventListener("submit", () => void bar.hide());
  form.addEventListener("reset", () => void bar.hide());
  document.body.append(bar);
  barOfForm.set(form, bar);
  return bar;
};

for (const type of ["input", "change"])
  document.addEventListener(type, (event) => {
    const form = event.target.closest?.("form[data-save-bar]");
    if (form) void (barOfForm.get(form) ?? makeFormBar(form)).show();
  });
