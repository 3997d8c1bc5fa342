// Textiles and cushions: plump cushions, folded blankets, hung towels and covers.
import { mix, shade } from "../colour.ts";
import { bench, branch, plainPot } from "../props.ts";
import { castShadow, contactShadow, lay } from "../shadow.ts";
import { placed, roundedBox, smooth, times, type Point } from "../shapes.ts";
import { blurred, clipped, linear, px, radial } from "../sheet.ts";
import { flatStage, plaster, tableStage, windowLight, pictureHeight, pictureWidth } from "../stage.ts";
import { randomFor, type Artist, type Piece, type Subject } from "../subject.ts";
import { clothPaint, linenGrain, threadOverlay } from "./cloth-paints.ts";

/** An edge that bows in between its corners, as a filled cushion's does. */
function cushionOutline(width: number, height: number): string {
  const [w, h] = [width / 2, height / 2];
  const sag = 0.055;
  return `M${-w} ${-h}C${px(-w * 0.5)} ${px(-h * (1 - sag * 2))} ${px(w * 0.5)} ${px(-h * (1 - sag * 2))} ${w} ${-h}C${px(w * (1 - sag))} ${px(-h * 0.5)} ${px(w * (1 - sag))} ${px(h * 0.5)} ${w} ${h}C${px(w * 0.5)} ${px(h * (1 - sag))} ${px(-w * 0.5)} ${px(h * (1 - sag))} ${-w} ${h}C${px(-w * (1 - sag))} ${px(h * 0.5)} ${px(-w * (1 - sag))} ${px(-h * 0.5)} ${-w} ${-h}Z`;
}

function cushion(subject: Subject): Piece {
  const { sheet } = subject;
  const random = randomFor(subject, "creases");
  const [width, height] = subject.form === "lumbar" ? [900, 470] : [740, 720];
  const outline = cushionOutline(width, height);
  const { paint, ground } = clothPaint(subject);
  const box = `x="${-width / 2 - 10}" y="${-height / 2 - 10}" width="${width + 20}" height="${height + 20}"`;
  const swell = radial(sheet, [0.4, 0.36, 0.74], [[0, "#fffaf0", 0.34], [0.4, "#fffaf0", 0.04], [0.62, "#1d0f08", 0.06], [1, "#1d0f08", 0.52]]);
  const corners: Point[] = [[-1, -1], [1, -1], [1, 1], [-1, 1]];
  const creases = corners.flatMap(([sx, sy]) =>
    times(3, (index) => {
      const [x, y] = [(sx * width) / 2, (sy * height) / 2];
      const spread = (index - 1) * 0.42 + random.between(-0.1, 0.1);
      const length = random.between(100, 190);
      const turn = Math.atan2(-sy, -sx) + spread;
      return `M${px(x - sx * 16)} ${px(y - sy * 16)}q${px(Math.cos(turn) * length * 0.5 + sy * 12)} ${px(Math.sin(turn) * length * 0.5)} ${px(Math.cos(turn) * length)} ${px(Math.sin(turn) * length)}`;
    }),
  ).join("");
  const pinned = subject.motif === "sabra" ? `<g transform="translate(0 ${-height / 2})"><rect x="${-width / 2}" y="-10" width="${width}" height="${height + 20}" fill="${paint}"/></g>` : `<g transform="translate(${subject.motif === "sadu" ? -270 : -50} ${subject.motif === "ikat" ? -150 : -62})"><rect x="${-width}" y="${-height}" width="${width * 2.4}" height="${height * 2.4}" fill="${paint}"/></g>`;
  const content =
    `<rect ${box} fill="${ground}"/>${pinned}<rect ${box} fill="${threadOverlay(subject)}"/><rect ${box} fill="${linenGrain(subject)}"/><path d="${outline}" fill="${swell}"/>` +
    `<g ${blurred(sheet, 7)}><path d="${creases}" fill="none" stroke="#1d0f08" stroke-width="13" opacity=".3"/><path d="${creases}" fill="none" stroke="#fffaf0" stroke-width="9" opacity=".28" transform="translate(-11 -9)"/></g>`;
  const piping = `<path d="${outline}" fill="none" stroke="${shade(subject.palette.base, -0.08)}" stroke-width="9"/><path d="${outline}" fill="none" stroke="#fffaf0" stroke-opacity=".35" stroke-width="2.5" transform="translate(-1 -2)"/>`;
  const tassels = subject.motif === "mirrors" || subject.motif === "sadu" ? corners.map(([sx, sy]) => tassel((sx * width) / 2, (sy * height) / 2, subject.palette.accent)).join("") : "";
  return { markup: tassels + clipped(sheet, `<path d="${outline}"/>`, content) + piping, width, height, outline };
}

