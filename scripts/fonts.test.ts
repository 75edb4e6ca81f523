import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

const folder = join(__dirname, '..', 'resources', 'fonts');

interface Face {
  family: string;
  weight: number;
  part: string;
  file: string;
  source: string;
  codePoints: number;
  sha256: string;
  bytes: number;
  unicodeRange: string;
}

const { faces } = JSON.parse(readFileSync(join(folder, 'fonts.json'), 'utf8')) as { faces: Face[] };
const combinations = [
  ['Jixiao Song', 400],
  ['Jixiao Song', 700],
  ['Jixiao Hei', 400],
  ['Jixiao Hei', 700],
] as const;

/** The code points of a CSS unicode-range. */
function codesOf(range: string): number[] {
  return range.split(',').flatMap((item) => {
    const match = /^U\+([0-9A-F]+)(?:-([0-9A-F]+))?$/.exec(item);
    if (!match) throw new Error(`not a unicode range: ${item}`);
    const from = parseInt(match[1]!, 16);
    const to = parseInt(match[2] ?? match[1]!, 16);
    return Array.from({ length: to - from + 1 }, (_, step) => from + step);
  });
}

/** The tables of a woff2 file that the tests look at, as they lie in its brotli stream (glyf in woff2's own form). */
function woff2Tables(file: string): { cmap: Buffer; glyf: Buffer } {
  const bytes = readFileSync(join(folder, file));
  expect(bytes.toString('latin1', 0, 4)).toBe('wOF2');
  let position = 48;
  const base128 = () => {
    let value = 0;
    for (;;) {
      const byte = bytes.readUInt8(position++);
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) return value;
    }
  };
  const entries = Array.from({ length: bytes.readUInt16BE(12) }, () => {
    const flags = bytes.readUInt8(position++);
    const tag = flags & 0x3f;
    if (tag === 0x3f) position += 4;
    const length = base128();
    const glyphTable = tag === 10 || tag === 11;
    const transformed = glyphTable ? flags >> 6 === 0 : flags >> 6 !== 0;
    return { tag, length: transformed ? base128() : length };
  });
  const data = brotliDecompressSync(bytes.subarray(position, position + bytes.readUInt32BE(20)));
  const table = (wanted: number) => {
    let start = 0;
    for (const { tag, length } of entries) {
      if (tag === wanted) return data.subarray(start, start + length);
      start += length;
    }
    throw new Error(`${file} lacks table ${wanted}`);
  };
  return { cmap: table(0), glyf: table(10) };
}

/** Character to glyph, from the full-repertoire (format 12) or the basic (format 4) subtable. */
function glyphs(cmap: Buffer): Map<number, number> {
  const found = new Map<number, number>();
  for (let i = 0; i < cmap.readUInt16BE(2); i++) {
    const at = cmap.readUInt32BE(8 + 8 * i);
    const format = cmap.readUInt16BE(at);
    if (format === 12) {
      for (let group = 0; group < cmap.readUInt32BE(at + 12); group++) {
        const [from, to, glyph] = [0, 4, 8].map((field) => cmap.readUInt32BE(at + 16 + 12 * group + field));
        for (let code = from!; code <= to!; code++) found.set(code, glyph! + code - from!);
      }
    } else if (format === 4) {
      const count = cmap.readUInt16BE(at + 6) / 2;
      for (let segment = 0; segment < count; segment++) {
        const end = cmap.readUInt16BE(at + 14 + 2 * segment);
        const start = cmap.readUInt16BE(at + 16 + 2 * (count + segment));
        const delta = cmap.readUInt16BE(at + 16 + 2 * (2 * count + segment));
        const offsetAt = at + 16 + 2 * (3 * count + segment);
        const offset = cmap.readUInt16BE(offsetAt);
        for (let code = start; code <= end && code !== 0xffff; code++) {
          const glyph = offset === 0 ? code : cmap.readUInt16BE(offsetAt + offset + 2 * (code - start));
          if (glyph !== 0) found.set(code, (glyph + delta) & 0xffff);
        }
      }
    }
  }
  return found;
}

/** Characters of a file that have a glyph, and of those the ones with an outline. */
function drawn(file: string): { mapped: Set<number>; outlined: Set<number> } {
  const { cmap, glyf } = woff2Tables(file);
  const map = glyphs(cmap);
  const outlined = [...map].filter(([, glyph]) => glyf.readInt16BE(36 + 2 * glyph) !== 0).map(([code]) => code);
  return { mapped: new Set(map.keys()), outlined: new Set(outlined) };
}

function decodeCells(encoding: string, rows: [number, number], cells: [number, number]): Set<number> {
  const decoder = new TextDecoder(encoding);
  const found = new Set<number>();
  for (let row = rows[0]; row <= rows[1]; row++) {
    for (let cell = cells[0]; cell <= cells[1]; cell++) {
      const text = decoder.decode(Uint8Array.of(row, cell));
      const code = text.codePointAt(0)!;
      const privateUse = code >= 0xe000 && code <= 0xf8ff;
      if (cell !== 0x7f && [...text].length === 1 && code !== 0xfffd && !privateUse) found.add(code);
    }
  }
  return found;
}

