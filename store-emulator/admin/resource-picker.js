/** App Bridge's resource picker: resolves with what was chosen, or undefined where the merchant closed it. */
export async function pickResources(dialog, { type, multiple = false, query = "", selectionIds = [] }, admin) {
  const list = dialog.querySelector("[data-picker-list]");
  const search = dialog.querySelector("[data-picker-search]");
  const chosen = new Map(selectionIds.map(({ id }) => [id, { id }]));
  const most = multiple === true ? Infinity : Number(multiple) || 1;

  const row = (resource) => {
    const label = document.createElement("label");
    const box = document.createElement("input");
    box.type = most === 1 ? "radio" : "checkbox";
    box.name = "resource";
    box.checked = chosen.has(resource.id);
    if (box.checked) chosen.set(resource.id, resource);
    box.addEventListener("change", () => {
      if (most === 1) chosen.clear();
      if (!box.checked) chosen.delete(resource.id);
      else if (chosen.size < most) chosen.set(resource.id, resource);
      else box.checked = false;
    });
    const text = document.createElement("span");
    text.textContent = resource.displayName ?? resource.title;
    label.append(box, text);
    return label;
  };
  const load = async () => {
    const found = await admin(`/picker?type=${type}&query=${encodeURIComponent(search.value)}`);
    list.replaceChildren(...found.map(row));
  };
  search.value = query;
  search.oninput = () => void load();
  await load();
  dialog.returnValue = "cancel";
  dialog.showModal();
  await new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
  return dialog.returnValue === "select" ? [...chosen.values()] : undefined;
}
