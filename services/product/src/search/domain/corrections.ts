// Which word of the catalogue a mistyped one meant.
import { editDistance } from "./edit-distance.ts";

export type Candidate = { readonly word: string; readonly inName: boolean };

/** Letters from which on a word may hold two slips, and three. */
const TWO_SLIPS_LENGTH_MIN = 5;
const THREE_SLIPS_LENGTH_MIN = 9;
const HALF_SLIP = 0.5;

/** The nearest candidate within reach, or else nothing. The first letter is seldom the wrong one; words of names are likelier. */
export function chooseCorrection(typed: string, candidates: readonly Candidate[]): string | undefined {
  const reached = candidates
    .map(({ word, inName }) => ({ word, inName, slips: editDistance(typed, word) }))
    .filter(({ slips }) => slips > 0 && slips <= slipsMax(typed));
  const costOf = ({ word, inName, slips }: (typeof reached)[number]): number =>
    slips + (word[0] === typed[0] ? 0 : HALF_SLIP) + (inName ? 0 : HALF_SLIP);
  return reached.toSorted(
    (one, other) =>
      costOf(one) - costOf(other) ||
      Math.abs(one.word.length - typed.length) - Math.abs(other.word.length - typed.length) ||
      (one.word < other.word ? -1 : 1),
  )[0]?.word;
}

export function slipsMax(typed: string): number {
  if (typed.length >= THREE_SLIPS_LENGTH_MIN) return 3;
  return typed.length >= TWO_SLIPS_LENGTH_MIN ? 2 : 1;
}
