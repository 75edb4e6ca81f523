import type { Migration } from '../migrate'

/**
 * `declaration` is what lists filter and sort on; the JSON document stands beside it, so that a list never reads it.
 * `search` holds bigrams only (contentless): see store/search.ts.
 */
export const begin: Migration = {
  number: 1,
  name: 'begin',
  up(db) {
    db.exec(`
      CREATE TABLE declaration (
        key INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        year INTEGER NOT NULL,
        edition TEXT NOT NULL,
        unitName TEXT,
        projectName TEXT,
        currentYearBudget INTEGER,
        status TEXT NOT NULL CHECK (status IN ('draft', 'final')),
        completeness REAL NOT NULL,
        revision INTEGER NOT NULL,
        createdAt TEXT NOT NULL,
        updatedAt TEXT NOT NULL,
        trashedAt TEXT,
        previousId TEXT
      ) STRICT;
      CREATE INDEX declarationByYear ON declaration (year DESC, updatedAt DESC);
      CREATE INDEX declarationByUnit ON declaration (unitName);
      CREATE INDEX declarationByPrevious ON declaration (previousId);

      CREATE TABLE declaration_document (
        key INTEGER PRIMARY KEY REFERENCES declaration (key) ON DELETE CASCADE,
        body TEXT NOT NULL
      ) STRICT;

      CREATE VIRTUAL TABLE search USING fts5 (
        grams, content = '', contentless_delete = 1, prefix = '1',
        tokenize = "ascii tokenchars '!""#$%&''()*+,-./:;<=>?@[\\]^_\`{|}~'"
      );

      CREATE TABLE declaration_version (
        declarationKey INTEGER NOT NULL REFERENCES declaration (key) ON DELETE CASCADE,
        version INTEGER NOT NULL,
        at TEXT NOT NULL,
        reason TEXT NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (declarationKey, version)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE source_file (
        key INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        readAt TEXT NOT NULL,
        lines TEXT NOT NULL,
        unplaced TEXT NOT NULL,
        bytes BLOB
      ) STRICT;
      CREATE TABLE declaration_source (
        declarationKey INTEGER NOT NULL REFERENCES declaration (key) ON DELETE CASCADE,
        sourceKey INTEGER NOT NULL REFERENCES source_file (key) ON DELETE CASCADE,
        PRIMARY KEY (declarationKey, sourceKey)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX declarationSourceBySource ON declaration_source (sourceKey);

      CREATE TABLE export_log (
        key INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        declarationId TEXT NOT NULL,
        revision INTEGER NOT NULL,
        format TEXT NOT NULL,
        file TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        draft INTEGER NOT NULL,
        public INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX exportByFile ON export_log (file);

      CREATE TABLE setting (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
    `)
  },
}
