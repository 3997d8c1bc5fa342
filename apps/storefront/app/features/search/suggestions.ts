// What a visitor sees while typing, and which of it the arrow keys have reached.

export type Suggestion = {
  readonly href: string;
  readonly name: string;
  readonly detail: string;
  readonly price: string;
  readonly image: string | null;
};
export type Suggestions = { readonly query: string; readonly items: readonly Suggestion[] };

export const SUGGESTIONS_MAX = 6;
export const SUGGEST_FROM_LENGTH = 2;

/** The position after an arrow key; −1 is the field itself, so that going past an end comes back to the typed text. */
export function moveActive(active: number, key: string, length: number): number {
  if (key === "ArrowDown") return active >= length - 1 ? -1 : active + 1;
  if (key === "ArrowUp") return active < 0 ? length - 1 : active - 1;
  return active;
}
