// A plain capital alphabet drawn with one stroke width, so that labels need no font on the machine that rasterises them.
import { px } from "./sheet.ts";

/** Strokes on a grid four wide and six high: pairs of digits are points, a space lifts the pen. */
const glyphs: Record<string, string> = {
  A: "06-20-46 14-34",
  B: "06-00-30-41-42-33-03 33-44-45-36-06",
  C: "41-30-10-01-05-16-36-45",
  D: "00-06-26-44-42-20-00",
  E: "40-00-06-46 03-33",
  F: "40-00-06 03-33",
  G: "41-30-10-01-05-16-36-45-43-23",
  H: "00-06 40-46 03-43",
  I: "20-26",
  J: "40-45-36-16-05",
  K: "00-06 40-03-46",
  L: "00-06-46",
  M: "06-00-24-40-46",
  N: "06-00-46-40",
  O: "10-30-41-45-36-16-05-01-10",
  P: "06-00-30-41-42-33-03",
  Q: "10-30-41-45-36-16-05-01-10 34-46",
  R: "06-00-30-41-42-33-03 23-46",
  S: "41-30-10-01-02-13-33-44-45-36-16-05",
  T: "00-40 20-26",
  U: "00-05-16-36-45-40",
  V: "00-26-40",
  W: "00-16-22-36-40",
  X: "00-46 40-06",
  Y: "00-23-40 23-26",
  Z: "00-40-06-46",
};

export type Line = {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly colour: string;
  readonly weight?: number;
  readonly spacing?: number;
};

const plainLetters = (text: string) =>
  text
    .replaceAll("ı", "i")
    .replaceAll("İ", "I")
    .normalize("NFD")
    .replaceAll(/[\u0300-\u036f]/g, "")
    .toUpperCase();

/** A centred line of capitals; `size` is the height of a capital. */
export function lettering({ text, x, y, size, colour, weight = 0.12, spacing = 0.36 }: Line): string {
  const unit = size / 6;
  const advance = unit * 4 + size * spacing;
  const letters = plainLetters(text).split("");
  const start = x - (letters.length * advance - size * spacing) / 2;
  const path = letters
    .flatMap((letter, index) =>
      (glyphs[letter] ?? "")
        .split(" ")
        .filter(Boolean)
        .map(
          (stroke) =>
            `M${stroke
              .split("-")
              .map(
                (point) =>
                  `${px(start + index * advance + Number(point[0]) * unit)} ${px(y + Number(point[1]) * unit)}`,
              )
              .join("L")}`,
        ),
    )
    .join("");
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${px(size * weight)}" stroke-linecap="round" stroke-linejoin="round"/>`;
}
