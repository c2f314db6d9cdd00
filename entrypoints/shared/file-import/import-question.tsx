import { useEffect, useRef, useState } from 'preact/hooks';
import type { Disclosure } from '../../../src/records/disclosure.ts';
import type {
  OwnListBrief,
  OwnListWish,
  ReadFile,
} from '../../../src/research/import/file-protocol.ts';
import {
  type DisclosureFields,
  newDisclosure,
  type WrongField,
  wrongFields,
} from '../../../src/research/import/new-disclosure.ts';
import { LANGUAGE, plural, t } from '../../../src/ui/language/message.ts';
import { privateWords } from '../../../src/ui/wording-private.ts';
import { DisclosureForm } from './disclosure-form.tsx';
import { Fact } from './import-report.tsx';
import type { Missing } from './use-file-import.ts';

const NEW = 'new';
const NO_FIELDS: DisclosureFields = {
  ...{ discloser: '', date: '', title: '', kind: 'network-takedown', source: '', attributed: '' },
  ...{ reasonKind: 'not-recorded', reason: '', language: LANGUAGE.slice(0, 2) },
};

interface ImportQuestionProps {
  readonly file: ReadFile;
  readonly disclosures: readonly Disclosure[];
  readonly missing: Missing | null;
  readonly saving: boolean;
  readonly onCompare: (listId: string) => void;
  readonly onSave: (wish: Omit<OwnListWish, 'now'>) => void;
  readonly onLeave: () => void;
}

/** Which disclosure the accounts are of, whether an earlier list gives way, and the person's yes. */
export function ImportQuestion(props: ImportQuestionProps) {
  const { file, missing, saving, onCompare } = props;
  // Those of one's own lists are known too where these are switched off.
  const disclosures = [
    ...new Map(
      [...file.own.map((own) => own.disclosure), ...props.disclosures].map((one) => [one.id, one]),
    ).values(),
  ].sort((a, b) => (a.date < b.date ? 1 : -1));
  const same = file.own.find(({ sha256 }) => sha256 === file.sha256) ?? null;
  const suggested = disclosures.find(({ id }) => id === file.report.disclosure) ?? null;
  const [chosen, setChosen] = useState(same?.disclosure.id ?? suggested?.id ?? '');
  const [fields, setFields] = useState(NO_FIELDS);
  const [wrong, setWrong] = useState<readonly WrongField[]>([]);
  const [problem, setProblem] = useState('');
  const [replaces, setReplaces] = useState(true);
  const [withdraw, setWithdraw] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Reading took its time: who is at something else on this page meanwhile is left there.
    const { activeElement, body } = document;
    const isHere = title.current?.closest('.file-import')?.contains(activeElement) ?? false;
    if (activeElement === body || isHere) title.current?.focus();
  }, []);
  const form = useRef<HTMLFormElement>(null);
  // After each attempt to save, to what is missing first.
  useEffect(
    () => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
    [wrong],
  );

  const disclosure = disclosures.find(({ id }) => id === chosen) ?? null;
  const earlier = same ?? file.own.find((one) => one.disclosure.id === disclosure?.id) ?? null;
  const earlierId = earlier?.id ?? null;
  useEffect(() => {
    if (earlierId !== null && earlierId !== same?.id) onCompare(earlierId);
  }, [earlierId, same?.id, onCompare]);
  const lacking = missing !== null && missing.listId === earlierId ? missing : null;

  const submit = () => {
    const found = chosen === NEW ? wrongFields(fields) : [];
    setWrong(found);
    setProblem(chosen === '' ? t('private.noDisclosure') : '');
    if (chosen === '' || found.length > 0 || (chosen !== NEW && disclosure === null)) return;
    props.onSave({
      disclosure: disclosure ?? newDisclosure(fields, file),
      replaces: earlier !== null && (same !== null || replaces) ? earlier.id : null,
      withdraw: replaces && withdraw && (lacking?.missing ?? 0) > 0,
    });
  };
  return (
    <form
      class="import-question"
      ref={form}
      aria-labelledby="question-title"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!saving) submit();
      }}
    >
      <h4 class="kicker" id="question-title" ref={title} tabIndex={-1}>
        {t('private.whose')}
      </h4>
      <p class="quiet">
        {t('private.whoseHint')}{' '}
        {suggested !== null && <bdi>{t('private.suggested', suggested.title)}</bdi>}
      </p>
      <p>
        <label for="import-disclosure">{t('private.known')}</label>
        <select
          id="import-disclosure"
          value={chosen}
          aria-describedby="import-problem"
          aria-invalid={problem !== ''}
          onChange={(event) => setChosen(event.currentTarget.value)}
        >
          <option value="">{t('private.choose')}</option>
          <option value={NEW}>{t('private.newOne')}</option>
          {disclosures.map((one) => (
            <option key={one.id} value={one.id}>
              {privateWords.option(one)}
            </option>
          ))}
        </select>
      </p>
      {chosen === NEW && <DisclosureForm fields={fields} wrong={wrong} onChange={setFields} />}
      {disclosure !== null && (
        <dl class="file-facts">
          <Fact name={t('private.claims')}>
            <bdi>{privateWords.claimsText(disclosure.counts.claimed)}</bdi>
          </Fact>
          <Fact name={t('private.inFile')}>{privateWords.accountsText(file.report)}</Fact>
        </dl>
      )}
      {earlier !== null && (
        <Earlier
          {...{ earlier, lacking, replaces, withdraw }}
          isSame={same !== null}
          onReplaces={setReplaces}
          onWithdraw={setWithdraw}
        />
      )}
      <p id="import-problem" role="alert">
        {problem}
      </p>
      <div class="acts">
        <button type="submit" class="button strong" aria-disabled={saving}>
          {saving ? t('private.saving') : plural('private.confirm', file.report.accounts)}
        </button>
        <button
          type="button"
          class="button"
          aria-disabled={saving}
          onClick={() => {
            if (!saving) props.onLeave();
          }}
        >
          {t('private.leave')}
        </button>
      </div>
    </form>
  );
}

