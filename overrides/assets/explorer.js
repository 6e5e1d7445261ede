// The explorer: what is chosen lives in the address, so that it can be shared, kept, and found again after "back".
// Nothing is stored. Everything shown stands on a page of its own; the script only brings it here.
const said = document.querySelector(".zw-said")
const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/[^a-z0-9]+/g, "-")

// How many letters must change to make one word of the other.
const distance = (one, two) => {
  let row = [...Array(two.length + 1).keys()]
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= two.length; j++) next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] !== two[j - 1]))
    row = next
  }
  return row[two.length]
}
const nearest = (wanted, select) =>
  [...select.options].filter((option) => option.value)
    .map((option) => ({ option, far: Math.min(distance(plain(wanted), option.value), distance(plain(wanted), plain(option.label))) }))
    .filter(({ far }) => far <= Math.max(1, wanted.length / 3))
    .sort((a, b) => a.far - b.far)[0]?.option

// Puts a choice from the address in its field; says so, with the nearest, when there is no such choice.
const choose = (select, wanted) => {
  const known = [...select.options].find((option) => option.value === wanted || option.value === plain(wanted))
  select.value = known?.value ?? ""
  if (known || !wanted) return true
  if (select.selectedIndex < 0) select.selectedIndex = 0
  const near = nearest(wanted, select)
  said.textContent = `'${wanted}' kennen we hier niet. `
  if (near) {
    const link = document.createElement("a")
    const to = new URL(location)
    to.searchParams.set(select.dataset.zwState ?? select.name, near.value)
    link.href = to
    link.textContent = `Bedoelde u ${near.label}?`
    said.append(link)
  } else said.append("Kies hierboven.")
  return false
}

const address = (values) => {
  const url = new URL(location)
  for (const [name, value] of Object.entries(values)) value ? url.searchParams.set(name, value) : url.searchParams.delete(name)
  return url
}

// Arrowing through a field changes its choice many times; that is one step back, not many.
let last = { name: "", at: 0 }
const remember = (name, url) => {
  const again = last.name === name && performance.now() - last.at < 1000
  last = { name, at: performance.now() }
  history[again ? "replaceState" : "pushState"](null, "", url)
}

// Fields that light or choose by themselves: the script only keeps them in the address.
const kept = [...document.querySelectorAll("[data-zw-state]")]
const first = new Map(kept.map((select) => [select, select.value]))
const sides = [...document.querySelectorAll(".zw-side")]
const show = () => {
  if (!sides.length) return
  const [one, two] = kept.map((select) => select.value)
  for (const side of sides) side.style.cssText = side.id === one ? "display: grid; order: 1" : side.id === two ? "display: grid; order: 2" : ""
  if (one && one === two) said.textContent = "Kies twee verschillende routes."
}
const fromAddress = () => {
  said.textContent = ""
  for (const select of kept) {
    const wanted = new URL(location).searchParams.get(select.dataset.zwState)
    if (!wanted) select.value = first.get(select)
    else if (!choose(select, wanted)) break
  }
  show()
}
if (kept.length) {
  document.querySelectorAll(".zw-picks[hidden]").forEach((picks) => { picks.hidden = false })
  document.querySelectorAll(".zw-picks-without").forEach((words) => { words.hidden = true })
  document.querySelector(".zw-compare")?.classList.add("zw-chosen")
  for (const select of kept) select.addEventListener("change", () => {
    said.textContent = ""
    remember(select.id, address({ [select.dataset.zwState]: select.value }))
    show()
  })
  addEventListener("popstate", fromAddress)
  fromAddress()
}

