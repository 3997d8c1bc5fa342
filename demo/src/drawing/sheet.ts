// One picture under way: collects gradients, patterns, clips and filters, and gives each an id that is unique in the picture.

export type Stop = readonly [offset: number, colour: string, opacity?: number];

export type Sheet = {
  /** Close pictures carry fine texture that would not be seen in whole ones, and costs time. */
  readonly close: boolean;
  /** Keeps a definition and returns its id; the same definition twice is kept once. */
  define(markup: (id: string) => string): string;
  definitions(): string;
};

export function createSheet(look: { close?: boolean } = {}): Sheet {
  const kept = new Map<string, string>();
  const written: string[] = [];
  return {
    close: look.close ?? false,
    define(markup) {
      const key = markup("");
      const known = kept.get(key);
      if (known) return known;
      const id = `d${kept.size.toString(36)}`;
      kept.set(key, id);
      written.push(markup(id));
      return id;
    },
    definitions: () => written.join(""),
  };
}

/** A coordinate as short as it may be without a visible error. */
export function px(value: number): string {
  return String(Math.round(value * 10) / 10).replace(/^(-?)0\./, "$1.");
}

/** Coordinates one after the other; a minus sign parts numbers as well as a space does. */
export function coordinates(values: readonly number[]): string {
  return values.reduce((text, value) => {
    const next = px(value);
    return text === "" || next.startsWith("-") ? text + next : `${text} ${next}`;
  }, "");
}

/** A path kept once and drawn as often as needed. */
export function sharedPath(sheet: Sheet, path: string): (attributes: string) => string {
  const id = sheet.define((name) => `<path id="${name}" d="${path}"/>`);
  return (attributes) => `<use href="#${id}" ${attributes}/>`;
}

/** Gradient stops written as text: "0 #fff8e0 .3, 1 #20120a". */
export function stops(text: string): Stop[] {
  return text.split(", ").map((part): Stop => {
    const [offset = "0", colour = "", opacity] = part.split(" ");
    return opacity === undefined ? [Number(offset), colour] : [Number(offset), colour, Number(opacity)];
  });
}

function stopsOf(stops: readonly Stop[]): string {
  return stops
    .map(([offset, colour, opacity]) => {
      const veil = opacity === undefined ? "" : ` stop-opacity="${opacity}"`;
      return `<stop offset="${offset}" stop-color="${colour}"${veil}/>`;
    })
    .join("");
}

/** A straight gradient over the painted shape's box: `angle` 0 runs left to right, 90 top to bottom. */
export function linear(sheet: Sheet, angle: number, stops: readonly Stop[]): string {
  const turn = (angle * Math.PI) / 180;
  const [dx, dy] = [Math.cos(turn) / 2, Math.sin(turn) / 2];
  const line = [0.5 - dx, 0.5 - dy, 0.5 + dx, 0.5 + dy].map((part) => Math.round(part * 1000) / 1000);
  const id = sheet.define(
    (name) =>
      `<linearGradient id="${name}" x1="${line[0]}" y1="${line[1]}" x2="${line[2]}" y2="${line[3]}">${stopsOf(stops)}</linearGradient>`,
  );
  return `url(#${id})`;
}

/** A round gradient; centre and radius are parts of the shape's box. */
export function radial(
  sheet: Sheet,
  centre: readonly [cx: number, cy: number, r: number],
  stops: readonly Stop[],
): string {
  const [cx, cy, r] = centre;
  const id = sheet.define(
    (name) =>
      `<radialGradient id="${name}" cx="${cx}" cy="${cy}" r="${r}">${stopsOf(stops)}</radialGradient>`,
  );
  return `url(#${id})`;
}

/** The attribute that blurs a shape. */
export function blurred(sheet: Sheet, deviation: number): string {
  const id = sheet.define(
    (name) =>
      `<filter id="${name}" x="-30%" y="-30%" width="160%" height="160%"><feGaussianBlur stdDeviation="${deviation}"/></filter>`,
  );
  return `filter="url(#${id})"`;
}

export function clipped(sheet: Sheet, shape: string, content: string): string {
  const id = sheet.define((name) => `<clipPath id="${name}">${shape}</clipPath>`);
  return `<g clip-path="url(#${id})">${content}</g>`;
}

/** A repeated tile as a paint; `transform` turns or scales the whole field. */
export function tiled(
  sheet: Sheet,
  size: readonly [width: number, height: number],
  tile: { content: string; transform?: string },
): string {
  const turn = tile.transform ? ` patternTransform="${tile.transform}"` : "";
  const id = sheet.define(
    (name) =>
      `<pattern id="${name}" width="${px(size[0])}" height="${px(size[1])}" patternUnits="userSpaceOnUse"${turn}>${tile.content}</pattern>`,
  );
  return `url(#${id})`;
}

export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** Below this a tile is first gathered into a block, or the references alone would fill the file. */
const blockMin = 150;

/** Covers a box with copies of a tile. A pattern would do, but is drawn ten times slower once it is turned or scaled. */
export function covering(
  sheet: Sheet,
  size: readonly [width: number, height: number],
  content: string,
): (box: Box) => string {
  const [wide, high] = size;
  const copies = (id: string, step: readonly [number, number], box: Box): string => {
    const [columns, rows] = [Math.ceil(box.width / step[0]), Math.ceil(box.height / step[1])];
    return Array.from({ length: columns * rows }, (_, index) => {
      const [x, y] = [box.x + (index % columns) * step[0], box.y + Math.floor(index / columns) * step[1]];
      return `<use href="#${id}" x="${px(x)}" y="${px(y)}"/>`;
    }).join("");
  };
  const tile = sheet.define((name) => `<g id="${name}">${content}</g>`);
  const times = Math.ceil(blockMin / Math.min(wide, high));
  if (times === 1) return (box) => copies(tile, size, box);
  const blockSize = [wide * times, high * times] as const;
  const inBlock = copies(tile, size, { x: 0, y: 0, width: blockSize[0], height: blockSize[1] });
  const block = sheet.define((name) => `<g id="${name}">${inBlock}</g>`);
  return (box) => copies(block, blockSize, box);
}

export type Softness = {
  readonly colour: string;
  readonly opacity: number;
  readonly spread: number;
  readonly line?: number;
};

const softLayers = 7;

/**
 * A shape with soft edges: layers of growing outlines. Blurring it would cost more than all the rest of the picture.
 * With `line` the path is a line of that width, not an area.
 */
export function softened(shape: string, { colour, opacity, spread, line }: Softness): string {
  const each = Math.round((1 - (1 - opacity) ** (1 / softLayers)) * 1000) / 1000;
  const layers = Array.from({ length: softLayers }, (_, index) => {
    const part = (index + 0.5) / softLayers;
    const width = line === undefined ? part * spread * 2 : Math.max(1, line - spread + part * spread * 2);
    // Opacity for the layer as a whole: where outline and area overlap they must not add up.
    return `<g opacity="${each}" stroke-width="${px(width)}">${shape}</g>`;
  });
  const fill = line === undefined ? colour : "none";
  return `<g fill="${fill}" stroke="${colour}" stroke-linejoin="round" stroke-linecap="round">${layers.join("")}</g>`;
}
