import path from 'node:path'
import { crossings, importsOf, networkUse, productSources, type Source } from './layers'

const root = path.resolve(__dirname, '..')
const sources = productSources(root)

describe('the layers', () => {
  it('are looked at whole', () => {
    const count = (layer: string): number => sources.filter(({ file }) => file.startsWith(`${layer}/`)).length
    expect(count('shared')).toBeGreaterThan(10)
    expect(count('electron')).toBeGreaterThan(10)
    expect(count('renderer')).toBeGreaterThan(10)
  })

  it('import in one direction only', () => {
    expect(sources.flatMap(crossings)).toEqual([])
  })

  it('ask no network', () => {
    expect(sources.flatMap(networkUse)).toEqual([])
  })
})

describe('the check of the layers', () => {
  it.each<[string, string]>([
    ['shared/a/b.ts', "import { readFileSync } from 'node:fs'"],
    ['shared/a/b.ts', "import fs from 'fs'"],
    ['shared/a/b.ts', "import { useState } from 'react'"],
    ['shared/a/b.ts', "import type { App } from '../../electron/main'"],
    ['shared/a/b.ts', "export { x } from '../../renderer/x'"],
    ['renderer/a.tsx', "import { ipcRenderer } from 'electron'"],
    ['renderer/a.tsx', "const path = await import('node:path')"],
    ['renderer/a.tsx', "import type { Store } from '../electron/store/open'"],
    ['renderer/a/b/c.tsx', "import {\n  one,\n  two,\n} from '../../../scripts/tool'"],
    ['renderer/pages/review/source/other.tsx', "import { getDocument } from 'pdfjs-dist'"],
    ['renderer/pages/review/source/pdf.ts', "import { PDFDocument } from 'pdf-lib'"],
    ['electron/a.ts', "import '../renderer/i18n'"],
    ['electron/a.ts', "const { page } = require('../renderer/page')"],
    ['electron/a.ts', "import React from 'react'"],
  ])('finds in %s: %s', (file, text) => {
    expect(crossings({ file, text })).toHaveLength(1)
  })

  it('lets pass what each layer is for', () => {
    const good: Source[] = [
      { file: 'shared/a/b.ts', text: "import { z } from 'zod'\nimport type { Edition } from '../editions/schema'\n// import x from 'electron'" },
      { file: 'electron/a.ts', text: "import path from 'node:path'\nimport { app } from 'electron'\nimport { z } from '../shared/x'\nimport zh from '../resources/locales/zh/menu.json'" },
      { file: 'renderer/a.tsx', text: "import { Button } from 'antd'\nimport { call } from './state/client'\nimport { x } from '../shared/x'" },
      { file: 'renderer/pages/review/source/pdf.ts', text: "import { getDocument } from 'pdfjs-dist'\nimport workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url'" },
    ]
    expect(good.flatMap(crossings)).toEqual([])
  })

  it('reads imports of every form and no comments', () => {
    const text = "import a from 'a'; import 'b'\nexport * from 'c'\nconst d = await import('d')\nconst e = require('e')\n/* import 'f' */ // from 'g'\nimport {\n  type H,\n} from 'h'"
    expect(importsOf(text).toSorted()).toEqual(['a', 'b', 'c', 'd', 'e', 'h'])
  })

  it.each([
    "const x = await fetch('/a')",
    'const r = new XMLHttpRequest()',
    "new WebSocket('x')",
    "import https from 'node:https'",
    "import { app, net } from 'electron'",
    'void shell.openExternal(address)',
    "const where = 'https://example.org/help'",
    '@import url(http://example.org/a.css);',
  ])('finds the network in: %s', text => {
    expect(networkUse({ file: 'electron/a.ts', text })).not.toEqual([])
  })

  it('knows names that only look like addresses, and other fetches', () => {
    const text = "const ns = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'\nrepository.fetch(1)\n// see https://example.org/docs"
    expect(networkUse({ file: 'electron/a.ts', text })).toEqual([])
  })
})
