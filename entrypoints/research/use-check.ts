import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { askUntilAnswered } from '../../src/messaging/client.ts';
import type { ResultRow } from '../../src/research/export/fields.ts';
import { markdownSummary } from '../../src/research/export/markdown.ts';
import type {
  CheckWishes,
  ExportFormat,
  FromWorker,
  Outcome,
  Progress,
  SessionFault,
  ToWorker,
} from '../../src/research/protocol.ts';
import { type View, WHOLE_VIEW } from '../../src/research/results.ts';
import { researchWords } from '../../src/ui/wording-research.ts';
import { answerWorker } from '../shared/answer-worker.ts';
import { handOver } from '../shared/hand-over.ts';
import CheckWorker from './worker.ts?worker';

/** What is being checked, or was. */
export type CheckState =
  | { readonly kind: 'none' }
  /** `progress` is null while the lists are opened. */
  | { readonly kind: 'reading'; readonly progress: Progress | null }
  | { readonly kind: 'done'; readonly outcome: Outcome }
  | { readonly kind: 'failed'; readonly fault: SessionFault };

/** The rows of the view that are at hand: some of `count`, from `from` on. */
export interface Rows {
  readonly count: number;
  readonly from: number;
  readonly rows: readonly ResultRow[];
}

export interface ExportState {
  readonly format: ExportFormat;
  /** Null while it is being written. */
  readonly result: { readonly name: string } | { readonly fault: SessionFault } | null;
}

const NO_PROGRESS: Progress = { rows: 0, matches: 0, bytes: 0, totalBytes: 1 };
const NO_ROWS: Rows = { count: 0, from: 0, rows: [] };
/** So many rows are asked for before anybody has looked where they are. */
const FIRST_ROWS = 60;

const EXTENSIONS: Readonly<Record<ExportFormat, string>> = {
  ...{ csv: 'csv', ndjson: 'ndjson', json: 'json', xlsx: 'xlsx', markdown: 'md' },
};

/** A worker of the page's own, and what it has said. */
export function useCheck() {
  const worker = useRef<Worker | null>(null);
  const [state, setState] = useState<CheckState>({ kind: 'none' });
  const [view, setShownView] = useState<View>(WHOLE_VIEW);
  const [rows, setRows] = useState<Rows>(NO_ROWS);
  const [saving, setSaving] = useState<ExportState | null>(null);
  /** The day on which the result was made: every file of it says the same. */
  const day = useRef('');
  /** Counts what the person asked for; only the last wish is carried out. */
  const turns = useRef(0);

  const say = useCallback((message: ToWorker) => worker.current?.postMessage(message), []);

  useEffect(() => {
    const made = new CheckWorker();
    worker.current = made;
    made.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      switch (data.type) {
        case 'ask':
          void answerWorker(data.question).then(
            (value) => made.postMessage({ type: 'answer', id: data.id, value } satisfies ToWorker),
            () => made.postMessage({ type: 'no-answer', id: data.id } satisfies ToWorker),
          );
          return;
        case 'progress':
          setState((now) => (now.kind === 'reading' ? { kind: 'reading', progress: data } : now));
          return;
        case 'done':
          setState({ kind: 'done', outcome: data.outcome });
          made.postMessage({ type: 'view', view: WHOLE_VIEW } satisfies ToWorker);
          return;
        case 'viewed':
          setRows({ ...NO_ROWS, count: data.count });
          made.postMessage({ type: 'rows', from: 0, count: FIRST_ROWS } satisfies ToWorker);
          return;
        case 'rows':
          setRows(({ count }) => ({ count, from: data.from, rows: data.rows }));
          return;
        case 'exported':
          setSaving({ format: data.format, result: { name: save(data.content, data.format) } });
          return;
        case 'summed': {
          const text = markdownSummary(data.provenance, data.tally);
          const content = new Blob([text], { type: 'text/markdown;charset=utf-8' });
          setSaving({ format: 'markdown', result: { name: save(content, 'markdown') } });
          return;
        }
        case 'not-exported':
          setSaving({ format: data.format, result: { fault: data.fault } });
          return;
      }
    };
    made.onerror = () => setState({ kind: 'failed', fault: 'unknown' });
    return () => made.terminate();
  }, []);

  const check = useCallback(
    async (inputs: Extract<ToWorker, { type: 'check' }>['inputs'], wishes: CheckWishes) => {
      const turn = ++turns.current;
      setState({ kind: 'reading', progress: null });
      setShownView(WHOLE_VIEW);
      setRows(NO_ROWS);
      setSaving(null);
      try {
        const lists = await askUntilAnswered({ type: 'cited-lists' });
        if (turn !== turns.current) return;
        day.current = new Date().toISOString().slice(0, 10);
        setState({ kind: 'reading', progress: NO_PROGRESS });
        say({ type: 'check', inputs, wishes, lists });
      } catch {
        if (turn === turns.current) setState({ kind: 'failed', fault: 'no-lists' });
      }
    },
    [say],
  );
  const cancel = useCallback(() => {
    // While the lists are opened the worker knows of nothing yet.
    turns.current++;
    setState((now) => (now.kind === 'reading' && now.progress === null ? { kind: 'none' } : now));
    say({ type: 'cancel' });
  }, [say]);
  const setView = useCallback(
    (next: View) => {
      setShownView(next);
      say({ type: 'view', view: next });
    },
    [say],
  );
  const askRows = useCallback(
    (from: number, count: number) => say({ type: 'rows', from, count }),
    [say],
  );
  const exportAs = useCallback(
    (format: ExportFormat) => {
      setSaving({ format, result: null });
      const { version } = browser.runtime.getManifest();
      say({ type: 'export', format, version, time: day.current });
    },
    [say],
  );
  return { state, view, rows, saving, check, cancel, setView, askRows, exportAs };
}

function save(content: Blob, format: ExportFormat): string {
  return handOver(content, `${researchWords.fileName}.${EXTENSIONS[format]}`);
}
