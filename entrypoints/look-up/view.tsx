import { platformName } from '../../src/accounts/platforms.ts';
import { copyText } from '../../src/badge/card/copy.ts';
import { Citations } from '../../src/badge/card/foot.tsx';
import { marksAnything } from '../../src/badge/card/unsure.ts';
import { Record as ListedRecord } from '../../src/badge/card/view.tsx';
import { disclosurePath } from '../../src/page/disclosure-page.ts';
import { plural, t } from '../../src/ui/language/message.ts';
import { Mark } from '../../src/ui/parts.tsx';
import { lookUpWords } from '../../src/ui/wording-look-up.ts';
import { Say } from '../shared/own-page.tsx';
import type { Answer, AnsweredRecord, FoundBy } from './answer.ts';

/** Where the look-up of one question stands. */
export type LookUpState =
  | { readonly kind: 'nothing-asked' }
  | { readonly kind: 'looking' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'answered'; readonly answer: Answer };

export interface LookUpProps {
  readonly state: LookUpState;
  /** What stands in the field. */
  readonly text: string;
  readonly now: number;
  readonly onText: (text: string) => void;
  readonly onAsk: () => void;
}

/** A field for a name, an address or an id, and what the lists say to it, platform by platform. */
export function LookUpView({ state, text, now, onText, onAsk }: LookUpProps) {
  return (
    <div class="view look-up">
      <header class="masthead">
        <h1>{t('product')}</h1>
      </header>
      <main>
        <h2 class="headline">{t('lookUp.heading')}</h2>
        <p class="quiet">{t('lookUp.intro')}</p>
        <search>
          <form
            class="ask"
            onSubmit={(event) => {
              event.preventDefault();
              onAsk();
            }}
          >
            <label for="asked">
              {t('lookUp.label')} <span class="quiet">({t('lookUp.hint')})</span>
            </label>
            <div class="ask-line">
              <input
                id="asked"
                type="text"
                dir="auto"
                autocomplete="off"
                autocapitalize="none"
                spellcheck={false}
                value={text}
                onInput={(event) => onText(event.currentTarget.value)}
              />
              <button type="submit" class="button">
                {t('lookUp.look')}
              </button>
            </div>
          </form>
        </search>
        <State state={state} now={now} onAsk={onAsk} />
      </main>
      <footer class="caution">{t('caution')}</footer>
    </div>
  );
}

function State({ state, now, onAsk }: Pick<LookUpProps, 'state' | 'now' | 'onAsk'>) {
  switch (state.kind) {
    case 'nothing-asked':
      return null;
    case 'looking':
      return <Say what={t('lookUp.looking')} />;
    case 'failed':
      return (
        <>
          <Say what={t('lookUp.failed')} why={t('lookUp.failedWhy')} />
          <button type="button" class="button" onClick={onAsk}>
            {t('lookUp.again')}
          </button>
        </>
      );
    case 'answered':
      return <Answered answer={state.answer} now={now} />;
  }
}

function Answered({ answer, now }: { answer: Answer; now: number }) {
  const { platforms, text, question } = answer;
  const found = platforms.filter(({ records }) => records.length > 0);
  const isAsked = platforms.some(({ asked }) => asked);
  if (found.length === 0 && question === 'other-address') {
    return <Say what={t('lookUp.otherAddress')} why={t('lookUp.otherAddressWhy')} />;
  }
  if (!isAsked) return <Say what={t('lookUp.noName')} why={t('lookUp.noNameWhy')} />;
  return (
    <>
      {found.length === 0 ? (
        <Say what={t('lookUp.notFound', text)} why={t('lookUp.notListed')} />
      ) : (
        <Say
          what={lookUpWords.found(
            text,
            found.map(({ platform }) => platform),
          )}
        />
      )}
      {found.map(({ platform, records }) => (
        <Found key={platform} name={platformName(platform)} records={records} now={now} />
      ))}
      <Platforms platforms={platforms} />
    </>
  );
}

/** Everything the lists have of what was asked, on one platform. */
function Found(props: { name: string; records: readonly AnsweredRecord[]; now: number }) {
  const { name, records, now } = props;
  const all = records.map(({ record }) => record);
  return (
    <section class="found" aria-label={name}>
      {records.map(({ record, by }, index) => (
        <ListedRecord
          key={`${record.list.id} ${index}`}
          record={record}
          match={<By by={by} />}
          titleId={null}
          listShown={records.length > 1}
          now={now}
          onDisclosure={(id) => location.assign(disclosurePath(id))}
        />
      ))}
      <div class="foot">
        <Citations
          records={all}
          now={now}
          copy={(text) => copyText(text, window.navigator, document.body)}
        />
        {marksAnything(all) && <p class="small quiet">{t('card.unconfirmedMeaning')}</p>}
      </div>
    </section>
  );
}

const BY: Readonly<Record<FoundBy, string>> = {
  id: t('lookUp.byId'),
  name: t('lookUp.byName'),
  'earlier-name': t('lookUp.byEarlierName'),
};

function By({ by }: { by: FoundBy }) {
  return (
    <p class="match">
      <Mark name={by === 'id' ? 'same' : 'name-only'} /> {BY[by]}
    </p>
  );
}

/** That a name was not found says little without how many names there are to be found among. */
function Platforms({ platforms }: Pick<Answer, 'platforms'>) {
  return (
    <section class="looked" aria-labelledby="looked">
      <h2 class="kicker" id="looked">
        {t('lookUp.platforms')}
      </h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('lookUp.platform')}</th>
            <th scope="col">{t('lookUp.result')}</th>
            <th scope="col" class="number">
              {t('lookUp.known')}
            </th>
          </tr>
        </thead>
        <tbody>
          {platforms
            .filter(({ asked, records }) => asked || records.length > 0)
            .map(({ platform, records, known }) => (
              <tr key={platform}>
                <th scope="row">{platformName(platform)}</th>
                <td class={records.length === 0 ? 'quiet' : ''}>
                  {records.length === 0
                    ? t('lookUp.none')
                    : plural('counts.entries', records.length)}
                </td>
                <td class="number">{lookUpWords.knownOn(known)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </section>
  );
}
