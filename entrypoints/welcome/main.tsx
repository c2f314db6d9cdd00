import browser from 'webextension-polyfill';
import { showPage } from '../shared/own-page.tsx';
import '../../src/ui/tokens.css';
import '../../src/ui/base.css';
import '../../src/ui/masthead.css';
import '../options/options.css';
import './welcome.css';
import { changeSettings } from '../../src/store/settings.ts';
import { t } from '../../src/ui/language/message.ts';
import { newsSince } from '../../src/ui/news.ts';
import { useSettings } from '../shared/hooks.ts';
import { NewsView } from './news-view.tsx';
import { WelcomeView } from './view.tsx';

const isNews = location.hash === '#news';

function Welcome() {
  const settings = useSettings();
  if (!isNews) return <WelcomeView onOptions={() => void browser.runtime.openOptionsPage()} />;
  if (settings === null) return null;
  const since = new URLSearchParams(location.search).get('since') ?? undefined;
  return (
    <NewsView
      news={newsSince(since)}
      wanted={settings.whatsNew}
      onWanted={(whatsNew) => void changeSettings((old) => ({ ...old, whatsNew }))}
    />
  );
}

showPage('welcome', isNews ? t('welcome.newsTitle') : t('welcome.title'), <Welcome />);
