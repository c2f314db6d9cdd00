import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { askUntilAnswered } from '../../../src/messaging/client.ts';
import type { Disclosure } from '../../../src/records/disclosure.ts';
import type {
  FromImporter,
  ImportFault,
  OwnListWish,
  ReadFile,
  ToImporter,
} from '../../../src/research/import/file-protocol.ts';
import type { ImportWishes } from '../../../src/research/import/import-file.ts';
import { answerWorker } from '../answer-worker.ts';
import ImportWorker from './worker.ts?worker';

/** How long the largest file takes to become a list, and more. */
const MAKING_MS = 180_000;

/** Names of a list that a file has no more. */
export type Missing = Extract<FromImporter, { type: 'compared' }>;

/** How far a file has come. */
export type FileState =
  | { readonly kind: 'none' }
  /** `share` is null while the lists are opened, 1 while they are compared with the file. */
  | { readonly kind: 'reading'; readonly name: string; readonly share: number | null }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly name: string; readonly fault: ImportFault }
  | {
      readonly kind: 'read';
      readonly file: ReadFile;
      readonly wishes: ImportWishes;
      readonly missing: Missing | null;
      readonly saving: boolean;
      /** Why it did not become a list. */
      readonly refused: {
        readonly fault: ImportFault | 'forbidden';
        readonly detail: string;
      } | null;
    }
  | { readonly kind: 'done'; readonly name: string; readonly entries: number };

/** A worker that reads a published file, and what is to be made of it. */
export function useFileImport(onDone: () => void) {
  const worker = useRef<Worker | null>(null);
  const [state, setState] = useState<FileState>({ kind: 'none' });
  const [disclosures, setDisclosures] = useState<readonly Disclosure[]>([]);
  const asked = useRef<{ content: File; wishes: ImportWishes } | null>(null);
  /** What was read is on its way into storage: nothing may take its place till that is done or refused. */
  const isSaving = useRef(false);
  const done = useRef(onDone);
  done.current = onDone;

  const say = useCallback((message: ToImporter) => worker.current?.postMessage(message), []);
  const refuse = useCallback((fault: ImportFault | 'forbidden', detail: string) => {
    isSaving.current = false;
    setState((now) =>
      now.kind === 'read' ? { ...now, saving: false, refused: { fault, detail } } : now,
    );
  }, []);
  const finish = useCallback(
    async (draft: string) => {
      try {
        const outcome = await askUntilAnswered({ type: 'add-own-list', draft }, MAKING_MS);
        if (!outcome.ok) return refuse(outcome.fault, outcome.message);
        isSaving.current = false;
        const name = asked.current?.content.name ?? '';
        setState({ kind: 'done', name, entries: outcome.entries });
        done.current();
      } catch (error) {
        refuse('no-answer', (error as Error).message);
      }
    },
    [refuse],
  );

  useLayoutEffect(() => {
    const made = new ImportWorker();
    worker.current = made;
    made.onmessage = ({ data }: MessageEvent<FromImporter>) => {
      switch (data.type) {
        case 'ask':
          void answerWorker(data.question).then(
            (value) =>
              made.postMessage({ type: 'answer', id: data.id, value } satisfies ToImporter),
            () => made.postMessage({ type: 'no-answer', id: data.id } satisfies ToImporter),
          );
          return;
        case 'progress':
          setState((now) =>
            now.kind === 'reading'
              ? { ...now, share: data.totalBytes === 0 ? 1 : data.bytes / data.totalBytes }
              : now,
          );
          return;
        case 'read':
          // It was stopped when this was on its way already.
          if (asked.current === null) return;
          setState({
            ...{ kind: 'read', file: data.file, wishes: asked.current.wishes },
            ...{ missing: null, saving: false, refused: null },
          });
          return;
        case 'failed':
          setState((now) => ({
            kind: 'failed',
            name: now.kind === 'reading' ? now.name : (asked.current?.content.name ?? ''),
            fault: data.fault,
          }));
          return;
        case 'compared':
          setState((now) => (now.kind === 'read' ? { ...now, missing: data } : now));
          return;
        case 'saved':
          void finish(data.draft);
          return;
        case 'not-saved':
          refuse(data.fault, data.message);
      }
    };
    made.onerror = () => {
      isSaving.current = false;
      setState({ kind: 'failed', name: asked.current?.content.name ?? '', fault: 'unknown' });
    };
    return () => made.terminate();
  }, [finish, refuse]);

  const read = useCallback(
    async (content: File, wishes: ImportWishes = {}) => {
      if (isSaving.current) return;
      const wish = { content, wishes };
      asked.current = wish;
      const { name } = content;
      setState({ kind: 'reading', name, share: null });
      try {
        const [lists, catalogue] = await Promise.all([
          askUntilAnswered({ type: 'cited-lists' }),
          askUntilAnswered({ type: 'catalogue' }),
        ]);
        if (asked.current !== wish) return;
        setDisclosures(catalogue.lists.flatMap((list) => list.disclosures));
        setState({ kind: 'reading', name, share: 0 });
        say({ type: 'read', name, content, wishes, lists, catalogue });
      } catch {
        if (asked.current === wish) setState({ kind: 'failed', name, fault: 'no-lists' });
      }
    },
    [say],
  );
  return {
    state,
    /** All that the lists in use have; one that several have stands there for each. */
    disclosures,
    read,
    readAgain: useCallback(
      (wishes: ImportWishes) => {
        if (asked.current) void read(asked.current.content, wishes);
      },
      [read],
    ),
    cancel: useCallback(() => {
      // While the lists are opened the worker knows of nothing yet.
      asked.current = null;
      setState({ kind: 'stopped' });
      say({ type: 'cancel' });
    }, [say]),
    compare: useCallback((listId: string) => say({ type: 'compare', listId }), [say]),
    save: useCallback(
      (wish: Omit<OwnListWish, 'now'>) => {
        isSaving.current = true;
        setState((now) => (now.kind === 'read' ? { ...now, saving: true, refused: null } : now));
        say({ type: 'save', wish: { ...wish, now: new Date().toISOString() } });
      },
      [say],
    ),
    forget: useCallback(() => setState({ kind: 'none' }), []),
  };
}
