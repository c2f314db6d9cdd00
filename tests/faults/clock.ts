import type { Worker } from '@playwright/test';
import { eventually, until } from '../../src/dev/browser/badges.ts';
import { type Fault, type Lab, TIMELINE } from './lab.ts';

// A clock that jumps, for the extension's scripts: in its service worker, on its pages and in the pages that it reads.
// The browser's own clock stays, so alarms are set by as much earlier as the scripts' clock is ahead.

const YEAR_MS = 365 * 86_400_000;
/** An alarm that comes again and again would have come by then. */
const WATCHED_MS = 4000;

/** As text: what is sent to a browser sees nothing of its surroundings. */
const setClock = (ahead: number) => `(() => {
  const lens = globalThis.lensClock ??= { Real: Date, ahead: 0 };
  lens.ahead = ${ahead};
  if (Date !== lens.Real) return;
  const now = () => lens.Real.now() + lens.ahead;
  globalThis.Date = class extends lens.Real {
    constructor(...when) {
      super(...(when.length === 0 ? [now()] : when));
    }
    static now() {
      return now();
    }
  };
  for (const alarms of new Set([globalThis.chrome?.alarms, globalThis.browser?.alarms])) {
    const create = alarms?.create.bind(alarms);
    if (create) alarms.create = (name, { when }) => create(name, { when: when - lens.ahead });
  }
})()`;

/** The clock goes a year the one way, and later back to where it was. */
export const clockJumps =
  (way: 1 | -1): Fault =>
  async (lab, times) => {
    const wrong: string[] = [];
    for (let at = 0; at < times; at++) {
      const ahead = way * YEAR_MS;
      // Made by the right clock, good for the usual time.
      await lab.publish();
      await setEverywhere(lab, ahead);
      const asked = lab.way.asked;
      await lab.update();
      const refusal = await lab.refusal();
      const wanted = way > 0 ? 'expired' : 'clock';
      if (refusal !== wanted) wrong.push(`a clock that is off is told as ${refusal}`);
      const says = way > 0 ? /past the day it was good until/ : /clock .* is wrong/;
      if (!(await lab.optionsSay(says))) wrong.push('the options say nothing of it');
      if (way > 0 && !(await lab.optionsSay(/out of date/))) {
        wrong.push('the options do not say that the list is out of date');
      }
      await lab.session.context.pages()[0]?.waitForTimeout(WATCHED_MS);
      if (lab.way.asked - asked > 1) wrong.push(`${lab.way.asked - asked} attempts at once`);
      wrong.push(...(await lab.alarmsTooSoon()));
      wrong.push(...(await lab.wrong(false)));
      // What is taken while the clock is ahead must not hold off the next attempt when it is right again.
      if (way > 0) {
        await lab.publish([], { goodForDays: 800 });
        wrong.push(...(await lab.wrong(true)));
      }
      const worker = await workerOf(lab);
      const isOff = await worker.evaluate('globalThis.lensClock?.ahead');
      if (isOff !== ahead) wrong.push('the clock did not stay where it was set');
      // Published first: whatever has the extension look as soon as the clock is right, as a policy that is read, finds it.
      await lab.publish();
      await setEverywhere(lab, 0);
      // Nobody asks for it: the service worker, started anew, has to see that it is due.
      const before = lab.way.asked;
      const isEnded = await lab.session.killServiceWorker();
      await lab.finds('one');
      const isThere = await eventually(() => lab.finds(`of_version_${lab.version}`), Boolean);
      if (!isThere) {
        const how = `${isEnded ? 'ended' : 'not running'}, asked ${lab.way.asked - before} times`;
        const why = `${how}, last refusal ${await lab.refusal()}`;
        wrong.push(`with the clock right again the list is not tried again: ${why}`);
      }
      wrong.push(...(await lab.wrong(true)));
    }
    return wrong;
  };

async function setEverywhere(lab: Lab, ahead: number): Promise<void> {
  await (await workerOf(lab)).evaluate(setClock(ahead));
  await lab.page.go(TIMELINE);
  await setInScripts(lab, ahead);
  await lab.own.page.addInitScript(setClock(ahead));
  await lab.own.page.reload({ waitUntil: 'domcontentloaded' });
}

/** The running service worker; a question has it running. */
async function workerOf(lab: Lab): Promise<Worker> {
  await lab.finds('one');
  const workers = () => lab.session.context.serviceWorkers();
  await until(async () => workers().length, Boolean);
  const worker = workers().at(-1);
  if (worker === undefined) throw new Error('no service worker is running');
  return worker;
}

/** Our scripts in the page have a world of their own, which only the debugger can go into. */
async function setInScripts(lab: Lab, ahead: number): Promise<void> {
  const devtools = await lab.session.context.newCDPSession(lab.page.page);
  const worlds: number[] = [];
  devtools.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.origin.startsWith('chrome-extension:')) worlds.push(context.id);
  });
  await devtools.send('Runtime.enable');
  await until(async () => worlds.length, Boolean);
  for (const contextId of worlds) {
    await devtools.send('Runtime.evaluate', { expression: setClock(ahead), contextId });
  }
  await devtools.detach();
  if (worlds.length === 0) throw new Error('there is no script of ours in the page');
}