// The explorer itself.
const explorer = document.querySelector("[data-zw-explorer]")
if (explorer) {
  const form = explorer.querySelector("form")
  const found = explorer.querySelector(".zw-found")
  const fields = Object.fromEntries(["rol", "route", "van", "naar"].map((name) => [name, form.elements[name]]))
  const stops = [...explorer.querySelectorAll("[data-role]")]
  const lines = [...explorer.querySelectorAll("[data-from]")]
  const pages = new Map()
  form.hidden = false
  explorer.querySelector(".zw-picks-without").hidden = true

  const at = (place) => new URL(place, location.href.replace(/[?#].*/, ""))

  // A page of this site, read once.
  const page = async (url) => {
    if (!pages.has(url.href)) {
      const answer = await fetch(url)
      if (!answer.ok) throw new Error(answer.status)
      pages.set(url.href, new DOMParser().parseFromString(await answer.text(), "text/html"))
    }
    return pages.get(url.href)
  }

  // Lights some roles and the lines between them; touches only what changes.
  let lit = new Map()
  const light = (roles, chosen = "") => {
    const now = new Map()
    for (const stop of stops) if (roles.has(stop.dataset.role)) now.set(stop, stop.dataset.role === chosen ? ["zw-on", "zw-chosen"] : ["zw-on"])
    for (const line of lines) {
      const { from, to } = line.dataset
      if (chosen ? from === chosen || to === chosen : roles.has(from) && roles.has(to)) now.set(line, ["zw-on"])
    }
    for (const [part, names] of lit) part.classList.remove(...names)
    for (const [part, names] of now) part.classList.add(...names)
    lit = now
    explorer.classList.toggle("zw-lit", roles.size > 0)
  }
  const around = (role) => new Set([role, ...lines.flatMap(({ dataset: { from, to } }) => (from === role ? [to] : to === role ? [from] : []))])
  const label = (select) => select.selectedOptions[0].label

  let turn = 0
  const bring = async (mine, place, pick, fallback) => {
    try {
      const url = at(place)
      const read = await page(url)
      if (mine !== turn) return // something else was chosen meanwhile
      const parts = pick(read).filter(Boolean).map((part) => document.importNode(part, true))
      found.replaceChildren(...parts)
      found.querySelectorAll("a[href]").forEach((link) => { link.href = new URL(link.getAttribute("href"), url) })
      found.querySelectorAll("[id]").forEach((part) => part.removeAttribute("id"))
    } catch {
      if (mine !== turn) return
      const link = document.createElement("a")
      link.href = fallback ?? place
      link.textContent = "Lees verder op de eigen pagina"
      found.replaceChildren(link)
    }
    found.hidden = false
  }

  const render = async () => {
    const mine = ++turn
    said.textContent = ""
    found.hidden = true
    found.replaceChildren()
    const asked = new URL(location).searchParams
    for (const [name, select] of Object.entries(fields)) if (!choose(select, asked.get(name) ?? "")) return light(new Set())
    if (fields.van.value || fields.naar.value) fields.rol.value = fields.route.value = ""
    if (fields.route.value) fields.rol.value = ""
    const { rol, route, van, naar } = Object.fromEntries(Object.entries(fields).map(([name, select]) => [name, select.value]))
    explorer.dataset.shows = rol ? "rol" : ""
    if (van && van === naar) {
      light(new Set([van]))
      said.textContent = "Kies twee verschillende rollen."
    } else if (van && naar) {
      light(new Set([van, naar]))
      said.textContent = `De weg van ${label(fields.van)} naar ${label(fields.naar)}`
      await bring(mine, `rol/${van}/`, (read) => [read.getElementById(`naar-${naar}`)], `rol/${van}/#naar-${naar}`)
      if (mine !== turn) return
      light(new Set([van, naar, ...[...found.querySelectorAll(".zw-journey:first-of-type [data-who]")].map((stop) => stop.dataset.who)]))
    } else if (route) {
      light(new Set(stops.filter((stop) => stop.dataset.routes.split(" ").includes(route)).map((stop) => stop.dataset.role)))
      said.textContent = `De route ${label(fields.route)}`
      await bring(mine, `../routes/${route}/`, (read) => [...read.querySelectorAll("article .zw-lead, article .zw-steps")])
    } else if (rol) {
      light(around(rol), rol)
      said.textContent = `Rond ${label(fields.rol)}`
      await bring(mine, `rol/${rol}/`, (read) => [read.getElementById("rond")])
      if (mine === turn) {
        const more = document.createElement("a")
        more.href = `rol/${rol}/`
        more.textContent = `Routes, wegen en afwezigheid van ${label(fields.rol)}`
        found.append(more)
      }
    } else if (van || naar) {
      light(new Set([van || naar]))
      said.textContent = van ? "Kies ook waarheen." : "Kies ook waar u begint."
      if (van) page(at(`rol/${van}/`)).catch(() => {}) // so that the way is there as soon as it is asked
    } else light(new Set())
  }
  const go = (values, name = "") => {
    remember(name, address({ rol: "", route: "", van: "", naar: "", ...values }))
    return render().then(() => { if (said.getBoundingClientRect().bottom > innerHeight) said.scrollIntoView({ block: "center" }) })
  }
  for (const [name, select] of Object.entries(fields)) select.addEventListener("change", () => {
    const pair = { van: fields.van.value, naar: fields.naar.value }
    go(name === "rol" || name === "route" ? { [name]: select.value } : pair, name)
  })
  form.addEventListener("reset", (event) => { event.preventDefault(); go({}) })
  form.addEventListener("submit", (event) => event.preventDefault())
  explorer.addEventListener("click", (event) => {
    const stop = event.target.closest?.("a.zw-mapstop, .zw-map-list a")
    const role = stop?.dataset.role ?? stop?.closest("[data-role]")?.dataset.role
    if (!role || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    go({ rol: role }).then(() => { if (innerWidth < 1024) form.scrollIntoView() })
  })
  addEventListener("popstate", render)
  render()
}