const show = (codes: Iterable<number>) => String.fromCodePoint(...codes);
const facesOf = (family: string, weight: number) => faces.filter((face) => face.family === family && face.weight === weight);
const covered = (family: string, weight: number) => new Set(facesOf(family, weight).flatMap((face) => codesOf(face.unicodeRange)));
const lacking = (wanted: Iterable<number>, has: Set<number>) => show([...wanted].filter((code) => !has.has(code)));

describe('the fonts that travel with the program', () => {
  it('are the files the manifest lists, byte for byte', () => {
    const listed = [...new Set(faces.map((face) => face.file))].sort();
    expect(readdirSync(folder).filter((name) => name.endsWith('.woff2')).sort()).toEqual(listed);
    for (const face of faces) {
      const bytes = readFileSync(join(folder, face.file));
      expect([face.file, bytes.length, createHash('sha256').update(bytes).digest('hex')]).toEqual([face.file, face.bytes, face.sha256]);
    }
  });

  it('stay under 24 MB', () => {
    const sizes = new Map(faces.map((face) => [face.file, face.bytes]));
    expect([...sizes.values()].reduce((sum, size) => sum + size, 0)).toBeLessThan(24_000_000);
  });

  it('hold every character their unicode-range promises', () => {
    const outlines = new Map<string, ReturnType<typeof drawn>>();
    const spaces = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]$/u;
    for (const face of faces) {
      const { mapped, outlined } = outlines.get(face.file) ?? drawn(face.file);
      outlines.set(face.file, { mapped, outlined });
      const codes = codesOf(face.unicodeRange);
      expect(codes).toHaveLength(face.codePoints);
      expect([face.file, lacking(codes, mapped)]).toEqual([face.file, '']);
      const visible = codes.filter((code) => !spaces.test(String.fromCodePoint(code)));
      expect([face.file, lacking(visible, outlined)]).toEqual([face.file, '']);
    }
  });

  it.each(combinations)('have one file for each character of %s %d', (family, weight) => {
    const all = facesOf(family, weight).flatMap((face) => codesOf(face.unicodeRange));
    expect(all.length).toBeGreaterThan(30_000);
    expect(new Set(all).size).toBe(all.length);
  });

  it.each(combinations)('cover GB2312, GBK, the names of the 2013 table and the signs of the forms in %s %d', (family, weight) => {
    const has = covered(family, weight);
    const gb2312 = decodeCells('gb18030', [0xb0, 0xf7], [0xa1, 0xfe]);
    expect(gb2312.size).toBe(6763);
    expect(lacking(gb2312, has)).toBe('');

    const gbk = decodeCells('gbk', [0x81, 0xfe], [0x40, 0xfe]);
    expect(gbk.size).toBeGreaterThan(21_780);
    expect(lacking(gbk, has)).toBe('');

    const names = [...readFileSync(join(folder, 'names.txt'), 'utf8').trim()].map((char) => char.codePointAt(0)!);
    expect(names).toHaveLength(8105 - 6638);
    expect(lacking(names, has)).toBe('');

    const signs = '䶮镕𬭚𬭎𫖯①②③⑳㊿℃℉☑☒☐□■√✓✔✗≥≤≠≈≒×÷±‰％“”‘’《》〈〉〔〕【】「」㎡㎥㎏…—·￥№→←↑↓▲△●○◆◇★☆※ⅠⅫ⒈⑴㈠m²³₂⅓😀❤️';
    expect(lacking([...signs].map((char) => char.codePointAt(0)!).filter((code) => code !== 0xfe0f), has)).toBe('');
  });

  it.each(combinations)('print the usual text of %s %d from the small file alone', (family, weight) => {
    const common = new Set(facesOf(family, weight).filter((face) => face.part === 'common').flatMap((face) => codesOf(face.unicodeRange)));
    const basic = decodeCells('gb18030', [0xa1, 0xf7], [0xa1, 0xfe]);
    const ascii = Array.from({ length: 95 }, (_, step) => 0x20 + step);
    expect(lacking([...basic, ...ascii], common)).toBe('');
    expect(common.size).toBeLessThan(10_000);
  });

  it('have a style sheet that says the same as the manifest', () => {
    const rules = readFileSync(join(folder, 'fonts.css'), 'utf8').split('@font-face').slice(1);
    const value = (rule: string, name: string) => new RegExp(`${name}: ([^;]+);`).exec(rule)?.[1];
    const asListed = (face: Face) => [`'${face.family}'`, String(face.weight), `url(./${face.file}) format('woff2')`, 'block', face.unicodeRange];
    expect(
      rules.map((rule) => ['font-family', 'font-weight', 'src', 'font-display', 'unicode-range'].map((name) => value(rule, name))),
    ).toEqual(faces.map(asListed));
  });
});
