// Zellige and other tiles: a panel laid flat, a framed panel, coasters; glaze, joints and cut edges.
import { mix, shade } from "../colour.ts";
import { plainPot, branch } from "../props.ts";
import { contactShadow, lay } from "../shadow.ts";
import { placed, roundedBox, type Point, pairs } from "../shapes.ts";
import { grain } from "../grain.ts";
import { clipped, linear, px, sharedPath, softened, tiled, stops } from "../sheet.ts";
import { flatStage, pictureWidth } from "../stage.ts";
import { randomFor, type Artist, type Piece, type Subject } from "../subject.ts";
import { pathOf, tilingFor } from "./tilings.ts";

const paleGlaze = "#efe8d8";

function glazesOf({ palette, motif }: Subject): string[] {
  const pale = ["Chalk", "Ivory"].includes(palette.name) ? "#d8c9ae" : paleGlaze;
  const light = motif === "checker" ? (palette.name === "Rose" ? "#eadfd0" : "#e2d8c6") : pale;
  return [palette.base, light, palette.accent, palette.second, palette.deep];
}

const matt = new Set(["herringbone", "hexagon", "checker"]);

/** How far one firing differs from the next. */
const toneSteps = [-0.055, -0.03, -0.01, 0.015, 0.04, 0.065];

function keep(points: readonly Point[], half: number): boolean {
  return points.some(([x, y]) => Math.abs(x) < half && Math.abs(y) < half);
}

/** How far each pattern goes before it repeats; a wall is made of whole repeats, or its seams would show. */
const repeats: Readonly<Record<string, Point>> = {
  star8: [800, 800],
  square: [800, 800],
  scale: [744, 744],
  hexagon: [831.4, 864],
  vine: [858, 860],
  star12: [700, 700],
  checker: [812, 812],
  rhombus: [768, 636],
};

type Field = { readonly wide: number; readonly high: number; readonly lit: boolean };

/** The tiled square of side 2 × `half`, its middle at the origin. */
function tileField(subject: Subject, half: number): string {
  return tiledField(subject, { wide: half, high: half, lit: true });
}

/** Glazed and jointed pieces, from -wide to wide and -high to high; `lit` adds the light of a single panel. */
function tiledField(subject: Subject, { wide, high, lit }: Field): string {
  const { sheet } = subject;
  const random = randomFor(subject, "glaze");
  const glazes = glazesOf(subject);
  const groups = new Map<string, string>();
  const shine: string[] = [];
  const joint = "#cdbfa6";
  const layers: string[] = [];
  let lastKind = -1;
  const flush = () => {
    for (const [colour, path] of groups)
      layers.push(
        `<path d="${path}" fill="${colour}" stroke="${joint}" stroke-width="${subject.close ? 2.6 : 3.2}" stroke-linejoin="round"/>`,
      );
    groups.clear();
  };
  for (const { points, kind } of tilingFor(subject.motif)) {
    if (!keep(points, Math.max(wide, high))) continue;
    // Pieces that lie on other pieces come later in the list, so a change of kind closes the layer.
    if (kind < lastKind || subject.motif === "vine" || subject.motif === "girih10") flush();
    lastKind = kind;
    const colour = shade(glazes[kind] ?? paleGlaze, toneSteps[random.integer(0, toneSteps.length - 1)] ?? 0);
    const path = pathOf(points);
    groups.set(colour, (groups.get(colour) ?? "") + path);
    if (
      !matt.has(subject.motif) &&
      random.chance(subject.motif === "square" || subject.motif === "rhombus" ? 0.8 : 0.22)
    )
      shine.push(path);
  }
  flush();
  const box = `x="${-wide}" y="${-high}" width="${wide * 2}" height="${high * 2}"`;
  const shineOn = sharedPath(sheet, shine.join(""));
  const sheen = matt.has(subject.motif)
    ? `<rect ${box} fill="${grain(sheet, { scale: 0.6, strength: 0.4, colour: "#1d120c" })}"/>`
    : shineOn(
        `fill="${linear(sheet, 40, stops("0 #ffffff 0.34, 0.2 #ffffff 0.04, 0.5 #ffffff 0.16, 1 #ffffff 0"))}"`,
      ) +
      `<rect ${box} fill="${grain(sheet, { scale: 0.02, strength: 0.3, colour: shade(subject.palette.deep, -0.08) })}"/>`;
  const chips = subject.close ? `<rect ${box} fill="${chipped(subject)}"/>` : "";
  const light = linear(
    sheet,
    42,
    stops("0 #fff8e6 0.34, 0.4 #fff8e6 0.03, 0.58 #fff8e6 0.14, 0.7 #1d120c 0.03, 1 #1d120c 0.24"),
  );
  return clipped(
    sheet,
    `<rect ${box}/>`,
    `<rect ${box} fill="${joint}"/>${layers.join("")}${lit ? sheen : ""}${chips}${lit ? `<rect ${box} fill="${light}"/>` : ""}`,
  );
}

