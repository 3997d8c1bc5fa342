// What a half-typed text may become: its last word completed by the words of the names that were found.

const COMPLETIONS_MAX = 5;

/** The commonest first, each with the words that stand before the last one. `nameWords`: of each name its words, each once. */
export function completionsOf(words: readonly string[], nameWords: Iterable<readonly string[]>): string[] {
  const last = words.slice(-1).join("");
  const counts = new Map<string, number>();
  for (const own of nameWords) {
    for (const word of own) if (word.startsWith(last)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts]
    .toSorted(([word, count], [otherWord, otherCount]) => otherCount - count || (word < otherWord ? -1 : 1))
    .slice(0, COMPLETIONS_MAX)
    .map(([word]) => [...words.slice(0, -1), word].join(" "));
}