function tassel(x: number, y: number, colour: string): string {
  const strands = times(11, (index) => `M${px(x)} ${px(y)}q${px((index - 5) * 3)} 34 ${px((index - 5) * 6.4)} ${y > 0 ? 84 : 74}`).join("");
  return `<path d="${strands}" fill="none" stroke="${shade(colour, -0.08)}" stroke-width="6"/><path d="${strands}" fill="none" stroke="${shade(colour, 0.08)}" stroke-width="2"/><circle cx="${px(x)}" cy="${px(y)}" r="15" fill="${colour}"/>`;
}

/** Vertical folds over something that hangs. */
function folds(subject: Subject, box: { width: number; height: number; count: number }): string {
  const random = randomFor(subject, "folds");
  const { width, height, count } = box;
  const lines = times(count, (index) => {
    const x = -width / 2 + ((index + random.between(0.25, 0.75)) * width) / count;
    return `M${px(x)} 0C${px(x + random.between(-12, 12))} ${px(height * 0.3)} ${px(x + random.between(-20, 20))} ${px(height * 0.7)} ${px(x + random.between(-26, 26))} ${px(height)}`;
  }).join("");
  return `<g ${blurred(subject.sheet, 12)}><path d="${lines}" fill="none" stroke="#1d0f08" stroke-width="24" opacity=".2"/><path d="${lines}" fill="none" stroke="#fffaf0" stroke-width="20" opacity=".25" transform="translate(-26 0)"/></g>`;
}

function fringeLine(subject: Subject, width: number, look: { y: number; colour: string; length: number }): string {
  const random = randomFor(subject, "fringe");
  const count = Math.round(width / 17);
  return times(count, (index) => {
    const x = -width / 2 + ((index + 0.5) * width) / count;
    const sway = random.between(-5, 5);
    return `<path d="M${px(x - 5)} ${px(look.y)}q${px(sway)} ${px(look.length * 0.6)} ${px(sway - 2)} ${px(look.length)}h8q${px(-sway * 0.2)} ${px(-look.length * 0.5)} 4 ${px(-look.length)}Z" fill="${shade(look.colour, (index % 3) * 0.03 - 0.05)}"/><circle cx="${px(x)}" cy="${px(look.y + 9)}" r="5.5" fill="${shade(look.colour, -0.06)}"/>`;
  }).join("");
}

/** A flat cloth hanging from a rail: towels, runners, covers. Origin in the middle. */
function hanging(subject: Subject): Piece {
  const { sheet } = subject;
  const wide = { towel: 560, runner: 360, hanging: 800, tablecloth: 800 }[subject.form] ?? 600;
  const high = subject.form === "hanging" ? 1040 : 1000;
  const { paint, ground } = clothPaint(subject);
  const w = wide / 2;
  const lower = smooth(times(9, (index): Point => [w - (index * wide) / 8, high + Math.sin(index * 2.1) * 9]));
  const outline = `M${-w} 0H${w}L${w + 6} ${high}${lower.replace(/^M/, "L")}Z`;
  const box = `x="${-w - 10}" y="-4" width="${wide + 20}" height="${high + 30}"`;
  const edge = subject.motif === "suzani" || subject.motif === "paisley" || subject.form === "tablecloth" ? borderOf(subject, wide, high) : "";
  const plain = subject.form === "tablecloth" ? `<rect x="${-w + 130}" y="0" width="${wide - 260}" height="${high - 150}" fill="${ground}"/>` : "";
  const content =
    `<rect ${box} fill="${ground}"/><rect ${box} fill="${paint}"/>${plain}${edge}<rect ${box} fill="${threadOverlay(subject)}"/><rect ${box} fill="${linenGrain(subject)}"/>` +
    folds(subject, { width: wide, height: high, count: Math.round(wide / 130) }) +
    `<rect ${box} fill="${linear(sheet, 90, [[0, "#1d0f08", 0.22], [0.05, "#fffaf0", 0.2], [0.14, "#1d0f08", 0.02], [1, "#1d0f08", 0.18]])}"/>`;
  const fringed = subject.form === "tablecloth" ? "" : fringeLine(subject, wide, { y: high, colour: subject.form === "hanging" ? subject.palette.base : ground, length: 62 });
  const rail = `<rect x="${-w - 90}" y="-26" width="${wide + 180}" height="30" rx="15" fill="${linear(sheet, 90, [[0, "#b98a58"], [0.4, "#9a6a3e"], [1, "#5c3c22"]])}"/>`;
  return {
    markup: `<g transform="translate(0 -520)">${rail}${fringed}${clipped(sheet, `<path d="${outline}"/>`, content)}<path d="M${-w} -2Q${-w} -30 ${-w + 26} -28H${w - 26}Q${w} -30 ${w} -2V14H${-w}Z" fill="${shade(ground, 0.02)}"/><path d="M${-w} -2Q${-w} -30 ${-w + 26} -28H${w - 26}Q${w} -30 ${w} -2V14H${-w}Z" fill="${paint}"/><path d="M${-w} 2H${w}" stroke="#1d0f08" stroke-width="18" opacity=".14" ${blurred(sheet, 5)}/></g>`,
    width: wide,
    height: high,
    outline: `M${-w} -540H${w}V${high - 500}H${-w}Z`,
  };
}

