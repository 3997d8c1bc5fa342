// The lamps themselves, lit. Each is drawn standing on its origin; hanging ones are hung from the top of the picture.
import { mix, shade } from "../colour.ts";
import { onBody, outlineOf, radiusAt, ringLine, turnedBody, type Profile } from "../lathe.ts";
import { circlePath, leafPath, onCircle, polygon, smooth, times, type Point } from "../shapes.ts";
import { clipped, grain, linear, px, radial } from "../sheet.ts";
import { randomFor, type Subject } from "../subject.ts";
import { chain, flame, flameWhite, glowFill, metalOf, metalPart, piercedBody } from "./lantern-parts.ts";

export type Lamp = { readonly markup: string; readonly width: number; readonly height: number; readonly light: number; readonly hangs: boolean; readonly outline: string };

const lamp = (markup: string, size: { width: number; height: number; light: number; hangs?: boolean; outline?: string }): Lamp => ({
  markup,
  width: size.width,
  height: size.height,
  light: size.light,
  hangs: size.hangs ?? false,
  outline: size.outline ?? `M${-size.width / 2} 0V${-size.height}H${size.width / 2}V0Z`,
});

function dome(subject: Subject): Lamp {
  const profile: Profile = [[16, 760], [20, 740], [60, 700], [96, 640], [96, 640], [190, 560], [246, 420], [220, 240], [130, 120], [104, 96], [104, 96], [150, 20], [156, 0]];
  const body = piercedBody(subject, profile, { from: 600, to: 150, rows: 11, count: 15 });
  return lamp(`${chain({ x: 0, y: -756 }, 40)}${body}`, { width: 500, height: 800, light: 390, outline: outlineOf(profile) });
}

const glassColours = ["#b8322e", "#2b7f8c", "#dc9b2c", "#33508f", "#4b7a3f"];

function hex(subject: Subject): Lamp {
  const { sheet, palette } = subject;
  const metal = mix(metalOf(subject), "#8d8577", 0.35);
  const [half, top, base] = [170, -560, -110];
  const edges = [-half, -half * 0.44, half * 0.44, half];
  const panes = times(3, (index) => {
    const [left, right] = [edges[index] ?? 0, edges[index + 1] ?? 0];
    const tilt = index === 1 ? 0 : 14;
    const [yl, yr] = [index === 0 ? -tilt : 0, index === 2 ? -tilt : 0];
    const shape = `M${px(left)} ${base + yl}L${px(right)} ${base + yr}V${top + yr}L${px(left)} ${top + yl}Z`;
    const main = index === 1 ? palette.base : (glassColours[(index + 1 + palette.name.length) % glassColours.length] ?? palette.second);
    const [cx, cy] = [(left + right) / 2, (top + base) / 2];
    const wide = (right - left) * 0.36;
    const flower = times(8, (petal) => `<path d="${leafPath([0, 0], wide * 1.15, { turn: (petal * Math.PI) / 4, width: wide * 0.34 })}" fill="${petal % 2 ? mix(flame, palette.accent, 0.4) : flameWhite}" opacity=".8"/>`).join("");
    return `<path d="${shape}" fill="${glowFill(sheet, main)}" opacity="${index === 1 ? 1 : 0.9}"/><path d="${shape}" fill="${grain(sheet, { scale: 0.03, strength: 0.3, colour: "#3a1208" })}"/><g transform="translate(${px(cx)} ${px(cy)}) scale(1 1.3)">${flower}<circle r="${px(wide * 0.28)}" fill="${palette.base}"/></g><path d="${shape}" fill="none" stroke="${shade(metal, -0.12)}" stroke-width="15"/><path d="${shape}" fill="none" stroke="${shade(metal, 0.16)}" stroke-width="5"/><path d="M${px(left)} ${base - 86 + yl}L${px(right)} ${base - 86 + yr}M${px(left)} ${top + 86 + yl}L${px(right)} ${top + 86 + yr}" stroke="${shade(metal, -0.05)}" stroke-width="8"/>`;
  });
  const roof = metalPart({ ...subject, palette: { ...palette, name: "Brass" } }, [[14, 800], [20, 780], [70, 730], [110, 650], [150, 610], [200, 566], [206, 552]]);
  const foot = metalPart({ ...subject, palette: { ...palette, name: "Brass" } }, [[184, 116], [184, 116], [170, 76], [120, 40], [160, 6], [166, 0]]);
  return lamp(`${circleRing(0, -836, metal)}${foot}${panes.join("")}${roof}`, { width: 412, height: 860, light: 330 });
}

