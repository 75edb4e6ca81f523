/**
 * Makes the fonts that travel with the program: `npm run fonts`. Run by hand, with a network (a minute
 * and a half); the results are committed. Everything it fetches stays in a work folder (first argument, or a new
 * temporary one), nothing becomes a dependency of the program.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const fontFolder = join(dirname(fileURLToPath(import.meta.url)), '..', 'resources', 'fonts');
const SUBSETTER = 'subset-font@2.9.0';

/** Every font that is cut up: the file inside its package, and its checksum, so that a rebuild starts from the same bytes. */
const SOURCES = {
  songRegular: {
    package: '@expo-google-fonts/noto-serif-sc@0.4.3',
    file: '400Regular/NotoSerifSC_400Regular.ttf',
    sha256: 'c358a69de3df5f423a8946a7b03e3126fb6ba116f1130a463455b4e39e1f0742',
  },
  songBold: {
    package: '@expo-google-fonts/noto-serif-sc@0.4.3',
    file: '700Bold/NotoSerifSC_700Bold.ttf',
    sha256: '9c6a2ba736e4b499c84f65ce366bd3625c0401885fd3e585ace50fb738b96ff6',
  },
  heiRegular: {
    package: '@expo-google-fonts/noto-sans-sc@0.4.3',
    file: '400Regular/NotoSansSC_400Regular.ttf',
    sha256: 'd45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16',
  },
  heiBold: {
    package: '@expo-google-fonts/noto-sans-sc@0.4.3',
    file: '700Bold/NotoSansSC_700Bold.ttf',
    sha256: '9a38ae0ab28cd5a256f9ea8e00dedc688aac17f7915fcb000572990afa956b96',
  },
  latin: {
    package: '@expo-google-fonts/noto-sans@0.4.2',
    file: '400Regular/NotoSans_400Regular.ttf',
    sha256: 'fe8c022f48d8dd29f17b744d16f9346f4357e16f7d4f7be58b000ae7c291b614',
  },
  math: {
    package: '@expo-google-fonts/noto-sans-math@0.4.2',
    file: '400Regular/NotoSansMath_400Regular.ttf',
    sha256: 'b4a1dfdbfa13b4755e5eac20cb25c1d17ed5a745ceb89639595e8cf45a2b1e07',
  },
  symbols: {
    package: '@expo-google-fonts/noto-sans-symbols-2@0.4.1',
    file: '400Regular/NotoSansSymbols2_400Regular.ttf',
    sha256: 'f67f40c65f929f029827ab37cfdc4897dfd9ae3c28d9e98ba46e0d52e39eb97e',
  },
  emoji: {
    package: '@expo-google-fonts/noto-emoji@0.4.7',
    file: '400Regular/NotoEmoji_400Regular.ttf',
    sha256: '24aaa2a20c9c06ffe9bf04284bfd1f14376a329d10122f902abe2770817eb504',
  },
};

const FAMILIES = [
  { family: 'Jixiao Song', name: 'song', faces: [[400, 'songRegular'], [700, 'songBold']] },
  { family: 'Jixiao Hei', name: 'hei', faces: [[400, 'heiRegular'], [700, 'heiBold']] },
];

/** The small fonts that fill the gaps of the two families, in order of preference; blocks they may serve. */
const SYMBOL_BLOCKS = [
  [0x2000, 0x206f], [0x2070, 0x209f], [0x20a0, 0x20cf], [0x2100, 0x214f], [0x2150, 0x218f], [0x2190, 0x21ff],
  [0x2200, 0x22ff], [0x2300, 0x23ff], [0x2460, 0x24ff], [0x2500, 0x25ff], [0x2600, 0x26ff], [0x2700, 0x27bf],
  [0x2b00, 0x2bff],
];
const EMOJI_BLOCKS = [[0x1f000, 0x1faff]];
const FILLERS = [
  { part: 'latin', blocks: SYMBOL_BLOCKS },
  { part: 'math', blocks: SYMBOL_BLOCKS },
  { part: 'symbols', blocks: SYMBOL_BLOCKS },
  { part: 'emoji', blocks: [...SYMBOL_BLOCKS, ...EMOJI_BLOCKS], keepFeatures: ['ccmp'] },
];

