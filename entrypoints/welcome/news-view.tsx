import { t } from '../../src/ui/language/message.ts';
import type { News } from '../../src/ui/news.ts';
import { Switch } from '../../src/ui/parts.tsx';

/** What changed that a person should know, and the switch for not being told. */
export function NewsView(props: {
  news: readonly News[];
  wanted: boolean;
  onWanted: (wanted: boolean) => void;
}) {
  return (
    <div class="view welcome">
      <header class="masthead">
        <h1>{t('product')}</h1>
      </header>
      <main>
        <h2 class="headline">{t('welcome.news')}</h2>
        {props.news.length === 0 && <p>{t('welcome.noNews')}</p>}
        {props.news.map(({ version, lines }) => (
          <section key={version} aria-label={version}>
            <h3 class="kicker">{version}</h3>
            <ul class="points">
              {lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </section>
        ))}
        <div class="list-items">
          <Switch on={props.wanted} onChange={props.onWanted}>
            {t('welcome.newsOff')}
          </Switch>
        </div>
      </main>
      <footer class="caution">{t('caution')}</footer>
    </div>
  );
}