/** Pinholes and crackle, as they show close up. */
function chipped(subject: Subject): string {
  const random = randomFor(subject, "chips");
  const marks = Array.from({ length: 26 }, () => {
    const [x, y, r] = [random.between(6, 194), random.between(6, 194), random.between(0.7, 2)];
    return `<ellipse cx="${px(x)}" cy="${px(y)}" rx="${px(r)}" ry="${px(r * 0.8)}" fill="#6b4a36" opacity=".55"/>`;
  });
  const cracks = Array.from(
    { length: 9 },
    () =>
      `M${px(random.between(0, 200))} ${px(random.between(0, 200))}q${px(random.between(-22, 22))} ${px(random.between(-22, 22))} ${px(random.between(-44, 44))} ${px(random.between(-30, 30))}`,
  );
  return tiled(subject.sheet, [200, 200], {
    content: `${marks.join("")}<path d="${cracks.join("")}" fill="none" stroke="#2a1a10" stroke-width=".7" opacity=".35"/>`,
  });
}

const square = (half: number) => `M${-half} ${-half}h${half * 2}v${half * 2}h${-half * 2}Z`;

function framed(subject: Subject): Piece {
  const half = 385;
  const wood = subject.motif === "girih10" ? "#5a3a26" : "#3b3632";
  const bar = 34;
  const mitre = `M${-half - bar} ${-half - bar}L${-half} ${-half}M${half + bar} ${-half - bar}L${half} ${-half}M${half + bar} ${half + bar}L${half} ${half}M${-half - bar} ${half + bar}L${-half} ${half}`;
  return {
    markup:
      `<path d="${square(half + bar)}" fill="${linear(subject.sheet, 50, [
        [0, shade(wood, 0.1)],
        [0.5, wood],
        [1, shade(wood, -0.1)],
      ])}"/><path d="${mitre}" stroke="#120b07" stroke-width="2" opacity=".6"/>` +
      tileField(subject, half) +
      softened(`<path d="M${-half} ${half}V${-half}H${half}"/>`, {
        colour: "#120b07",
        opacity: 0.34,
        spread: 8,
        line: 12,
      }),
    width: (half + bar) * 2,
    height: (half + bar) * 2,
    outline: square(half + bar),
  };
}

function coasters(subject: Subject): Piece {
  const half = 205;
  const one =
    roundedBox(
      { x: -half - 5, y: -half - 1, width: half * 2 + 10, height: half * 2 + 16 },
      6,
      'fill="#b58a5c"',
    ) + tileField(subject, half);
  const spots: Point[] = pairs("-225,-225 225,-225 -225,225 225,225");
  return {
    markup: spots.map(([x, y], index) => placed(one, x, { y, turn: [-3, 4, 2, -2][index] ?? 0 })).join(""),
    width: 900,
    height: 900,
    outline: spots.map(([x, y]) => `M${x - half} ${y - half}h${half * 2}v${half * 2}h${-half * 2}Z`).join(""),
  };
}

export function tilePiece(subject: Subject): Piece {
  if (subject.form === "framed") return framed(subject);
  if (subject.form === "coasters") return coasters(subject);
  const half = 420;
  return {
    markup: `<path d="${square(half + 5)}" fill="#b9a888"/>${tileField(subject, half)}`,
    width: half * 2,
    height: half * 2,
    outline: square(half + 4),
  };
}

