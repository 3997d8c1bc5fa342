// Engraving for trays: rings of petals, knots and stars, built outwards from the middle.
import { circlePath, leafPath, onCircle, polygon, starPoints, times } from "../shapes.ts";
import { px } from "../sheet.ts";
import { rosette } from "./tilings-stars.ts";

const full = Math.PI * 2;

function petals(
  count: number,
  ring: { from: number; length: number; width: number; shift?: number },
): string {
  return times(count, (index) => {
    const turn = ((index + (ring.shift ?? 0)) / count) * full;
    return leafPath(onCircle([0, 0], ring.from, turn), ring.length, { turn, width: ring.width });
  }).join("");
}

function arcs(count: number, radius: number, bulge: number): string {
  return times(count, (index) => {
    const [from, to] = [(index / count) * full, ((index + 1) / count) * full];
    const [a, b, c] = [
      onCircle([0, 0], radius, from),
      onCircle([0, 0], radius + bulge, (from + to) / 2),
      onCircle([0, 0], radius, to),
    ];
    return `M${px(a[0])} ${px(a[1])}Q${px(b[0])} ${px(b[1])} ${px(c[0])} ${px(c[1])}`;
  }).join("");
}

function dots(count: number, radius: number, size: number): string {
  return times(count, (index) => circlePath(onCircle([0, 0], radius, (index / count) * full), size)).join("");
}

function knots(count: number, radius: number, high: number): string {
  const wave = (phase: number) =>
    times(count * 6 + 1, (index) => {
      const turn = (index / (count * 6)) * full;
      const [x, y] = onCircle([0, 0], radius + Math.sin(turn * count + phase) * high, turn);
      return `${index === 0 ? "M" : "L"}${px(x)} ${px(y)}`;
    }).join("");
  return wave(0) + wave(Math.PI);
}

const circles = (...radii: number[]) => radii.map((radius) => circlePath([0, 0], radius)).join("");

const rosette12 = (r: number) =>
  circles(r * 0.97, r * 0.95, r * 0.83, r * 0.81, r * 0.6, r * 0.58, r * 0.2) +
  knots(26, r * 0.89, r * 0.035) +
  dots(52, r * 0.89, r * 0.008) +
  rosette([0, 0], r * 0.57, 12)
    .map(({ points }) => polygon(points))
    .join("") +
  petals(36, { from: r * 0.61, length: r * 0.19, width: r * 0.045 }) +
  petals(36, { from: r * 0.66, length: r * 0.09, width: r * 0.018 }) +
  arcs(36, r * 0.61, r * 0.06);

const plans: Record<string, (r: number) => string> = {
  rosette12,
  petals: (r) =>
    circles(r * 0.86, r * 0.84, r * 0.62, r * 0.6, r * 0.3, r * 0.28, r * 0.1) +
    petals(16, { from: r * 0.62, length: r * 0.22, width: r * 0.1 }) +
    petals(16, { from: r * 0.64, length: r * 0.15, width: r * 0.05 }) +
    petals(32, { from: r * 0.87, length: r * 0.09, width: r * 0.025, shift: 0.5 }) +
    arcs(24, r * 0.6, -r * 0.09) +
    dots(24, r * 0.46, r * 0.014) +
    arcs(24, r * 0.3, r * 0.1) +
    petals(12, { from: r * 0.1, length: r * 0.17, width: r * 0.05 }),
  star8: (r) =>
    circles(r * 0.5, r * 0.48, r * 0.14) +
    [0.92, 0.88]
      .map((part) =>
        polygon(
          starPoints({
            centre: [0, 0],
            outer: r * part,
            inner: r * part * 0.765,
            points: 8,
            turn: Math.PI / 8,
          }),
        ),
      )
      .join("") +
    times(8, (index) =>
      rosette(onCircle([0, 0], r * 0.68, (index / 8) * full), r * 0.17, 8)
        .map(({ points }) => polygon(points))
        .join(""),
    ).join("") +
    rosette([0, 0], r * 0.47, 8)
      .map(({ points }) => polygon(points))
      .join("") +
    knots(16, r * 0.53, r * 0.02),
  boss: (r) =>
    circles(r * 0.96, r * 0.93, r * 0.8, r * 0.42, r * 0.4, r * 0.2) +
    petals(24, { from: r * 0.42, length: r * 0.37, width: r * 0.06 }) +
    petals(24, { from: r * 0.5, length: r * 0.2, width: r * 0.02 }) +
    arcs(24, r * 0.8, r * 0.08) +
    dots(48, r * 0.87, r * 0.009) +
    petals(10, { from: r * 0.2, length: r * 0.18, width: r * 0.05 }),
  garden: (r) =>
    circles(r * 0.94, r * 0.91) +
    times(12, (index) => {
      const turn = (index / 12) * full;
      const [x, y] = onCircle([0, 0], r * 0.66, turn);
      return (
        times(6, (petal) =>
          leafPath([x, y], r * 0.12, { turn: (petal * full) / 6 + turn, width: r * 0.035 }),
        ).join("") +
        leafPath(onCircle([0, 0], r * 0.3, turn), r * 0.22, { turn, width: r * 0.04 }) +
        leafPath(onCircle([0, 0], r * 0.44, turn + 0.13), r * 0.16, { turn: turn + 0.7, width: r * 0.03 }) +
        leafPath(onCircle([0, 0], r * 0.44, turn - 0.13), r * 0.16, { turn: turn - 0.7, width: r * 0.03 })
      );
    }).join("") +
    petals(12, { from: r * 0.06, length: r * 0.2, width: r * 0.05 }) +
    knots(30, r * 0.85, r * 0.028),
};

/** The engraved lines of a motif for a tray of a radius. */
export function engraving(motif: string, radius: number): string {
  return (plans[motif] ?? rosette12)(radius);
}
