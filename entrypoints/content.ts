import { defineContentScript } from 'wxt/utils/define-content-script';
import { startPage } from '../src/page/start.ts';
import { installedPatterns } from '../src/readers/core/matches.ts';
import { SITES } from '../src/readers/index.ts';

export default defineContentScript({
  matches: installedPatterns(SITES),
  runAt: 'document_end',
  main(context) {
    // A page that is only being prepared for a person is read when the person arrives.
    if ('prerendering' in document && document.prerendering) {
      document.addEventListener('prerenderingchange', () => void startPage(context), {
        once: true,
      });
    } else {
      void startPage(context);
    }
  },
});
