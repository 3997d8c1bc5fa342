// What a visitor sees while typing, and which of it the arrow keys have reached.
export const SUGGESTION_KINDS = ["query", "room", "product"] as const;
export type SuggestionKind = (typeof SUGGESTION_KINDS)[number];

export type Suggestion = {
  readonly kind: SuggestionKind;
  readonly href: string;
  readonly name: string;
  /** A price, or how much there is. */
  readonly aside?: string;
  readonly image?: string | null;
};
/** The items stand in the order of their kinds. */
export type Suggestions = { readonly query: string; readonly items: readonly Suggestion[] };

export const SUGGESTIONS_MAX = 5;
export const SUGGEST_FROM_LENGTH = 2;

/** The position after an arrow key; −1 is the field itself, so that going past an end comes back to the typed text. */
export function moveActive(active: number, key: string, length: number): number {
  if (key === "ArrowDown") return active >= length - 1 ? -1 : active + 1;
  if (key === "ArrowUp") return active < 0 ? length - 1 : active - 1;
  return active;
}
