import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startPage } from '../src/page/start.ts';

/**
 * The content script; the manifest names it (wxt.config.ts). It is no content script to WXT, whose wrapper for
 * those is a tenth of what a tab may be given to parse.
 */
export default defineUnlistedScript(() => {
  // A page that is only being prepared for a person is read when the person arrives.
  if ('prerendering' in document && document.prerendering) {
    document.addEventListener('prerenderingchange', () => void startPage(), { once: true });
  } else {
    void startPage();
  }
});
