/* Most readers never search: the index, half of what a first page weighs, is fetched when someone begins to.
   The theme asks for it with an XMLHttpRequest as soon as a page opens; this holds that one request back until then. */
;(() => {
  const { open, send } = XMLHttpRequest.prototype
  const begun = new Promise((go) => {
    const begin = (event) => event.target.closest?.("[data-md-component=search], [for=__search]") && go()
    for (const kind of ["focusin", "pointerdown"]) addEventListener(kind, begin, { capture: true, passive: true })
  })
  XMLHttpRequest.prototype.open = function (method, address, ...rest) {
    this.isIndex = String(address).endsWith("search/search_index.json")
    return open.call(this, method, address, ...rest)
  }
  XMLHttpRequest.prototype.send = function (body) {
    return this.isIndex ? void begun.then(() => send.call(this, body)) : send.call(this, body)
  }
})()
