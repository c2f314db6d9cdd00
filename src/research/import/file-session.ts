import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { privateListId } from '../../lists/private-id.ts';
import { AccountsFile } from '../../records/entry.ts';
import { isNoRoom, type PrivateFiles, type PrivateList } from '../../store/private-files.ts';
import { Asking, askedLookup, ListsChanged } from '../asked-lookup.ts';
import { bytesOf } from '../blob-bytes.ts';
import { CheckError } from '../check/errors.ts';
import { entriesOf, missingFrom } from './entries.ts';
import type {
  FromImporter,
  ImportFault,
  OwnListWish,
  ReadFile,
  ToImporter,
} from './file-protocol.ts';
import { importFile } from './import-file.ts';
import { knownOf } from './known-names.ts';
import type { ImportedFile } from './report.ts';
import { whichDisclosure } from './which-disclosure.ts';

/** Progress is said no oftener than a person can see. */
const PROGRESS_MS = 100;
/** Entries that are written at a time. */
const ENTRIES_AT_ONCE = 5000;
/** Names that are shown of those a file has no more. */
const SHOWN_NAMES = 200;

/** The worker's side of taking in a published file: one file after another, and what was read of the last one. */
export class FileSession {
  readonly #say: (message: FromImporter) => void;
  readonly #asking: Asking;
  readonly #files: PrivateFiles;
  #abort = new AbortController();
  #read: { readonly file: ReadFile; readonly imported: ImportedFile } | null = null;

  constructor(say: (message: FromImporter) => void, files: PrivateFiles) {
    this.#say = say;
    this.#asking = new Asking(say);
    this.#files = files;
  }

  async take(message: ToImporter): Promise<void> {
    switch (message.type) {
      case 'read':
        return this.#take(message);
      case 'cancel':
        return this.#abort.abort();
      case 'compare':
        return this.#compare(message.listId);
      case 'save':
        return this.#save(message.wish);
      case 'answer':
      case 'no-answer':
        return this.#asking.take(message);
    }
  }

  async #take(message: Extract<ToImporter, { type: 'read' }>): Promise<void> {
    this.#abort.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.#read = null;
    try {
      const read = await this.#readFile(message, abort.signal);
      abort.signal.throwIfAborted();
      this.#read = read;
      this.#say({ type: 'read', file: read.file });
    } catch (error) {
      // It was stopped, or another file has been chosen: nobody waits for this one any more.
      if (!abort.signal.aborted) this.#say({ type: 'failed', fault: faultOf(error) });
    }
  }

  async #readFile(
    { name, content, wishes, lists, catalogue }: Extract<ToImporter, { type: 'read' }>,
    signal: AbortSignal,
  ): Promise<{ file: ReadFile; imported: ImportedFile }> {
    const hash = sha256.create();
    let [bytes, last] = [0, 0];
    const onRead = (piece: Uint8Array) => {
      signal.throwIfAborted();
      hash.update(piece);
      bytes += piece.length;
      const now = performance.now();
      if (now - last < PROGRESS_MS) return;
      last = now;
      this.#say({ type: 'progress', bytes, totalBytes: content.size });
    };
    const imported = await importFile(bytesOf(content, onRead), wishes);
    // A zip is read no further than its table; the hash is of all of it.
    if (bytes < content.size) for await (const _ of bytesOf(content.slice(bytes), onRead));
    const known = await knownOf(imported, catalogue, askedLookup(this.#asking, lists), signal);
    signal.throwIfAborted();
    const disclosure = whichDisclosure(imported, name, known)?.id ?? null;
    const report = { ...imported.report, disclosure };
    const own = (await this.#lists()).map((list) => ({
      ...{ id: list.id, disclosure: list.disclosure },
      ...{ file: list.file.name, sha256: list.file.sha256, imported: list.file.imported },
    }));
    const digest = bytesToHex(hash.digest());
    const { headers } = imported;
    return { file: { name, bytes, sha256: digest, report, headers, own }, imported };
  }

  /** Where there is no database there is no list either; keeping one will say so. */
  async #lists(): Promise<PrivateList[]> {
    return this.#files.lists().catch(() => []);
  }

  async #compare(listId: string): Promise<void> {
    const { accounts } = this.#read?.imported ?? { accounts: [] };
    try {
      const before = await this.#before(listId);
      const { names } = before ? missingFrom(before.file, accounts) : { names: [] };
      this.#say({
        ...{ type: 'compared', listId, missing: names.length },
        names: names.slice(0, SHOWN_NAMES),
      });
    } catch (error) {
      this.#say({ type: 'failed', fault: faultOf(error) });
    }
  }

  async #before(listId: string): Promise<{ list: PrivateList; file: AccountsFile } | null> {
    const list = await this.#files.list(listId);
    if (list === null) return null;
    return { list, file: { ...list.head, entries: await this.#files.entries(list.content) } };
  }

  async #save({ disclosure, replaces, withdraw, now }: OwnListWish): Promise<void> {
    if (this.#read === null) return;
    const { file, imported } = this.#read;
    try {
      if (imported.accounts.length === 0) throw new NoAccounts();
      const before = replaces === null ? null : await this.#before(replaces);
      // Of another disclosure it is no earlier version, and its history is of other names.
      const isSame = before?.list.disclosure.id === disclosure.id;
      const options = { file: file.name, withdraw };
      const written = entriesOf(imported, disclosure, isSame ? before.file : null, options);
      const { entries, ...head } = AccountsFile.parse(written);
      const { name, bytes, sha256: digest, report } = file;
      const isSameFile = before?.list.file.sha256 === digest;
      const list: PrivateList = {
        id: replaces ?? privateListId(digest),
        file: { name, bytes, sha256: digest, format: report.format, imported: now },
        earlier: before ? [...before.list.earlier, ...(isSameFile ? [] : [before.list.file])] : [],
        disclosure,
        head,
        content: `${Date.now().toString(36)}-${crypto.randomUUID()}`,
        entries: entries.length,
        enabled: true,
        generation: null,
      };
      await this.#files.saveDraft(list, parts(entries));
      this.#say({ type: 'saved', draft: list.content });
    } catch (error) {
      const { message } = error as Error;
      this.#say({ type: 'not-saved', fault: storingFault(error), message });
    }
  }
}

class NoAccounts extends Error {}

function* parts<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < all.length; from += ENTRIES_AT_ONCE) {
    yield all.slice(from, from + ENTRIES_AT_ONCE);
  }
}

function storingFault(error: unknown): ImportFault {
  if (error instanceof NoAccounts) return 'no-accounts';
  return isNoRoom(error) ? 'no-room' : 'not-stored';
}

function faultOf(error: unknown): ImportFault {
  if (error instanceof ListsChanged) return 'lists-changed';
  if (error instanceof CheckError) return error.fault;
  // A file that was moved, changed or taken away since it was chosen.
  if (error instanceof DOMException) return 'not-readable';
  console.error(error);
  return 'unknown';
}