/** A list there is already, of the same file or of an earlier version of it. */
function Earlier(props: {
  earlier: OwnListBrief;
  isSame: boolean;
  lacking: Missing | null;
  replaces: boolean;
  withdraw: boolean;
  onReplaces: (replaces: boolean) => void;
  onWithdraw: (withdraw: boolean) => void;
}) {
  const { earlier, lacking, replaces, withdraw } = props;
  if (props.isSame) {
    return (
      <p>
        <bdi>{privateWords.again(earlier.file, earlier.imported)}</bdi>
      </p>
    );
  }
  return (
    <>
      <fieldset class="import-choices">
        <legend>
          <bdi>{privateWords.earlier(earlier.file, earlier.imported)}</bdi>
        </legend>
        <Radio name="replaces" on={replaces} onChoose={() => props.onReplaces(true)}>
          {t('private.replace')}
        </Radio>
        <Radio name="replaces" on={!replaces} onChoose={() => props.onReplaces(false)}>
          {t('private.beside')}
        </Radio>
      </fieldset>
      {replaces && lacking !== null && lacking.missing > 0 && (
        <fieldset class="import-choices">
          <legend>{plural('private.missing', lacking.missing)}</legend>
          <ul class="missing-names small" aria-label={plural('private.missing', lacking.missing)}>
            {lacking.names.map((name) => (
              <li key={name}>
                <bdi>{name}</bdi>
              </li>
            ))}
            {lacking.missing > lacking.names.length && (
              <li class="quiet">
                {plural('private.more', lacking.missing - lacking.names.length)}
              </li>
            )}
          </ul>
          <Radio name="withdraw" on={withdraw} onChoose={() => props.onWithdraw(true)}>
            {t('private.withdraw')}
          </Radio>
          <Radio name="withdraw" on={!withdraw} onChoose={() => props.onWithdraw(false)}>
            {t('private.keepMissing')}
          </Radio>
        </fieldset>
      )}
    </>
  );
}

function Radio(props: { name: string; on: boolean; onChoose: () => void; children: string }) {
  return (
    <label class="import-choice">
      <input type="radio" name={props.name} checked={props.on} onChange={props.onChoose} />
      <span>{props.children}</span>
    </label>
  );
}