function circleRing(x: number, y: number, metal: string): string {
  return `<circle cx="${x}" cy="${y}" r="34" fill="none" stroke="${shade(metal, -0.12)}" stroke-width="11"/><circle cx="${x}" cy="${y}" r="34" fill="none" stroke="${shade(metal, 0.18)}" stroke-width="4"/>`;
}

function star(subject: Subject): Lamp {
  const { sheet, palette } = subject;
  const centre: Point = [0, -400];
  const glass = palette.name === "Amber" ? "#d98a35" : "#efdcb4";
  const facets: string[] = [];
  for (const [count, outer, inner, turn] of [[12, 380, 190, 0], [8, 250, 120, 0.2]] as const) {
    times(count, (index) => {
      const angle = -Math.PI / 2 + turn + (index * 2 * Math.PI) / count;
      const tip = onCircle(centre, outer, angle);
      const [left, right] = [onCircle(centre, inner, angle - Math.PI / count), onCircle(centre, inner, angle + Math.PI / count)];
      const root = onCircle(centre, inner * 0.35, angle);
      const light = Math.cos(angle + 2.3) * 0.07;
      facets.push(
        `<path d="${polygon([left, tip, root])}" fill="${radial(sheet, [0.5, 0.7, 0.9], [[0, flameWhite], [0.5, shade(mix(flame, glass, 0.6), light + 0.03)], [1, shade(glass, light - 0.06)]])}" stroke="#6b4a1e" stroke-width="4" stroke-linejoin="round"/>`,
        `<path d="${polygon([right, tip, root])}" fill="${shade(mix(flame, glass, 0.7), light - 0.08)}" stroke="#6b4a1e" stroke-width="4" stroke-linejoin="round"/>`,
      );
    });
  }
  return lamp(`${chain({ x: 0, y: -776 }, 700)}${facets.join("")}`, { width: 760, height: 800, light: 400, hangs: true });
}

function mosaic(subject: Subject): Lamp {
  const { sheet, palette } = subject;
  const random = randomFor(subject, "mosaic");
  const [cx, cy, radius] = [0, -560, 250];
  const colours = [palette.base, shade(palette.base, 0.14), palette.accent, palette.pale, shade(palette.base, -0.08)];
  const beads = times(15, (row) => {
    const latitude = -1.3 + (row / 14) * 2.6;
    const count = Math.max(5, Math.round(26 * Math.cos(latitude)));
    return times(count, (index) => {
      const longitude = -1.45 + ((index + 0.5) / count) * 2.9;
      const [x, y] = [cx + radius * Math.cos(latitude) * Math.sin(longitude), cy + radius * Math.sin(latitude)];
      const depth = Math.cos(latitude) * Math.cos(longitude);
      const size = 6 + 14 * depth;
      const band = (row + (row % 4 === 2 ? index : 0)) % 5;
      const colour = mix(colours[band] ?? palette.base, flame, 0.12 + 0.42 * depth * (0.6 + random.next() * 0.4));
      return `<path d="${polygon([[x - size * 0.9, y], [x, y - size * 0.8], [x + size * 0.9, y], [x, y + size * 0.8]])}" fill="${colour}"/>`;
    }).join("");
  });
  const globe = `<circle cx="${cx}" cy="${cy}" r="${radius}" fill="${radial(sheet, [0.5, 0.5, 0.5], [[0, flame], [0.6, mix(flame, palette.base, 0.6)], [1, shade(palette.base, -0.18)]])}"/>${beads.join("")}<circle cx="${cx}" cy="${cy}" r="${radius}" fill="${radial(sheet, [0.4, 0.36, 0.7], [[0, "#fff8e0", 0.3], [0.5, "#fff8e0", 0], [1, "#1a0d08", 0.5]])}"/>`;
  const neck = metalPart({ ...subject, palette: { ...palette, name: "Brass" } }, [[90, 320], [96, 306], [50, 280], [24, 220], [22, 120], [40, 86], [110, 40], [150, 14], [154, 0]]);
  const cap = metalPart({ ...subject, palette: { ...palette, name: "Brass" } }, [[8, 850], [10, 836], [56, 812], [62, 800]]);
  return lamp(`${neck}${globe}${cap}`, { width: 500, height: 850, light: 560, outline: `${circlePath([0, -560], 250)}M-150 0V-40H-24V-320H24V-40H150V0Z` });
}

