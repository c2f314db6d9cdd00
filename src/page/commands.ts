import { keyPart } from '../ui/language/message.ts';

/** What a person can do by keyboard wherever they are in the browser. */
export const COMMAND_NAMES = [
  'open-panel',
  'next-match',
  'previous-match',
  'look-up',
  'toggle-site',
] as const;
export type CommandName = (typeof COMMAND_NAMES)[number];

/*
 * Alt and Shift with a letter or mark that no desktop browser has taken: Chrome has A, B, I and T, on ChromeOS also L,
 * M, N and S. Browsers take four suggestions at most; a switch that could be hit by mistake has none.
 */
const SUGGESTED: Readonly<Partial<Record<CommandName, string>>> = {
  'open-panel': 'Alt+Shift+P',
  'next-match': 'Alt+Shift+Period',
  'previous-match': 'Alt+Shift+Comma',
  'look-up': 'Alt+Shift+K',
};

interface ManifestCommand {
  readonly description: string;
  readonly suggested_key?: { readonly default: string };
}

/** The manifest's `commands`. */
export function manifestCommands(): Record<string, ManifestCommand> {
  return Object.fromEntries(
    COMMAND_NAMES.map((name) => {
      const key = SUGGESTED[name];
      // A name in the manifest, which the browser reads in its own language.
      const description = `__MSG_commands_names_${keyPart(name)}__`;
      return [name, key ? { description, suggested_key: { default: key } } : { description }];
    }),
  );
}

/** Which of ours a browser's command is, or null. */
export function commandNamed(name: string): CommandName | null {
  return COMMAND_NAMES.find((one) => one === name) ?? null;
}
