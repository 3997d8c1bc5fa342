// Other languages, tried on the words that are there: words twice as long, prices of millions, read from the right.

export type Direction = "ltr" | "rtl";

/** Runs in the page. */
export function stretch(direction: Direction): void {
  const PRICE = /[€$]\s?\d[\d.,]*/g;
  const LONG_PRICE = "€1,234,567.89";
  const WORD = /\p{L}{4,}/gu;
  document.documentElement.dir = direction;
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
    if (text.parentElement?.closest("script, style")) continue;
    const words = text.nodeValue ?? "";
    text.nodeValue = words.replace(PRICE, LONG_PRICE).replace(WORD, (word) => word + word.toLowerCase());
  }
}
