import { t } from '../../src/ui/language/message.ts';
import { Mark } from '../../src/ui/parts.tsx';
import type { SymbolName } from '../../src/ui/symbols.ts';
import { SitesPart } from '../options/sites-part.tsx';
import { SampleBadge } from './sample-badge.tsx';

const MARKS = [
  ['named', 'full'],
  ['in-time', 'in_time'],
  ['name-only', 'light'],
  ['disputed', 'disputed'],
  ['reinstated', 'reinstated'],
] as const satisfies readonly (readonly [SymbolName, string])[];

/** What the extension says and does not say, tried on a sample, and where it reads. */
export function WelcomeView({ onOptions }: { onOptions: () => void }) {
  return (
    <div class="view welcome">
      <header class="masthead">
        <h1>{t('product')}</h1>
      </header>
      <main>
        <h2 class="headline">{t('welcome.heading')}</h2>
        <p class="lead">{t('welcome.intro')}</p>

        <section aria-labelledby="try">
          <h3 class="kicker" id="try">
            {t('welcome.tryIt')}
          </h3>
          <p>{t('welcome.tryWhat')}</p>
          <figure class="post">
            <figcaption>{t('welcome.postBy')}</figcaption>
            <p>
              {t('welcome.postBefore')} <SampleBadge /> {t('welcome.postAfter')}
            </p>
          </figure>
        </section>

        <div class="two">
          <section aria-labelledby="says">
            <h3 class="kicker" id="says">
              {t('welcome.says')}
            </h3>
            <ul class="points">
              <li>{t('welcome.saysLines.who')}</li>
              <li>{t('welcome.saysLines.dispute')}</li>
              <li>{t('welcome.saysLines.match')}</li>
            </ul>
          </section>
          <section aria-labelledby="says-not">
            <h3 class="kicker" id="says-not">
              {t('welcome.saysNot')}
            </h3>
            <ul class="points">
              <li>{t('welcome.saysNotLines.guilty')}</li>
              <li>{t('welcome.saysNotLines.cleared')}</li>
              <li>{t('welcome.saysNotLines.you')}</li>
            </ul>
          </section>
        </div>

        <section aria-labelledby="marks">
          <h3 class="kicker" id="marks">
            {t('welcome.marks')}
          </h3>
          <ul class="points">
            {MARKS.map(([symbol, line]) => (
              <li key={line}>
                <Mark name={symbol} /> {t(`welcome.marksLines.${line}`)}
              </li>
            ))}
          </ul>
        </section>

        <section aria-labelledby="sites">
          <h3 class="kicker" id="sites">
            {t('sites.sites')}
          </h3>
          <SitesPart />
        </section>

        <section aria-labelledby="further">
          <h3 class="kicker" id="further">
            {t('welcome.further')}
          </h3>
          <ul class="points">
            <li>{t('welcome.furtherLines.popup')}</li>
            <li>
              <a href="/catalogue.html">{t('catalogue.open')}</a>
            </li>
            <li>
              <a href="/research.html">{t('research.open')}</a>
            </li>
            <li>
              <button type="button" class="link-button" onClick={onOptions}>
                {t('welcome.furtherLines.options')}
              </button>
            </li>
          </ul>
        </section>
      </main>
      <footer class="caution">{t('caution')}</footer>
    </div>
  );
}
