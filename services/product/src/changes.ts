// Which tags changed when, in ticks of an own count: it orders reads and changes within this process, which a clock cannot.

export type Changes = {
  /** The count so far: what is read from now on has seen every change up to it. */
  tick(): number;
  /** Notes, after the commit, that what is tagged so has changed. */
  note(tags: readonly string[]): void;
  noteAll(): void;
  happenedSince(tick: number, tags: readonly string[]): boolean;
};

const TAGS_MAX = 10_000;

export function createChanges(): Changes {
  const ticksByTag = new Map<string, number>();
  let tick = 0;
  let allTick = 0;
  return {
    tick: () => tick,
    note(tags) {
      if (tags.length === 0) return;
      tick += 1;
      // Forgetting means that anything may have changed; with documents that live half a second it hardly matters.
      if (ticksByTag.size > TAGS_MAX) {
        ticksByTag.clear();
        allTick = tick;
      }
      for (const tag of tags) ticksByTag.set(tag, tick);
    },
    noteAll() {
      tick += 1;
      allTick = tick;
      ticksByTag.clear();
    },
    happenedSince: (since, tags) =>
      since < allTick || (since < tick && tags.some((tag) => (ticksByTag.get(tag) ?? 0) > since)),
  };
}
