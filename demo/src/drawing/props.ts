// Things that stand beside the goods in a scene: a branch, fruit, books, a plant, a plain pot.
import { randomFrom } from "../random.ts";
import { mix, shade } from "./colour.ts";
import { contactShadow } from "./shadow.ts";
import { leafPath, roundedBox, smooth, times, type Point, pairs } from "./shapes.ts";
import { linear, px, radial, type Sheet } from "./sheet.ts";
import { turnedBody, type Profile } from "./lathe.ts";

export type Spot = { readonly x: number; readonly y: number; readonly scale?: number };

const at = ({ x, y, scale = 1 }: Spot, markup: string) =>
  `<g transform="translate(${px(x)} ${px(y)}) scale(${scale})">${markup}</g>`;

/** An orange with a pitted skin; `colour` makes it a lemon or a pomegranate. */
export function fruit(sheet: Sheet, spot: Spot, colour = "#d9822b"): string {
  const skin = radial(
    sheet,
    [0.34, 0.28, 0.8],
    [
      [0, shade(colour, 0.16)],
      [0.4, colour],
      [0.85, shade(colour, -0.2)],
      [1, shade(colour, -0.13)],
    ],
  );
  return (
    contactShadow(sheet, { x: spot.x, y: spot.y - 4, radius: 54 * (spot.scale ?? 1) }, 0.8) +
    at(
      spot,
      `<circle cx="0" cy="-58" r="60" fill="${skin}"/><ellipse cx="-22" cy="-84" rx="13" ry="8" fill="#fffaf0" opacity=".45" transform="rotate(-30 -22 -84)"/>` +
        `<path d="M2 -114l5 -5l3 6l-4 4Z" fill="#5a5a2c"/>`,
    )
  );
}

/** A bending twig with narrow leaves, growing up from its spot. */
export function branch(
  seed: string,
  spot: Spot,
  look: { height: number; lean: number; leaf: string },
): string {
  const random = randomFrom(seed);
  const { height, lean, leaf } = look;
  const spine: Point[] = times(7, (index) => {
    const part = index / 6;
    return [lean * part ** 1.6 + random.between(-9, 9) * part, -height * part];
  });
  const leaves = times(26, (index) => {
    const part = 0.16 + (index / 26) * 0.84;
    const from = spine[Math.min(5, Math.floor(part * 6))] ?? [0, 0];
    const to = spine[Math.min(6, Math.floor(part * 6) + 1)] ?? from;
    const inside = part * 6 - Math.floor(part * 6);
    const root: Point = [from[0] + (to[0] - from[0]) * inside, from[1] + (to[1] - from[1]) * inside];
    const side = index % 2 === 0 ? -1 : 1;
    const turn = -Math.PI / 2 + (lean / height) * 0.9 + side * random.between(0.45, 1);
    const path = leafPath(root, random.between(52, 84), { turn, width: random.between(9, 14) });
    const tone = shade(leaf, random.between(-0.1, 0.12) + (side < 0 ? 0.05 : -0.03));
    return `<path d="${path}" fill="${tone}"/>`;
  });
  return at(
    spot,
    `<path d="${smooth(spine)}" fill="none" stroke="#5c4530" stroke-width="6" stroke-linecap="round"/>${leaves.join("")}`,
  );
}

export function books(sheet: Sheet, spot: Spot, colours: readonly string[]): string {
  const stack = colours.map((colour, index) => {
    const y = -(index + 1) * 40;
    const [width, shift] = [300 - index * 26, (index % 2) * 14 - 6];
    const cover = linear(sheet, 0, [
      [0, shade(colour, 0.08)],
      [0.7, colour],
      [1, shade(colour, -0.14)],
    ]);
    return (
      roundedBox({ x: -width / 2 + shift, y, width, height: 40 }, 4, `fill="${cover}"`) +
      `<rect x="${px(-width / 2 + shift + width * 0.94)}" y="${y + 6}" width="${px(width * 0.06)}" height="28" fill="#efe4cd"/>` +
      `<path d="M${px(-width / 2 + shift + 24)} ${y + 4}v32m10 -32v32" stroke="#f3e2b8" stroke-width="2.5" opacity=".55"/>`
    );
  });
  return (
    contactShadow(sheet, { x: spot.x, y: spot.y, radius: 140 * (spot.scale ?? 1) }) + at(spot, stack.join(""))
  );
}

const potProfile: Profile = pairs("92,170 92,170 98,150 84,60 68,0");

