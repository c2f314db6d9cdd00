import type { AccountKey } from '../accounts/keys.ts';
import type { PlatformId } from '../accounts/platforms.ts';
import type { CitedListsAnswer } from '../messaging/messages.ts';
import type { READ_FAULTS } from '../records/published-file.ts';
import type { ResultRow } from './export/fields.ts';
import type { CheckedInput, Provenance } from './export/provenance.ts';
import type { TallyFacts } from './export/tally.ts';
import type { Facets, View } from './results.ts';

// Between the research page and its worker. The worker reads files and holds the result; only the page can ask the
// background and the storage, and does so for it.

export const EXPORT_FORMATS = ['csv', 'xlsx', 'markdown', 'ndjson', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface CheckWishes {
  readonly column: string | undefined;
  readonly idColumn: string | undefined;
  readonly platform: PlatformId | undefined;
}

/** What went wrong with an input or an export. */
export type SessionFault = (typeof READ_FAULTS)[number] | 'unknown';

export type ToWorker =
  | {
      readonly type: 'check';
      readonly inputs: readonly { readonly name: string; readonly content: Blob }[];
      readonly wishes: CheckWishes;
      readonly lists: CitedListsAnswer;
    }
  | { readonly type: 'cancel' }
  | { readonly type: 'view'; readonly view: View }
  | { readonly type: 'rows'; readonly from: number; readonly count: number }
  | {
      readonly type: 'export';
      readonly format: ExportFormat;
      /** Of the extension. */
      readonly version: string;
      /** When the check was made, as it is to be said. */
      readonly time: string;
    }
  | AnswerToWorker;

/** The page's answer to a question of its worker's. */
export type AnswerToWorker =
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly type: 'no-answer'; readonly id: number };

export interface AskOfWorker {
  readonly type: 'ask';
  readonly id: number;
  readonly question: Question;
}

export type Question =
  /** Items of storage.local. */
  | { readonly kind: 'stored'; readonly keys: readonly string[] }
  | {
      readonly kind: 'lookup';
      readonly platform: PlatformId;
      readonly keys: readonly AccountKey[];
    };

export interface Progress {
  readonly rows: number;
  readonly matches: number;
  readonly bytes: number;
  readonly totalBytes: number;
}

/** A check that has ended. */
export interface Outcome {
  readonly inputs: readonly CheckedInput[];
  readonly failures: readonly { readonly name: string; readonly fault: SessionFault }[];
  readonly cancelled: boolean;
  readonly facets: Facets;
}

export type FromWorker =
  | AskOfWorker
  | ({ readonly type: 'progress' } & Progress)
  | { readonly type: 'done'; readonly outcome: Outcome }
  /** The view's rows are others now. */
  | { readonly type: 'viewed'; readonly count: number }
  | { readonly type: 'rows'; readonly from: number; readonly rows: readonly ResultRow[] }
  | { readonly type: 'exported'; readonly format: ExportFormat; readonly content: Blob }
  /** What a summary is written from. Only the page can write it: a worker has no messages of the browser's. */
  | { readonly type: 'summed'; readonly provenance: Provenance; readonly tally: TallyFacts }
  | { readonly type: 'not-exported'; readonly format: ExportFormat; readonly fault: SessionFault };
