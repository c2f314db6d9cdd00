import type { CatalogueAnswer, CitedListsAnswer } from '../../messaging/messages.ts';
import type { Disclosure } from '../../records/disclosure.ts';
import type { AnswerToWorker, AskOfWorker, SessionFault } from '../protocol.ts';
import type { ImportWishes } from './import-file.ts';
import type { ImportReport } from './report.ts';

// Between a page that takes in a published file and its worker, which reads the file and keeps what it read.

/** What a person says of a file that was read, before it becomes a list. */
export interface OwnListWish {
  readonly disclosure: Disclosure;
  /** The private list that it takes the place of, or null for a new one. */
  readonly replaces: string | null;
  /** Whether names that the list had and the file has no more count as withdrawn by the discloser. */
  readonly withdraw: boolean;
  /** Now (ISO 8601, UTC). */
  readonly now: string;
}

export type ToImporter =
  | {
      readonly type: 'read';
      readonly name: string;
      readonly content: Blob;
      readonly wishes: ImportWishes;
      readonly lists: CitedListsAnswer;
      readonly catalogue: Pick<CatalogueAnswer, 'lists'>;
    }
  | { readonly type: 'cancel' }
  /** Which names of a private list the file has no more. */
  | { readonly type: 'compare'; readonly listId: string }
  | { readonly type: 'save'; readonly wish: OwnListWish }
  | AnswerToWorker;

/** A private list that is there already, as far as a question about it needs. */
export interface OwnListBrief {
  readonly id: string;
  readonly file: string;
  readonly sha256: string;
  readonly imported: string;
  /** It may be in no other list, and this one switched off. */
  readonly disclosure: Disclosure;
}

/** A file that was read. */
export interface ReadFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  /** With the disclosure whose names these are, if one is known. */
  readonly report: ImportReport;
  /** Columns that could be read instead; empty where nothing was guessed. */
  readonly headers: readonly string[];
  readonly own: readonly OwnListBrief[];
}

export type ImportFault = SessionFault | 'no-accounts' | 'no-room' | 'not-stored' | 'no-answer';

export type FromImporter =
  | AskOfWorker
  | { readonly type: 'progress'; readonly bytes: number; readonly totalBytes: number }
  | { readonly type: 'read'; readonly file: ReadFile }
  | { readonly type: 'failed'; readonly fault: ImportFault }
  | {
      readonly type: 'compared';
      readonly listId: string;
      readonly missing: number;
      /** The first of them. */
      readonly names: readonly string[];
    }
  /** It waits under this name for the background to make it a list. */
  | { readonly type: 'saved'; readonly draft: string }
  | { readonly type: 'not-saved'; readonly fault: ImportFault; readonly message: string };
