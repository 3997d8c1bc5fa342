// Lamps with panes, beads or facets of glass.
import { mix, shade } from "../colour.ts";
import { circlePath, leafPath, onCircle, polygon, times, type Point, pairs } from "../shapes.ts";
import { grain } from "../grain.ts";
import { linear, px, radial, stops } from "../sheet.ts";
import { randomFor, type Subject } from "../subject.ts";
import { chain, flame, flameWhite, glowFill, metalOf, metalPart } from "./lantern-parts.ts";
import { type Lamp, lamp, circleRing, candle } from "./lamp.ts";

const glassColours = ["#b8322e", "#2b7f8c", "#dc9b2c", "#33508f", "#4b7a3f"];

export function hex(subject: Subject): Lamp {
  const { sheet, palette } = subject;
  const metal = mix(metalOf(subject), "#8d8577", 0.35);
  const [half, top, base] = [170, -560, -110];
  const edges = [-half, -half * 0.44, half * 0.44, half];
  const panes = times(3, (index) => {
    const [left, right] = [edges[index] ?? 0, edges[index + 1] ?? 0];
    const tilt = index === 1 ? 0 : 14;
    const [yl, yr] = [index === 0 ? -tilt : 0, index === 2 ? -tilt : 0];
    const shape = `M${px(left)} ${base + yl}L${px(right)} ${base + yr}V${top + yr}L${px(left)} ${top + yl}Z`;
    const main =
      index === 1
        ? palette.base
        : (glassColours[(index + 1 + palette.name.length) % glassColours.length] ?? palette.second);
    const [cx, cy] = [(left + right) / 2, (top + base) / 2];
    const wide = (right - left) * 0.36;
    const flower = times(
      8,
      (petal) =>
        `<path d="${leafPath([0, 0], wide * 1.15, { turn: (petal * Math.PI) / 4, width: wide * 0.34 })}" fill="${petal % 2 ? mix(flame, palette.accent, 0.4) : flameWhite}" opacity=".8"/>`,
    ).join("");
    return `<path d="${shape}" fill="${glowFill(sheet, main)}" opacity="${index === 1 ? 1 : 0.9}"/><path d="${shape}" fill="${grain(sheet, { scale: 0.03, strength: 0.3, colour: "#3a1208" })}"/><g transform="translate(${px(cx)} ${px(cy)}) scale(1 1.3)">${flower}<circle r="${px(wide * 0.28)}" fill="${palette.base}"/></g><path d="${shape}" fill="none" stroke="${shade(metal, -0.12)}" stroke-width="15"/><path d="${shape}" fill="none" stroke="${shade(metal, 0.16)}" stroke-width="5"/><path d="M${px(left)} ${base - 86 + yl}L${px(right)} ${base - 86 + yr}M${px(left)} ${top + 86 + yl}L${px(right)} ${top + 86 + yr}" stroke="${shade(metal, -0.05)}" stroke-width="8"/>`;
  });
  const roof = metalPart(
    { ...subject, palette: { ...palette, name: "Brass" } },
    pairs("14,800 20,780 70,730 110,650 150,610 200,566 206,552"),
  );
  const foot = metalPart(
    { ...subject, palette: { ...palette, name: "Brass" } },
    pairs("184,116 184,116 170,76 120,40 160,6 166,0"),
  );
  return lamp(`${circleRing(0, -836, metal)}${foot}${panes.join("")}${roof}`, {
    width: 412,
    height: 860,
    light: 330,
  });
}

