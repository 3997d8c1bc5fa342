// Heaps of spice, tea and salt: a mound of shaded dust, then grains of the right kind, small ones behind and large in front.
import { randomFrom, type Random } from "../random.ts";
import { mix, shade } from "./colour.ts";
import { leafPath, smooth, times, type Point } from "./shapes.ts";
import { grain } from "./grain.ts";
import { covering, px, radial, type Sheet } from "./sheet.ts";

export type HeapKind = {
  readonly colour: string;
  readonly grain:
    | "dust"
    | "threads"
    | "flakes"
    | "seeds"
    | "pods"
    | "sticks"
    | "buds"
    | "petals"
    | "leaves"
    | "crystals";
  readonly second: string;
};

const kinds: Record<string, HeapKind> = {
  threads: { colour: "#b5301f", second: "#e08a2a", grain: "threads" },
  "flakes-red": { colour: "#a8321f", second: "#d9692f", grain: "flakes" },
  "flakes-plum": { colour: "#6e2233", second: "#9a4050", grain: "flakes" },
  "powder-brown": { colour: "#a5713c", second: "#7f4f28", grain: "dust" },
  "powder-red": { colour: "#b8452a", second: "#8e2c1c", grain: "dust" },
  "powder-gold": { colour: "#dd9a1e", second: "#b9740f", grain: "dust" },
  herbs: { colour: "#6f7a45", second: "#d9c08a", grain: "leaves" },
  pods: { colour: "#9aa565", second: "#6f7d42", grain: "pods" },
  sticks: { colour: "#9a5c32", second: "#6b3a1e", grain: "sticks" },
  seeds: { colour: "#7a6238", second: "#a88a52", grain: "seeds" },
  resin: { colour: "#d8c486", second: "#efe3b8", grain: "crystals" },
  "tea-green": { colour: "#5d6a3c", second: "#8a9a5a", grain: "leaves" },
  "tea-black": { colour: "#3b2a20", second: "#6a4a34", grain: "leaves" },
  petals: { colour: "#6e1a2a", second: "#9a2f3f", grain: "petals" },
  buds: { colour: "#c27a83", second: "#8a4a55", grain: "buds" },
  salt: { colour: "#e9e6de", second: "#ffffff", grain: "crystals" },
};

export function heapKind(motif: string): HeapKind {
  return kinds[motif] ?? { colour: "#a5713c", second: "#7f4f28", grain: "dust" };
}

const grainUnit = 20;
const toneSteps = 0.045;

type GrainSpot = {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly tone: string;
  readonly lit: number;
  readonly kind: HeapKind["grain"];
};

/** One grain, by reference to one of a few drawn in its colour: `lit` is rounded to steps so that there are only a few. */
function grainMark(sheet: Sheet, random: Random, spot: GrainSpot): string {
  const { kind } = spot;
  const tone = shade(spot.tone, Math.round(spot.lit / toneSteps) * toneSteps);
  const id = sheet.define((name) => `<g id="${name}">${grainShape(kind, tone)}</g>`);
  const turn = kind === "threads" ? random.between(-40, 40) : random.between(0, 360);
  const scale = Math.round((spot.size / grainUnit) * 100) / 100;
  return `<use href="#${id}" transform="translate(${Math.round(spot.x)} ${Math.round(spot.y)})rotate(${Math.round(turn)})scale(${scale})"/>`;
}

