import { useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import type { JournalSession } from '../../src/messaging/messages.ts';
import { TOOL } from '../../src/research/export/provenance.ts';
import {
  JOURNAL_FORMATS,
  type JournalFormat,
  journalText,
} from '../../src/research/journal/export.ts';
import { keyPart, t } from '../../src/ui/language/message.ts';
import { journalWords } from '../../src/ui/wording-journal.ts';
import { handOver } from '../shared/hand-over.ts';
import type { Recorded } from './use-rows.ts';

const TYPES: Readonly<Record<JournalFormat, readonly [ending: string, type: string]>> = {
  csv: ['csv', 'text/csv'],
  ndjson: ['ndjson', 'application/x-ndjson'],
  json: ['json', 'application/json'],
  markdown: ['md', 'text/markdown'],
};

/** The ways to save what is shown. */
export function Exports(props: { recorded: Recorded; sessions: readonly JournalSession[] }) {
  const [said, say] = useState('');
  return (
    <section class="exports" aria-labelledby="exports-title">
      <h2 class="headline" id="exports-title">
        {t('journal.exports')}
      </h2>
      <p class="quiet small">{t('journal.exportsHint')}</p>
      <div class="acts">
        {JOURNAL_FORMATS.map((format) => (
          <button
            key={format}
            type="button"
            class="button"
            onClick={() => say(t('journal.saved', save(format, props)))}
          >
            {t(`journal.exportAs.${keyPart(format)}`)}
          </button>
        ))}
      </div>
      <p role="status">{said}</p>
    </section>
  );
}

function save(
  format: JournalFormat,
  { recorded, sessions }: { recorded: Recorded; sessions: readonly JournalSession[] },
): string {
  const named = new Set(
    recorded.rows.flatMap(({ matches }) => matches.map(({ list }) => `${list.id} ${list.version}`)),
  );
  const text = journalText(format, {
    rows: recorded.rows,
    sessions,
    provenance: {
      tool: { name: TOOL, version: browser.runtime.getManifest().version },
      time: new Date().toISOString().slice(0, 10),
      lists: recorded.lists.filter(({ id, version }) => named.has(`${id} ${version}`)),
      inputs: [],
    },
  });
  const [ending, type] = TYPES[format];
  const content = new Blob([text], { type: `${type};charset=utf-8` });
  return handOver(content, `${journalWords.fileName}.${ending}`);
}
