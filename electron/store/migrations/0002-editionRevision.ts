import type { Migration } from '../migrate'

/**
 * Which revision of its edition a declaration holds to, so that a pack in use is told without reading every document;
 * and what a line of the export log was: the form itself or another document made of it.
 */
export const editionRevision: Migration = {
  number: 2,
  name: 'editionRevision',
  up(db) {
    db.exec(`
      ALTER TABLE declaration ADD COLUMN editionRevision INTEGER;
      UPDATE declaration SET editionRevision = (
        SELECT json_extract(d.body, '$.editionRevision') FROM declaration_document d
        WHERE d.key = declaration.key AND CASE WHEN json_valid(d.body) THEN json_type(d.body, '$.editionRevision') = 'integer' END
      );
      CREATE INDEX declarationByEdition ON declaration (edition, editionRevision);
      ALTER TABLE export_log ADD COLUMN document TEXT NOT NULL DEFAULT 'declaration';
    `)
  },
}