/** Besides GB2312: letters, punctuation, symbols, enclosed numbers, units, full-width forms. */
const COMMON_BLOCKS = [
  [0x20, 0x7e], [0xa0, 0xff], [0x2000, 0x27bf], [0x3000, 0x303f], [0x3200, 0x33ff], [0xfe30, 0xfe6f], [0xff00, 0xffef],
];

/**
 * `locl` and `ccmp` make the Chinese dash —— one line of two ems (in text marked `lang="zh-CN"`). All other
 * features go: without them a line is as wide as the sum of its characters and digits and brackets stand still.
 */
const DASH_FEATURES = ['ccmp', 'locl'];

const inBlocks = (blocks) => (code) => blocks.some(([from, to]) => code >= from && code <= to);
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** Every code point of GB2312, symbols and both levels of characters, found by decoding each cell of its table. */
function gb2312() {
  const decoder = new TextDecoder('gb18030');
  const found = new Set();
  for (let row = 0xa1; row <= 0xf7; row++) {
    for (let cell = 0xa1; cell <= 0xfe; cell++) {
      const code = decoder.decode(Uint8Array.of(row, cell)).codePointAt(0);
      if (code !== 0xfffd && (code < 0xe000 || code > 0xf8ff)) found.add(code);
    }
  }
  return found;
}

/** `U+20-7E, U+A0, …` of a sorted list of code points. */
function unicodeRange(codes) {
  const ranges = [];
  for (const code of codes) {
    const last = ranges.at(-1);
    if (last && last[1] === code - 1) last[1] = code;
    else ranges.push([code, code]);
  }
  const hex = (code) => code.toString(16).toUpperCase();
  return ranges.map(([from, to]) => `U+${hex(from)}${to > from ? `-${hex(to)}` : ''}`).join(',');
}

/** Installs the fonts' packages and the subsetter into the work folder and returns a `require` that sees them. */
function fetchPackages(work) {
  const specs = [...new Set([SUBSETTER, ...Object.values(SOURCES).map((source) => source.package)])];
  writeFileSync(join(work, 'package.json'), JSON.stringify({ private: true }));
  execFileSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error', ...specs], {
    cwd: work,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  return createRequire(join(work, 'package.json'));
}

const packageName = (spec) => spec.slice(0, spec.lastIndexOf('@'));

function readSource(work, source) {
  const bytes = readFileSync(join(work, 'node_modules', packageName(source.package), source.file));
  if (sha256(bytes) !== source.sha256) throw new Error(`${source.package} ${source.file} is not the file this was made from`);
  return bytes;
}

async function main() {
  const work = process.argv[2] ? resolve(process.argv[2]) : mkdtempSync(join(tmpdir(), 'fonts-'));
  mkdirSync(work, { recursive: true });
  try {
    await make(work);
  } finally {
    if (!process.argv[2]) rmSync(work, { recursive: true, force: true });
  }
}

