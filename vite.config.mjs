import react from '@vitejs/plugin-react'
import path from 'node:path'
import { defineConfig } from 'vite'

const root = import.meta.dirname

/**
 * Two pages: index.html is the app, print.html the hidden page that becomes PDF. Addresses are
 * relative, because the pages are served from app:// and must not care.
 */
export default defineConfig({
  root: path.join(root, 'renderer'),
  base: './',
  publicDir: false,
  plugins: [react()],
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
