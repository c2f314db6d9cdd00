import { useState } from 'preact/hooks';
import { PLATFORM_IDS, platformName } from '../../../src/accounts/platforms.ts';
import type { ReadFile } from '../../../src/research/import/file-protocol.ts';
import type { ImportWishes } from '../../../src/research/import/import-file.ts';
import type { UnreadableRow } from '../../../src/research/import/report.ts';
import { numberText, plural, t } from '../../../src/ui/language/message.ts';
import { privateWords } from '../../../src/ui/wording-private.ts';

/** Rows that could not be read and are shown at once. */
const SHOWN_UNREADABLE = 50;
/** Lines of a kind are told where they are few enough to be looked up. */
const LONGEST_LINES = 80;

/** What a file holds: every row is in one of the counts. */
export function ImportReportView({ file }: { file: ReadFile }) {
  const { report } = file;
  const rows = privateWords.rowsOf(report);
  const columns = privateWords.columnsText(report);
  return (
    <section aria-labelledby="report-title">
      <h4 class="kicker" id="report-title">
        {t('private.found')}
      </h4>
      <p class="headline">
        <bdi>{file.name}</bdi>
      </p>
      <dl class="file-facts">
        <Fact name={t('private.format')}>{privateWords.formatName(report.format)}</Fact>
        <Fact name={t('private.accounts')}>{privateWords.accountsText(report)}</Fact>
        {report.accounts > 0 && (
          <Fact name={t('private.platforms')}>{privateWords.platformsText(report)}</Fact>
        )}
        {report.claimed.length > 0 && (
          <Fact name={t('private.claimed')}>
            <bdi>{privateWords.claimedText(report)}</bdi>
          </Fact>
        )}
        {columns !== null && (
          <Fact name={t('private.columnsRead')}>
            <bdi>{columns}</bdi>
          </Fact>
        )}
        <Fact name={t('private.ownHash')}>
          <span class="hash">{file.sha256}</span>
        </Fact>
      </dl>
      {report.platformAssumed && <p class="quiet">{privateWords.assumedText(report)}</p>}
      {report.roundedIds > 0 && <p class="quiet">{plural('private.rounded', report.roundedIds)}</p>}
      <table class="row-kinds">
        <caption>{plural('private.rows', report.rows)}</caption>
        <thead>
          <tr>
            <th scope="col">{t('private.row')}</th>
            <th scope="col">{t('private.rowKind')}</th>
            <th scope="col">{t('private.rowLines')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ kind, name, count, lines }) => (
            <tr key={kind}>
              <td>{numberText(count)}</td>
              <th scope="row">{name}</th>
              <td class="quiet">{lines.length <= LONGEST_LINES ? lines : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {report.duplicates > 0 && (
        <p class="quiet">{plural('private.duplicates', report.duplicates)}</p>
      )}
      {report.unreadableRows > 0 && (
        <details>
          <summary>{plural('private.unreadable', report.unreadableRows)}</summary>
          <ul class="small">
            {privateWords.unreadOf(report).map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
          <UnreadLines rows={report.unreadable} count={report.unreadableRows} />
        </details>
      )}
      {report.leftOutNames > 0 && (
        <details>
          <summary>{plural('private.leftOut', report.leftOutNames)}</summary>
          <UnreadLines rows={report.leftOut} count={report.leftOutNames} />
        </details>
      )}
    </section>
  );
}

/** The first of what could not be read, and how many more there are. */
function UnreadLines({ rows, count }: { rows: readonly UnreadableRow[]; count: number }) {
  const shown = rows.slice(0, SHOWN_UNREADABLE);
  return (
    <ul class="small">
      {shown.map(({ line, reason }) => (
        <li key={`${line} ${reason}`}>
          <bdi>{t('private.unreadableLine', numberText(line), reason)}</bdi>
        </li>
      ))}
      {count > shown.length && <li>{plural('private.more', count - shown.length)}</li>}
    </ul>
  );
}

export function Fact({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <dt class="quiet">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface ReadOtherwiseProps {
  readonly file: ReadFile;
  readonly wishes: ImportWishes;
  readonly onRead: (wishes: ImportWishes) => void;
}

/** Other columns than those that were guessed, and the platform of bare names. */
export function ReadOtherwise({ file, wishes, onRead }: ReadOtherwiseProps) {
  const [column, setColumn] = useState(wishes.column ?? '');
  const [idColumn, setIdColumn] = useState(wishes.idColumn ?? '');
  const [platform, setPlatform] = useState<string>(wishes.platform ?? '');
  const { headers, report } = file;
  const isAsked = headers.length > 0 || report.platformAssumed || wishes.platform !== undefined;
  if (!isAsked) return null;
  return (
    <details class="otherwise" open={report.platformAssumed}>
      <summary>{t('private.columns')}</summary>
      {headers.length > 0 && (
        <>
          <Choice
            id="import-column"
            label={t('private.columnOfNames')}
            value={column}
            options={headers.map((name) => [name, name])}
            onChange={setColumn}
          />
          <Choice
            id="import-id-column"
            label={t('private.columnOfIds')}
            value={idColumn}
            options={headers.map((name) => [name, name])}
            onChange={setIdColumn}
          />
        </>
      )}
      <Choice
        id="import-platform"
        label={t('private.platform')}
        value={platform}
        options={PLATFORM_IDS.map((id) => [id, platformName(id)])}
        onChange={setPlatform}
      />
      <button
        type="button"
        class="button"
        onClick={() =>
          onRead({
            column: column || undefined,
            idColumn: idColumn || undefined,
            platform: PLATFORM_IDS.find((id) => id === platform),
          })
        }
      >
        {t('private.readAgain')}
      </button>
    </details>
  );
}

function Choice(props: {
  id: string;
  label: string;
  value: string;
  options: readonly (readonly [value: string, name: string])[];
  onChange: (value: string) => void;
}) {
  return (
    <p>
      <label for={props.id}>{props.label}</label>
      <select
        id={props.id}
        value={props.value}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      >
        <option value="">{t('private.guessed')}</option>
        {props.options.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </p>
  );
}
