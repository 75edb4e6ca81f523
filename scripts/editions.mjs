// npm run edition -- check FILE [--out HTML]   validates an edition pack and draws its blank form
// npm run edition -- schema [--out FILE]       the JSON Schema of edition packs, for their authors' editors
// Status: 0 done, 1 the pack is not right, 2 wrong usage, 3 the file cannot be read.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureInstalled, ROOT, say } from './lib/toolchain.mjs'

const USAGE = '用法 / usage:\n  npm run edition -- check FILE [--out HTML]\n  npm run edition -- schema [--out FILE]'

/** What the program itself uses, out of shared/. */
async function load() {
  const { build } = await import('esbuild')
  const { outputFiles } = await build({
    stdin: {
      contents: `export { describeProblem, editionJsonSchema, loadEditionText } from './shared/editions'
        export { buildSheet, PLAIN_SHEET } from './shared/sheet'
        export { sheetsToHtml } from './shared/sheet/html'
        export { blankDeclaration } from './shared/declaration/model'`,
      resolveDir: ROOT,
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    write: false,
    absWorkingDir: ROOT,
    logLevel: 'warning',
  })
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`)
}

/** The words of the program for what is wrong with a pack. */
async function wordsIn(language) {
  const { createInstance } = await import('i18next')
  const texts = createInstance()
  const editionFaults = JSON.parse(readFileSync(path.join(ROOT, 'resources', 'locales', language, 'editionFaults.json'), 'utf8'))
  await texts.init({ lng: language, resources: { [language]: { editionFaults } }, interpolation: { escapeValue: false } })
  return (key, params) => texts.t(key, params)
}

/** Writes a file and says where. */
function put(file, text) {
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, text)
  say(file)
}

/** One call; returns the exit status. File names are meant from `cwd`. */
export async function run(args, cwd) {
  const [command, ...rest] = args
  const outAt = rest.indexOf('--out')
  const out = outAt < 0 ? null : rest.splice(outAt, 2)[1]
  if (outAt >= 0 && !out) {
    say(USAGE)
    return 2
  }
  const target = out ? path.resolve(cwd, out) : null
  if (command === 'schema' && rest.length === 0) {
    const { editionJsonSchema } = await load()
    const json = `${JSON.stringify(editionJsonSchema(), null, 2)}\n`
    if (target) put(target, json)
    else process.stdout.write(json)
    return 0
  }
  if (command !== 'check' || rest.length !== 1) {
    say(USAGE)
    return 2
  }
  const file = path.resolve(cwd, rest[0])
  let text
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    say(`${file}：读不了这个文件 / cannot be read (${error.code ?? error.message})`)
    return 3
  }
  const { blankDeclaration, buildSheet, describeProblem, loadEditionText, PLAIN_SHEET, sheetsToHtml } = await load()
  const loaded = loadEditionText(text)
  if (!loaded.ok) {
    say(`${file}：${loaded.problems.length} 处不对 / ${loaded.problems.length} things are wrong`)
    const languages = [await wordsIn('zh'), await wordsIn('en')]
    for (const problem of loaded.problems) {
      say(`  ${problem.path || '(文件 / file)'}`)
      for (const words of languages) {
        const { place, what } = describeProblem(words, problem)
        say(`    ${place}: ${what}`)
      }
    }
    return 1
  }
  const { edition } = loaded
  say(`${edition.id} r${edition.revision}：${edition.name.zh}，没有问题 / nothing wrong`)
  const sheet = buildSheet(edition, blankDeclaration('blank', edition.id, edition.years.from), { ...PLAIN_SHEET, signature: true })
  put(target ?? path.join(ROOT, 'out', `${edition.id}-blank.html`), sheetsToHtml([sheet], { draft: false, pageNumbers: false }))
  return 0
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await ensureInstalled()
  process.exitCode = await run(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd())
}
