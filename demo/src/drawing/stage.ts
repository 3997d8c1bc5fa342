// Where objects stand: walls, tables, niches and rooms, with the light already in them. Light falls from the upper left.
import { lightnessOf, shade } from "./colour.ts";
import { grain } from "./grain.ts";
import { linear, px, radial, softened, type Sheet, stops } from "./sheet.ts";

export const pictureWidth = 1200;
export const pictureHeight = 1500;

const full = `x="0" y="0" width="${pictureWidth}" height="${pictureHeight}"`;

/** Paper grain and a darker edge, over everything else: what makes flat fills look photographed. */
export function finish(sheet: Sheet, strength = 1): string {
  const edge = radial(
    sheet,
    [0.44, 0.4, 0.82],
    [
      [0, "#fff6e6", 0.14 * strength],
      [0.45, "#fff6e6", 0],
      [0.72, "#2a1a10", 0],
      [1, "#2a1a10", 0.2 * strength],
    ],
  );
  return `<rect ${full} fill="${edge}"/><rect ${full} fill="${grain(sheet, { scale: 0.85, strength: 0.1 * strength, always: true })}"/>`;
}

/** Limewashed plaster: slow clouds of tone. */
export function plaster(sheet: Sheet, colour: string, height = pictureHeight): string {
  const light = linear(sheet, 35, [
    [0, shade(colour, 0.09)],
    [0.5, shade(colour, 0.02)],
    [1, shade(colour, -0.07)],
  ]);
  const box = `x="0" y="0" width="${pictureWidth}" height="${px(height)}"`;
  return (
    `<rect ${box} fill="${light}"/>` +
    `<rect ${box} fill="${grain(sheet, { scale: 0.004, strength: 0.26, colour: shade(colour, -0.22), stretch: 1.5 })}"/>` +
    `<rect ${box} fill="${grain(sheet, { scale: 0.011, strength: 0.16 * Math.min(1, Math.max(0.2, lightnessOf(colour) * 3 - 1.6)), colour: "#fffaf0" })}"/>`
  );
}

/** Late sun through a window, as it lies on a wall: two panes with a bar between, leaning. */
export function windowLight(place: { x: number; y: number; height: number; strength?: number }): string {
  const { x, y, height, strength = 0.32 } = place;
  const pane = (left: number, top: number) => `M${px(left)} ${px(top)}l210 -70v${px(height * 0.46)}l-210 70Z`;
  const panes = [0, 1].flatMap((row) =>
    [0, 1].map((column) => pane(x + column * 240, y + row * height * 0.5 - column * 80)),
  );
  return softened(`<path d="${panes.join("")}"/>`, { colour: "#fff3d8", opacity: strength, spread: 12 });
}

export type Surface = {
  readonly wall: string;
  readonly top: string;
  readonly horizon: number;
  readonly light?: boolean;
};

/** A wall and a table's edge-on top: the plain studio of the shop. */
export function tableStage(sheet: Sheet, { wall, top, horizon, light = false }: Surface): string {
  const surface = linear(sheet, 90, [
    [0, shade(top, -0.07)],
    [0.12, top],
    [1, shade(top, 0.06)],
  ]);
  const depth = pictureHeight - horizon;
  return (
    plaster(sheet, wall, horizon + 2) +
    (light ? windowLight({ x: 110, y: 260, height: 640 }) : "") +
    `<rect x="0" y="${horizon - 90}" width="${pictureWidth}" height="90" fill="${linear(sheet, 90, stops("0 #3a2818 0, 1 #3a2818 0.16"))}"/>` +
    `<rect x="0" y="${horizon}" width="${pictureWidth}" height="${depth}" fill="${surface}"/>` +
    `<rect x="0" y="${horizon}" width="${pictureWidth}" height="${depth}" fill="${grain(sheet, { scale: 0.004, strength: 0.2, colour: shade(top, -0.22), stretch: 4 })}"/>` +
    `<rect x="0" y="${horizon - 1}" width="${pictureWidth}" height="3" fill="#fff8ea" opacity=".35"/>`
  );
}

/** A sheet of paper or stone, seen from straight above. */
export function flatStage(sheet: Sheet, colour: string): string {
  const light = radial(
    sheet,
    [0.3, 0.22, 1.05],
    [
      [0, shade(colour, 0.06)],
      [0.55, colour],
      [1, shade(colour, -0.12)],
    ],
  );
  return (
    `<rect ${full} fill="${light}"/>` +
    `<rect ${full} fill="${grain(sheet, { scale: 0.005, strength: 0.16, colour: shade(colour, -0.2) })}"/>` +
    `<rect ${full} fill="${linear(sheet, 58, stops("0.3 #fff7e4 0, 0.46 #fff7e4 0.3, 0.56 #fff7e4 0.3, 0.72 #fff7e4 0"))}"/>`
  );
}

