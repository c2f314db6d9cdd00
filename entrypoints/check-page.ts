import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { plainNames } from '../src/page/plain-names.ts';
import { startPage } from '../src/page/start.ts';

/** Put into a page that no reader knows, once a person asks for it. */
export default defineUnlistedScript(() => {
  // Without the page script's wrapper nothing tells that the extension is gone, but the next question fails.
  void startPage({ onInvalidated: () => {} }, { find: plainNames });
});