/** A young palm in a clay pot. */
export function palm(sheet: Sheet, spot: Spot, look: { seed: string; pot: string; leaf?: string }): string {
  const random = randomFrom(look.seed);
  const leaf = look.leaf ?? "#5f7148";
  const fronds = times(9, (index) => {
    const side = (index - 4) / 4;
    const [tipX, tipY] = [
      side * random.between(250, 330),
      -470 + Math.abs(side) ** 1.8 * 300 - random.between(0, 60),
    ];
    const spine = `M0 -170Q${px(side * 90)} ${px(-430)} ${px(tipX)} ${px(tipY)}`;
    const leaflets = times(15, (step) => {
      const part = 0.22 + (step / 15) * 0.78;
      const x = 2 * (1 - part) * part * side * 90 + part * part * tipX;
      const y = (1 - part) ** 2 * -170 + 2 * (1 - part) * part * -430 + part * part * tipY;
      const along = Math.atan2(tipY + 430, tipX - side * 90);
      const reach = 96 * Math.sin(Math.PI * (0.18 + part * 0.72)) + 18;
      return [0.75, -0.75].map((turn) => leafPath([x, y], reach, { turn: along + turn, width: 7 })).join("");
    });
    const tone = shade(leaf, (index % 3) * 0.05 - 0.08 - side * 0.04);
    return `<path d="${spine}" fill="none" stroke="${shade(tone, -0.08)}" stroke-width="5"/><path d="${leaflets.join("")}" fill="${tone}"/>`;
  });
  const pot = turnedBody(sheet, { profile: potProfile, colour: look.pot, finish: "matt", inside: "#3d2c20" });
  return (
    contactShadow(sheet, { x: spot.x, y: spot.y, radius: 78 * (spot.scale ?? 1) }) +
    at(spot, pot + fronds.join(""))
  );
}

/** A low bowl with a rim, for heaps and fruit. */
export function dish(sheet: Sheet, spot: Spot, colour: string, content = ""): string {
  const profile: Profile = pairs("150,74 150,74 132,36 80,8 70,0");
  return (
    contactShadow(sheet, { x: spot.x, y: spot.y, radius: 96 * (spot.scale ?? 1) }) +
    at(spot, turnedBody(sheet, { profile, colour, finish: "satin", inside: shade(colour, 0.02) }) + content)
  );
}

/** A hanging cloth edge or a folded towel. */
export function foldedCloth(
  sheet: Sheet,
  spot: Spot,
  look: { colour: string; width: number; layers: number },
): string {
  const { colour, width, layers } = look;
  const cloth = times(layers, (index) => {
    const y = -(index + 1) * 34;
    const tone = linear(sheet, 90, [
      [0, shade(colour, 0.08)],
      [0.35, colour],
      [1, shade(colour, -0.16)],
    ]);
    return (
      roundedBox(
        { x: -width / 2 + (index % 2) * 6, y, width: width - (index % 3) * 8, height: 35 },
        17,
        `fill="${tone}"`,
      ) +
      `<path d="M${px(-width / 2 + 14)} ${y + 19}H${px(width / 2 - 18)}" stroke="${shade(colour, -0.2)}" stroke-width="2" opacity=".35"/>`
    );
  });
  return (
    contactShadow(sheet, { x: spot.x, y: spot.y, radius: width * 0.46 * (spot.scale ?? 1) }) +
    at(spot, cloth.join(""))
  );
}

/** A plain bench of one board on two trestles; its top is at the spot's y. */
export function bench(sheet: Sheet, spot: Spot, look: { width: number; legs: number; wood: string }): string {
  const { width, legs, wood } = look;
  const board = linear(sheet, 90, [
    [0, shade(wood, 0.1)],
    [1, shade(wood, -0.06)],
  ]);
  const leg = linear(sheet, 0, [
    [0, shade(wood, -0.02)],
    [1, shade(wood, -0.18)],
  ]);
  const foot = (x: number) =>
    contactShadow(sheet, { x, y: legs + 34, radius: 44 }) +
    `<path d="M${px(x - 26)} 30h52l-8 ${legs}h-36Z" fill="${leg}"/>`;
  return at(
    spot,
    `<ellipse cx="30" cy="${legs + 40}" rx="${px(width * 0.5)}" ry="36" fill="#2b1a12" opacity=".22"/>` +
      foot(-width * 0.36) +
      foot(width * 0.36) +
      roundedBox({ x: -width / 2, y: 0, width, height: 40 }, 5, `fill="${board}"`) +
      `<rect x="${px(-width / 2)}" y="0" width="${px(width)}" height="5" fill="#fff3dc" opacity=".4"/>`,
  );
}

/** A round moon-like pot used to fill a scene; the colour keeps it in the background. */
export function plainPot(sheet: Sheet, spot: Spot, colour: string): string {
  const profile: Profile = pairs("46,250 40,236 44,214 112,150 118,96 70,14 62,0");
  return (
    contactShadow(sheet, { x: spot.x, y: spot.y, radius: 76 * (spot.scale ?? 1) }) +
    at(spot, turnedBody(sheet, { profile, colour, finish: "matt", inside: mix(colour, "#201510", 0.6) }))
  );
}