const skinProfile: Profile = [[110, 820], [110, 820], [150, 760], [176, 600], [150, 400], [182, 200], [150, 40], [128, 0]];

function skin(subject: Subject): Lamp {
  const { sheet, palette } = subject;
  const hide = palette.name === "Natural" ? "#d9ad72" : palette.base;
  const henna = mix("#5a2413", palette.deep, 0.35);
  const rows = [680, 520, 400, 290, 130].map((height, row) =>
    times(9, (index) => {
      const { x, y, squeeze } = onBody(skinProfile, -1.5 + (index / 8) * 3, height);
      const mark = row % 2 ? `<path d="M0 -40L26 0L0 40L-26 0Z" fill="none" stroke="${henna}" stroke-width="6"/><circle r="9" fill="${henna}"/>` : `<path d="${times(6, (petal) => leafPath([0, 0], 40, { turn: (petal * Math.PI) / 3, width: 10 })).join("")}" fill="${henna}"/>`;
      return `<g transform="translate(${px(x)} ${px(y)}) scale(${px(Math.max(0.1, squeeze))} 1)">${mark}</g>`;
    }).join(""),
  );
  const lines = [740, 610, 450, 350, 220, 60].map((height) => `<path d="${ringLine(radiusAt(skinProfile, height), height)}" fill="none" stroke="${henna}" stroke-width="7"/>`);
  const outline = outlineOf(skinProfile);
  const body = clipped(sheet, `<path d="${outline}"/>`, `<path d="${outline}" fill="${glowFill(sheet, hide, [0.5, 0.55])}"/><path d="${outline}" fill="${grain(sheet, { scale: 0.012, strength: 0.5, colour: "#7a3a12" })}"/>${rows.join("")}${lines.join("")}<path d="${outline}" fill="${linear(sheet, 0, [[0, "#2a1208", 0.6], [0.3, "#2a1208", 0], [0.7, "#2a1208", 0.05], [1, "#2a1208", 0.65]])}"/>`);
  const iron = metalPart({ ...subject, palette: { ...palette, name: "Black" } }, [[134, 24], [134, 24], [140, 8], [140, 0]]);
  return lamp(`${iron}${body}`, { width: 370, height: 830, light: 430, outline });
}

function candle(x: number, height: number): string {
  return `<path d="M${x - 34} -60V${-height}Q${x} ${-height - 16} ${x + 34} ${-height}V-60Z" fill="#f3dfb4"/><path d="M${x} ${-height - 10}v-14" stroke="#3a2818" stroke-width="5"/><path d="M${x} ${-height - 92}C${x + 26} ${-height - 50} ${x + 22} ${-height - 20} ${x} ${-height - 18}C${x - 22} ${-height - 20} ${x - 24} ${-height - 52} ${x} ${-height - 92}Z" fill="#ffe7a0"/><ellipse cx="${x}" cy="${-height - 38}" rx="10" ry="18" fill="#fffaf0"/>`;
}

