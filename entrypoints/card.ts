import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { openCard } from '../src/badge/card.tsx';
import { offerCard } from '../src/page/card.ts';

/** Put into a frame by the background when a person opens the first card there. */
export default defineUnlistedScript(() => offerCard(openCard));