function borderOf({ palette }: Subject, wide: number, high: number): string {
  const w = wide / 2;
  return `<path d="M${-w + 34} 0V${high - 34}H${w - 34}V0" fill="none" stroke="${palette.base}" stroke-width="26"/><path d="M${-w + 34} 0V${high - 34}H${w - 34}V0" fill="none" stroke="${palette.pale}" stroke-width="8" stroke-dasharray="12 14"/><path d="M${-w + 58} 0V${high - 58}H${w - 58}V0" fill="none" stroke="${palette.accent}" stroke-width="6"/>`;
}

/** A folded stack seen from the front; origin on the ground. */
function folded(subject: Subject): Piece {
  const { sheet, palette } = subject;
  const { paint, ground } = clothPaint(subject);
  const layers = subject.form === "stack" ? 4 : 3;
  const [width, thick] = subject.form === "stack" ? [640, 112] : [760, 150];
  const parts = times(layers, (index) => {
    const y = -(index + 1) * (thick - 4);
    const shift = [0, 9, -7, 5][index] ?? 0;
    const shape = `M${-width / 2 + 36 + shift} ${y}H${width / 2 - 8 + shift}Q${width / 2 + 12 + shift} ${y + thick / 2} ${width / 2 - 8 + shift} ${y + thick}H${-width / 2 + 36 + shift}Q${-width / 2 - 16 + shift} ${y + thick / 2} ${-width / 2 + 36 + shift} ${y}Z`;
    const tint = subject.form === "stack" && subject.motif === "check" ? "" : `<path d="${shape}" fill="${shade(ground, index % 2 ? -0.04 : 0)}" opacity=".35"/>`;
    const round = linear(sheet, 90, [[0, "#fffaf0", 0.34], [0.3, "#fffaf0", 0.04], [0.62, "#1d0f08", 0.08], [1, "#1d0f08", 0.5]]);
    const side = linear(sheet, 0, [[0, "#1d0f08", 0.4], [0.1, "#1d0f08", 0], [0.85, "#1d0f08", 0.04], [1, "#1d0f08", 0.36]]);
    return clipped(sheet, `<path d="${shape}"/>`, `<path d="${shape}" fill="${ground}"/><path d="${shape}" fill="${paint}"/>${tint}<path d="${shape}" fill="${threadOverlay(subject)}"/><path d="${shape}" fill="${round}"/><path d="${shape}" fill="${side}"/><path d="M${-width / 2 + 60} ${y + thick * 0.52}H${width / 2}" stroke="#1d0f08" stroke-width="3" opacity=".25"/>`);
  });
  const top = -layers * (thick - 4);
  const pompoms = subject.motif === "pompom" ? times(10, (index) => pompom(-width / 2 + 60 + index * 72, top + thick * layers * 0.62 + (index % 2) * 12, index % 2 ? palette.base : palette.accent)).join("") : "";
  return { markup: parts.join("") + pompoms, width, height: -top, outline: `M${-width / 2} 0V${top}H${width / 2}V0Z` };
}

function pompom(x: number, y: number, colour: string): string {
  const strands = times(22, (index) => `M${px(x)} ${px(y)}l${px(Math.cos(index * 2.4) * (24 + (index % 5) * 2))} ${px(Math.sin(index * 2.4) * (24 + (index % 4) * 2))}`).join("");
  return `<circle cx="${px(x)}" cy="${px(y + 4)}" r="26" fill="${shade(colour, -0.16)}"/><path d="${strands}" stroke="${colour}" stroke-width="8" stroke-linecap="round"/><circle cx="${px(x - 7)}" cy="${px(y - 8)}" r="10" fill="${shade(colour, 0.12)}" opacity=".6"/>`;
}

