import type { BrowserName } from '../extension.ts';
import { startChromium } from './chromium.ts';
import { startFirefox } from './firefox.ts';
import type { Session, SessionOptions } from './session.ts';

/** Starts either browser. */
export function startBrowser(browser: BrowserName, options: SessionOptions): Promise<Session> {
  return browser === 'chromium' ? startChromium(options) : startFirefox(options);
}
