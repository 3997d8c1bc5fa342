// Lamps whose body itself glows: skin, paper, stone, linen, thick glass.
import { mix, shade } from "../colour.ts";
import { onBody, outlineOf, radiusAt, ringLine, type Profile } from "../lathe.ts";
import { leafPath, smooth, times, type Point, pairs } from "../shapes.ts";
import { grain } from "../grain.ts";
import { clipped, linear, px, radial, stops } from "../sheet.ts";
import { randomFor, type Subject } from "../subject.ts";
import { flame, flameWhite, glowFill, metalOf, metalPart, piercedBody } from "./lantern-parts.ts";
import { type Lamp, lamp } from "./lamp.ts";

const skinProfile: Profile = pairs("110,820 110,820 150,760 176,600 150,400 182,200 150,40 128,0");

export function skin(subject: Subject): Lamp {
  const { sheet, palette } = subject;
  const hide = palette.name === "Natural" ? "#d9ad72" : palette.base;
  const henna = mix("#5a2413", palette.deep, 0.35);
  const rows = [680, 520, 400, 290, 130].map((height, row) =>
    times(9, (index) => {
      const { x, y, squeeze } = onBody(skinProfile, -1.5 + (index / 8) * 3, height);
      const mark =
        row % 2
          ? `<path d="M0 -40L26 0L0 40L-26 0Z" fill="none" stroke="${henna}" stroke-width="6"/><circle r="9" fill="${henna}"/>`
          : `<path d="${times(6, (petal) => leafPath([0, 0], 40, { turn: (petal * Math.PI) / 3, width: 10 })).join("")}" fill="${henna}"/>`;
      return `<g transform="translate(${px(x)} ${px(y)}) scale(${px(Math.max(0.1, squeeze))} 1)">${mark}</g>`;
    }).join(""),
  );
  const lines = [740, 610, 450, 350, 220, 60].map(
    (height) =>
      `<path d="${ringLine(radiusAt(skinProfile, height), height)}" fill="none" stroke="${henna}" stroke-width="7"/>`,
  );
  const outline = outlineOf(skinProfile);
  const body = clipped(
    sheet,
    `<path d="${outline}"/>`,
    `<path d="${outline}" fill="${glowFill(sheet, hide, [0.5, 0.55])}"/><path d="${outline}" fill="${grain(sheet, { scale: 0.012, strength: 0.5, colour: "#7a3a12" })}"/>${rows.join("")}${lines.join("")}<path d="${outline}" fill="${linear(
      sheet,
      0,
      stops("0 #2a1208 0.6, 0.3 #2a1208 0, 0.7 #2a1208 0.05, 1 #2a1208 0.65"),
    )}"/>`,
  );
  const iron = metalPart(
    { ...subject, palette: { ...palette, name: "Black" } },
    pairs("134,24 134,24 140,8 140,0"),
  );
  return lamp(`${iron}${body}`, { width: 370, height: 830, light: 430, outline });
}

export function votive(subject: Subject): Lamp {
  const { sheet, palette } = subject;
  const profile: Profile = pairs("220,430 220,430 200,300 176,60 150,8 140,0");
  const outline = outlineOf(profile);
  const ribs = times(13, (index) => {
    const turn = -1.45 + (index / 12) * 2.9;
    const [top, foot] = [onBody(profile, turn, 420), onBody(profile, turn, 16)];
    return `M${px(top.x)} ${px(top.y)}L${px(foot.x)} ${px(foot.y)}`;
  }).join("");
  const body = `<path d="${outline}" fill="${glowFill(sheet, palette.base, [0.5, 0.66])}"/><path d="${ribs}" stroke="${shade(palette.base, -0.16)}" stroke-width="9" opacity=".5"/><path d="${ribs}" stroke="#fff8e0" stroke-width="6" opacity=".5" transform="translate(-9 0)"/><path d="${outline}" fill="${linear(
    sheet,
    0,
    [
      [0, palette.deep, 0.75],
      [0.2, palette.deep, 0.1],
      [0.8, palette.deep, 0.1],
      [1, palette.deep, 0.8],
    ],
  )}"/>`;
  return lamp(
    `${clipped(sheet, `<path d="${outline}"/>`, body)}<ellipse cx="0" cy="-430" rx="220" ry="37" fill="${shade(palette.base, 0.1)}"/><ellipse cx="0" cy="-428" rx="206" ry="33" fill="${mix(flame, palette.base, 0.5)}"/><ellipse cx="0" cy="-420" rx="110" ry="18" fill="${flameWhite}" opacity=".8"/>`,
    { width: 440, height: 450, light: 200, outline },
  );
}