async function make(work) {
  const require = fetchPackages(work);
  const subsetFont = require('subset-font');
  const harfbuzz = await import(pathToFileURL(createRequire(require.resolve('subset-font')).resolve('harfbuzzjs')).href);

  const repertoire = (bytes) => {
    const face = new harfbuzz.Face(new harfbuzz.Blob(bytes));
    return [...face.collectUnicodes()].sort((a, b) => a - b);
  };
  const write = async (source, file, codes, keepFeatures = []) => {
    const plain = keepFeatures.length === 0;
    const bytes = await subsetFont(readSource(work, source), String.fromCodePoint(...codes), {
      targetFormat: 'woff2',
      keepFeatures,
      noLayoutClosure: plain,
      noHinting: true,
      preserveNameIds: [0, 13, 14],
      dropTables: ['BASE', 'STAT', 'vhea', 'vmtx', ...(plain ? ['GDEF', 'GPOS', 'GSUB'] : [])],
    });
    writeFileSync(join(fontFolder, file), bytes);
    console.log(`${file}  ${codes.length} code points, ${(bytes.length / 1e6).toFixed(2)} MB`);
    return { sha256: sha256(bytes), bytes: bytes.length };
  };

  for (const name of readdirSync(fontFolder)) if (name.endsWith('.woff2')) rmSync(join(fontFolder, name));

  const basic = gb2312();
  const names = new Set([...readFileSync(join(fontFolder, 'names.txt'), 'utf8').trim()].map((char) => char.codePointAt(0)));
  const isCommon = (code) => basic.has(code) || inBlocks(COMMON_BLOCKS)(code);
  const partOf = (code) => (isCommon(code) ? 'common' : names.has(code) ? 'names' : 'rare');

  const faces = [];
  const addFace = (face, source, codes, made) =>
    faces.push({ ...face, ...made, source: packageName(source.package), codePoints: codes.length, unicodeRange: unicodeRange(codes) });

  /** What no font has filled yet, by face: the two families lack nearly, not exactly, the same. */
  const lacking = [];
  for (const { family, name, faces: weights } of FAMILIES) {
    for (const [weight, sourceKey] of weights) {
      const source = SOURCES[sourceKey];
      const codes = repertoire(readSource(work, source)).filter((code) => code >= 0x20);
      for (const part of ['common', 'names', 'rare']) {
        const file = `${name}-${weight}-${part}.woff2`;
        const share = codes.filter((code) => partOf(code) === part);
        const made = await write(source, file, share, part === 'common' ? DASH_FEATURES : []);
        addFace({ family, weight, part, file }, source, share, made);
      }
      const has = new Set(codes);
      lacking.push({ family, weight, lacks: (code) => !has.has(code) });
    }
  }
  const filled = new Set();
  for (const { part, blocks, keepFeatures } of FILLERS) {
    const source = SOURCES[part];
    const file = `${part}.woff2`;
    const codes = repertoire(readSource(work, source)).filter(
      (code) => inBlocks(blocks)(code) && !filled.has(code) && lacking.some(({ lacks }) => lacks(code)),
    );
    codes.forEach((code) => filled.add(code));
    const made = await write(source, file, codes, keepFeatures);
    for (const { family, weight, lacks } of lacking) addFace({ family, weight, part, file }, source, codes.filter(lacks), made);
  }
  const order = (face) => FAMILIES.findIndex((each) => each.family === face.family) * 1000 + face.weight;
  faces.sort((a, b) => order(a) - order(b));
  for (const name of new Set(faces.map((face) => face.source))) {
    const licence = readFileSync(join(work, 'node_modules', name, 'LICENSE_FONT'));
    writeFileSync(join(fontFolder, `OFL-${name.slice(name.indexOf('/') + 1)}.txt`), licence);
  }
  writeFileSync(join(fontFolder, 'fonts.json'), `${JSON.stringify({ faces }, null, 2)}\n`);
  writeFileSync(join(fontFolder, 'fonts.css'), faces.map(fontFace).join('\n'));
}

/** The symbol fonts are taller than the two families; without these a line with one ☑ in it would be higher than its neighbours. */
const SAME_LINE_HEIGHT = '  ascent-override: 115%;\n  descent-override: 28.6%;\n  line-gap-override: 0%;\n';

function fontFace({ family, weight, part, file, unicodeRange: range }) {
  const filler = FILLERS.some((each) => each.part === part);
  return `@font-face {
  font-family: '${family}';
  font-style: normal;
  font-weight: ${weight};
  font-display: block;
${filler ? SAME_LINE_HEIGHT : ''}  src: url(./${file}) format('woff2');
  unicode-range: ${range};
}
`;
}

await main();