export const tiles: Artist = {
  piece: tilePiece,
  front(subject) {
    const ground = mix(subject.palette.wall, "#f2eadc", 0.45);
    const scale = subject.form === "framed" ? 1.14 : 1.16;
    return flatStage(subject.sheet, ground) + lay(tilePiece(subject), { x: 600, y: 740, scale, lift: 15 });
  },
  detail(subject) {
    const corner =
      subject.form === "coasters" ? { x: 820, y: 1010, scale: 2.7 } : { x: 520, y: 690, scale: 2.75 };
    return (
      flatStage(subject.sheet, subject.palette.wall) +
      lay(tilePiece(subject), { ...corner, turn: -8, lift: 10 })
    );
  },
  inUse(subject) {
    const { sheet, palette, slug } = subject;
    if (subject.form !== "panel") return shelfWall(subject);
    const [wide, high] = repeats[subject.motif] ?? [840, 840];
    const panel = sheet.define(
      (id) => `<g id="${id}">${tiledField(subject, { wide: wide / 2, high: high / 2, lit: false })}</g>`,
    );
    const wall = [-1, 0, 1].flatMap((column) =>
      [-1, 0, 1].map((row) =>
        placed(`<use href="#${panel}"/>`, 600 + column * wide * 0.7, {
          y: 420 + row * high * 0.7,
          scale: 0.7,
        }),
      ),
    );
    const stone = "#e6dccb";
    const shelf = `<rect x="0" y="1040" width="${pictureWidth}" height="460" fill="${linear(sheet, 90, [
      [0, shade(stone, -0.06)],
      [0.15, stone],
      [1, shade(stone, 0.04)],
    ])}"/><rect x="0" y="1040" width="${pictureWidth}" height="460" fill="${grain(sheet, { scale: 0.008, strength: 0.3, colour: "#8a745c", stretch: 0.4 })}"/>`;
    const light = `${softened('<path d="M80 -20L620 -20L1100 1040L420 1040Z"/>', { colour: "#fff3d6", opacity: 0.17, spread: 40 })}<rect x="0" y="900" width="${pictureWidth}" height="140" fill="${linear(
      sheet,
      90,
      stops("0 #1d120c 0, 1 #1d120c 0.3"),
    )}"/>`;
    return (
      wall.join("") +
      light +
      shelf +
      branch(`${slug} a`, { x: 380, y: 960, scale: 1.3 }, { height: 380, lean: -90, leaf: "#74805a" }) +
      branch(`${slug} b`, { x: 392, y: 960, scale: 1.2 }, { height: 330, lean: 120, leaf: "#808a62" }) +
      plainPot(sheet, { x: 388, y: 1240, scale: 1.3 }, mix(palette.second, "#d9c6aa", 0.35)) +
      plainPot(sheet, { x: 760, y: 1200, scale: 0.72 }, mix(palette.pale, "#e6d9c0", 0.5))
    );
  },
};

function shelfWall(subject: Subject): string {
  const { sheet, palette, slug } = subject;
  const piece = tilePiece(subject);
  const coaster = subject.form === "coasters";
  const wall = flatStage(sheet, mix(palette.wall, "#efe6d6", 0.3));
  const wood = "#9a6a42";
  const shelf = `<rect x="0" y="1180" width="${pictureWidth}" height="54" fill="${linear(sheet, 90, [
    [0, shade(wood, 0.12)],
    [1, shade(wood, -0.08)],
  ])}"/><rect x="0" y="1234" width="${pictureWidth}" height="90" fill="${linear(sheet, 90, stops("0 #1d120c 0.3, 1 #1d120c 0"))}"/>`;
  const hung = lay(piece, { x: 600, y: coaster ? 1000 : 560, scale: coaster ? 0.4 : 0.88, lift: 20 });
  return (
    wall +
    shelf +
    (coaster ? contactShadow(sheet, { x: 600, y: 1182, radius: 190 }) : "") +
    hung +
    branch(`${slug} c`, { x: 250, y: 990 }, { height: 330, lean: 60, leaf: "#74805a" }) +
    plainPot(sheet, { x: 246, y: 1186, scale: 0.95 }, mix(palette.accent, "#d9c6aa", 0.3)) +
    plainPot(sheet, { x: 985, y: 1186, scale: 0.6 }, palette.pale)
  );
}
