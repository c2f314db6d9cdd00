import { useEffect, useRef, useState } from 'preact/hooks';
import { askBackground } from '../../src/messaging/client.ts';
import type { ListPreviewFacts, Outcome } from '../../src/messaging/messages.ts';
import { t } from '../../src/ui/language/message.ts';
import { countsText, versionText } from '../../src/ui/wording.ts';
import { listWords, platformsText, sizeText } from '../../src/ui/wording-lists.ts';
import { asked, isDone, type Refused, RefusedNote } from './act.tsx';
import { ActButton } from './act-button.tsx';
import { Fact } from './list-item.tsx';

/** Adding a list: its address, then what is there, and only then the person's yes. */
export function AddList({ onAdded }: { onAdded: () => void }) {
  const [address, setAddress] = useState('');
  const [busy, setBusy] = useState(false);
  const [preview, setPreview] = useState<ListPreviewFacts | null>(null);
  const [refused, setRefused] = useState<Refused | null>(null);
  const [done, setDone] = useState('');
  const input = useRef<HTMLInputElement>(null);

  const ask = async <T,>(work: () => Promise<Outcome<T>>): Promise<T | null> => {
    setBusy(true);
    setRefused(null);
    setDone('');
    const outcome = await asked(work);
    setBusy(false);
    if (isDone(outcome)) return outcome.value;
    setRefused(outcome);
    return null;
  };
  const look = async () => {
    setPreview(null);
    setPreview(await ask(() => askBackground({ type: 'preview-list', address })));
  };
  // What had the focus is gone with the preview.
  const close = () => {
    setPreview(null);
    input.current?.focus();
  };
  const confirm = async ({ publicKey, name, ...at }: ListPreviewFacts) => {
    const outcome = await ask(async () => {
      const added = await askBackground({ type: 'add-list', address: at.address, publicKey });
      return added.ok ? { ...added, value: name } : added;
    });
    close();
    if (outcome === null) return;
    setDone(t('lists.added', outcome));
    // What was typed meanwhile is another one.
    setAddress((now) => (now === address ? '' : now));
    onAdded();
  };
  return (
    <section class="add-list" aria-labelledby="add-title">
      <h3 class="kicker" id="add-title">
        {t('lists.add')}
      </h3>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void look();
        }}
      >
        <label for="list-address">{t('lists.addLabel')}</label>
        <div class="address-line">
          <input
            id="list-address"
            ref={input}
            type="text"
            inputMode="url"
            autocomplete="off"
            spellcheck={false}
            value={address}
            aria-describedby="list-address-hint"
            onInput={(event) => setAddress(event.currentTarget.value)}
          />
          <button type="submit" class="button" aria-disabled={busy}>
            {busy && preview === null ? t('lists.looking') : t('lists.look')}
          </button>
        </div>
        <p class="quiet small" id="list-address-hint">
          {t('lists.addHint')}
        </p>
      </form>
      {preview !== null && (
        <Preview
          preview={preview}
          busy={busy}
          onConfirm={() => void confirm(preview)}
          onCancel={close}
        />
      )}
      {refused !== null && <RefusedNote refused={refused} adding={true} />}
      <p role="status">{done}</p>
    </section>
  );
}

function Preview(props: {
  preview: ListPreviewFacts;
  busy: boolean;
  onConfirm: () => void;
  onCancel: () => void;
}) {
  const { preview } = props;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <section class="preview" aria-labelledby="preview-title">
      <h4 class="kicker" id="preview-title" ref={title} tabIndex={-1}>
        {t('lists.previewTitle')}
      </h4>
      <p class="headline">
        <bdi>{preview.name}</bdi>
      </p>
      <dl class="facts">
        <Fact name={t('lists.publisher')}>
          <bdi>{preview.publisher}</bdi>
        </Fact>
        <Fact name={t('lists.contact')}>
          <bdi>{preview.contact}</bdi>
        </Fact>
        <Fact name={t('lists.fingerprint')}>
          <span class="fingerprint">{preview.fingerprint}</span>
        </Fact>
        <Fact name={t('lists.version')}>{versionText(preview, Date.now())}</Fact>
        <Fact name={t('lists.contents')}>{countsText(preview)}</Fact>
        <Fact name={t('lists.licence')}>
          <bdi>{preview.licence}</bdi>
        </Fact>
        <Fact name={t('lists.address')}>{preview.address}</Fact>
      </dl>
      <p>
        {listWords.asserts(platformsText(preview.platforms))}{' '}
        {preview.readerRules && `${t('lists.readerRules')} `}
        {t('lists.cannot')}
      </p>
      <p class="caution">{t('lists.check')}</p>
      <p class="quiet small">{t('lists.size', sizeText(preview.bytes))}</p>
      <div class="acts">
        <ActButton off={props.busy} onClick={props.onConfirm}>
          {t('lists.confirm')}
        </ActButton>
        <ActButton off={props.busy} onClick={props.onCancel}>
          {t('lists.cancel')}
        </ActButton>
      </div>
    </section>
  );
}
