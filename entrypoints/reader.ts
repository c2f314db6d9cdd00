import { browser } from '@wxt-dev/browser';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import type { PlatformId } from '../src/accounts/platforms.ts';
import { askBackground, askUntilAnswered } from '../src/messaging/client.ts';
import { parseTabRequest } from '../src/messaging/messages.ts';
import { showCard } from '../src/page/card.ts';
import { bringPart } from '../src/page/parts.ts';
import { PageSession } from '../src/page/session.ts';
import { readFilters } from '../src/store/filters.ts';
import { readReaderRules } from '../src/store/reader-rule-storage.ts';
import { onSettingsChanged, readSettings, type Settings } from '../src/store/settings.ts';

/**
 * The content script; the manifest names it (wxt.config.ts). It is no content script to WXT, whose wrapper for
 * those is a tenth of what a tab may be given to parse.
 */
export default defineUnlistedScript(() => {
  // A page that is only being prepared for a person is read when the person arrives.
  if ('prerendering' in document && document.prerendering) {
    document.addEventListener('prerenderingchange', () => void run(), { once: true });
  } else {
    void run();
  }
});

async function run(): Promise<void> {
  const session = new PageSession(document, {
    source: {
      readFilter,
      lookup: async (platform, keys) => {
        // What the filter let through is almost always listed: both at once bring the badge sooner.
        const [answer] = await Promise.all([
          askUntilAnswered({ type: 'lookup', platform, keys: [...keys] }),
          bringPart('badge'),
        ]);
        return answer;
      },
    },
    onOpenCard: (request) => void showCard(request),
    onCount: (matches) => void askBackground({ type: 'page-count', matches }).catch(() => {}),
    // Without the extension behind it this script is an orphan.
    isOrphan: () => !browser.runtime?.id,
  });
  const apply = ({ enabled, sitesOff }: Settings) => {
    const site = session.site?.id;
    if (enabled && (site === undefined || !sitesOff.includes(site))) session.start();
    else session.stop();
  };
  browser.runtime.onMessage.addListener((message: unknown, _sender, respond) => {
    const request = parseTabRequest(message);
    switch (request?.type) {
      case 'page-summary':
        return respond(session.summary());
      case 'show-match':
        return respond(session.show(request.index));
      case 'lists-changed':
        void readReaderRules().then((rules) => {
          session.follow(rules);
          session.refresh();
        });
        return respond(null);
    }
  });
  // A page that comes back from the back/forward cache missed every message in between.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) session.refresh();
  });
  onSettingsChanged(apply);
  const [settings, rules] = await Promise.all([readSettings(), readReaderRules()]);
  session.follow(rules);
  apply(settings);
}

async function readFilter(platform: PlatformId) {
  const { generation, filters, damaged } = await readFilters([platform], repair);
  // Without a filter this tab would never wake the background, which may have been ended in the middle
  // of its first import. When it has mended things it tells every tab.
  if (generation === null || damaged.length > 0) {
    repair();
  }
  return filters.get(platform) ?? null;
}

function repair(): void {
  void askUntilAnswered({ type: 'repair-filters' }).catch(() => {});
}
