import { stat } from 'node:fs/promises';

/**
 * Looks before anything is written whether a file can be read: one that is not there is no half of a result. `-` is
 * standard input. Throws in one plain sentence.
 */
export async function mustBeFile(file: string): Promise<void> {
  if (file === '-') return;
  try {
    if ((await stat(file)).isDirectory())
      throw new Error(`${file}: this is a folder; name the files in it.`);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new Error(
      code === 'ENOENT'
        ? `${file}: there is no such file.`
        : `${file}: this file can't be read (${code}).`,
    );
  }
}
