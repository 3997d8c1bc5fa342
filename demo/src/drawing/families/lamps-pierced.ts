// Lamps of cut metal and wire: the light comes through the holes.
import { shade } from "../colour.ts";
import { onBody, outlineOf, ringLine, turnedBody, type Profile } from "../lathe.ts";
import { times, pairs } from "../shapes.ts";
import { clipped, linear, px, radial, stops } from "../sheet.ts";
import type { Subject } from "../subject.ts";
import { chain, flame, flameWhite, glowFill, metalOf, metalPart, piercedBody } from "./lantern-parts.ts";
import { type Lamp, lamp, circleRing } from "./lamp.ts";

export function dome(subject: Subject): Lamp {
  const profile: Profile = pairs(
    "16,760 20,740 60,700 96,640 96,640 190,560 246,420 220,240 130,120 104,96 104,96 150,20 156,0",
  );
  const body = piercedBody(subject, profile, { from: 600, to: 150, rows: 11, count: 15 });
  return lamp(`${chain({ x: 0, y: -756 }, 40)}${body}`, {
    width: 500,
    height: 800,
    light: 390,
    outline: outlineOf(profile),
  });
}

export function bowlPendant(subject: Subject): Lamp {
  const profile: Profile = pairs("390,330 390,330 372,260 270,120 120,40 46,10 18,-34 0,-50");
  const body = piercedBody(subject, profile, { from: 300, to: 60, rows: 7, count: 19, kind: "rosette" });
  const strands = [-370, 0, 370]
    .map((x) => `<path d="M${x} -330L0 -900" stroke="#7a5a28" stroke-width="7" stroke-dasharray="18 8"/>`)
    .join("");
  const rim = `<ellipse cx="0" cy="-330" rx="390" ry="64" fill="${radial(
    subject.sheet,
    [0.5, 0.5, 0.6],
    [
      [0, flameWhite],
      [0.6, flame],
      [1, "#a8692a"],
    ],
  )}"/><ellipse cx="0" cy="-330" rx="390" ry="64" fill="none" stroke="${shade(metalOf(subject), 0.1)}" stroke-width="11"/>`;
  return lamp(`${strands}${chain({ x: 0, y: -880 }, 520)}<g>${body}</g>${rim}`, {
    width: 790,
    height: 900,
    light: 250,
    hangs: true,
  });
}

export function cage(subject: Subject): Lamp {
  const colour = subject.palette.name === "Cobalt" ? "#2a5ba8" : "#e9e3d4";
  const wires = times(15, (index) => {
    const x = -230 * Math.cos((index / 14) * Math.PI);
    return `M${px(x)} -110V-500C${px(x)} -640 ${px(x * 0.5)} -730 0 -752`;
  }).join("");
  const hoops = [120, 250, 380, 500].map((height) => ringLine(230, height)).join("");
  const onion = `M-60 -752C-90 -800 -20 -820 0 -870C20 -820 90 -800 60 -752Z`;
  const bulb = `<circle cx="0" cy="-350" r="84" fill="${radial(
    subject.sheet,
    [0.5, 0.5, 0.5],
    [
      [0, "#ffffff"],
      [0.5, flameWhite],
      [1, flame],
    ],
  )}"/><path d="M-24 -270h48v60h-48Z" fill="#8a6a35"/>`;
  const foot = turnedBody(subject.sheet, {
    profile: pairs("246,116 246,116 250,90 250,30 262,0"),
    colour: subject.palette.name === "Chalk" ? "#2f5f9e" : "#c9965c",
    finish: "satin",
  });
  return lamp(
    `${bulb}${foot}<path d="${wires}${hoops}" fill="none" stroke="#3a2412" stroke-width="9" opacity=".5" transform="translate(3 3)"/><path d="${wires}${hoops}" fill="none" stroke="${colour}" stroke-width="7"/><path d="${onion}" fill="none" stroke="${colour}" stroke-width="7"/>`,
    { width: 524, height: 870, light: 350 },
  );
}

export function onion(subject: Subject): Lamp {
  const profile: Profile = pairs(
    "14,780 16,750 40,690 150,560 230,400 226,280 150,140 90,100 90,100 130,20 136,0",
  );
  const metal = metalOf(subject);
  const outline = outlineOf(profile);
  const glass = clipped(
    subject.sheet,
    `<path d="${outline}"/>`,
    `<path d="${outline}" fill="${glowFill(subject.sheet, "#c08a4a", [0.5, 0.58])}"/><path d="${outline}" fill="${linear(
      subject.sheet,
      0,
      stops("0 #2a1208 0.55, 0.3 #fff6dc 0.16, 0.5 #2a1208 0, 1 #2a1208 0.6"),
    )}"/>`,
  );
  const scrolls = [610, 500, 390, 280, 190].map((height, row) =>
    times(11, (index) => {
      const { x, y, squeeze } = onBody(profile, -1.45 + ((index + (row % 2) * 0.5) / 10.5) * 2.9, height);
      return `<path transform="translate(${px(x)} ${px(y)}) scale(${px(Math.max(0.15, squeeze))} 1)" d="M-26 44C-50 10 -34 -36 0 -44C34 -36 50 10 26 44M-9 8a14 14 0 1 1 18 0"/>`;
    }).join(""),
  );
  const foot = metalPart(subject, pairs("98,104 98,104 132,20 136,0"));
  return lamp(
    `${circleRing(0, -812, metal)}${glass}<g fill="none" stroke="${shade(metal, -0.2)}" stroke-width="8">${scrolls.join("")}</g><g fill="none" stroke="${shade(metal, 0.16)}" stroke-width="3.5" transform="translate(-1.5 -2)">${scrolls.join("")}</g>${foot}`,
    { width: 460, height: 840, light: 380, outline },
  );
}
