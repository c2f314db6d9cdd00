import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { normalHandle } from './handles.ts';
import { isHashedIdentifier, isRoundedId, normalId } from './ids.ts';

/** Published lists as they were published. The folder `shared/` stands beside the repository. */
const LISTS = new URL('../../../shared/data/', import.meta.url);
const present = existsSync(LISTS);

function lines(file: string): string[] {
  return readFileSync(new URL(file, LISTS), 'utf8').split(/\r?\n/).filter(Boolean);
}

const title = present
  ? 'the names of published lists'
  : 'the names of published lists (skipped: there is no folder shared/ beside the repository)';

describe.skipIf(!present)(title, () => {
  it('takes every X handle of the list of November 2017', () => {
    const names = lines('twitter/2017-11_hpsci_ira_handle_urls.csv').map((url) =>
      normalHandle('x', url.replace('http://twitter.com/', '')),
    );
    expect(names).toHaveLength(2752);
    expect(names).not.toContain(null);
    expect(new Set(names).size).toBe(2752);
  });

  it('tells rounded ids from exact ones in the list of June 2018', () => {
    const rows = lines('twitter/2018-06_hpsci_ira_clemson_authors.csv').slice(1);
    const cells = rows.map((row) => row.split(','));
    expect(new Set(cells.map((row) => normalHandle('x', row[1] ?? ''))).size).toBe(2845);
    const exact = cells.map((row) => row[6] ?? '').filter((id) => id !== '');
    expect(exact.filter((id) => normalId('x', id) === null)).toEqual([]);
    // All 18-digit numbers of the other column went through a float.
    const other = cells.map((row) => row[2] ?? '').filter((id) => id.length >= 17);
    expect(other.length).toBeGreaterThan(500);
    expect(other.filter((id) => !isRoundedId(id))).toEqual([]);
  });

  it('tells hashed rows from open ones in the archive of August 2019', () => {
    const text = readFileSync(
      new URL('twitter/2019-08_china_082019_users_csv_hashed.csv', LISTS),
      'utf8',
    );
    // Descriptions hold line breaks; a row begins with two quoted cells without any, and the handle.
    const rows = [...text.matchAll(/^"([^"\n]*)","(?:[^"\n]|"")*","([^"\n]*)","/gm)].slice(1);
    expect(rows).toHaveLength(940);
    const hashed = rows.filter(([, id = '']) => isHashedIdentifier(id));
    expect(hashed).toHaveLength(303);
    for (const [, id = '', handle = ''] of rows) {
      const open = !isHashedIdentifier(id);
      expect([handle, normalId('x', id) !== null]).toEqual([handle, open]);
      expect([handle, normalHandle('x', handle) !== null]).toEqual([handle, open]);
    }
  });

  it('takes every Reddit name and id of April 2018', () => {
    const names = lines('reddit/2018-04_suspicious_accounts_seed.csv').map((row) =>
      normalHandle('reddit', row.split(',')[0] ?? ''),
    );
    expect(names).not.toContain(null);
    expect(new Set(names).size).toBe(941);
    const profiles = lines('reddit/2018-04_suspicious_accounts_profiles.csv').slice(1);
    for (const row of profiles) {
      const id = row.split(',')[0]?.replaceAll('"', '') ?? '';
      expect(normalId('reddit', id)).toBe(id);
    }
  });
});
