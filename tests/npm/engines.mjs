// Firefox and WebKitGTK over a page of each family of the public edition: `node engines.mjs ADDRESS PLACE…`.
// Firefox speaks WebDriver BiDi; WebKit speaks WebDriver, which is plain requests. Prints what is wrong; 1 when there is.
import { spawn } from "node:child_process"
import { setTimeout as pause } from "node:timers/promises"
import puppeteer from "puppeteer-core"

const [address, ...places] = process.argv.slice(2)
const [WIDTH, HEIGHT, PORT] = [360, 740, 9517]

const firefox = async () => {
  const browser = await puppeteer.launch({ browser: "firefox", executablePath: "/usr/bin/firefox-esr", headless: true })
  const page = await browser.newPage()
  const wrong = []
  page.on("pageerror", (error) => wrong.push(`fout in een script: ${error.message}`))
  await page.setViewport({ width: WIDTH, height: HEIGHT })
  return {
    name: "Firefox",
    go: (place) => page.goto(address + place, { waitUntil: "load" }),
    run: (script) => page.evaluate(`(() => { ${script} })()`),
    said: () => wrong.splice(0),
    stop: () => browser.close(),
  }
}

const webkit = async () => {
  const free = { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1", WEBKIT_DISABLE_COMPOSITING_MODE: "1" }
  const driver = spawn("xvfb-run", ["-a", "WebKitWebDriver", `--port=${PORT}`], { env: { ...process.env, ...free }, detached: true })
  const ask = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${PORT}${path}`, { method, body: body && JSON.stringify(body) })
    return (await answer.json()).value
  }
  const up = () => ask("GET", "/status").then(() => true, () => false)
  for (let tries = 0; !(await up()) && tries < 50; tries++) await pause(200)
  const browser = { binary: "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser", args: ["--automation"] }
  const { sessionId } = await ask("POST", "/session", { capabilities: { alwaysMatch: { "webkitgtk:browserOptions": browser } } })
  const session = `/session/${sessionId}`
  await ask("POST", `${session}/window/rect`, { width: WIDTH, height: HEIGHT })
  return {
    name: "WebKit",
    go: (place) => ask("POST", `${session}/url`, { url: address + place }),
    run: (script) => ask("POST", `${session}/execute/sync`, { script, args: [] }),
    said: () => [],
    stop: async () => {
      await ask("DELETE", session)
      process.kill(-driver.pid)
    },
  }
}

const until = async (engine, script, what) => {
  for (let tries = 0; tries < 50; tries++) {
    if (await engine.run(`return Boolean(${script})`)) return []
    await pause(200)
  }
  return [what]
}

const LOOK = `
  const wide = document.scrollingElement.scrollWidth > innerWidth ? ["breder dan het scherm"] : []
  return [...wide, ...(document.querySelector("h1")?.getBoundingClientRect().height > 0 ? [] : ["geen titel te zien"])]`
const SEARCH = `
  document.querySelector("label.md-header__button[for=__search]").click()
  const field = document.querySelector("input[name=query]")
  field.focus()
  field.value = "mentor"
  field.dispatchEvent(new Event("keyup", { bubbles: true }))`
const FOUND = `document.querySelector(".md-search-result__item a[href*=mentor]")`

// The guide followed by its first answers to a ticket, the search, a choice in the explorer, and a form that can be printed.
const steps = async (engine) => {
  await engine.go("wegwijzer/")
  let wrong = []
  for (let asked = 0; asked < 6 && !(await engine.run(`return Boolean(document.querySelector(".zw-big-ticket"))`)); asked++) {
    const here = await engine.run("return location.href")
    await engine.run(`document.querySelector(".zw-answers a").click()`)
    wrong.push(...(await until(engine, `location.href !== ${JSON.stringify(here)} && document.querySelector("h1")`, "de keuzewijzer gaat niet verder")))
  }
  wrong.push(...(await until(engine, `document.querySelector(".zw-big-ticket")`, "de keuzewijzer eindigt niet in een kaartje")))
  await engine.go("")
  await engine.run(SEARCH)
  wrong.push(...(await until(engine, FOUND, "zoeken vindt de mentor niet")))
  await engine.go("verkenner/?rol=mentor")
  wrong.push(...(await until(engine, `document.querySelector(".zw-said, [role=status]")?.textContent.trim()`, "de verkenner zegt niets over een keuze")))
  await engine.go("formulieren/toestemming/")
  wrong.push(...(await until(engine, `document.querySelector("[data-zw-print]:not([hidden])")`, "het formulier is niet af te drukken")))
  return wrong.map((each) => `in het gebruik: ${each}`)
}

const walked = async (engine) => {
  const wrong = []
  for (const place of places) {
    await engine.go(place)
    for (const each of [...(await engine.run(LOOK)), ...engine.said()]) wrong.push(`${place}: ${each}`)
  }
  return [...wrong, ...(await steps(engine)), ...engine.said()]
}

let faults = 0
for (const start of [firefox, webkit]) {
  const engine = await start()
  try {
    const wrong = await walked(engine)
    for (const each of wrong) console.log(`${engine.name}: ${each}`)
    console.log(`${engine.name}: ${places.length} bladzijden gezien, ${wrong.length} fouten.`)
    faults += wrong.length
  } finally {
    await engine.stop()
  }
}
process.exit(faults ? 1 : 0)
