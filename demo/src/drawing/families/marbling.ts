// Marbled paper: drops of colour combed into feathers, drawn as stacked wavy bands.
import { mix, shade } from "../colour.ts";
import { circlePath, smooth, times, type Point } from "../shapes.ts";
import { grain } from "../grain.ts";
import { px } from "../sheet.ts";
import { randomFor, type Subject } from "../subject.ts";

function coloursOf({ palette }: Subject): string[] {
  return [
    palette.base,
    palette.pale,
    palette.accent,
    shade(palette.base, 0.12),
    palette.deep,
    palette.pale,
    palette.second,
    mix(palette.base, palette.pale, 0.45),
  ];
}

/** Large sheets are combed more broadly than covers; three of them share a picture. */
const coarsenessOf = ({ form }: Subject) => (form === "sheets" ? 1.75 : 1);

/** Bands whose edges have been pulled by a comb: sharp cusps one way, round bellies the other. */
function combed(subject: Subject, box: { width: number; height: number; teeth: number }): string {
  const coarse = coarsenessOf(subject);
  const random = randomFor(subject, "marbling");
  const colours = coloursOf(subject);
  const { width, height, teeth } = box;
  const step = width / teeth;
  const pulls = times(teeth + 3, () => random.between(0.8, 1.2));
  const bands: string[] = [];
  let y = -90;
  let index = 0;
  while (y < height + 90) {
    const edge: Point[] = times((teeth + 2) * 4, (part) => {
      const x = (part / 4 - 1) * step;
      const inTooth = ((part % 4) + 4) % 4;
      const pull = pulls[Math.floor(part / 4)] ?? 1;
      const rise = [0, 26, 92, 26][inTooth] ?? 0;
      return [x, y + rise * pull + Math.sin(x / 90 + index * 0.3) * 16];
    });
    bands.push(
      `<path d="${smooth(edge)}L${width + 120} ${height + 200}H-160Z" fill="${colours[index % colours.length]}"/>`,
    );
    y += random.between(12, 34) * coarse;
    index += 1;
  }
  return bands.join("");
}

/** Drawn to and fro with a stylus: long feathers whose points look up and down by turns. */
function gelgit(subject: Subject, box: { width: number; height: number }): string {
  const coarse = coarsenessOf(subject);
  const random = randomFor(subject, "gel-git");
  const colours = coloursOf(subject);
  const { width, height } = box;
  const step = width / Math.round(width / (66 * coarse));
  const reach = 190;
  const pulls = times(40, () => random.between(0.8, 1.15));
  const bands: string[] = [];
  let y = -reach * 1.6;
  for (let index = 0; y < height + reach; index += 1) {
    let edge = `M${px(-step)} ${px(y)}`;
    for (let column = -1; (column - 1) * step < width; column += 1) {
      const [x, up] = [column * step, column % 2 === 0];
      const tip = y + (up ? -reach : reach) * 0.5 * (pulls[column + 1] ?? 1);
      edge += `C${px(x + step * 0.34)} ${px(y)} ${px(x + step * 0.46)} ${px(y + (tip - y) * 0.3)} ${px(x + step * 0.5)} ${px(tip)}C${px(x + step * 0.54)} ${px(y + (tip - y) * 0.3)} ${px(x + step * 0.66)} ${px(y)} ${px(x + step)} ${px(y)}`;
    }
    bands.push(
      `<path d="${edge}V${height + reach}H${px(-step)}Z" fill="${colours[index % colours.length]}"/>`,
    );
    y += random.between(13, 30) * coarse;
  }
  return bands.join("");
}

/** Stones: drops that pushed each other aside and were left alone. */
function stones(subject: Subject, box: { width: number; height: number }): string {
  const random = randomFor(subject, "stones");
  const colours = coloursOf(subject);
  return times(subject.form === "sheets" ? 80 : 150, (index) => {
    const [cx, cy, r] = [
      random.between(0, box.width),
      random.between(0, box.height),
      random.between(14, 74) * (1 - index / 260),
    ];
    const points = times(9, (part): Point => {
      const turn = (part / 8) * Math.PI * 2;
      const reach = r * (part === 8 ? 1 : random.between(0.74, 1.2));
      return [cx + Math.cos(turn) * reach, cy + Math.sin(turn) * reach];
    });
    const colour = colours[index % colours.length] ?? subject.palette.base;
    return `<path d="${smooth([...points.slice(0, 8), points[0] ?? [cx, cy]])}Z" fill="${colour}" stroke="${shade(colour, -0.12)}" stroke-width="2.4"/>${index % 4 === 0 ? `<path d="${circlePath([cx, cy], r * 0.24)}" fill="${colours[(index + 3) % colours.length]}"/>` : ""}`;
  }).join("");
}

/** A marbled sheet with its corner at the origin. */
export function marbled(
  subject: Subject,
  box: { width: number; height: number },
  kind = subject.motif,
): string {
  const ground = `<rect width="${box.width}" height="${box.height}" fill="${subject.palette.base}"/>`;
  const drawing =
    kind === "gelgit"
      ? gelgit(subject, box)
      : kind === "stone"
        ? stones(subject, box)
        : combed(subject, { ...box, teeth: Math.round(box.width / (62 * coarsenessOf(subject))) });
  return `${ground}${drawing}<rect width="${box.width}" height="${box.height}" fill="${grain(subject.sheet, { scale: 0.4, strength: 0.25, colour: "#1d120c" })}"/>`;
}