/** A grain of its kind around the origin. */
function grainShape(kind: HeapKind["grain"], tone: string): string {
  const size = grainUnit;
  const light = shade(tone, 0.12);
  const s = (part: number) => px(size * part);
  switch (kind) {
    case "threads":
      return `<path d="M${s(-1.3)} 0q${s(1)} ${s(-0.6)} ${s(2.6)} ${s(0.3)}" fill="none" stroke="${tone}" stroke-width="${s(0.2)}" stroke-linecap="round"/>`;
    case "seeds":
      return `<ellipse rx="${s(0.62)}" ry="${s(0.2)}" fill="${tone}"/><path d="M${s(-0.5)} ${s(-0.05)}H${s(0.5)}" stroke="${light}" stroke-width="${s(0.07)}"/>`;
    case "pods":
      return `<path d="M${s(-0.9)} 0Q0 ${s(-0.62)} ${s(0.9)} 0Q0 ${s(0.62)} ${s(-0.9)} 0Z" fill="${tone}"/><path d="M${s(-0.8)} 0Q0 ${s(-0.3)} ${s(0.8)} 0M${s(-0.8)} 0Q0 ${s(0.26)} ${s(0.8)} 0" fill="none" stroke="${shade(tone, -0.14)}" stroke-width="${s(0.06)}"/><path d="M${s(-0.6)} ${s(-0.14)}Q0 ${s(-0.42)} ${s(0.5)} ${s(-0.16)}" fill="none" stroke="${light}" stroke-width="${s(0.1)}"/>`;
    case "sticks":
      return `<rect x="${s(-2.4)}" y="${s(-0.36)}" width="${s(4.8)}" height="${s(0.72)}" rx="${s(0.2)}" fill="${tone}"/><path d="M${s(-2.3)} ${s(-0.12)}H${s(2.3)}" stroke="${light}" stroke-width="${s(0.14)}"/><path d="M${s(-2.3)} ${s(0.1)}H${s(2.3)}" stroke="${shade(tone, -0.16)}" stroke-width="${s(0.12)}"/><ellipse cx="${s(2.4)}" rx="${s(0.12)}" ry="${s(0.34)}" fill="${shade(tone, -0.2)}"/>`;
    case "buds":
      return `<circle r="${s(0.62)}" fill="${tone}"/><path d="M${s(-0.5)} ${s(-0.2)}Q0 ${s(-0.7)} ${s(0.5)} ${s(-0.1)}M${s(-0.4)} ${s(0.2)}Q0 ${s(-0.3)} ${s(0.45)} ${s(0.2)}" fill="none" stroke="${shade(tone, -0.15)}" stroke-width="${s(0.1)}"/><path d="M${s(-0.5)} ${s(0.3)}L0 ${s(1)}L${s(0.5)} ${s(0.3)}Z" fill="#7c8258"/>`;
    case "petals":
      return `<path d="M0 ${s(0.9)}C${s(-1)} ${s(0.2)} ${s(-0.5)} ${s(-1)} 0 ${s(-1.2)}C${s(0.6)} ${s(-0.9)} ${s(0.9)} ${s(0.3)} 0 ${s(0.9)}Z" fill="${tone}"/><path d="M0 ${s(0.7)}Q${s(-0.1)} 0 0 ${s(-1)}" fill="none" stroke="${light}" stroke-width="${s(0.08)}"/>`;
    case "leaves":
      return `<path d="${leafPath([-size * 0.7, 0], size * 1.5, { turn: 0, width: size * 0.24 })}" fill="${tone}"/>`;
    case "crystals":
      return `<path d="M${s(-0.7)} ${s(-0.2)}L${s(-0.1)} ${s(-0.8)}L${s(0.7)} ${s(-0.3)}L${s(0.5)} ${s(0.6)}L${s(-0.4)} ${s(0.7)}Z" fill="${tone}"/><path d="M${s(-0.7)} ${s(-0.2)}L${s(-0.1)} ${s(-0.8)}L${s(0.1)} 0Z" fill="#ffffff" opacity=".6"/><path d="M${s(0.1)} 0L${s(0.5)} ${s(0.6)}L${s(-0.4)} ${s(0.7)}Z" fill="${shade(tone, -0.1)}" opacity=".6"/>`;
    default:
      return `<path d="M${s(-0.5)} ${s(-0.3)}L${s(0.4)} ${s(-0.45)}L${s(0.55)} ${s(0.25)}L${s(-0.3)} ${s(0.42)}Z" fill="${tone}"/>`;
  }
}

export type HeapPlace = {
  readonly seed: string;
  readonly width: number;
  readonly height: number;
  readonly size: number;
  readonly count: number;
};

/** A mound standing on the origin. */
export function heap(sheet: Sheet, kind: HeapKind, place: HeapPlace): string {
  const { seed, width, height, size, count } = place;
  const random = randomFrom(`${seed} heap`);
  const w = width / 2;
  const ridge: Point[] = [
    [-w, 0],
    [-w * 0.72, -height * 0.3],
    [-w * 0.3, -height * 0.82],
    [w * 0.02, -height],
    [w * 0.36, -height * 0.76],
    [w * 0.76, -height * 0.26],
    [w, 0],
  ];
  const shape = `${smooth(ridge)}Q${px(w * 0.5)} ${px(height * 0.2)} 0 ${px(height * 0.2)}Q${px(-w * 0.5)} ${px(height * 0.2)} ${px(-w)} 0Z`;
  const round = radial(
    sheet,
    [0.36, 0.28, 0.78],
    [
      [0, shade(kind.colour, 0.12)],
      [0.45, kind.colour],
      [1, shade(kind.colour, -0.22)],
    ],
  );
  const fine = kind.grain === "dust";
  const marks = times(count, (index) => {
    const depth = index / count;
    const y = -height * (1 - depth) * random.between(0.3, 1) + height * 0.18 * depth;
    const reach = w * Math.sqrt(Math.max(0.04, 1 - Math.min(1, -y / height))) * 0.96;
    const x = random.between(-reach, reach);
    const lit = 0.1 - (x / w) * 0.12 - depth * 0.06 + random.between(-0.06, 0.06);
    const tone = random.chance(0.32) ? kind.second : kind.colour;
    return grainMark(sheet, random, {
      kind: kind.grain,
      x,
      y,
      size: size * random.between(0.75, 1.2),
      tone,
      lit,
    });
  });
  return (
    `<path d="${shape}" fill="${fine ? round : shade(kind.colour, -0.16)}"/><path d="${shape}" fill="${grain(sheet, { scale: fine ? 0.35 : 0.16, strength: 0.7, colour: shade(kind.colour, -0.28) })}"/>` +
    (fine
      ? `<path d="${shape}" fill="${grain(sheet, { scale: 0.6, strength: 0.4, colour: mix(kind.colour, "#ffffff", 0.5) })}"/>`
      : "") +
    marks.join("")
  );
}

