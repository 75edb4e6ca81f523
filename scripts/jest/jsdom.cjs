// What Ant Design asks of a browser and jsdom lacks. Node's own MessageChannel must not be
// used here: its open port keeps jest alive for ever.
window.matchMedia ??= (media) => ({
  media,
  matches: false,
  onchange: null,
  addListener() {},
  removeListener() {},
  addEventListener() {},
  removeEventListener() {},
  dispatchEvent: () => false,
})
window.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
}
const computed = window.getComputedStyle.bind(window)
window.getComputedStyle = (element) => computed(element)
globalThis.MessageChannel = class {
  constructor() {
    this.port1 = { onmessage: null, close() {} }
    this.port2 = { postMessage: (data) => setTimeout(() => this.port1.onmessage?.({ data }), 0), close() {} }
  }
}
