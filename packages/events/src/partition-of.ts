// Which partition of the log a key belongs to. It must never change for a key: its order depends on it.

const offsetBasis = 0x811c9dc5;
const prime = 0x01000193;

/** FNV-1a over UTF-16 code units: quick, spread well enough over a few partitions, and ours, so that no upgrade changes it. */
export function partitionOf(key: string, partitionCount: number): number {
  let hash = offsetBasis;
  for (let index = 0; index < key.length; index += 1) hash = Math.imul(hash ^ key.charCodeAt(index), prime);
  return (hash >>> 0) % partitionCount;
}
