// Solid soap: bars with a stamp, ovals, stacks, and the hammam set.
import { shade } from "../colour.ts";
import { lettering } from "../lettering.ts";
import { turnedBody } from "../lathe.ts";
import { placed, polygon, smooth, starPoints, times, type Point, pairs } from "../shapes.ts";
import { grain } from "../grain.ts";
import { clipped, linear, px, radial, stops } from "../sheet.ts";
import { randomFor, type Piece, type Subject } from "../subject.ts";

const tones: Record<string, { colour: string; ink: string; wall: string }> = {
  olive: { colour: "#a39a52", ink: "#4a4a22", wall: "#d6ccb0" },
  chalk: { colour: "#efe8d6", ink: "#3f5a66", wall: "#b9c3bd" },
  ink: { colour: "#39342c", ink: "#2f2a24", wall: "#d3bfa2" },
  amber: { colour: "#9a5418", ink: "#6a3a1a", wall: "#dcc9a6" },
  rose: { colour: "#d9a09a", ink: "#8a3f4a", wall: "#e0c8bc" },
  blossom: { colour: "#e6b45c", ink: "#5c6a3a", wall: "#c6cfc4" },
  mint: { colour: "#cfdcc8", ink: "#3a5f4e", wall: "#d6cdb6" },
  clay: { colour: "#a5795c", ink: "#6a3f2a", wall: "#cfc6b4" },
  honey: { colour: "#d3a55f", ink: "#6a451c", wall: "#c3c9bd" },
  indigo: { colour: "#ded9cc", ink: "#34477a", wall: "#c9bda4" },
  sand: { colour: "#d8c190", ink: "#5a4a2a", wall: "#a9b3a6" },
};

export function toneOf(subject: Subject) {
  return tones[subject.motif] ?? { colour: "#d9c29a", ink: "#4a3a2a", wall: "#d3c8b4" };
}

/** A bar in simple perspective: front, top and side, with a stamp. */
export function bar(
  subject: Subject,
  size: { width: number; height: number; depth: number },
  look: { colour: string; stamp: boolean },
): string {
  const { sheet } = subject;
  const { width, height, depth } = size;
  const { colour } = look;
  const [w, lift, slide] = [width / 2, depth * 0.42, depth * 0.5];
  const front = `M${-w} 0V${-height + 8}Q${-w} ${-height} ${-w + 10} ${-height}H${w - 10}Q${w} ${-height} ${w} ${-height + 8}V-8Q${w} 0 ${w - 10} 0H${-w + 10}Q${-w} 0 ${-w} -8Z`;
  const top = `M${-w + 4} ${-height + 3}L${-w + slide} ${-height - lift}H${w + slide - 8}L${w - 3} ${-height + 3}Z`;
  const side = `M${w - 3} ${-height + 4}L${w + slide - 7} ${-height - lift + 2}V${-lift + 6}L${w - 3} -6Z`;
  const stamp = look.stamp
    ? `<g transform="translate(0 ${px(-height / 2)})"><path d="${polygon(starPoints({ centre: [0, 0], outer: height * 0.36, inner: height * 0.28, points: 8 }))}" fill="none" stroke="${shade(colour, -0.2)}" stroke-width="6"/><path d="${polygon(starPoints({ centre: [2, 3], outer: height * 0.36, inner: height * 0.28, points: 8 }))}" fill="none" stroke="${shade(colour, 0.15)}" stroke-width="3"/>${lettering({ text: "SOUK", x: 0, y: -height * 0.06, size: height * 0.13, colour: shade(colour, -0.24) })}</g>`
    : "";
  const mottle = grain(sheet, { scale: 0.03, strength: 0.5, colour: shade(colour, -0.16) });
  return `<path d="${side}" fill="${linear(sheet, 90, [
    [0, shade(colour, -0.13)],
    [1, shade(colour, -0.22)],
  ])}"/><path d="${top}" fill="${linear(sheet, 20, [
    [0, shade(colour, 0.13)],
    [1, shade(colour, 0.05)],
  ])}"/><path d="${front}" fill="${linear(sheet, 60, [
    [0, shade(colour, 0.06)],
    [1, shade(colour, -0.07)],
  ])}"/><path d="${front}${top}${side}" fill="${mottle}"/>${stamp}<path d="M${-w + 6} ${-height + 2}H${w - 4}" stroke="#fffaf0" stroke-width="4" opacity=".55"/>`;
}