export function star(subject: Subject): Lamp {
  const { sheet, palette } = subject;
  const centre: Point = [0, -400];
  const glass = palette.name === "Amber" ? "#d98a35" : "#efdcb4";
  const facets: string[] = [];
  for (const [count, outer, inner, turn] of [
    [12, 380, 190, 0],
    [8, 250, 120, 0.2],
  ] as const) {
    times(count, (index) => {
      const angle = -Math.PI / 2 + turn + (index * 2 * Math.PI) / count;
      const tip = onCircle(centre, outer, angle);
      const [left, right] = [
        onCircle(centre, inner, angle - Math.PI / count),
        onCircle(centre, inner, angle + Math.PI / count),
      ];
      const root = onCircle(centre, inner * 0.35, angle);
      const light = Math.cos(angle + 2.3) * 0.07;
      facets.push(
        `<path d="${polygon([left, tip, root])}" fill="${radial(
          sheet,
          [0.5, 0.7, 0.9],
          [
            [0, flameWhite],
            [0.5, shade(mix(flame, glass, 0.6), light + 0.03)],
            [1, shade(glass, light - 0.06)],
          ],
        )}" stroke="#6b4a1e" stroke-width="4" stroke-linejoin="round"/>`,
        `<path d="${polygon([right, tip, root])}" fill="${shade(mix(flame, glass, 0.7), light - 0.08)}" stroke="#6b4a1e" stroke-width="4" stroke-linejoin="round"/>`,
      );
    });
  }
  return lamp(`${chain({ x: 0, y: -776 }, 700)}${facets.join("")}`, {
    width: 760,
    height: 800,
    light: 400,
    hangs: true,
  });
}

export function mosaic(subject: Subject): Lamp {
  const { sheet, palette } = subject;
  const random = randomFor(subject, "mosaic");
  const [cx, cy, radius] = [0, -560, 250];
  const colours = [
    palette.base,
    shade(palette.base, 0.14),
    palette.accent,
    palette.pale,
    shade(palette.base, -0.08),
  ];
  const beads = times(15, (row) => {
    const latitude = -1.3 + (row / 14) * 2.6;
    const count = Math.max(5, Math.round(26 * Math.cos(latitude)));
    return times(count, (index) => {
      const longitude = -1.45 + ((index + 0.5) / count) * 2.9;
      const [x, y] = [
        cx + radius * Math.cos(latitude) * Math.sin(longitude),
        cy + radius * Math.sin(latitude),
      ];
      const depth = Math.cos(latitude) * Math.cos(longitude);
      const size = 8 + 17 * depth;
      const band = (row + (row % 4 === 2 ? index : 0)) % 5;
      const colour = mix(
        colours[band] ?? palette.base,
        flame,
        0.12 + 0.42 * depth * (0.6 + random.next() * 0.4),
      );
      return `<path d="${polygon([
        [x - size * 0.9, y],
        [x, y - size * 0.8],
        [x + size * 0.9, y],
        [x, y + size * 0.8],
      ])}" fill="${colour}"/>`;
    }).join("");
  });
  const globe = `<circle cx="${cx}" cy="${cy}" r="${radius}" fill="${radial(
    sheet,
    [0.5, 0.5, 0.5],
    [
      [0, flame],
      [0.6, mix(flame, palette.base, 0.6)],
      [1, shade(palette.base, -0.18)],
    ],
  )}"/>${beads.join("")}<circle cx="${cx}" cy="${cy}" r="${radius}" fill="${radial(
    sheet,
    [0.4, 0.36, 0.7],
    stops("0 #fff8e0 0.3, 0.5 #fff8e0 0, 1 #1a0d08 0.5"),
  )}"/>`;
  const neck = metalPart(
    { ...subject, palette: { ...palette, name: "Brass" } },
    pairs("90,320 96,306 50,280 24,220 22,120 40,86 110,40 150,14 154,0"),
  );
  const cap = metalPart(
    { ...subject, palette: { ...palette, name: "Brass" } },
    pairs("8,850 10,836 56,812 62,800"),
  );
  return lamp(`${neck}${globe}${cap}`, {
    width: 500,
    height: 850,
    light: 560,
    outline: `${circlePath([0, -560], 250)}M-150 0V-40H-24V-320H24V-40H150V0Z`,
  });
}

