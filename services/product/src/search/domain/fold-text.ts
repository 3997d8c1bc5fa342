// Text as it is compared: lower case, without accents, in one form. Done in code, so that it is the same whatever the database's locale.

/** Letters that do not come apart into a base letter and a mark. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  þ: "th",
  ł: "l",
  ı: "i",
};

export function foldText(text: string): string {
  return text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[ßæœøđðþłı]/g, (letter) => plainLetters[letter] ?? letter);
}

/** So much of a text counts when names are sorted: it has to fit into a cursor. */
const SORT_KEY_LENGTH_MAX = 100;

/** What names are sorted by. */
export function sortKey(text: string): string {
  return foldText(text).slice(0, SORT_KEY_LENGTH_MAX).toWellFormed();
}

/** The words of a text, folded: runs of letters and digits of any script. */
export function wordsOf(text: string): string[] {
  return wordsOfFolded(foldText(text));
}

/** The same of a text that is folded already. */
export function wordsOfFolded(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}