function glassBox(subject: Subject, cage: string, box: { half: number; top: number; base: number }): string {
  const { sheet } = subject;
  const { half, top, base } = box;
  return `<path d="M${-half} ${-base}V${-top}H${half}V${-base}Z" fill="${radial(sheet, [0.5, 0.7, 0.7], [[0, "#ffe2a4", 0.75], [0.5, "#f5b45c", 0.35], [1, "#6a3a18", 0.28]])}"/>${candle(0, base + 150)}<path d="M${-half + 20} ${-base - 20}V${-top + 30}L${-half + 74} ${-top + 30}L${-half + 40} ${-base - 20}Z" fill="#ffffff" opacity=".16"/>${cage}`;
}

function box(subject: Subject): Lamp {
  const metal = subject.palette.name === "Chalk" ? "#d8d2c4" : "#2c2826";
  const [dark, light] = [shade(metal, -0.1), shade(metal, 0.13)];
  const bars = [-190, -66, 66, 190].map((x) => `<path d="M${x} -60V-520" stroke="${dark}" stroke-width="19"/><path d="M${x - 4} -60V-520" stroke="${light}" stroke-width="5"/>`).join("");
  const roof = `<path d="M-232 -516L-96 -668H96L232 -516Z" fill="${linear(subject.sheet, 0, [[0, dark], [0.3, light], [0.6, metal], [1, dark]])}"/><path d="M-232 -516H232V-496H-232Z" fill="${metal}"/><path d="M-60 -668V-716H60V-668" fill="${dark}"/><path d="M-84 -716H84L60 -748H-60Z" fill="${metal}"/>`;
  const foot = `<path d="M-220 -64H220V-30H-220Z" fill="${metal}"/><path d="M-220 -64H220V-57H-220Z" fill="${light}"/><path d="M-206 -30h44v30h-36ZM206 -30h-44v30h36Z" fill="${dark}"/>`;
  return lamp(`${circleRing(0, -792, metal)}${glassBox(subject, bars, { half: 190, top: 510, base: 64 })}${roof}${foot}`, { width: 464, height: 826, light: 250 });
}

function harbour(subject: Subject): Lamp {
  const metal = metalOf(subject);
  const cap = metalPart(subject, [[34, 700], [40, 680], [40, 640], [120, 610], [150, 560], [156, 544]]);
  const foot = metalPart(subject, [[150, 196], [150, 196], [158, 180], [168, 60], [176, 20], [176, 0]]);
  const ribs = times(9, (index) => {
    const x = -128 * Math.cos((index / 8) * Math.PI);
    return `<path d="M${px(x * 0.94)} -546Q${px(x * 1.12)} -370 ${px(x)} -196" fill="none" stroke="#fff3d0" stroke-width="7" opacity=".28"/>`;
  }).join("");
  const wires = [-150, 0, 150].map((x) => `<path d="M${x * 0.98} -550Q${x * 1.24} -370 ${x} -190" fill="none" stroke="${shade(metal, -0.12)}" stroke-width="9"/>`).join("");
  const ring = `<path d="M-160 -372A160 27 0 0 0 160 -372" fill="none" stroke="${shade(metal, -0.08)}" stroke-width="9"/>`;
  const handle = `<path d="M-152 -548C-250 -800 250 -800 152 -548" fill="none" stroke="${shade(metal, -0.1)}" stroke-width="12"/><path d="M-152 -552C-250 -804 250 -804 152 -552" fill="none" stroke="${shade(metal, 0.18)}" stroke-width="4"/>`;
  const glass = `<path d="M-140 -546Q-172 -370 -140 -196H140Q172 -370 140 -546Z" fill="${glowFill(subject.sheet, "#c9803a", [0.5, 0.62])}" opacity=".9"/>${candle(0, 330).replaceAll("-60V", "-190V")}`;
  return lamp(`${handle}${glass}${ribs}${wires}${ring}${foot}${cap}`, { width: 356, height: 740, light: 370 });
}

