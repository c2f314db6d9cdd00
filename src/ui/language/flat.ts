/** A translator's file: messages in groups. */
export type Messages = { readonly [key: string]: string | Messages };

/** The messages of a file by the names that browsers know them by: `card_close`. */
export function flatMessages(group: Messages, above = ''): [name: string, message: string][] {
  return Object.entries(group).flatMap(([key, value]) =>
    typeof value === 'string' ? [[above + key, value]] : flatMessages(value, `${above}${key}_`),
  );
}
