// Labels for tins, jars and bottles: a frame, an ornament, the name in capitals.
import { shade } from "./colour.ts";
import { lettering } from "./lettering.ts";
import { leafPath, onCircle, polygon, starPoints, times } from "./shapes.ts";
import { px } from "./sheet.ts";

export type Label = {
  readonly lines: readonly string[];
  readonly width: number;
  readonly height: number;
  readonly paper: string;
  readonly ink: string;
  readonly accent: string;
  readonly ornament: number;
};

function ornament(kind: number, size: number, look: { ink: string; accent: string }): string {
  const { ink, accent } = look;
  switch (kind % 4) {
    case 0:
      return `<path d="${polygon(starPoints({ centre: [0, 0], outer: size, inner: size * 0.74, points: 8 }))}" fill="${accent}"/><path d="${polygon(starPoints({ centre: [0, 0], outer: size * 0.56, inner: size * 0.36, points: 8 }))}" fill="none" stroke="${ink}" stroke-width="3"/>`;
    case 1:
      return `<path d="${times(9, (index) => leafPath([0, size * 0.6], size * 1.3, { turn: -Math.PI / 2 + (index - 4) * 0.36, width: size * 0.16 })).join("")}" fill="${accent}"/><path d="M0 ${px(size * 0.6)}V${px(size)}" stroke="${ink}" stroke-width="4"/>`;
    case 2:
      return `<path d="${times(12, (index) => leafPath(onCircle([0, 0], size * 0.42, (index * Math.PI) / 6), size * 0.58, { turn: (index * Math.PI) / 6, width: size * 0.1 })).join("")}" fill="${accent}"/><circle r="${px(size * 0.32)}" fill="none" stroke="${ink}" stroke-width="4"/>`;
    default:
      return `<path d="M${px(-size)} ${px(size)}V0C${px(-size)} ${px(-size * 0.7)} ${px(-size * 0.4)} ${px(-size * 0.8)} 0 ${px(-size * 1.15)}C${px(size * 0.4)} ${px(-size * 0.8)} ${px(size)} ${px(-size * 0.7)} ${px(size)} 0V${px(size)}Z" fill="none" stroke="${ink}" stroke-width="4"/><circle cy="${px(size * 0.12)}" r="${px(size * 0.42)}" fill="${accent}"/>`;
  }
}

/** The label with its middle at the origin. */
export function labelMarkup({ lines, width, height, paper, ink, accent, ornament: kind }: Label): string {
  const longest = Math.max(...lines.map((line) => line.length));
  const size = Math.min(height * 0.1, (width * 0.78) / (longest * 1.03));
  const rows = lines.map((text, index) =>
    lettering({
      text,
      x: 0,
      y: height * (lines.length > 1 ? 0.08 : 0.14) + index * size * 1.7,
      size,
      colour: ink,
    }),
  );
  const box = (inset: number) =>
    `x="${px(-width / 2 + inset)}" y="${px(-height / 2 + inset)}" width="${px(width - inset * 2)}" height="${px(height - inset * 2)}"`;
  return (
    `<rect ${box(0)} fill="${paper}"/><rect ${box(width * 0.035)} fill="none" stroke="${ink}" stroke-width="${px(width * 0.012)}"/><rect ${box(width * 0.058)} fill="none" stroke="${accent}" stroke-width="${px(width * 0.006)}"/>` +
    `<g transform="translate(0 ${px(-height * 0.19)})">${ornament(kind, Math.min(width, height) * 0.14, { ink, accent })}</g>${rows.join("")}` +
    `<path d="M${px(-width * 0.16)} ${px(height * 0.41)}H${px(width * 0.16)}" stroke="${shade(ink, 0.1)}" stroke-width="2.5"/>`
  );
}
