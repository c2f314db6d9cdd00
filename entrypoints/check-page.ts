import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { plainNames } from '../src/page/plain-names.ts';
import { startPage } from '../src/page/start.ts';
import '../src/readers/core/all.ts';

/** Put into a page that no reader knows, once a person asks for it. */
export default defineUnlistedScript(() => void startPage({ find: plainNames }));
