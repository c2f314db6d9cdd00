import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { Asking, askedLookup, ListsChanged } from './asked-lookup.ts';
import { bytesOf } from './blob-bytes.ts';
import { checkInput, noCounts } from './check/check.ts';
import { CheckError } from './check/errors.ts';
import { type CheckedInput, type Provenance, TOOL } from './export/provenance.ts';
import { workbook } from './export/workbook.ts';
import { resultWriter, STREAMED_FORMATS } from './export/writers.ts';
import type { ExportFormat, FromWorker, Outcome, SessionFault, ToWorker } from './protocol.ts';
import { ResultTable, WHOLE_VIEW } from './results.ts';

/** Progress is said no oftener than a person can see. */
const PROGRESS_MS = 100;
/** Rows that are written at a time. */
const ROWS_AT_ONCE = 10_000;

/** What the worker writes; the summary is the page's. */
type WrittenFormat = Exclude<ExportFormat, 'markdown'>;

const MIME: Readonly<Record<WrittenFormat, string>> = {
  csv: 'text/csv;charset=utf-8',
  json: 'application/json',
  ndjson: 'application/x-ndjson',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** The worker's side of the research page: one check after another, and the result of the last one. */
export class CheckSession {
  readonly #say: (message: FromWorker) => void;
  readonly #asking: Asking;
  #abort = new AbortController();
  #table = new ResultTable();
  #places = new Uint32Array(0);
  #checked: Pick<Provenance, 'lists' | 'inputs'> = { lists: [], inputs: [] };

  constructor(say: (message: FromWorker) => void) {
    this.#say = say;
    this.#asking = new Asking(say);
  }

  async take(message: ToWorker): Promise<void> {
    switch (message.type) {
      case 'check':
        return this.#check(message);
      case 'cancel':
        return this.#abort.abort();
      case 'view':
        this.#places = this.#table.places(message.view);
        return this.#say({ type: 'viewed', count: this.#places.length });
      case 'rows': {
        const { from, count } = message;
        const rows = Array.from(this.#places.subarray(from, from + count), (at) =>
          this.#table.rowAt(at),
        );
        return this.#say({ type: 'rows', from, rows });
      }
      case 'export':
        return this.#export(message);
      case 'answer':
      case 'no-answer':
        return this.#asking.take(message);
    }
  }

  async #check({ inputs, wishes, lists }: Extract<ToWorker, { type: 'check' }>): Promise<void> {
    this.#abort.abort();
    const abort = new AbortController();
    this.#abort = abort;
    const table = new ResultTable();
    this.#table = table;
    const checked: CheckedInput[] = [];
    const failures: { name: string; fault: SessionFault }[] = [];
    this.#checked = { lists: lists.lists, inputs: checked };
    const lookup = askedLookup(this.#asking, lists);
    const totalBytes = inputs.reduce((sum, { content }) => sum + content.size, 0);
    let [bytesBefore, rowsBefore] = [0, 0];
    let last = 0;
    for (const { name, content } of inputs) {
      if (abort.signal.aborted) break;
      const hash = sha256.create();
      const input = { name, bytes: 0, sha256: '', reading: null, counts: noCounts() };
      let state: Omit<CheckedInput, 'sha256'> = input;
      const read = (bytes: Uint8Array) => {
        hash.update(bytes);
        input.bytes += bytes.length;
      };
      table.beginFile(name);
      try {
        const options = { lookup, ...wishes, signal: abort.signal };
        for await (const piece of checkInput(bytesOf(content, read), options)) {
          for (const { row, match } of piece.matches) table.add(row, match);
          state = { ...input, reading: piece.reading, counts: piece.counts };
          const now = performance.now();
          if (now - last > PROGRESS_MS) {
            last = now;
            const [rows, bytes] = [rowsBefore + piece.counts.rows, bytesBefore + input.bytes];
            this.#say({ type: 'progress', rows, matches: table.length, bytes, totalBytes });
          }
        }
      } catch (error) {
        if (!abort.signal.aborted) failures.push({ name, fault: faultOf(error) });
      }
      checked.push({ ...state, bytes: input.bytes, sha256: bytesToHex(hash.digest()) });
      bytesBefore += content.size;
      rowsBefore += state.counts.rows;
    }
    // Another check has begun: nobody looks at this one any more.
    if (this.#table !== table) return;
    this.#places = table.places(WHOLE_VIEW);
    const cancelled = abort.signal.aborted;
    const outcome: Outcome = { inputs: checked, failures, cancelled, facets: table.facets() };
    this.#say({ type: 'done', outcome });
  }

  async #export({ format, version, time }: Extract<ToWorker, { type: 'export' }>): Promise<void> {
    const provenance = { tool: { name: TOOL, version }, time, ...this.#checked };
    if (format === 'markdown') {
      this.#say({ type: 'summed', provenance, tally: this.#table.tally().facts() });
      return;
    }
    try {
      const parts = this.#written(format, provenance);
      this.#say({ type: 'exported', format, content: new Blob(parts, { type: MIME[format] }) });
    } catch (error) {
      const fault = error instanceof RangeError ? 'too-many-rows' : 'unknown';
      this.#say({ type: 'not-exported', format, fault });
    }
  }

  #written(format: WrittenFormat, provenance: Provenance): BlobPart[] {
    const { lists } = provenance;
    if (format === 'xlsx') {
      return workbook(this.#table, this.#table.length, lists, provenance);
    }
    const streamed = STREAMED_FORMATS.find((one) => one === format) ?? 'csv';
    const writer = resultWriter(streamed, lists);
    const parts = [writer.begin()];
    for (let from = 0; from < this.#table.length; from += ROWS_AT_ONCE) {
      const count = Math.min(ROWS_AT_ONCE, this.#table.length - from);
      parts.push(
        writer.rows(Array.from({ length: count }, (_, at) => this.#table.rowAt(from + at))),
      );
    }
    return [...parts, writer.end(provenance)];
  }
}

function faultOf(error: unknown): SessionFault {
  if (error instanceof ListsChanged) return 'lists-changed';
  if (error instanceof CheckError) return error.fault;
  // A file that was moved, changed or taken away since it was chosen.
  if (error instanceof DOMException) return 'not-readable';
  console.error(error);
  return 'unknown';
}
