import { Mark } from '../../src/ui/parts.tsx';
import type { SymbolName } from '../../src/ui/symbols.ts';
import { CAUTION, popupWords } from '../../src/ui/wording.ts';
import { catalogueWords } from '../../src/ui/wording-catalogue.ts';
import { researchWords } from '../../src/ui/wording-research.ts';
import { siteWords } from '../../src/ui/wording-sites.ts';
import { welcomeWords } from '../../src/ui/wording-welcome.ts';
import { SitesPart } from '../options/sites-part.tsx';
import { SampleBadge } from './sample-badge.tsx';

const MARKS: readonly (readonly [SymbolName, keyof typeof welcomeWords.marksLines])[] = [
  ['named', 'full'],
  ['name-only', 'light'],
  ['disputed', 'disputed'],
  ['reinstated', 'reinstated'],
];

/** What the extension says and does not say, tried on a sample, and where it reads. */
export function WelcomeView({ onOptions }: { onOptions: () => void }) {
  return (
    <div class="view welcome">
      <header class="masthead">
        <h1>{popupWords.product}</h1>
      </header>
      <main>
        <h2 class="headline">{welcomeWords.heading}</h2>
        <p class="lead">{welcomeWords.intro}</p>

        <section aria-labelledby="try">
          <h3 class="kicker" id="try">
            {welcomeWords.tryIt}
          </h3>
          <p>{welcomeWords.tryWhat}</p>
          <figure class="post">
            <figcaption>{welcomeWords.postBy}</figcaption>
            <p>
              {welcomeWords.postBefore} <SampleBadge /> {welcomeWords.postAfter}
            </p>
          </figure>
        </section>

        <div class="two">
          <section aria-labelledby="says">
            <h3 class="kicker" id="says">
              {welcomeWords.says}
            </h3>
            <ul class="points">
              {welcomeWords.saysLines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </section>
          <section aria-labelledby="says-not">
            <h3 class="kicker" id="says-not">
              {welcomeWords.saysNot}
            </h3>
            <ul class="points">
              {welcomeWords.saysNotLines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </section>
        </div>

        <section aria-labelledby="marks">
          <h3 class="kicker" id="marks">
            {welcomeWords.marks}
          </h3>
          <ul class="points">
            {MARKS.map(([symbol, line]) => (
              <li key={line}>
                <Mark name={symbol} /> {welcomeWords.marksLines[line]}
              </li>
            ))}
          </ul>
        </section>

        <section aria-labelledby="sites">
          <h3 class="kicker" id="sites">
            {siteWords.sites}
          </h3>
          <SitesPart />
        </section>

        <section aria-labelledby="further">
          <h3 class="kicker" id="further">
            {welcomeWords.further}
          </h3>
          <ul class="points">
            <li>{welcomeWords.furtherLines.popup}</li>
            <li>
              <a href="/catalogue.html">{catalogueWords.open}</a>
            </li>
            <li>
              <a href="/research.html">{researchWords.open}</a>
            </li>
            <li>
              <button type="button" class="link-button" onClick={onOptions}>
                {welcomeWords.furtherLines.options}
              </button>
            </li>
          </ul>
        </section>
      </main>
      <footer class="caution">{CAUTION}</footer>
    </div>
  );
}