export function paperGlobe(subject: Subject): Lamp {
  const { sheet, palette } = subject;
  const colour = palette.name === "Ivory" ? "#efd9ac" : palette.base;
  const ribs = times(15, (index) => {
    const y = -400 + 350 * Math.cos(((index + 0.5) / 15) * Math.PI);
    const half = Math.sqrt(Math.max(0, 1 - ((y + 400) / 350) ** 2)) * 372;
    return `M${px(-half)} ${px(y)}A${px(half)} ${px(half * 0.1)} 0 0 0 ${px(half)} ${px(y)}`;
  }).join("");
  const globe = `<ellipse cx="0" cy="-400" rx="372" ry="350" fill="${glowFill(sheet, colour, [0.5, 0.55])}"/><ellipse cx="0" cy="-400" rx="372" ry="350" fill="${grain(sheet, { scale: 0.02, strength: 0.6, colour: "#8a5220", stretch: 4 })}"/><path d="${ribs}" fill="none" stroke="${shade(colour, -0.24)}" stroke-width="4" opacity=".6"/><path d="${ribs}" fill="none" stroke="#fffaf0" stroke-width="4" opacity=".3" transform="translate(0 6)"/><ellipse cx="0" cy="-52" rx="92" ry="12" fill="#5a3a1a"/>`;
  return lamp(`<path d="M0 -750V-1700" stroke="#2a1d14" stroke-width="7"/>${globe}`, {
    width: 744,
    height: 760,
    light: 400,
    hangs: true,
  });
}

export function tableLamp(subject: Subject): Lamp {
  const { sheet } = subject;
  const vase = piercedBody(subject, pairs("34,420 34,420 40,390 120,300 138,210 90,90 70,60 120,14 124,0"), {
    from: 330,
    to: 130,
    rows: 1,
    count: 1,
  }).replaceAll(flame, shade(metalOf(subject), -0.2));
  const petals = times(9, (index) => {
    const { x, y, squeeze } = onBody(
      pairs("34,420 40,390 120,300 138,210 90,90 70,60"),
      -1.4 + index * 0.35,
      190,
    );
    return `<path d="M${px(x)} ${px(y + 60)}Q${px(x - 44 * squeeze)} ${px(y)} ${px(x)} ${px(y - 70)}Q${px(x + 44 * squeeze)} ${px(y)} ${px(x)} ${px(y + 60)}Z" fill="none" stroke="${shade(metalOf(subject), -0.24)}" stroke-width="5"/>`;
  }).join("");
  const shadePath = "M-190 -820H190L330 -420A330 46 0 0 1 -330 -420Z";
  const cloth = `<path d="${shadePath}" fill="${radial(
    sheet,
    [0.5, 0.66, 0.7],
    [
      [0, flameWhite],
      [0.35, "#f6dca6"],
      [0.8, "#d9ab69"],
      [1, "#a87a42"],
    ],
  )}"/><path d="${shadePath}" fill="${grain(sheet, { scale: 0.3, strength: 0.35, colour: "#7a4a1c" })}"/><path d="M-330 -420A330 46 0 0 0 330 -420" fill="none" stroke="#fff0c8" stroke-width="8"/><ellipse cx="0" cy="-820" rx="190" ry="24" fill="#fff3cf"/>`;
  return lamp(`${vase}${petals}${cloth}`, { width: 660, height: 840, light: 560 });
}

export function cylinder(subject: Subject): Lamp {
  const { sheet, palette } = subject;
  const random = randomFor(subject, "veins");
  const profile: Profile = pairs("190,640 190,640 190,40 190,40 196,0");
  const outline = outlineOf(profile);
  const stone = palette.name === "Honey" ? "#c98a45" : "#ead2a6";
  const veins = times(9, () => {
    const y = -random.between(60, 620);
    return smooth(times(6, (index): Point => [-210 + index * 84, y + random.between(-44, 44)]));
  }).join("");
  const body = `<path d="${outline}" fill="${glowFill(sheet, stone, [0.5, 0.6])}"/><path d="${outline}" fill="${grain(sheet, { scale: 0.008, strength: 0.8, colour: "#9a5a24", stretch: 3 })}"/><path d="${veins}" fill="none" stroke="#8a4a1c" stroke-width="6" opacity=".4"/><path d="${veins}" fill="none" stroke="#fff6dc" stroke-width="9" opacity=".3" transform="translate(0 14)"/><path d="${outline}" fill="${linear(
    sheet,
    0,
    stops("0 #3a1a08 0.55, 0.25 #3a1a08 0, 0.75 #3a1a08 0.04, 1 #3a1a08 0.6"),
  )}"/>`;
  return lamp(
    `${clipped(sheet, `<path d="${outline}"/>`, body)}<ellipse cx="0" cy="-640" rx="190" ry="32" fill="${shade(stone, 0.08)}"/><ellipse cx="0" cy="-639" rx="168" ry="27" fill="${flameWhite}"/>`,
    { width: 392, height: 660, light: 360, outline },
  );
}