export function ovalSoap(subject: Subject): Piece {
  const { sheet } = subject;
  const { colour } = toneOf(subject);
  const random = randomFor(subject, "swirl");
  const outline =
    "M-330 -150C-330 -290 -170 -330 0 -330S330 -290 330 -150C330 -30 170 0 0 0S-330 -30 -330 -150Z";
  const face =
    "M-290 -170C-290 -270 -150 -306 0 -306S290 -270 290 -170C290 -86 150 -58 0 -58S-290 -86 -290 -170Z";
  const swirls =
    subject.form === "swirl"
      ? times(
          9,
          (index) =>
            `<path d="${smooth(times(8, (part): Point => [-340 + part * 98, -330 + index * 44 + Math.sin(part * 1.1 + index * 0.8) * 42 + random.between(-12, 12)]))}" fill="none" stroke="#34477a" stroke-width="${px(random.between(6, 26))}" opacity=".55" stroke-linecap="round"/>`,
        ).join("")
      : "";
  const stamp = `<g transform="translate(0 -186) scale(1 .62)"><circle r="120" fill="none" stroke="${shade(colour, -0.16)}" stroke-width="6"/><circle r="120" cy="4" fill="none" stroke="#fffaf0" stroke-width="3" opacity=".6"/>${lettering({ text: "SOUK", x: 0, y: -28, size: 52, colour: shade(colour, -0.2) })}</g>`;
  return {
    markup:
      clipped(
        sheet,
        `<path d="${outline}"/>`,
        `<path d="${outline}" fill="${linear(sheet, 60, [
          [0, shade(colour, 0.06)],
          [1, shade(colour, -0.2)],
        ])}"/>${swirls}<path d="${face}" fill="${radial(
          sheet,
          [0.35, 0.2, 0.9],
          stops("0 #fffaf0 0.6, 0.6 #fffaf0 0.1, 1 #1d120c 0.1"),
        )}"/>`,
      ) +
      stamp +
      `<path d="M-230 -262C-150 -296 -60 -300 0 -300" fill="none" stroke="#fffdf6" stroke-width="13" stroke-linecap="round" opacity=".6"/>`,
    width: 660,
    height: 330,
    outline,
  };
}

export function set(subject: Subject): Piece {
  const jar =
    turnedBody(subject.sheet, {
      profile: pairs("110,200 110,200 114,20 100,0"),
      colour: "#2f2a24",
      finish: "gloss",
    }) +
    turnedBody(subject.sheet, {
      profile: pairs("116,250 116,250 116,196 116,196"),
      colour: "#b98a58",
      finish: "satin",
      inside: "#c9a06c",
    });
  const glove = `<path d="M-150 0V-330Q-150 -410 -70 -410H70Q150 -410 150 -330V0Z" fill="${linear(
    subject.sheet,
    30,
    stops("0 #5a5448, 1 #332e28"),
  )}"/><path d="M-150 0V-330Q-150 -410 -70 -410H70Q150 -410 150 -330V0Z" fill="${grain(subject.sheet, { scale: 0.3, strength: 0.8, colour: "#0f0c0a" })}"/><path d="M-150 -50H150V0H-150Z" fill="#d9c9a8"/>${lettering({ text: "KESSA", x: 0, y: -230, size: 44, colour: "#d9c9a8" })}`;
  return {
    markup:
      placed(glove, -150, { y: -20 }) +
      placed(bar(subject, { width: 220, height: 150, depth: 150 }, { colour: "#a39a52", stamp: true }), 60, {
        y: 10,
      }) +
      placed(jar, 270, { y: 4 }),
    width: 780,
    height: 440,
    outline: "M-300 0V-430H0V-250H400V0Z",
  };
}

export function stackOf(subject: Subject): Piece {
  const { colour } = toneOf(subject);
  const one = (tone: string, stamp: boolean) =>
    bar(subject, { width: 380, height: 170, depth: 250 }, { colour: tone, stamp });
  return {
    markup:
      placed(one(shade(colour, -0.02), true), -30, { y: 0 }) +
      placed(one(colour, true), 24, { y: -176 }) +
      placed(one(shade(colour, 0.02), true), -12, { y: -352, turn: -2 }),
    width: 500,
    height: 620,
    outline: "M-220 0V-620H330V-60L180 0Z",
  };
}
