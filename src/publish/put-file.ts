import { rename, rm, writeFile } from 'node:fs/promises';

/**
 * Writes a file so that whoever reads it sees what was there before or all of the new, also where the disk fills up
 * or the writing is broken off. Rejects as `writeFile` does.
 */
export async function putFile(file: string, content: string | Uint8Array): Promise<void> {
  const beside = `${file}.new`;
  try {
    await writeFile(beside, content);
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
