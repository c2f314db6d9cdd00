import type { Disclosure } from '../../../src/records/disclosure.ts';
import type { DisclosureFields, WrongField } from '../../../src/research/import/new-disclosure.ts';
import { keyPart, t } from '../../../src/ui/language/message.ts';

const KINDS: readonly Disclosure['kind'][] = [
  'network-takedown',
  'account-action',
  'entity-ban',
  'list-to-legislature',
];
const REASONS: readonly DisclosureFields['reasonKind'][] = [
  'quote',
  'summary',
  'none-given',
  'not-recorded',
];

interface DisclosureFormProps {
  readonly fields: DisclosureFields;
  readonly wrong: readonly WrongField[];
  readonly onChange: (fields: DisclosureFields) => void;
}

/** A disclosure that none of the lists has, as the person writes it down. */
export function DisclosureForm({ fields, wrong, onChange }: DisclosureFormProps) {
  const hasReason = fields.reasonKind === 'quote' || fields.reasonKind === 'summary';
  const faultOf = (field: WrongField) =>
    wrong.includes(field) ? t(`private.wrong.${keyPart(field)}`) : '';
  const set = (field: keyof DisclosureFields) => (value: string) =>
    onChange({ ...fields, [field]: value });
  return (
    <div class="new-disclosure">
      <Field
        {...{
          id: 'new-discloser',
          label: t('private.discloser'),
          hint: t('private.discloserHint'),
        }}
        {...{ value: fields.discloser, fault: faultOf('discloser'), onInput: set('discloser') }}
      />
      <Field
        {...{ id: 'new-date', label: t('private.date'), hint: t('private.dateHint') }}
        {...{ value: fields.date, fault: faultOf('date'), onInput: set('date') }}
      />
      <Field
        {...{ id: 'new-title', label: t('private.titleOf'), hint: '' }}
        {...{ value: fields.title, fault: faultOf('title'), onInput: set('title') }}
      />
      <p>
        <label for="new-kind">{t('private.kind')}</label>
        <select
          id="new-kind"
          value={fields.kind}
          onChange={(event) => set('kind')(event.currentTarget.value)}
        >
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`card.kind.${keyPart(kind)}`)}
            </option>
          ))}
        </select>
      </p>
      <Field
        {...{ id: 'new-source', label: t('private.source'), hint: t('private.sourceHint') }}
        {...{ value: fields.source, fault: faultOf('source'), onInput: set('source') }}
      />
      <Field
        {...{
          id: 'new-attributed',
          label: t('private.attributed'),
          hint: t('private.attributedHint'),
        }}
        {...{ value: fields.attributed, fault: '', onInput: set('attributed') }}
      />
      <p>
        <label for="new-reason-kind">{t('private.reasonKind')}</label>
        <select
          id="new-reason-kind"
          value={fields.reasonKind}
          onChange={(event) => set('reasonKind')(event.currentTarget.value)}
        >
          {REASONS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`private.reasonKinds.${keyPart(kind)}`)}
            </option>
          ))}
        </select>
      </p>
      {hasReason && (
        <>
          <p>
            <label for="new-reason">{t('private.reason')}</label>
            <textarea
              id="new-reason"
              rows={3}
              value={fields.reason}
              aria-invalid={wrong.includes('reason')}
              aria-describedby="new-reason-fault"
              onInput={(event) => set('reason')(event.currentTarget.value)}
            />
            <span id="new-reason-fault" class="small" role="alert">
              {faultOf('reason')}
            </span>
          </p>
          <Field
            {...{
              id: 'new-language',
              label: t('private.reasonLanguage'),
              hint: t('private.reasonLanguageHint'),
            }}
            {...{ value: fields.language, fault: faultOf('language'), onInput: set('language') }}
          />
        </>
      )}
    </div>
  );
}

function Field(props: {
  id: string;
  label: string;
  hint: string;
  value: string;
  fault: string;
  onInput: (value: string) => void;
}) {
  const { id, label, hint, value, fault } = props;
  return (
    <p>
      <label for={id}>
        {label} {hint !== '' && <span class="quiet">({hint})</span>}
      </label>
      <input
        id={id}
        type="text"
        autocomplete="off"
        value={value}
        aria-invalid={fault !== ''}
        aria-describedby={`${id}-fault`}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
      <span id={`${id}-fault`} class="small" role="alert">
        {fault}
      </span>
    </p>
  );
}
