import type { Management, Runtime, Tabs } from 'webextension-polyfill';
import { readSettings } from '../store/settings.ts';
import { newsSince } from '../ui/news.ts';

const WELCOME = '/welcome.html';

export interface FirstRunApi {
  readonly management: Pick<Management.Static, 'getSelf'>;
  readonly runtime: Pick<Runtime.Static, 'getURL'>;
  readonly tabs: Pick<Tabs.Static, 'create'>;
}

/**
 * Opens the page that says how it all works, once, after somebody installed the extension; and after an update that
 * they should know of what changed, behind the page they read, unless they do without it. Who loads a build
 * of their own is welcomed by nobody, a hundred times a day.
 */
export async function welcome(
  { management, runtime, tabs }: FirstRunApi,
  { reason, previousVersion }: Runtime.OnInstalledDetailsType,
): Promise<void> {
  if (reason === 'install') {
    const { installType } = await management.getSelf();
    if (installType === 'development') return;
    await tabs.create({ url: runtime.getURL(WELCOME) });
  }
  if (reason === 'update' && newsSince(previousVersion).length > 0) {
    if (!(await readSettings()).whatsNew) return;
    await tabs.create({
      url: runtime.getURL(`${WELCOME}?since=${previousVersion}#news`),
      active: false,
    });
  }
}