function bowlPendant(subject: Subject): Lamp {
  const profile: Profile = [[390, 330], [390, 330], [372, 260], [270, 120], [120, 40], [46, 10], [18, -34], [0, -50]];
  const body = piercedBody(subject, profile, { from: 300, to: 60, rows: 7, count: 19, kind: "rosette" });
  const strands = [-370, 0, 370].map((x) => `<path d="M${x} -330L0 -900" stroke="#7a5a28" stroke-width="7" stroke-dasharray="18 8"/>`).join("");
  const rim = `<ellipse cx="0" cy="-330" rx="390" ry="64" fill="${radial(subject.sheet, [0.5, 0.5, 0.6], [[0, flameWhite], [0.6, flame], [1, "#a8692a"]])}"/><ellipse cx="0" cy="-330" rx="390" ry="64" fill="none" stroke="${shade(metalOf(subject), 0.1)}" stroke-width="11"/>`;
  return lamp(`${strands}${chain({ x: 0, y: -880 }, 520)}<g>${body}</g>${rim}`, { width: 790, height: 900, light: 250, hangs: true });
}

function votive(subject: Subject): Lamp {
  const { sheet, palette } = subject;
  const profile: Profile = [[220, 430], [220, 430], [200, 300], [176, 60], [150, 8], [140, 0]];
  const outline = outlineOf(profile);
  const ribs = times(13, (index) => {
    const turn = -1.45 + (index / 12) * 2.9;
    const [top, foot] = [onBody(profile, turn, 420), onBody(profile, turn, 16)];
    return `M${px(top.x)} ${px(top.y)}L${px(foot.x)} ${px(foot.y)}`;
  }).join("");
  const body = `<path d="${outline}" fill="${glowFill(sheet, palette.base, [0.5, 0.66])}"/><path d="${ribs}" stroke="${shade(palette.base, -0.16)}" stroke-width="9" opacity=".5"/><path d="${ribs}" stroke="#fff8e0" stroke-width="6" opacity=".5" transform="translate(-9 0)"/><path d="${outline}" fill="${linear(sheet, 0, [[0, palette.deep, 0.75], [0.2, palette.deep, 0.1], [0.8, palette.deep, 0.1], [1, palette.deep, 0.8]])}"/>`;
  return lamp(`${clipped(sheet, `<path d="${outline}"/>`, body)}<ellipse cx="0" cy="-430" rx="220" ry="37" fill="${shade(palette.base, 0.1)}"/><ellipse cx="0" cy="-428" rx="206" ry="33" fill="${mix(flame, palette.base, 0.5)}"/><ellipse cx="0" cy="-420" rx="110" ry="18" fill="${flameWhite}" opacity=".8"/>`, { width: 440, height: 450, light: 200, outline });
}

function cage(subject: Subject): Lamp {
  const colour = subject.palette.name === "Cobalt" ? "#2a5ba8" : "#e9e3d4";
  const wires = times(15, (index) => {
    const x = -230 * Math.cos((index / 14) * Math.PI);
    return `M${px(x)} -110V-500C${px(x)} -640 ${px(x * 0.5)} -730 0 -752`;
  }).join("");
  const hoops = [120, 250, 380, 500].map((height) => ringLine(230, height)).join("");
  const onion = `M-60 -752C-90 -800 -20 -820 0 -870C20 -820 90 -800 60 -752Z`;
  const bulb = `<circle cx="0" cy="-350" r="84" fill="${radial(subject.sheet, [0.5, 0.5, 0.5], [[0, "#ffffff"], [0.5, flameWhite], [1, flame]])}"/><path d="M-24 -270h48v60h-48Z" fill="#8a6a35"/>`;
  const foot = turnedBody(subject.sheet, { profile: [[246, 116], [246, 116], [250, 90], [250, 30], [262, 0]], colour: subject.palette.name === "Chalk" ? "#2f5f9e" : "#c9965c", finish: "satin" });
  return lamp(`${bulb}${foot}<path d="${wires}${hoops}" fill="none" stroke="#3a2412" stroke-width="9" opacity=".5" transform="translate(3 3)"/><path d="${wires}${hoops}" fill="none" stroke="${colour}" stroke-width="7"/><path d="${onion}" fill="none" stroke="${colour}" stroke-width="7"/>`, { width: 524, height: 870, light: 350 });
}

