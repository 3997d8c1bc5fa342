// Texture as paints: fine specks, and slow changes of tone.
// Drawn as shapes, not by feTurbulence: the filter is made anew for each use and took half a second a picture.
import { randomFrom } from "../random.ts";
import { times } from "./shapes.ts";
import { linear, px, tiled, type Sheet } from "./sheet.ts";

/** `scale` is the noise's frequency: above `cloudScale` it is specks, below it is clouds. `stretch` above 1 lays it flat. */
export type Grain = {
  readonly scale: number;
  readonly strength: number;
  readonly colour?: string;
  readonly stretch?: number;
};

const cloudScale = 0.05;
const speckCount = 520;

function specks(sheet: Sheet, tile: number, length: number): string {
  const random = randomFrom(`specks ${tile} ${length}`);
  const dots = times(
    speckCount,
    () => `M${random.integer(0, tile)} ${random.integer(0, tile)}h${px(length)}`,
  ).join("");
  return sheet.define((id) => `<path id="${id}" d="${dots}"/>`);
}

function fineGrain(sheet: Sheet, { scale, strength, colour = "#000000", stretch = 1 }: Grain): string {
  const unit = Math.min(9, 1.3 / scale);
  const [wide, high] = [unit * Math.sqrt(stretch), unit / Math.sqrt(stretch)];
  // Whole pixels at every size the shop cuts: other tiles are drawn ten times slower. Small tiles would show as a lattice.
  const tile = Math.min(600, Math.max(240, Math.round((unit * 60) / 60) * 60));
  const shape = specks(sheet, tile, wide);
  const veil = Math.round(Math.min(0.6, strength * 0.8) * 100) / 100;
  return tiled(sheet, [tile, tile], {
    content: `<use href="#${shape}" stroke="${colour}" stroke-width="${px(high)}" opacity="${veil}"/>`,
  });
}

/** Slow change of tone: uneven bands. Upright or lying for wood and wool, leaning for walls. */
function clouds(sheet: Sheet, { scale, strength, colour = "#000000", stretch = 1 }: Grain): string {
  const random = randomFrom(`clouds ${scale} ${stretch}`);
  const count = Math.round(Math.min(26, Math.max(8, scale * 900)));
  const most = Math.min(0.6, strength * 0.55);
  const angle =
    stretch > 2 ? random.between(84, 96) : stretch < 0.6 ? random.between(-5, 5) : random.between(24, 66);
  return linear(
    sheet,
    Math.round(angle),
    times(count, (index) => [
      Math.round(((index + random.between(-0.3, 0.3)) / (count - 1)) * 1000) / 1000,
      colour,
      Math.round((index % 2 === 0 ? random.between(0, 0.25) : random.between(0.5, 1)) * most * 100) / 100,
    ]),
  );
}

/** A texture as a paint. On objects fine grain shows only in close pictures; `always` is for what fills the picture. */
export function grain(sheet: Sheet, look: Grain & { readonly always?: boolean }): string {
  if (look.scale < cloudScale) return clouds(sheet, look);
  return sheet.close || look.always ? fineGrain(sheet, look) : "none";
}
