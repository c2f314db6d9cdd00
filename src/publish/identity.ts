import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { ListIdentity } from '../lists/manifest.ts';
import { DataError } from './gather.ts';

/** Who publishes the list of a data folder: `list.json` in it. Throws DataError when it can't be read. */
export async function readIdentity(dataDir: string): Promise<ListIdentity> {
  const file = path.join(dataDir, 'list.json');
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    throw new DataError(
      `${file} is missing. It says who publishes the list: id, name, publisher, contact, homepage, licence, corrections.`,
    );
  }
  const identity = ListIdentity.safeParse(parsedJson(text));
  if (!identity.success) throw new DataError(`${file}: ${z.prettifyError(identity.error)}`);
  return identity.data;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
