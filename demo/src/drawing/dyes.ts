// The dye table: what each colour name means, and the company it keeps. Chosen by eye, for objects on warm paper.

import { randomFrom } from "../random.ts";
import { distanceOf, mix } from "./colour.ts";

export type Palette = {
  readonly name: string;
  readonly base: string;
  readonly deep: string;
  readonly pale: string;
  readonly accent: string;
  readonly second: string;
  /** The wall behind. */
  readonly wall: string;
};

type Row = readonly [base: string, deep: string, pale: string, accent: string, second: string, wall: string];

const table = {
  Ivory: ["#ece0c8", "#8a7454", "#f7f0e1", "#3a342c", "#b4653f", "#c9b8a0"],
  Chalk: ["#eee9dd", "#9c9484", "#fbf8f1", "#5d7f8a", "#c29a5b", "#b9c0b6"],
  Natural: ["#d9c29a", "#8d6d42", "#efe3ca", "#3b3129", "#a8553a", "#dcd3c4"],
  Sand: ["#d6bb8b", "#8a6a3f", "#efe2c8", "#9a4a33", "#31435f", "#ded5c7"],
  Pearl: ["#e9e0d6", "#a08f86", "#fffaf4", "#c9a26a", "#7a8794", "#b8a8a4"],
  Clear: ["#dfe8e4", "#8aa39c", "#f6faf8", "#c79b4a", "#4d7a72", "#d9cdb8"],
  Silver: ["#c3c3c0", "#65676b", "#f3f3f0", "#2f3b52", "#8f7a52", "#8f6f66"],
  Slate: ["#5f6c78", "#333c46", "#dfe1de", "#c99a4a", "#a65c48", "#d8d2c8"],
  Smoke: ["#8f8880", "#4c4743", "#dcd7d0", "#c08a4a", "#5b6f6c", "#e0d7c8"],
  Charcoal: ["#3f3c3a", "#211f1f", "#e6dccb", "#c9873c", "#a3513b", "#d8cbb6"],
  Black: ["#2f2c2b", "#161515", "#e8dec9", "#c39a55", "#a2402f", "#d9c7aa"],
  Ink: ["#2a3144", "#151a27", "#e9e0cf", "#cf9a44", "#a8503d", "#d6c6ab"],
  Onyx: ["#26252a", "#121215", "#ddd6cc", "#c8a45c", "#7d3b3b", "#cbb79d"],
  Indigo: ["#34477a", "#1d2848", "#ebe2cf", "#d0923a", "#b4553f", "#dcc9a8"],
  Lapis: ["#26479a", "#16265a", "#e9e4d6", "#d6a54a", "#b8473b", "#dac6a2"],
  Cobalt: ["#2a5ba8", "#173566", "#f0eadc", "#d99f3e", "#bc5540", "#e0cfb0"],
  Teal: ["#2c6f73", "#153f44", "#ebe3d1", "#cf8a3d", "#a94a3d", "#ddc9ab"],
  Turquoise: ["#3d9a9c", "#1b5a62", "#eee8d8", "#c98a3b", "#2c4a86", "#e2c9a8"],
  Sea: ["#79aeb0", "#396e76", "#eef0e6", "#d4a25a", "#c0684f", "#e3d3bb"],
  Emerald: ["#2f7355", "#16402f", "#ece6d2", "#d0a046", "#a6493b", "#dfc8ac"],
  Moss: ["#6b7436", "#3b4220", "#ebe3c8", "#b7502f", "#d6a64c", "#d9c6a6"],
  Olive: ["#7a7a3e", "#454622", "#ece5cd", "#b35e38", "#39506a", "#ddd0b4"],
  Sage: ["#9aa98a", "#58684e", "#f0eee0", "#c0704f", "#c9a04c", "#e4d4c0"],
  Saffron: ["#dc9b2c", "#9a5a17", "#f5e6c4", "#a23e2f", "#34477a", "#c7cbbd"],
  Mustard: ["#c4962f", "#7d5a18", "#f1e5c6", "#3d5a60", "#9c4330", "#c3c8bb"],
  Amber: ["#cf8128", "#824412", "#f6dfae", "#7a2f24", "#445a45", "#d3c3b0"],
  Gold: ["#cfa04a", "#80581c", "#f7e6b8", "#8a2f3a", "#2f4a5c", "#7d5f63"],
  Brass: ["#c39a48", "#6f4f1c", "#f6e3ac", "#7a2f2a", "#274a52", "#6f7d78"],
  Honey: ["#c58a45", "#7a4c1e", "#f2dfbd", "#3f5a4c", "#8a3a2c", "#d5cdbd"],
  Coral: ["#d9735a", "#93402f", "#f6e6d6", "#2f6f78", "#e0a848", "#c8d0c6"],
  Terracotta: ["#b9623f", "#733520", "#f0dfc8", "#2f5560", "#dba24a", "#cdcdbd"],
  Clay: ["#bd8465", "#774a36", "#f1e2d2", "#46605c", "#d7a757", "#cfd0c4"],
  Copper: ["#b9704a", "#6c3720", "#f4d3b6", "#2c5a58", "#c99a4a", "#8a8f88"],
  Rust: ["#a64f2c", "#652a16", "#eedcc0", "#2f4d58", "#d59a3f", "#cbc9b8"],
  Carnelian: ["#b5432c", "#6a2015", "#f3d8c6", "#c99a4a", "#2f4a5c", "#c6c0b0"],
  Madder: ["#9f3c31", "#5c1f1c", "#f0dfc9", "#d79a3a", "#2d4568", "#d5c4a8"],
  Pomegranate: ["#8e2a38", "#511520", "#f0dccb", "#d39a45", "#2d5560", "#d9c2ab"],
  Rose: ["#cc9188", "#8a5350", "#f7e9e1", "#7a3b45", "#7c8a63", "#cdd0c4"],
  Plum: ["#66395a", "#391d34", "#ecdfd8", "#cf9548", "#5f7f78", "#d9c6b4"],
  Walnut: ["#6b4630", "#38221a", "#e9d7bd", "#c48a48", "#4f6b64", "#d8cebd"],
  Cognac: ["#a3622f", "#613515", "#efd9b8", "#33505a", "#2f2a28", "#d3d0c2"],
} satisfies Record<string, Row>;

const rows = new Map<string, Row>(Object.entries(table));

/** Products without a colour option are drawn in the colour of their contents. */
export const plainColourName = "Natural";

/** Painted studio walls: clay, sage, straw, sea mist, rose plaster, stone, olive, dusk. */
const studioWalls = [
  "#dba98c",
  "#b3bea6",
  "#ecd4a6",
  "#b4c8cb",
  "#e0bfb0",
  "#ddd3c2",
  "#a9a877",
  "#a9b6c9",
  "#efe3cd",
  "#cf9f7c",
];

/** How near in lightness and hue a wall may come to what stands before it. */
const wallDistanceMin = 0.13;

/** A colour's palette; `seed` chooses a wall, so that neighbours in a list do not all stand in the same studio. */
export function paletteFor(name: string, seed = name): Palette {
  const row = rows.get(name) ?? table[plainColourName];
  const [base, deep, pale, accent, second, usual] = row;
  const start = randomFrom(`${seed} wall`).integer(0, studioWalls.length - 1);
  const turned = [...studioWalls.slice(start), ...studioWalls.slice(0, start)];
  const studio = turned.find((wall) => distanceOf(wall, base) > wallDistanceMin) ?? usual;
  return { name, base, deep, pale, accent, second, wall: mix(usual, studio, 0.84) };
}
