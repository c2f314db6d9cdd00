import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { openCard } from '../src/badge/card.tsx';
import { askBackground } from '../src/messaging/client.ts';
import { offerPart } from '../src/page/parts.ts';
import { hide, unhide } from '../src/store/hidden.ts';

/** Put into a frame by the background when a person opens the first card there. */
export default defineUnlistedScript(() =>
  offerPart('card', {
    openCard: (options) =>
      openCard({
        ...options,
        onDisclosure: (disclosure) =>
          void askBackground({ type: 'open-disclosure', disclosure }).catch(() => {}),
        hiding: { hide: (one) => hide([one]), unhide: (one) => unhide([one]) },
      }),
  }),
);