const archPath = (inset: number) => {
  const [left, right] = [225 + inset, 975 - inset];
  const spring = 640;
  return `M${left} 1185V${spring}C${left} ${430 + inset * 0.6} ${420 + inset * 0.3} ${330 + inset} 600 ${205 + inset * 1.25}C${780 - inset * 0.3} ${330 + inset} ${right} ${430 + inset * 0.6} ${right} ${spring}V1185Z`;
};

/** An arched niche in a thick wall; objects stand on its sill at y = 1185. */
export function nicheStage(sheet: Sheet, wall: string, inside = shade(wall, -0.13)): string {
  const back = linear(sheet, 20, [
    [0, shade(inside, -0.16)],
    [0.42, shade(inside, -0.02)],
    [1, shade(inside, 0.09)],
  ]);
  const reveal = linear(sheet, 0, [
    [0, shade(wall, -0.2)],
    [0.5, shade(wall, -0.1)],
    [1, shade(wall, 0.09)],
  ]);
  const sill = linear(sheet, 90, [
    [0, shade(wall, 0.02)],
    [1, shade(wall, 0.12)],
  ]);
  return (
    plaster(sheet, wall) +
    softened(`<path d="${archPath(-8)}"/>`, { colour: "#fff8ea", opacity: 0.22, spread: 12 }) +
    `<path d="${archPath(0)}" fill="${reveal}"/>` +
    `<path d="${archPath(46)}" fill="${back}"/>` +
    `<path d="${archPath(46)}" fill="${grain(sheet, { scale: 0.009, strength: 0.25, colour: shade(inside, -0.2) })}"/>` +
    `<path d="M225 1185L271 1120H929L975 1185Z" fill="${sill}"/>` +
    `<path d="M271 1120H929" stroke="${shade(inside, -0.25)}" stroke-width="6" opacity=".3"/>` +
    `<rect x="150" y="1185" width="900" height="62" rx="4" fill="${linear(sheet, 90, [
      [0, shade(wall, 0.1)],
      [1, shade(wall, -0.06)],
    ])}"/>` +
    `<rect x="160" y="1247" width="900" height="70" fill="${linear(sheet, 90, stops("0 #2a1a10 0.28, 1 #2a1a10 0"))}"/>`
  );
}

/** A corner of a room: wall, skirting and a floor of broad boards, with sun on both. */
export function roomStage(sheet: Sheet, room: { wall: string; floor: string; horizon?: number }): string {
  const { wall, floor, horizon = 980 } = room;
  const boards = [-3, -2, -1, 0, 1, 2, 3, 4].map((index) => {
    const [top, bottom] = [600 + index * 150, 600 + index * 430];
    return `M${top} ${horizon}L${bottom} ${pictureHeight}`;
  });
  const floorLight = linear(sheet, 70, [
    [0, shade(floor, -0.08)],
    [0.6, shade(floor, 0.04)],
    [1, shade(floor, -0.04)],
  ]);
  const depth = pictureHeight - horizon;
  return (
    plaster(sheet, wall, horizon) +
    windowLight({ x: 620, y: 250, height: 600, strength: 0.42 }) +
    `<rect x="0" y="${horizon - 34}" width="${pictureWidth}" height="34" fill="${shade(wall, 0.06)}"/>` +
    `<rect x="0" y="${horizon - 36}" width="${pictureWidth}" height="3" fill="${shade(wall, -0.14)}" opacity=".6"/>` +
    `<rect x="0" y="${horizon}" width="${pictureWidth}" height="${depth}" fill="${floorLight}"/>` +
    `<rect x="0" y="${horizon}" width="${pictureWidth}" height="${depth}" fill="${grain(sheet, { scale: 0.004, strength: 0.2, colour: shade(floor, -0.2), stretch: 4 })}"/>` +
    `<path d="${boards.join("")}" stroke="${shade(floor, -0.22)}" stroke-width="3" opacity=".5"/>` +
    `<rect x="0" y="${horizon}" width="${pictureWidth}" height="60" fill="${linear(sheet, 90, stops("0 #20130a 0.3, 1 #20130a 0"))}"/>` +
    softened(`<path d="M560 1130L980 1060L1180 1180L700 1290Z"/>`, {
      colour: "#fff0cf",
      opacity: 0.2,
      spread: 18,
    })
  );
}

/** A wall after sunset, for things that give their own light. */
export function duskStage(
  sheet: Sheet,
  wall: string,
  glow: { x: number; y: number; radius: number },
): string {
  const dark = shade(wall, -0.17);
  const halo = `<circle cx="${glow.x}" cy="${glow.y}" r="${glow.radius}" fill="${radial(
    sheet,
    [0.5, 0.5, 0.5],
    stops("0 #ffcf80 0.72, 0.22 #f5a950 0.46, 0.55 #d27a3a 0.18, 1 #a04a2a 0"),
  )}"/>`;
  return plaster(sheet, dark) + halo;
}