/** A repeated tile of grains for the layers below; turned and sized so that no two layers repeat together. */
function grainLayer(
  sheet: Sheet,
  kind: HeapKind,
  look: { seed: string; size: number; layer: number },
): string {
  const random = randomFrom(look.seed);
  const side = 300 + look.layer * 47;
  const reach = look.size * 2.6;
  const marks = times(Math.min(60, Math.round((side / look.size) ** 2 * 1.6)), () => {
    const [x, y] = [random.between(0, side), random.between(0, side)];
    const tone = random.chance(0.3) ? kind.second : kind.colour;
    const lit = -0.24 + look.layer * 0.05 + random.between(-0.05, 0.05);
    const mark = grainMark(sheet, random, { kind: kind.grain, x, y, size: look.size, tone, lit });
    // A grain on the tile's edge is drawn again on the other side, or the edge would show as a cut.
    const shifts = [
      [0, 0],
      [x < reach ? side : x > side - reach ? -side : 0, 0],
      [0, y < reach ? side : y > side - reach ? -side : 0],
    ];
    return shifts
      .filter(([dx, dy], index) => index === 0 || dx !== 0 || dy !== 0)
      .map(([dx = 0, dy = 0]) =>
        dx === 0 && dy === 0 ? mark : `<g transform="translate(${dx} ${dy})">${mark}</g>`,
      )
      .join("");
  });
  const cover = covering(sheet, [side, side], marks.join(""));
  return `<g transform="translate(600 750) rotate(${look.layer * 27})">${cover({ x: -1000, y: -1000, width: 2000, height: 2000 })}</g>`;
}

/** Large grains cover more each, and cost more: they need fewer layers. */
function layersFor(size: number): readonly number[] {
  if (size > 70) return [2];
  return size > 60 ? [1, 3] : [1, 2, 3];
}

/** A whole picture filled with grains, as seen with the nose close to them. */
export function fieldOfGrains(
  sheet: Sheet,
  kind: HeapKind,
  place: { seed: string; width: number; height: number },
): string {
  const { seed, width, height } = place;
  const random = randomFrom(`${seed} field`);
  const dusty = kind.grain === "dust";
  const amounts: Record<HeapKind["grain"], readonly [count: number, size: number]> = {
    dust: [260, 15],
    threads: [180, 66],
    flakes: [150, 64],
    seeds: [140, 66],
    pods: [80, 88],
    sticks: [46, 84],
    buds: [90, 74],
    petals: [90, 80],
    leaves: [190, 66],
    crystals: [90, 64],
  };
  const [count, size] = amounts[kind.grain];
  const box = `width="${width}" height="${height}"`;
  const marks = times(count, (index) => {
    const layer = index / count;
    return grainMark(sheet, random, {
      kind: kind.grain,
      x: random.between(-20, width + 20),
      y: random.between(-20, height + 20),
      size: size * random.between(0.8, 1.15),
      tone: random.chance(0.3) ? kind.second : kind.colour,
      lit: -0.16 + layer * 0.2 + random.between(-0.05, 0.06),
    });
  });
  const waves = dusty
    ? times(
        7,
        (index) =>
          `<path d="M-100 ${index * 230 + 40}C300 ${index * 230 - 130} 620 ${index * 230 + 200} 1300 ${index * 230 - 20}V${index * 230 + 190}C700 ${index * 230 + 330} 300 ${index * 230 + 20} -100 ${index * 230 + 190}Z" fill="${shade(kind.colour, index % 2 ? 0.07 : -0.09)}" opacity=".5"/>`,
      ).join("")
    : "";
  const under = dusty
    ? ""
    : layersFor(size)
        .map((layer) => grainLayer(sheet, kind, { seed: `${seed} ${layer}`, size: size * 0.92, layer }))
        .join("");
  return `<rect ${box} fill="${shade(kind.colour, dusty ? 0 : -0.22)}"/>${waves}${under}<rect ${box} fill="${grain(sheet, { scale: dusty ? 0.2 : 0.08, strength: 0.7, colour: shade(kind.colour, -0.3) })}"/>${marks.join("")}${dusty ? `<rect ${box} fill="${grain(sheet, { scale: 0.5, strength: 0.6, colour: shade(kind.colour, 0.2) })}"/>` : ""}`;
}
