// Woven bodies: rows of stitches around a basket, and spirals of coil seen from above.
import { shade } from "../colour.ts";
import { ellipseRatio, onBody, outlineOf, radiusAt, type Profile, rimAt } from "../lathe.ts";
import { times } from "../shapes.ts";
import { clipped, linear, px, stops } from "../sheet.ts";
import { randomFor, type Subject } from "../subject.ts";

export type Stitch = (row: number, index: number, rows: number) => number;

/** Yarns: 0 straw, 1 the colour, 2 accent. */
export function strawsOf({ palette }: Subject): readonly [string, string, string] {
  const natural = palette.name === "Honey" ? "#d4a25c" : palette.name === "Olive" ? "#c2ae74" : "#d3b07a";
  const dyed = palette.name === "Natural" ? "#6b4526" : palette.base;
  return [palette.name === "Walnut" ? "#8a5f3c" : natural, dyed, palette.accent];
}

const motifs: Record<string, Stitch> = {
  plain: (row, _index, rows) => (row === rows - 2 || row === 2 ? 1 : 0),
  sunburst: (row, index) => ((index + Math.floor(row / 2)) % 6 < 2 ? 1 : 0),
  diamonds: (row, index) => (Math.abs(((index + 4) % 8) - 4) + Math.abs((row % 8) - 4) < 3.2 ? 1 : 0),
  ribs: (row) => (row % 9 === 4 ? 1 : 0),
  zigzag: (row, index) =>
    [0, 1].includes((row + Math.abs((index % 12) - 6)) % 7)
      ? 1
      : (row + Math.abs((index % 12) - 6)) % 7 === 3
        ? 2
        : 0,
  willow: (row) => (row % 6 === 0 ? 1 : 0),
  dipped: (row, _index, rows) => (row > rows * 0.55 ? 1 : 0),
  steps: (row, index) =>
    Math.floor(index / 2) % 5 === Math.floor(row / 2) % 5
      ? 1
      : Math.floor(index / 2) % 5 === (Math.floor(row / 2) + 1) % 5
        ? 2
        : 0,
  check: (row, index) => ((Math.floor(row / 2) + Math.floor(index / 2)) % 2 ? 1 : 0),
  bands: (row) => ([4, 5, 9, 14, 15].includes(row) ? 1 : 0),
  cane: (row) => (row % 8 === 3 ? 1 : 0),
  plaited: (row, index) => ((row + index) % 5 === 0 ? 1 : 0),
};

export function stitchOf(motif: string): Stitch {
  return motifs[motif] ?? (() => 0);
}

export type WovenLook = { readonly rows: number; readonly count: number; readonly slant?: number };

/** Stitches in rows around a turned body; each is a short fat stroke, so that the weave catches light. */
export function wovenBody(subject: Subject, profile: Profile, look: WovenLook): string {
  const { sheet } = subject;
  const random = randomFor(subject, "weave");
  const straws = strawsOf(subject);
  const stitch = stitchOf(subject.motif);
  const [top, base] = [rimAt(profile)[1], profile.at(-1)?.[1] ?? 0];
  const { rows, count, slant = 0.5 } = look;
  const high = (top - base) / rows;
  const tones = new Map<string, string>();
  for (let row = 0; row < rows; row += 1) {
    const height = top - (row + 0.5) * high;
    const radius = radiusAt(profile, height);
    for (let index = 0; index < count; index += 1) {
      const turn = -Math.PI / 2 + ((index + (row % 2) * 0.5 + 0.25) / count) * Math.PI;
      const { x, y, squeeze } = onBody(profile, turn, height);
      if (squeeze < 0.08) continue;
      const wide = ((radius * Math.PI) / count) * 0.5 * squeeze;
      const straw = straws[stitch(row, index, rows)] ?? straws[0];
      const tone = shade(straw, (random.integer(0, 3) - 1.5) * 0.03);
      const [dx, dy] = [wide * 0.92, high * slant];
      tones.set(
        tone,
        `${tones.get(tone) ?? ""}M${px(x - dx)} ${px(y + dy * 0.5)}Q${px(x)} ${px(y - high * 0.42)} ${px(x + dx)} ${px(y - dy * 0.5)}`,
      );
    }
  }
  const outline = outlineOf(profile);
  const dark = shade(straws[0], -0.3);
  const paths = [...tones].map(([tone, path]) => `<path d="${path}" stroke="${tone}"/>`).join("");
  const seams = times(rows, (row) => {
    const height = top - row * high;
    const radius = radiusAt(profile, height);
    return `M${px(-radius)} ${px(-height)}A${px(radius)} ${px(radius * ellipseRatio)} 0 0 0 ${px(radius)} ${px(-height)}`;
  }).join("");
  const round = linear(
    sheet,
    0,
    stops(
      "0 #2a1608 0.62, 0.15 #2a1608 0.16, 0.32 #fff4da 0.26, 0.5 #fff4da 0, 0.8 #2a1608 0.34, 1 #2a1608 0.66",
    ),
  );
  return clipped(
    sheet,
    `<path d="${outline}"/>`,
    `<path d="${outline}" fill="${dark}"/><g fill="none" stroke-width="${px(high * 0.78)}" stroke-linecap="round">${paths}</g><path d="${seams}" fill="none" stroke="#2a1608" stroke-width="${px(high * 0.16)}" opacity=".35"/><path d="${outline}" fill="${round}"/><path d="${outline}" fill="${linear(
      sheet,
      90,
      stops("0 #fff4da 0.1, 0.6 #2a1608 0, 1 #2a1608 0.36"),
    )}"/>`,
  );
}