function paperGlobe(subject: Subject): Lamp {
  const { sheet, palette } = subject;
  const colour = palette.name === "Ivory" ? "#efd9ac" : palette.base;
  const ribs = times(15, (index) => {
    const y = -400 + 350 * Math.cos(((index + 0.5) / 15) * Math.PI);
    const half = Math.sqrt(Math.max(0, 1 - ((y + 400) / 350) ** 2)) * 372;
    return `M${px(-half)} ${px(y)}A${px(half)} ${px(half * 0.1)} 0 0 0 ${px(half)} ${px(y)}`;
  }).join("");
  const globe = `<ellipse cx="0" cy="-400" rx="372" ry="350" fill="${glowFill(sheet, colour, [0.5, 0.55])}"/><ellipse cx="0" cy="-400" rx="372" ry="350" fill="${grain(sheet, { scale: 0.02, strength: 0.6, colour: "#8a5220", stretch: 4 })}"/><path d="${ribs}" fill="none" stroke="${shade(colour, -0.24)}" stroke-width="4" opacity=".6"/><path d="${ribs}" fill="none" stroke="#fffaf0" stroke-width="4" opacity=".3" transform="translate(0 6)"/><ellipse cx="0" cy="-52" rx="92" ry="12" fill="#5a3a1a"/>`;
  return lamp(`<path d="M0 -750V-1700" stroke="#2a1d14" stroke-width="7"/>${globe}`, { width: 744, height: 760, light: 400, hangs: true });
}

function tableLamp(subject: Subject): Lamp {
  const { sheet } = subject;
  const vase = piercedBody(subject, [[34, 420], [34, 420], [40, 390], [120, 300], [138, 210], [90, 90], [70, 60], [120, 14], [124, 0]], { from: 330, to: 130, rows: 1, count: 1 }).replaceAll(flame, shade(metalOf(subject), -0.2));
  const petals = times(9, (index) => {
    const { x, y, squeeze } = onBody([[34, 420], [40, 390], [120, 300], [138, 210], [90, 90], [70, 60]], -1.4 + index * 0.35, 190);
    return `<path d="M${px(x)} ${px(y + 60)}Q${px(x - 44 * squeeze)} ${px(y)} ${px(x)} ${px(y - 70)}Q${px(x + 44 * squeeze)} ${px(y)} ${px(x)} ${px(y + 60)}Z" fill="none" stroke="${shade(metalOf(subject), -0.24)}" stroke-width="5"/>`;
  }).join("");
  const shadePath = "M-190 -820H190L330 -420A330 46 0 0 1 -330 -420Z";
  const cloth = `<path d="${shadePath}" fill="${radial(sheet, [0.5, 0.66, 0.7], [[0, flameWhite], [0.35, "#f6dca6"], [0.8, "#d9ab69"], [1, "#a87a42"]])}"/><path d="${shadePath}" fill="${grain(sheet, { scale: 0.3, strength: 0.35, colour: "#7a4a1c" })}"/><path d="M-330 -420A330 46 0 0 0 330 -420" fill="none" stroke="#fff0c8" stroke-width="8"/><ellipse cx="0" cy="-820" rx="190" ry="24" fill="#fff3cf"/>`;
  return lamp(`${vase}${petals}${cloth}`, { width: 660, height: 840, light: 560 });
}

