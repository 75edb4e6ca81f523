import path from 'node:path'
import { fileFor } from './scheme'

jest.mock('electron', () => ({ protocol: {} }), { virtual: true })

const folders = { pages: path.resolve('/app/dist/renderer'), fonts: path.resolve('/app/resources/fonts'), pdfjs: path.resolve('/app/dist/pdfjs') }

describe('addresses of the app’s own scheme', () => {
  it('finds pages and fonts in their folders', () => {
    expect(fileFor('app://main/index.html?x=1#y', folders)).toBe(path.join(folders.pages, 'index.html'))
    expect(fileFor('app://main/assets/a%20b.js', folders)).toBe(path.join(folders.pages, 'assets', 'a b.js'))
    expect(fileFor('app://main/fonts/song.woff2', folders)).toBe(path.join(folders.fonts, 'song.woff2'))
    expect(fileFor('app://main/pdfjs/cmaps/GBK-EUC-H.bcmap', folders)).toBe(path.join(folders.pdfjs, 'cmaps', 'GBK-EUC-H.bcmap'))
  })

  it.each([
    'app://main/',
    'app://other/index.html',
    'https://main/index.html',
    'file:///etc/passwd',
    'app://main/..%2f..%2fpackage.json',
    'app://main/fonts/..%2f..%2f..%2fetc/passwd',
    'app://main/pdfjs/..%2fmain.cjs',
    'app://main/pdfjs/cmaps/..%2f..%2f..%2fpackage.json',
    'app://main/pdfjs/%2fetc/passwd',
    'app://main/pdfjs/',
    'app://main/%00',
    'app://main/%E0%A4%A',
    'not an address',
  ])('answers nothing for %s', address => {
    expect(fileFor(address, folders)).toBeNull()
  })

  it('stays inside for dots that the address itself resolves', () => {
    expect(fileFor('app://main/../../etc/passwd', folders)).toBe(path.join(folders.pages, 'etc', 'passwd'))
  })
})