/** The far inner wall seen through the opening. */
export function wovenOpening(subject: Subject, profile: Profile, rim = 16): string {
  const [radius, height] = rimAt(profile);
  const [straw] = strawsOf(subject);
  const inner = radius - rim;
  const rows = times(
    5,
    (row) =>
      `M${px(-inner)} ${px(-height + row * 9)}A${px(inner)} ${px(inner * ellipseRatio)} 0 0 1 ${px(inner)} ${px(-height + row * 9)}`,
  ).join("");
  const clip = `<ellipse cx="0" cy="${px(-height)}" rx="${px(inner)}" ry="${px(inner * ellipseRatio)}"/>`;
  return (
    `<ellipse cx="0" cy="${px(-height)}" rx="${px(radius)}" ry="${px(radius * ellipseRatio)}" fill="${linear(
      subject.sheet,
      0,
      [
        [0, shade(straw, -0.08)],
        [0.3, shade(straw, 0.1)],
        [1, shade(straw, -0.16)],
      ],
    )}"/>` +
    clipped(
      subject.sheet,
      clip,
      `${clip.replace(
        "/>",
        ` fill="${linear(subject.sheet, 10, [
          [0, shade(straw, -0.42)],
          [1, shade(straw, -0.2)],
        ])}"/>`,
      )}<path d="${rows}" fill="none" stroke="#1d0f06" stroke-width="3" opacity=".5"/>`,
    ) +
    `<path d="${times(40, (index) => {
      const turn = (index / 40) * Math.PI * 2;
      const [x, y] = [
        Math.cos(turn) * (radius - rim / 2),
        Math.sin(turn) * (radius - rim / 2) * ellipseRatio - height,
      ];
      return `M${px(x - 7)} ${px(y + 5)}l14 -9`;
    }).join("")}" stroke="${shade(straw, -0.22)}" stroke-width="3.5" opacity=".7"/>`
  );
}

/** A coil seen from above: a disc or an oval of stitches in rings. */
export function coil(subject: Subject, size: { radius: number; rings: number; stretch?: number }): string {
  const random = randomFor(subject, "coil");
  const straws = strawsOf(subject);
  const stitch = stitchOf(subject.motif);
  const { radius, rings, stretch = 1 } = size;
  const step = radius / rings;
  const tones = new Map<string, string>();
  for (let ring = 0; ring < rings; ring += 1) {
    const distance = radius - (ring + 0.5) * step;
    const count =
      subject.motif === "sunburst" ? 90 : Math.max(8, Math.round((distance * 6.28) / (step * 0.95)));
    for (let index = 0; index < count; index += 1) {
      const turn = (index / count) * Math.PI * 2 + ring * 0.02;
      const burst =
        subject.motif === "sunburst"
          ? (index + ring * 1.4) % 15 < 6 - Math.abs(ring - rings / 2) * 0.35
            ? 1
            : Math.abs(ring - rings * 0.5) < 1
              ? 2
              : 0
          : stitch(ring, index, rings);
      const tone = shade(
        straws[burst] ?? straws[0],
        (random.integer(0, 3) - 1.5) * 0.03 - Math.cos(turn - 0.8) * 0.03,
      );
      const [c, s] = [Math.cos(turn), Math.sin(turn)];
      const [inner, outer] = [distance - step * 0.4, distance + step * 0.4];
      tones.set(
        tone,
        `${tones.get(tone) ?? ""}M${px(c * inner * stretch)} ${px(s * inner)}L${px(c * outer * stretch + s * -step * 0.2)} ${px(s * outer + c * step * 0.2)}`,
      );
    }
  }
  const paths = [...tones].map(([tone, path]) => `<path d="${path}" stroke="${tone}"/>`).join("");
  const rims = times(
    rings,
    (ring) => `<ellipse rx="${px((radius - ring * step) * stretch)}" ry="${px(radius - ring * step)}"/>`,
  ).join("");
  return `<ellipse rx="${px(radius * stretch)}" ry="${px(radius)}" fill="${shade(straws[0], -0.24)}"/><g stroke-width="${px(step * 0.62)}" stroke-linecap="round">${paths}</g><g fill="none" stroke="#2a1608" stroke-width="${px(step * 0.14)}" opacity=".4">${rims}</g>`;
}
