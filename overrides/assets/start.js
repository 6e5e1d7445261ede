// Ticks on the page for who is new. They stay in this browser, under one name; the page reads the same without them.
const KEPT = "zorgwegwijzer.starten"
const all = () => {
  try {
    const found = JSON.parse(localStorage.getItem(KEPT))
    return found && typeof found === "object" && !Array.isArray(found) ? found : {}
  } catch {
    // not allowed, or not ours: nothing was kept
    return {}
  }
}
const keep = (role, ticked) => {
  const { [role]: _, ...others } = all()
  const next = ticked.length ? { ...others, [role]: ticked } : others
  try {
    if (Object.keys(next).length) localStorage.setItem(KEPT, JSON.stringify(next))
    else localStorage.removeItem(KEPT)
  } catch {
    // not allowed: nothing is kept
  }
}
const tickable = (item, ticked) => {
  const box = document.createElement("input")
  box.type = "checkbox"
  box.value = item.dataset.zwTick
  box.checked = ticked.includes(box.value)
  box.setAttribute("aria-labelledby", `vink-${box.value}`)
  item.prepend(box)
  return box
}
const list = (place) => {
  const role = place.dataset.zwStart
  const before = all()[role]
  const ticked = Array.isArray(before) ? before : []
  const boxes = [...place.querySelectorAll("[data-zw-tick]")].map((item) => tickable(item, ticked))
  const told = place.querySelector("[role=status]")
  const count = () => {
    told.textContent = `${boxes.filter((box) => box.checked).length} van ${boxes.length} gedaan`
  }
  const changed = () => {
    keep(
      role,
      boxes.filter((box) => box.checked).map((box) => box.value),
    )
    count()
  }
  for (const box of boxes) box.addEventListener("change", changed)
  place.querySelector("[data-zw-untick]").addEventListener("click", () => {
    for (const box of boxes) box.checked = false
    changed()
  })
  told.closest("[hidden]").hidden = false
  count()
}
document.querySelectorAll("[data-zw-start]").forEach(list)
