import react from '@vitejs/plugin-react'
import path from 'node:path'
import { defineConfig } from 'vite'

const root = import.meta.dirname

/** Icons stand beside words, or in buttons with a label: read aloud, their own English names (close-circle) are only in the way. */
const silentIcons = {
  name: 'silent-icons',
  transform(code, id) {
    if (!/@ant-design[\\/]icons[\\/].*[\\/]AntdIcon(Light)?\.js/u.test(id)) return undefined
    if (!code.includes('"aria-label": icon.name')) this.error('the icons are named in another way than before')
    return { code: code.replace('"aria-label": icon.name', '"aria-hidden": restProps["aria-label"] === undefined'), map: null }
  },
}

/**
 * Two pages: index.html is the app, print.html the hidden page that becomes PDF. Addresses are
 * relative, because the pages are served from app:// and must not care.
 */
export default defineConfig({
  root: path.join(root, 'renderer'),
  base: './',
  publicDir: false,
  plugins: [react(), silentIcons],
  build: {
    outDir: path.join(root, 'dist', 'renderer'),
    emptyOutDir: true,
    target: 'chrome140',
    // one machine, no network: preloading and tiny inlined files gain nothing, and inlined fonts would need data: in the policy
    modulePreload: false,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      input: { index: path.join(root, 'renderer', 'index.html'), print: path.join(root, 'renderer', 'print.html') },
    },
  },
})
