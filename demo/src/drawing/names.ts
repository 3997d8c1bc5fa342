// What a label says: the last words of the product's name, as they fit.
const filler = new Set(["style", "whole", "set", "the", "of", "and", "on"]);

const lettersMax = 11;

/** At most two lines from a slug such as "taliouine-saffron". */
export function findNameWords(slug: string): string[] {
  const words = slug.split("-").filter((word) => !filler.has(word) && word.length > 1);
  const last = words.slice(-2);
  // A short word such as "el" belongs to the one before it.
  if ((last[0]?.length ?? 0) <= 2 && words.length > 2)
    return [words.slice(-3, -1).join(" "), ...words.slice(-1)];
  if (last.join(" ").length <= lettersMax - 3) return [last.join(" ")];
  return last;
}
