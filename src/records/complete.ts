import { idKey } from '../accounts/keys.ts';
import type { AccountEntry, AccountsFile } from './entry.ts';

type Listed = AccountsFile['entries'][number];

const NOTHING: never[] = [];

/**
 * Completes entries with what their file says for all, their ids in normal form. Whatever many entries
 * have in common is one object: a million of them would fill the memory with copies.
 */
export function completing(file: Omit<AccountsFile, 'entries'>): (listed: Listed) => AccountEntry {
  const inFile = { disclosure: file.disclosure, source: file.source };
  const onlyInFile = [inFile];
  const shared = <T>(values: T[]): T[] => (values.length === 0 ? NOTHING : values);
  return (listed) => {
    const { platform, platformId, namedIn } = listed;
    const own = namedIn.some(({ disclosure }) => disclosure === file.disclosure);
    return {
      ...listed,
      earlierHandles: shared(listed.earlierHandles),
      platformId: platformId && (idKey(platform, platformId)?.slice(1) ?? platformId),
      namedIn: namedIn.length === 0 ? onlyInFile : own ? namedIn : [inFile, ...namedIn],
      history: shared(listed.history),
      disputes: shared(listed.disputes),
      removed: listed.removed ?? file.removed,
    };
  };
}
