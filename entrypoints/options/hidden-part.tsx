import { useRef, useState } from 'preact/hooks';
import { platformName } from '../../src/accounts/platforms.ts';
import { type Hidden, hiddenKey, unhide } from '../../src/store/hidden.ts';
import { t } from '../../src/ui/language/message.ts';
import { hiddenOptionsWords } from '../../src/ui/wording-options.ts';
import { ActButton } from './act-button.tsx';
import { useHidden } from './use-hidden.ts';

/** The accounts and disclosures of which a person wants no badge, each with the way back. */
export function HiddenPart() {
  const hidden = useHidden();
  const [said, say] = useState('');
  const status = useRef<HTMLParagraphElement>(null);
  if (hidden === null) return null;
  const undo = async (one: Hidden) => {
    try {
      await unhide([one]);
      say(t('hiddenOptions.undone', one.name));
    } catch {
      say(t('options.notSaved'));
    }
    // The button that had the focus goes with its row.
    status.current?.focus();
  };
  const accounts = hidden.filter(({ kind }) => kind === 'account');
  const disclosures = hidden.filter(({ kind }) => kind === 'disclosure');
  return (
    <>
      <p class="quiet">{t('hiddenOptions.intro')}</p>
      <p class="said" role="status" ref={status} tabIndex={-1}>
        {said}
      </p>
      {hidden.length === 0 ? (
        <p>{t('hiddenOptions.none')}</p>
      ) : (
        <p>{hiddenOptionsWords.count(accounts.length, disclosures.length)}</p>
      )}
      <HiddenRows name={t('hiddenOptions.accounts')} rows={accounts} onUndo={undo} />
      <HiddenRows name={t('hiddenOptions.disclosures')} rows={disclosures} onUndo={undo} />
    </>
  );
}

function HiddenRows(props: {
  name: string;
  rows: readonly Hidden[];
  onUndo: (one: Hidden) => Promise<void>;
}) {
  if (props.rows.length === 0) return null;
  return (
    <>
      <h3 class="kicker">{props.name}</h3>
      <ul class="list-items" aria-label={props.name}>
        {props.rows.map((one) => (
          <li key={hiddenKey(one)} class="site-row">
            <div class="site-state">
              <div class="hidden-name">
                <p>
                  <bdi>{one.name}</bdi>{' '}
                  {one.kind === 'account' && (
                    <span class="quiet">
                      {t('hiddenOptions.onPlatform', platformName(one.platform))}
                    </span>
                  )}
                </p>
                <p class="quiet small">{hiddenOptionsWords.since(one.since)}</p>
              </div>
              <ActButton
                label={t('hiddenOptions.undo', one.name)}
                onClick={() => void props.onUndo(one)}
              >
                {t('hiddenOptions.undoShort')}
              </ActButton>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
