import { browser } from '@wxt-dev/browser';
import type { PlatformId } from '../accounts/platforms.ts';
import { askBackground, askUntilAnswered } from '../messaging/client.ts';
import { parseTabRequest } from '../messaging/messages.ts';
import { takeOffered } from '../readers/core/offered.ts';
import { addSites } from '../readers/core/registry.ts';
import { readFilters } from '../store/filters.ts';
import { readReaderRules } from '../store/reader-rule-storage.ts';
import { isReading, onSwitchesChanged, readSwitches, type Switches } from '../store/settings.ts';
import { showCard } from './card.ts';
import { bringPart, bringSites, dropParts, partOf } from './parts.ts';
import { PageSession, type SessionOptions } from './session.ts';

/** What the first script of ours in a page leaves for the next: whether its extension is still there. */
const world = globalThis as unknown as { takedownLens?: () => boolean };

/**
 * Reads this page until it or the extension goes: names to badges, the popup's questions, switches and lists that
 * change. A page that is read already is left to the script that does.
 */
export async function startPage(options: Pick<SessionOptions, 'find'> = {}): Promise<void> {
  if (world.takedownLens?.()) return;
  const isThere = () => browser.runtime?.id !== undefined;
  world.takedownLens = isThere;
  dropParts();
  const offered = takeOffered();
  addSites(offered);
  // A frame of embedded posts comes with its site's reader, and from a host that none of its pages has.
  const [own, ...others] = offered;
  const embedder = others.length === 0 ? own?.id : undefined;
  const asked = new Set<string>();
  const tellViews = viewsThatFollow();
  let settings: Switches = { enabled: true, sitesOff: [], pausedUntil: null };
  const session = new PageSession(document, {
    ...options,
    onRead: tellViews,
    source: {
      readFilter,
      lookup: async (platform, keys) => {
        // What the filter let through is almost always listed: both at once bring the badge sooner.
        const [answer] = await Promise.all([
          askUntilAnswered({ type: 'lookup', platform, keys: [...keys] }),
          bringPart('badge').then(() => partOf('badge').follow(() => session.restart())),
        ]);
        return answer;
      },
    },
    onOpenCard: (request) => void showCard(request),
    onCount: () => {
      tellViews();
      void askBackground({ type: 'page-count' }).catch(() => {});
    },
    onUnreadable: (site) => void askBackground({ type: 'site-unreadable', site }).catch(() => {}),
    onMissing: (sites) => void bring(sites.filter((site) => !asked.has(site))).catch(() => {}),
    isOrphan: () => !isThere(),
  });
  const bring = async (sites: readonly string[]) => {
    if (sites.length === 0) return;
    for (const site of sites) asked.add(site);
    await bringSites(sites);
    session.arrived(takeOffered());
    // Only now it may be known whose page an archive shows, and that a person does without it.
    apply();
  };
  let pause = 0;
  const apply = () => {
    if (!isThere()) return;
    clearTimeout(pause);
    const site = session.site?.id ?? embedder;
    const now = Date.now();
    const { enabled, sitesOff, pausedUntil } = settings;
    const reading = isReading(settings, now);
    if (reading && (site === undefined || !sitesOff.includes(site))) session.start();
    else session.stop();
    if (enabled && !reading) pause = window.setTimeout(apply, (pausedUntil ?? now) - now);
  };
  browser.runtime.onMessage.addListener((message: unknown, _sender, respond) => {
    const request = parseTabRequest(message);
    switch (request?.type) {
      case 'page-summary':
        return respond(session.summary());
      case 'page-looked':
        return respond(session.looked());
      case 'show-match':
        return respond(session.show(request.match));
      case 'badges-in-frames':
        session.leaveToFrames(request.accounts);
        return respond(null);
      case 'lists-changed':
        void load().then(() => session.refresh());
        return respond(null);
    }
  });
  const load = async () => {
    const [rules] = await Promise.all([
      readReaderRules(),
      // Taken as they come: what the person changes after that must not be undone by what was stored before.
      readSwitches().then((stored) => {
        settings = stored;
      }),
    ]);
    session.follow(rules);
    apply();
  };
  // A page that comes back from the back/forward cache missed every message in between.
  window.addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    if (isThere()) void load().then(() => session.refresh());
    else session.stop();
  });
  onSwitchesChanged((changed) => {
    settings = changed;
    apply();
  });
  await load();
}

/**
 * Gives the way to tell the views that are open beside this page, with empty messages over the port that each holds to
 * it. The background sleeps meanwhile.
 */
function viewsThatFollow(): () => void {
  const ports = new Set<{ postMessage(message: null): void }>();
  browser.runtime.onConnect.addListener((port) => {
    ports.add(port);
    port.onDisconnect.addListener(() => ports.delete(port));
  });
  return () => {
    for (const port of ports) port.postMessage(null);
  };
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
