// What a family's drawing module is given, and what it gives back.
import { randomFrom, type Random } from "../random.ts";
import type { Palette } from "./dyes.ts";
import type { Sheet } from "./sheet.ts";

export type Subject = {
  readonly sheet: Sheet;
  readonly slug: string;
  readonly form: string;
  readonly motif: string;
  readonly palette: Palette;
  /** Close pictures carry finer texture than whole ones. */
  readonly close: boolean;
};

/**
 * An object drawn once and placed many times. A standing piece has its origin where it touches
 * the ground, a lying or hanging one in its middle. `outline` is the shape its shadow is made of.
 */
export type Piece = {
  readonly markup: string;
  readonly width: number;
  readonly height: number;
  readonly outline: string;
  /** Shapes for the shadow, where the outline alone would fill a hole or miss a turned part. */
  readonly shadow?: string;
};

/** A family's own way of making the three views. */
export type Artist = {
  readonly piece: (subject: Subject) => Piece;
  readonly front: (subject: Subject) => string;
  readonly detail: (subject: Subject) => string;
  readonly inUse: (subject: Subject) => string;
};

/** One purpose, one stream: adding a stroke in one place must not redraw everything else. */
export function randomFor(subject: Subject, purpose: string): Random {
  return randomFrom(`${subject.slug} ${purpose}`);
}