function glassBox(subject: Subject, cage: string, box: { half: number; top: number; base: number }): string {
  const { sheet } = subject;
  const { half, top, base } = box;
  return `<path d="M${-half} ${-base}V${-top}H${half}V${-base}Z" fill="${radial(
    sheet,
    [0.5, 0.7, 0.7],
    stops("0 #ffe2a4 0.75, 0.5 #f5b45c 0.35, 1 #6a3a18 0.28"),
  )}"/>${candle(0, base + 150)}<path d="M${-half + 20} ${-base - 20}V${-top + 30}L${-half + 74} ${-top + 30}L${-half + 40} ${-base - 20}Z" fill="#ffffff" opacity=".16"/>${cage}`;
}

export function box(subject: Subject): Lamp {
  const metal = subject.palette.name === "Chalk" ? "#d8d2c4" : "#2c2826";
  const [dark, light] = [shade(metal, -0.1), shade(metal, 0.13)];
  const bars = [-190, -66, 66, 190]
    .map(
      (x) =>
        `<path d="M${x} -60V-520" stroke="${dark}" stroke-width="19"/><path d="M${x - 4} -60V-520" stroke="${light}" stroke-width="5"/>`,
    )
    .join("");
  const roof = `<path d="M-232 -516L-96 -668H96L232 -516Z" fill="${linear(subject.sheet, 0, [
    [0, dark],
    [0.3, light],
    [0.6, metal],
    [1, dark],
  ])}"/><path d="M-232 -516H232V-496H-232Z" fill="${metal}"/><path d="M-60 -668V-716H60V-668" fill="${dark}"/><path d="M-84 -716H84L60 -748H-60Z" fill="${metal}"/>`;
  const foot = `<path d="M-220 -64H220V-30H-220Z" fill="${metal}"/><path d="M-220 -64H220V-57H-220Z" fill="${light}"/><path d="M-206 -30h44v30h-36ZM206 -30h-44v30h36Z" fill="${dark}"/>`;
  return lamp(
    `${circleRing(0, -792, metal)}${glassBox(subject, bars, { half: 190, top: 510, base: 64 })}${roof}${foot}`,
    { width: 464, height: 826, light: 250 },
  );
}

export function harbour(subject: Subject): Lamp {
  const metal = metalOf(subject);
  const cap = metalPart(subject, pairs("34,700 40,680 40,640 120,610 150,560 156,544"));
  const foot = metalPart(subject, pairs("150,196 150,196 158,180 168,60 176,20 176,0"));
  const ribs = times(9, (index) => {
    const x = -128 * Math.cos((index / 8) * Math.PI);
    return `<path d="M${px(x * 0.94)} -546Q${px(x * 1.12)} -370 ${px(x)} -196" fill="none" stroke="#fff3d0" stroke-width="7" opacity=".28"/>`;
  }).join("");
  const wires = [-150, 0, 150]
    .map(
      (x) =>
        `<path d="M${x * 0.98} -550Q${x * 1.24} -370 ${x} -190" fill="none" stroke="${shade(metal, -0.12)}" stroke-width="9"/>`,
    )
    .join("");
  const ring = `<path d="M-160 -372A160 27 0 0 0 160 -372" fill="none" stroke="${shade(metal, -0.08)}" stroke-width="9"/>`;
  const handle = `<path d="M-152 -548C-250 -800 250 -800 152 -548" fill="none" stroke="${shade(metal, -0.1)}" stroke-width="12"/><path d="M-152 -552C-250 -804 250 -804 152 -552" fill="none" stroke="${shade(metal, 0.18)}" stroke-width="4"/>`;
  const glass = `<path d="M-140 -546Q-172 -370 -140 -196H140Q172 -370 140 -546Z" fill="${glowFill(subject.sheet, "#c9803a", [0.5, 0.62])}" opacity=".9"/>${candle(0, 330).replaceAll("-60V", "-190V")}`;
  return lamp(`${handle}${glass}${ribs}${wires}${ring}${foot}${cap}`, {
    width: 356,
    height: 740,
    light: 370,
  });
}