const isFolded = ({ form }: Subject) => form === "folded" || form === "stack";
const isCushion = ({ form }: Subject) => form === "cushion" || form === "lumbar";

export function textilePiece(subject: Subject): Piece {
  if (isCushion(subject)) return cushion(subject);
  return isFolded(subject) ? folded(subject) : hanging(subject);
}

/** A cushion set upright: its lower edge on the ground, leaning back a little. */
function upright(subject: Subject, piece: Piece, at: { x: number; y: number; scale: number }): string {
  const { x, y, scale } = at;
  const standing: Piece = { ...piece, outline: `M${-piece.width / 2} 0V${-piece.height}H${piece.width / 2}V0Z` };
  return castShadow(subject.sheet, standing, { x, y, scale: scale * 0.96 }) + contactShadow(subject.sheet, { x, y, radius: piece.width * 0.44 * scale }) + placed(piece.markup, x, { y: y - (piece.height / 2) * scale, scale });
}

export const textiles: Artist = {
  piece: textilePiece,
  front(subject) {
    const { sheet, palette } = subject;
    const piece = textilePiece(subject);
    if (!isCushion(subject) && !isFolded(subject)) return plaster(sheet, palette.wall) + windowLight(sheet, { x: 90, y: 220, height: 760, strength: 0.2 }) + lay(sheet, piece, { x: 600, y: 740, scale: 1.08, lift: 24 });
    const stage = tableStage(sheet, { wall: palette.wall, top: mix(palette.wall, "#f3e8d6", 0.62), horizon: 1010 });
    return stage + (isCushion(subject) ? upright(subject, piece, { x: 600, y: 1190, scale: subject.form === "lumbar" ? 1.06 : 1.15 }) : contactShadow(sheet, { x: 600, y: 1180, radius: 440 }) + placed(piece.markup, 600, { y: 1180, scale: 1.24 }));
  },
  detail(subject) {
    const piece = textilePiece(subject);
    const scale = isFolded(subject) ? 2.5 : 2.6;
    const [x, y] = isFolded(subject) ? [820, 1350] : [600 - (piece.width / 2 - 210) * scale + (isCushion(subject) ? 700 : 250), isCushion(subject) ? 1180 : 900 - 330 * scale];
    return flatStage(subject.sheet, subject.palette.wall) + lay(subject.sheet, piece, { x, y, scale, turn: isFolded(subject) ? 0 : -6, lift: 12 });
  },
  inUse(subject) {
    const { sheet, palette, slug } = subject;
    const piece = textilePiece(subject);
    const wall = mix(palette.wall, "#efe6d6", 0.25);
    const floor = `<rect x="0" y="1300" width="${pictureWidth}" height="${pictureHeight - 1300}" fill="${linear(sheet, 90, [[0, "#a98b6b"], [1, "#c4a683"]])}"/>`;
    const room = plaster(sheet, wall, 1302) + windowLight(sheet, { x: 560, y: 180, height: 620, strength: 0.36 }) + floor;
    const seat = bench(sheet, { x: 600, y: 1010 }, { width: 1040, legs: 330, wood: "#9a6b45" });
    const pot = branch(`${slug} p`, { x: 988, y: 780 }, { height: 330, lean: 60, leaf: "#74805a" }) + plainPot(sheet, { x: 985, y: 1012, scale: 0.95 }, mix(palette.accent, "#d9c6aa", 0.3));
    if (isCushion(subject)) {
      const back = roundedBox({ x: 110, y: 690, width: 420, height: 330 }, 40, `fill="${linear(sheet, 50, [[0, shade(palette.pale, 0.02)], [1, shade(palette.pale, -0.2)]])}"`);
      return room + seat + back + upright(subject, piece, { x: 500, y: 1022, scale: subject.form === "lumbar" ? 0.66 : 0.68 }) + pot;
    }
    if (isFolded(subject)) return room + seat + contactShadow(sheet, { x: 460, y: 1014, radius: 300 }) + placed(piece.markup, 460, { y: 1014, scale: 0.78 }) + pot;
    return room + lay(sheet, piece, { x: 470, y: 600, scale: 0.86, lift: 22 }) + bench(sheet, { x: 960, y: 1120 }, { width: 360, legs: 220, wood: "#9a6b45" }) + branch(`${slug} p`, { x: 960, y: 900 }, { height: 300, lean: 50, leaf: "#74805a" }) + plainPot(sheet, { x: 958, y: 1124, scale: 0.9 }, mix(palette.accent, "#d9c6aa", 0.3));
  },
};
