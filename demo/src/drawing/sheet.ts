// One picture under way: collects gradients, patterns, clips and filters, and gives each an id that is unique in the picture.

export type Stop = readonly [offset: number, colour: string, opacity?: number];

export type Sheet = {
  /** Keeps a definition and returns its id; the same definition twice is kept once. */
  define(markup: (id: string) => string): string;
  definitions(): string;
};

export function createSheet(): Sheet {
  const kept = new Map<string, string>();
  const written: string[] = [];
  return {
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
  return String(Math.round(value * 10) / 10);
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
export function radial(sheet: Sheet, centre: readonly [cx: number, cy: number, r: number], stops: readonly Stop[]): string {
  const [cx, cy, r] = centre;
  const id = sheet.define(
    (name) => `<radialGradient id="${name}" cx="${cx}" cy="${cy}" r="${r}">${stopsOf(stops)}</radialGradient>`,
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
export function tiled(sheet: Sheet, size: readonly [width: number, height: number], tile: { content: string; transform?: string }): string {
  const turn = tile.transform ? ` patternTransform="${tile.transform}"` : "";
  const id = sheet.define(
    (name) =>
      `<pattern id="${name}" width="${px(size[0])}" height="${px(size[1])}" patternUnits="userSpaceOnUse"${turn}>${tile.content}</pattern>`,
  );
  return `url(#${id})`;
}

export type Grain = { readonly scale: number; readonly strength: number; readonly colour?: string; readonly stretch?: number };

/** Fine noise as a paint. It is made once on a small tile and repeated: noise over a whole picture takes ten times as long. */
export function grain(sheet: Sheet, { scale, strength, colour = "#000000", stretch = 1 }: Grain): string {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  // Slow clouds need a larger tile, or the eye finds the repeat.
  const size = scale < 0.05 ? 640 : 260;
  const octaves = scale < 0.05 ? 2 : 3;
  const filter = sheet.define(
    (name) =>
      `<filter id="${name}" x="0" y="0" width="1" height="1" color-interpolation-filters="sRGB"><feTurbulence type="fractalNoise" baseFrequency="${scale} ${scale * stretch}" numOctaves="${octaves}" stitchTiles="stitch"/><feColorMatrix values="0 0 0 0 ${red} 0 0 0 0 ${green} 0 0 0 0 ${blue} ${strength * 2.4} 0 0 0 ${-strength * 0.9}"/></filter>`,
  );
  return tiled(sheet, [size, size], { content: `<rect width="${size}" height="${size}" filter="url(#${filter})"/>` });
}
