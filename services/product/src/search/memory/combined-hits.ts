// Hits of several words put together: products that have all of them, or any of them. A list of marks by product number makes both one
// walk over the shorter lists.
import type { Hits } from "../store/search-hits.ts";

/** What a synonym counts, where what was typed counts one. */
const SYNONYM_SHARE = 0.5;

let marks = new Int32Array(0);
let sums = new Int32Array(0);
let lastMark = 0;

/** Products that are in all lists; their ranks added up. */
export function intersectHits(lists: readonly Hits[]): Hits {
  const [first, ...others] = lists.toSorted((one, other) => one.numbers.length - other.numbers.length);
  if (first === undefined || others.length === 0) return first ?? noHits;
  makeRoomFor(lists);
  const begin = nextMarks(lists.length);
  walk(first, (number, rank) => {
    marks[number] = begin;
    sums[number] = rank;
  });
  for (const [index, list] of others.entries()) {
    walk(list, (number, rank) => {
      if (marks[number] !== begin + index) return;
      marks[number] = begin + index + 1;
      sums[number] = (sums[number] ?? 0) + rank;
    });
  }
  const all = first.numbers.filter((number) => marks[number] === begin + others.length);
  return gathered(all, lists);
}

/** Products that are in any list; the first list holds what was typed, the others its synonyms. */
export function uniteHits(lists: readonly Hits[]): Hits {
  const [typed, ...synonyms] = lists;
  if (typed === undefined || synonyms.length === 0) return typed ?? noHits;
  makeRoomFor(lists);
  const mark = nextMarks(1);
  const found: number[] = [];
  for (const [index, list] of lists.entries()) {
    const share = index === 0 ? 1 : SYNONYM_SHARE;
    walk(list, (number, rank) => {
      const weighed = Math.round(rank * share);
      if (marks[number] === mark) {
        sums[number] = (sums[number] ?? 0) + weighed;
      } else {
        marks[number] = mark;
        sums[number] = weighed;
        found.push(number);
      }
    });
  }
  return gathered(Int32Array.from(found), lists);
}

const noHits: Hits = { numbers: new Int32Array(0), ranks: new Int32Array(0), isCut: false };

function walk({ numbers, ranks }: Hits, visit: (number: number, rank: number) => void): void {
  for (const [index, number] of numbers.entries()) visit(number, ranks[index] ?? 0);
}

function gathered(numbers: Int32Array<ArrayBuffer>, lists: readonly Hits[]): Hits {
  return {
    numbers,
    ranks: numbers.map((number) => sums[number] ?? 0),
    isCut: lists.some(({ isCut }) => isCut),
  };
}

/** Marks are never set back: each walk takes new ones. */
function nextMarks(count: number): number {
  const begin = lastMark + 1;
  lastMark += count;
  return begin;
}

function makeRoomFor(lists: readonly Hits[]): void {
  let max = marks.length - 1;
  for (const { numbers } of lists) for (const number of numbers) max = Math.max(max, number);
  if (max < marks.length) return;
  const [grownMarks, grownSums] = [new Int32Array(2 * max + 1), new Int32Array(2 * max + 1)];
  grownMarks.set(marks);
  [marks, sums] = [grownMarks, grownSums];
}