function cylinder(subject: Subject): Lamp {
  const { sheet, palette } = subject;
  const random = randomFor(subject, "veins");
  const profile: Profile = [[190, 640], [190, 640], [190, 40], [190, 40], [196, 0]];
  const outline = outlineOf(profile);
  const stone = palette.name === "Honey" ? "#c98a45" : "#ead2a6";
  const veins = times(9, () => {
    const y = -random.between(60, 620);
    return smooth(times(6, (index): Point => [-210 + index * 84, y + random.between(-44, 44)]));
  }).join("");
  const body = `<path d="${outline}" fill="${glowFill(sheet, stone, [0.5, 0.6])}"/><path d="${outline}" fill="${grain(sheet, { scale: 0.008, strength: 0.8, colour: "#9a5a24", stretch: 3 })}"/><path d="${veins}" fill="none" stroke="#8a4a1c" stroke-width="6" opacity=".4"/><path d="${veins}" fill="none" stroke="#fff6dc" stroke-width="9" opacity=".3" transform="translate(0 14)"/><path d="${outline}" fill="${linear(sheet, 0, [[0, "#3a1a08", 0.55], [0.25, "#3a1a08", 0], [0.75, "#3a1a08", 0.04], [1, "#3a1a08", 0.6]])}"/>`;
  return lamp(`${clipped(sheet, `<path d="${outline}"/>`, body)}<ellipse cx="0" cy="-640" rx="190" ry="32" fill="${shade(stone, 0.08)}"/><ellipse cx="0" cy="-639" rx="168" ry="27" fill="${flameWhite}"/>`, { width: 392, height: 660, light: 360, outline });
}

function onion(subject: Subject): Lamp {
  const profile: Profile = [[14, 780], [16, 750], [40, 690], [150, 560], [230, 400], [226, 280], [150, 140], [90, 100], [90, 100], [130, 20], [136, 0]];
  const metal = metalOf(subject);
  const outline = outlineOf(profile);
  const glass = clipped(subject.sheet, `<path d="${outline}"/>`, `<path d="${outline}" fill="${glowFill(subject.sheet, "#c08a4a", [0.5, 0.58])}"/><path d="${outline}" fill="${linear(subject.sheet, 0, [[0, "#2a1208", 0.55], [0.3, "#fff6dc", 0.16], [0.5, "#2a1208", 0], [1, "#2a1208", 0.6]])}"/>`);
  const scrolls = [610, 500, 390, 280, 190].map((height, row) =>
    times(11, (index) => {
      const { x, y, squeeze } = onBody(profile, -1.45 + ((index + (row % 2) * 0.5) / 10.5) * 2.9, height);
      return `<path transform="translate(${px(x)} ${px(y)}) scale(${px(Math.max(0.15, squeeze))} 1)" d="M-26 44C-50 10 -34 -36 0 -44C34 -36 50 10 26 44M-9 8a14 14 0 1 1 18 0"/>`;
    }).join(""),
  );
  const foot = metalPart(subject, [[98, 104], [98, 104], [132, 20], [136, 0]]);
  return lamp(`${circleRing(0, -812, metal)}${glass}<g fill="none" stroke="${shade(metal, -0.2)}" stroke-width="8">${scrolls.join("")}</g><g fill="none" stroke="${shade(metal, 0.16)}" stroke-width="3.5" transform="translate(-1.5 -2)">${scrolls.join("")}</g>${foot}`, { width: 460, height: 840, light: 380, outline });
}

const lamps: Record<string, (subject: Subject) => Lamp> = { dome, hex, star, mosaic, skin, box, harbour, bowlpendant: bowlPendant, votive, cage, paper: paperGlobe, tablelamp: tableLamp, cylinder, onion };

export function lampFor(subject: Subject): Lamp {
  return (lamps[subject.form] ?? dome)(subject);
}

