// Lanterns and lamps, photographed at dusk so that they may glow.
import { mix, shade } from "../colour.ts";
import { books } from "../props.ts";
import { contactShadow } from "../shadow.ts";
import { placed } from "../shapes.ts";
import { grain } from "../grain.ts";
import { linear, radial, stops } from "../sheet.ts";
import { duskStage, nicheStage, pictureHeight, pictureWidth } from "../stage.ts";
import type { Artist, Piece, Subject } from "../subject.ts";
import { glare, thrownLight } from "./lantern-parts.ts";
import { lampFor } from "./lantern-forms.ts";
import { type Lamp } from "./lamp.ts";

const pierced = new Set(["dome", "bowlpendant", "cage", "onion"]);

export function lanternPiece(subject: Subject): Piece {
  return lampFor(subject);
}

/** Evening walls: indigo, aubergine, olive or brick, by the lamp's own colour. */
function eveningWall({ slug, palette }: Subject): string {
  const walls = ["#4b5a86", "#7a4f5c", "#5c6a58", "#8a5744", "#54697a"];
  return mix(walls[(slug.length + palette.name.length) % walls.length] ?? "#54697a", palette.wall, 0.18);
}

function groundOf(subject: Subject, horizon: number, glow: number): string {
  const top = shade(mix(eveningWall(subject), "#6a4a34", 0.5), -0.24);
  return (
    `<rect x="0" y="${horizon}" width="${pictureWidth}" height="${pictureHeight - horizon}" fill="${linear(
      subject.sheet,
      90,
      [
        [0, shade(top, -0.05)],
        [0.2, top],
        [1, shade(top, 0.05)],
      ],
    )}"/>` +
    `<rect x="0" y="${horizon}" width="${pictureWidth}" height="${pictureHeight - horizon}" fill="${grain(subject.sheet, { scale: 0.006, strength: 0.3, colour: "#120a08", stretch: 5 })}"/>` +
    `<ellipse cx="${glow}" cy="${horizon + 210}" rx="620" ry="210" fill="${radial(
      subject.sheet,
      [0.5, 0.5, 0.5],
      stops("0 #ffc878 0.5, 0.5 #e09048 0.2, 1 #e09048 0"),
    )}"/>`
  );
}

function placeOf(lamp: Lamp): { scale: number; base: number } {
  const scale = Math.min(760 / lamp.width, 900 / lamp.height, 1.35);
  return { scale, base: lamp.hangs ? 1120 : 1215 };
}

export const lanterns: Artist = {
  piece: lanternPiece,
  front(subject) {
    const lamp = lampFor(subject);
    const { scale, base } = placeOf(lamp);
    const light = { x: 600, y: base - lamp.light * scale, radius: 820 };
    const wall = duskStage(subject.sheet, eveningWall(subject), light);
    const thrown = pierced.has(subject.form) ? thrownLight(subject, light, 640) : "";
    const ground = lamp.hangs
      ? ""
      : groundOf(subject, 1060, 600) +
        contactShadow(subject.sheet, { x: 600, y: base - 4, radius: lamp.width * 0.34 * scale });
    return (
      wall +
      thrown +
      ground +
      placed(lamp.markup, 600, { y: base, scale }) +
      glare(subject.sheet, { x: 600, y: light.y, radius: 430 }, 0.4)
    );
  },
  detail(subject) {
    const lamp = lampFor(subject);
    const scale = placeOf(lamp).scale * 2.3;
    const centre = { x: 640, y: 720, radius: 1100 };
    return (
      duskStage(subject.sheet, eveningWall(subject), centre) +
      placed(lamp.markup, 700, { y: 720 + lamp.light * scale, scale }) +
      glare(subject.sheet, { x: 700, y: 720, radius: 760 }, 0.3)
    );
  },
  inUse(subject) {
    const { sheet } = subject;
    const lamp = lampFor(subject);
    const scale = Math.min(420 / lamp.width, 600 / lamp.height);
    const wall = shade(eveningWall(subject), -0.16);
    const base = lamp.hangs ? 960 : 1166;
    const light = { x: 580, y: base - lamp.light * scale, radius: 600 };
    const halo = `<circle cx="${light.x}" cy="${light.y}" r="640" fill="${radial(
      sheet,
      [0.5, 0.5, 0.5],
      stops("0 #ffd08a 0.75, 0.4 #f0a050 0.36, 1 #d07030 0"),
    )}"/>`;
    const hungOn = lamp.hangs
      ? ""
      : contactShadow(sheet, { x: 580, y: base, radius: lamp.width * 0.34 * scale });
    const cut = lamp.hangs
      ? `<g>${placed(lamp.markup, 580, { y: base, scale })}</g>`
      : placed(lamp.markup, 560, { y: base, scale });
    return (
      nicheStage(sheet, wall, shade(wall, -0.05)) +
      halo +
      (pierced.has(subject.form) ? thrownLight(subject, light, 520) : "") +
      books(sheet, { x: 815, y: 1180, scale: 0.62 }, [
        mix(subject.palette.deep, "#3a2a20", 0.4),
        mix(subject.palette.accent, "#5a3a26", 0.5),
      ]) +
      hungOn +
      cut +
      glare(sheet, { x: 580, y: light.y, radius: 360 }, 0.45)
    );
  },
};
