import path from 'node:path'
import { blankDeclaration } from '../../shared/declaration/model'
import { countsByEdition, declarationRevisions, readDeclaration } from './declarations'
import { exportsOf } from './exportLog'
import { openStore, type Store } from './open'
import { inTempFolder, storeOfVersion } from './testing'

/** A row as the program of version 1 wrote it. */
function putOld(db: Store, key: number, id: string, body: string): void {
  db.prepare("INSERT INTO declaration (key, id, year, edition, status, completeness, revision, createdAt, updatedAt) VALUES (?, ?, 2020, 'shanghai-2020', 'draft', 0, 3, 't', 't')").run(key, id)
  db.prepare('INSERT INTO declaration_document (key, body) VALUES (?, ?)').run(key, body)
}

it('2: columns are filled from the documents, whatever state these are in; the export log was of forms', () => inTempFolder(folder => {
  const file = path.join(folder, 'a.sqlite')
  const body = (change: object) => JSON.stringify({ ...blankDeclaration('x', 'shanghai-2020', 2020), ...change })
  storeOfVersion(file, 1, db => {
    putOld(db, 1, 'tied', body({ id: 'tied', editionRevision: 4 }))
    putOld(db, 2, 'free', body({ id: 'free', editionRevision: null }))
    putOld(db, 3, 'damaged', '{"version":1,')
    putOld(db, 4, 'strange', body({ id: 'strange', editionRevision: 'four' }))
    putOld(db, 5, 'older', JSON.stringify({ ...JSON.parse(body({ id: 'older' })) as object, editionRevision: undefined }))
    db.prepare("INSERT INTO export_log (at, declarationId, revision, format, file, sha256, draft, public) VALUES ('t', 'tied', 3, 'pdf', '/x/a.pdf', 'aa', 0, 1)").run()
  })
  const db = openStore(file)
  try {
    expect(db.prepare('SELECT id, editionRevision FROM declaration ORDER BY key').raw().all()).toEqual([['tied', 4], ['free', null], ['damaged', null], ['strange', null], ['older', null]])
    expect(countsByEdition(db)).toEqual(expect.arrayContaining([{ edition: 'shanghai-2020', editionRevision: 4, count: 1 }, { edition: 'shanghai-2020', editionRevision: null, count: 4 }]))
    expect(readDeclaration(db, 'tied').declaration.editionRevision).toBe(4)
    expect(exportsOf(db, 'tied')).toEqual([{ at: 't', declarationId: 'tied', revision: 3, document: 'declaration', format: 'pdf', file: '/x/a.pdf', sha256: 'aa', draft: false, public: true }])
    expect(declarationRevisions(db)).toHaveLength(5)
  } finally {
    db.close()
  }
}))
